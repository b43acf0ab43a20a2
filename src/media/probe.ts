/** Facts about a finished clip, and its frames back in memory: for checks, tests and benches. */
import { open } from 'node:fs/promises';
import {
  AV_PROFILE_H264_HIGH,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import {
  avGetCodecName,
  avGetPixFmtName,
  Codec,
  CodecContext,
  FormatContext,
  Frame,
  Packet,
  type Stream,
} from 'node-av/lib';
import { check } from './ffmpeg.ts';
import type { YuvFrame } from './frame.ts';

export interface ClipFacts {
  /** FFmpeg's names: `h264`, `yuv420p`. */
  codec: string;
  pixelFormat: string;
  /** `High`, or the number of another profile. */
  profile: string;
  /** `bt709` (or a number) each; `limited` or `full`. */
  colour: { primaries: string; transfer: string; matrix: string; range: string };
  width: number;
  height: number;
  /** Counted, not read from the header. */
  frames: number;
  /** By the header. */
  fps: number;
  durationSeconds: number;
  /** Seconds before the first frame is shown; 0 in a good clip. */
  startSeconds: number;
  /** The index comes before the frames, so that playing starts while the file still loads. */
  fastStart: boolean;
  comment: string | null;
}

/**
 * Read a clip's facts. Opens the file as a video, walks its packets, decodes nothing.
 * @throws FFmpegError when it is no video file.
 */
export async function probeClip(file: string): Promise<ClipFacts> {
  const input = new FormatContext();
  try {
    const stream = await openVideo(input, file);
    const parameters = stream.codecpar;
    const timeBase = stream.timeBase.num / stream.timeBase.den;
    return {
      codec: avGetCodecName(parameters.codecId) ?? 'unknown',
      pixelFormat: avGetPixFmtName(parameters.format as never) ?? 'unknown',
      profile: parameters.profile === AV_PROFILE_H264_HIGH ? 'High' : String(parameters.profile),
      colour: {
        primaries: bt709(parameters.colorPrimaries, AVCOL_PRI_BT709),
        transfer: bt709(parameters.colorTrc, AVCOL_TRC_BT709),
        matrix: bt709(parameters.colorSpace, AVCOL_SPC_BT709),
        range: parameters.colorRange === AVCOL_RANGE_MPEG ? 'limited' : 'full',
      },
      width: parameters.width,
      height: parameters.height,
      fps: stream.avgFrameRate.num / stream.avgFrameRate.den,
      durationSeconds: Number(input.duration) / 1e6,
      startSeconds: Number(stream.startTime) * timeBase,
      frames: countPackets(input, stream.index),
      fastStart: await indexComesFirst(file),
      comment: input.metadata?.get('comment') ?? null,
    };
  } finally {
    await input.closeInput();
  }
}

/**
 * A clip's size and its frames, counted: what a clip is checked for after it is written. Takes
 * 1 ms, where `probeClip` takes 25, as FFmpeg decodes a frame to learn the rest.
 * @throws FFmpegError when it is no video file.
 */
export async function measureClip(
  file: string,
): Promise<Pick<ClipFacts, 'width' | 'height' | 'frames'>> {
  const input = new FormatContext();
  try {
    check(await input.openInput(file), `open ${file}`);
    const stream = findVideo(input, file);
    const { width, height } = stream.codecpar;
    return { width, height, frames: countPackets(input, stream.index) };
  } finally {
    await input.closeInput();
  }
}

function bt709(value: number, expected: number): string {
  return value === expected ? 'bt709' : String(value);
}

/**
 * Decode a clip, frame after frame. The planes passed to `onFrame` are only valid during the call;
 * return false to stop.
 * @throws FFmpegError when the file cannot be decoded.
 */
export async function decodeClip(
  file: string,
  onFrame: (frame: YuvFrame, index: number) => unknown,
): Promise<{ frames: number }> {
  const input = new FormatContext();
  const decoder = new CodecContext();
  const packet = new Packet();
  const frame = new Frame();
  packet.alloc();
  frame.alloc();
  try {
    const stream = await openVideo(input, file);
    const codec = Codec.findDecoder(stream.codecpar.codecId);
    decoder.allocContext3(codec);
    check(decoder.parametersToContext(stream.codecpar), 'set the decoder up');
    check(await decoder.open2(codec, null), 'open the decoder');
    let frames = 0;
    for (let ended = false; !ended; ) {
      const read = await input.readFrame(packet);
      if (read >= 0 && packet.streamIndex !== stream.index) {
        packet.unref();
        continue;
      }
      check(await decoder.sendPacket(read < 0 ? null : packet), 'decode');
      packet.unref();
      for (;;) {
        const received = await decoder.receiveFrame(frame);
        if (received === AVERROR_EAGAIN) break;
        ended = received === AVERROR_EOF;
        if (ended) break;
        check(received, 'decode');
        const wanted = onFrame(viewFrame(frame), frames++);
        frame.unref();
        if (wanted === false) return { frames };
      }
    }
    return { frames };
  } finally {
    frame.free();
    packet.free();
    decoder.freeContext();
    await input.closeInput();
  }
}

async function openVideo(input: FormatContext, file: string): Promise<Stream> {
  check(await input.openInput(file), `open ${file}`);
  check(await input.findStreamInfo(), `read ${file}`);
  return findVideo(input, file);
}

function findVideo(input: FormatContext, file: string): Stream {
  const index = input.findBestStream(AVMEDIA_TYPE_VIDEO);
  check(index, `find a video stream in ${file}`);
  return input.streams[index]!;
}

/** In one go: the file is here, and a step of its own for each packet takes ten times as long. */
function countPackets(input: FormatContext, streamIndex: number): number {
  const packet = new Packet();
  packet.alloc();
  let count = 0;
  while (input.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === streamIndex) count++;
    packet.unref();
  }
  packet.free();
  return count;
}

function viewFrame(frame: Frame): YuvFrame {
  const [y, u, v] = frame.data!;
  const [yStride, uvStride] = frame.linesize;
  return {
    width: frame.width,
    height: frame.height,
    y: y!,
    u: u!,
    v: v!,
    yStride: yStride!,
    uvStride: uvStride!,
  };
}

/** Walk the top-level boxes of the MP4. */
async function indexComesFirst(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const header = Buffer.alloc(16);
    for (let at = 0; ; ) {
      const { bytesRead } = await handle.read(header, 0, 16, at);
      if (bytesRead < 8) return false;
      const type = header.toString('latin1', 4, 8);
      if (type === 'moov') return true;
      if (type === 'mdat') return false;
      const size = header.readUInt32BE(0);
      const length = size === 1 ? Number(header.readBigUInt64BE(8)) : size;
      if (length < 8) return false;
      at += length;
    }
  } finally {
    await handle.close();
  }
}
