import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** The requests of one connection that wait for the answer before theirs. */
interface Line {
  answering: boolean;
  waiting: (() => void)[];
}

/**
 * Serves one request of a connection at a time, and reads no further while others wait. A client may
 * send many at once and read nothing: what it has asked for is not made until the answer before has
 * left. One read can bring thousands; who has more than `maxWaiting` of them gets no more answers.
 */
export function inTurn(serve: RequestListener, maxWaiting: number): RequestListener {
  const lines = new WeakMap<object, Line>();

  function begin(line: Line, request: IncomingMessage, response: ServerResponse): void {
    line.answering = true;
    response.once('close', () => {
      line.answering = false;
      if (!request.socket.destroyed) line.waiting.shift()?.();
    });
    serve(request, response);
  }

  return (request, response) => {
    const { socket } = request;
    // The rest of what was read with the request for which it was hung up.
    if (socket.destroyed) return;
    const line = lines.get(socket) ?? { answering: false, waiting: [] };
    lines.set(socket, line);
    if (!line.answering && line.waiting.length === 0) return begin(line, request, response);
    if (line.waiting.length >= maxWaiting) return void socket.destroy();
    socket.pause();
    line.waiting.push(() => {
      // The last of them may still have a body to come.
      if (line.waiting.length === 0) socket.resume();
      begin(line, request, response);
    });
  };
}
