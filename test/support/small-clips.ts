/** Small real clips in the containers that model servers write: made here, of moving bands. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  AVERROR_EAGAIN,
  AVERROR_EOF,
} from 'node-av/constants';
import {
  Codec,
  CodecContext,
  Dictionary,
  FormatContext,
  Frame,
  Packet,
  Rational,
} from 'node-av/lib';
import sharp from 'sharp';

export interface SmallClip {
  format: 'mp4' | 'webm' | 'avi' | 'webp';
  width: number;
  height: number;
  frames: number;
  fps: number;
  /** Every frame black, as a model makes them whose numbers ran over. */
  black?: boolean;
}

const containers = {
  mp4: { encoder: 'libx264', muxer: 'mp4', pixels: AV_PIX_FMT_YUV420P },
  webm: { encoder: 'libvpx', muxer: 'webm', pixels: AV_PIX_FMT_YUV420P },
  avi: { encoder: 'mjpeg', muxer: 'avi', pixels: AV_PIX_FMT_YUVJ420P },
} as const;

export async function makeSmallClip(clip: SmallClip): Promise<Buffer> {
  if (clip.format === 'webp') return makeWebp(clip);
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-clip-'));
  try {
    const file = path.join(folder, `clip.${clip.format}`);
    await encode(file, clip.format, clip);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function encode(
  file: string,
  format: keyof typeof containers,
  { width, height, frames, fps, black = false }: SmallClip,
): Promise<void> {
  const { encoder, muxer, pixels } = containers[format];
  const output = new FormatContext();
  output.allocOutputContext2(null, muxer, file);
  const codec = Codec.findEncoderByName(encoder as never)!;
  const context = new CodecContext();
  context.allocContext3(codec);
  Object.assign(context, { width, height, pixelFormat: pixels, gopSize: fps });
  context.timeBase = new Rational(1, fps);
  context.framerate = new Rational(fps, 1);
  context.bitRate = 2_000_000n;
  await context.open2(codec, Dictionary.fromObject({}));
  const stream = output.newStream(null);
  stream.timeBase = new Rational(1, fps);
  stream.codecpar.fromContext(context);
  await output.openOutput();
  await output.writeHeader(null);
  const packet = new Packet();
  packet.alloc();
  const drain = async () => {
    for (;;) {
      const got = await context.receivePacket(packet);
      if (got === AVERROR_EAGAIN || got === AVERROR_EOF) return;
      packet.streamIndex = 0;
      packet.rescaleTs(new Rational(1, fps), stream.timeBase);
      await output.interleavedWriteFrame(packet);
    }
  };
  for (let index = 0; index < frames; index++) {
    const frame = new Frame();
    frame.alloc();
    Object.assign(frame, { format: pixels, width, height });
    frame.allocBuffer();
    const [y, u, v] = frame.data!;
    u!.fill(black ? 128 : 90);
    v!.fill(black ? 128 : 160);
    const stride = frame.linesize[0]!;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        y![row * stride + column] = black ? 16 : 40 + ((column * 2 + row + index * 3) % 160);
      }
    }
    frame.pts = BigInt(index);
    await context.sendFrame(frame);
    await drain();
    frame.free();
  }
  await context.sendFrame(null);
  await drain();
  await output.writeTrailer();
  await output.closeOutput();
  packet.free();
  context.freeContext();
  output.freeContext();
}

async function makeWebp({ width, height, frames, fps, black }: SmallClip): Promise<Buffer> {
  const page = width * height * 3;
  const data = Buffer.alloc(page * frames);
  for (let index = 0; index < frames && !black; index++) {
    for (let pixel = 0; pixel < width * height; pixel++) {
      const column = pixel % width;
      data[index * page + pixel * 3] = (column * 2 + index * 3) % 250;
      data[index * page + pixel * 3 + 1] = 90;
    }
  }
  const raw = { width, height: height * frames, channels: 3 as const, pageHeight: height };
  return sharp(data, { raw })
    .webp({ delay: Array(frames).fill(Math.round(1000 / fps)), loop: 0 })
    .toBuffer();
}
