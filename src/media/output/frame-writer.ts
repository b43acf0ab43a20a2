/** Frames of FFmpeg's own, one after the other, into a file. */
import {
  AV_CODEC_FLAG_BITEXACT,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  type AVPixelFormat,
  type FFVideoEncoder,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, type Frame, Packet, Rational } from 'node-av/lib';
import { check } from '../ffmpeg.ts';
import { openVideoFile, type VideoFileOptions } from './video-file.ts';

export interface FrameWriter {
  /** What its frames have to be. */
  pixelFormat: AVPixelFormat;
  /** Write the next frame, which may be used again once the promise resolves. */
  write(frame: Frame): Promise<void>;
  /** Write what is held back and finish the file. */
  finish(): Promise<{ frames: number }>;
  /** Let go of everything; safe after `finish` and after an error, and not while a frame is written. */
  close(): Promise<void>;
}

export interface CodecSettings {
  encoder: FFVideoEncoder;
  pixelFormat: AVPixelFormat;
  /** The encoder's own options. */
  options: Record<string, string>;
  /** Part of what decides the bytes, so it does not follow the machine's cores. */
  threads: number;
  /** What only some encoders have. */
  prepare?(context: CodecContext): void;
}

export interface VideoSize {
  /** Pixels, both even. */
  width: number;
  height: number;
  fps: number;
}

/** Called around each frame, for what watches the rate. */
export interface FrameWatch {
  beforeFrame(context: CodecContext): void;
  afterPacket(bytes: number): void;
}

/**
 * Frames to a video of one stream, tagged BT.709 in limited range.
 * @throws FFmpegError when the encoder or the file cannot be opened
 */
export async function openVideoWriter(
  settings: CodecSettings,
  size: VideoSize,
  file: Omit<VideoFileOptions, 'fps'>,
  watch?: FrameWatch,
): Promise<FrameWriter> {
  const context = await openCodec(settings, size);
  const output = await openVideoFile(context, { ...file, fps: size.fps }).catch((error) => {
    context.freeContext();
    throw error;
  });
  const packet = new Packet();
  packet.alloc();
  let frames = 0;
  let closed = false;

  async function encode(frame: Frame | null): Promise<void> {
    check(await context.sendFrame(frame), 'encode a frame');
    // What is encoded by now is handed out at once; waiting for each piece would cost more than it.
    for (;;) {
      const received = context.receivePacketSync(packet);
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return;
      check(received, 'encode a frame');
      watch?.afterPacket(packet.size);
      output.write(packet);
    }
  }

  return {
    pixelFormat: settings.pixelFormat,
    async write(frame) {
      watch?.beforeFrame(context);
      frame.pts = BigInt(frames++);
      await encode(frame);
    },
    async finish() {
      await encode(null);
      await output.finish();
      return { frames };
    },
    async close() {
      if (closed) return;
      closed = true;
      packet.free();
      context.freeContext();
      output.close();
    },
  };
}

async function openCodec(settings: CodecSettings, size: VideoSize): Promise<CodecContext> {
  const codec = Codec.findEncoderByName(settings.encoder);
  if (!codec) {
    throw new Error(`Expected node-av to bring the encoder ${settings.encoder} but it does not.`);
  }
  const context = new CodecContext();
  context.allocContext3(codec);
  context.width = size.width;
  context.height = size.height;
  context.pixelFormat = settings.pixelFormat;
  context.timeBase = new Rational(1, size.fps);
  context.framerate = new Rational(size.fps, 1);
  context.sampleAspectRatio = new Rational(1, 1);
  context.colorRange = AVCOL_RANGE_MPEG;
  context.colorPrimaries = AVCOL_PRI_BT709;
  context.colorTrc = AVCOL_TRC_BT709;
  context.colorSpace = AVCOL_SPC_BT709;
  context.threadCount = settings.threads;
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_BITEXACT);
  settings.prepare?.(context);
  check(await context.open2(codec, Dictionary.fromObject(settings.options)), 'open the encoder');
  return context;
}
