import { createSocket } from 'node:dgram';
import { onTestFinished } from 'vitest';

export type Answer = { addresses: number[][] } | { code: number } | 'silence';

/**
 * A DNS server on loopback, for the length of a test. It answers every question for A and for AAAA
 * in one way each, or, given a list, in turn; no answer may be kept (their time to live is 0).
 */
export async function serveDns(answers: { a: Answer | Answer[]; aaaa: Answer | Answer[] }) {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  const asked: string[] = [];
  const times = { A: 0, AAAA: 0 };
  socket.on('message', (query, { port, address }) => {
    const labels: string[] = [];
    let at = 12;
    while (query[at]) {
      labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!));
      at += 1 + query[at]!;
    }
    const type = query.readUInt16BE(at + 1);
    const family = type === 28 ? 'AAAA' : 'A';
    asked.push(`${family} ${labels.join('.')}`);
    const planned = [family === 'AAAA' ? answers.aaaa : answers.a].flat();
    const answer = planned[Math.min(times[family]++, planned.length - 1)]!;
    if (answer === 'silence') return;
    const records = 'addresses' in answer ? answer.addresses : [];
    const head = Buffer.alloc(12);
    query.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8180 | ('code' in answer ? answer.code : 0), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    const body = records.map((bytes) => {
      const record = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, bytes.length]);
      return Buffer.concat([record, Buffer.from(bytes)]);
    });
    socket.send(Buffer.concat([head, query.subarray(12, at + 5), ...body]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { server: `127.0.0.1:${socket.address().port}`, asked };
}
