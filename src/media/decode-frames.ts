/** The frames of a video stream, decoded one after the other. */
import { AVERROR_EAGAIN, AVERROR_EOF, AVERROR_INVALIDDATA } from 'node-av/constants';
import {
  Codec,
  CodecContext,
  Dictionary,
  type FormatContext,
  Frame,
  Packet,
  type Stream,
} from 'node-av/lib';
import { check } from './ffmpeg.ts';

export interface DecodeOptions {
  threads?: number;
  /** The decoder's own limit: frames with more pixels are an error. */
  maxPixels?: number;
  /** Told of each piece that does not decode, which is then left out; without it, that is an error. */
  onBroken?: () => void;
}

/**
 * Hand on each frame in turn; it is gone when the promise of `onFrame` resolves. False ends it.
 * @throws FFmpegError
 */
export async function decodeFrames(
  input: FormatContext,
  stream: Stream,
  onFrame: (frame: Frame) => Promise<boolean>,
  { threads = 1, maxPixels, onBroken }: DecodeOptions = {},
): Promise<void> {
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  const decoder = new CodecContext();
  const packet = new Packet();
  const frame = new Frame();
  packet.alloc();
  frame.alloc();

  /** @returns whether it decoded, or is to be passed over */
  function took(code: number): void {
    if (code === AVERROR_INVALIDDATA && onBroken) onBroken();
    else check(code, 'decode');
  }

  try {
    decoder.allocContext3(codec);
    check(decoder.parametersToContext(stream.codecpar), 'set the decoder up');
    decoder.pktTimebase = stream.timeBase;
    decoder.threadCount = threads;
    const options = maxPixels ? Dictionary.fromObject({ max_pixels: String(maxPixels) }) : null;
    check(await decoder.open2(codec, options), 'open the decoder');
    for (let ended = false; !ended; ) {
      const read = await input.readFrame(packet);
      if (read >= 0 && packet.streamIndex !== stream.index) {
        packet.unref();
        continue;
      }
      took(await decoder.sendPacket(read < 0 ? null : packet));
      packet.unref();
      for (;;) {
        const received = await decoder.receiveFrame(frame);
        if (received === AVERROR_EAGAIN) break;
        ended = received === AVERROR_EOF;
        if (ended) break;
        took(received);
        if (received < 0) continue;
        const wanted = await onFrame(frame);
        frame.unref();
        if (!wanted) return;
      }
    }
  } finally {
    frame.free();
    packet.free();
    decoder.freeContext();
  }
}
