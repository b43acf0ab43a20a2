/** Clips of all kinds, as strangers make them: whatever FFmpeg encodes, into whatever it writes. */
import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_ID_PCM_S16LE,
  AV_PIX_FMT_YUV420P,
  AV_SAMPLE_FMT_S16,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  type AVColorSpace,
  type AVColorTransferCharacteristic,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVMEDIA_TYPE_AUDIO,
  type AVPixelFormat,
  type FFVideoEncoder,
} from 'node-av/constants';
import {
  avGetPixFmtName,
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  Frame,
  Packet,
  Rational,
  type Stream,
} from 'node-av/lib';
import { type Filters, openFilters } from '../../src/media/filters.ts';
import type { YuvFrame } from '../../src/media/frame.ts';
import { allocatePictures } from '../../src/media/output/pictures.ts';

export interface ClipRecipe {
  file: string;
  /** FFmpeg's name of the container; by default what the file's name says. */
  container?: string;
  encoder: string;
  pixelFormat?: AVPixelFormat;
  width: number;
  height: number;
  fps: number;
  frames: number;
  paint(frame: YuvFrame, index: number): void;
  /** When a frame is shown, in frames; by default one after the other. */
  at?(index: number): number;
  /** Width of a pixel by its height, as a fraction. */
  pixelAspect?: [number, number];
  hasSound?: boolean;
  options?: Record<string, string>;
  /** The index stands at the end of the file. */
  isSlow?: boolean;
  colour?: { matrix?: AVColorSpace; transfer?: AVColorTransferCharacteristic };
}

export async function makeClip(recipe: ClipRecipe): Promise<string> {
  const { file, width, height, fps, frames, hasSound = false } = recipe;
  const format = recipe.pixelFormat ?? AV_PIX_FMT_YUV420P;
  const output = new FormatContext();
  const { pictures, views, free } = allocatePictures(width, height);
  const filters = await openFilters(
    `video_size=${width}x${height}:pix_fmt=yuv420p:time_base=1/${fps}:colorspace=bt709:range=tv`,
    `scale=flags=bitexact,format=${avGetPixFmtName(format)}`,
  );
  check(output.allocOutputContext2(null, recipe.container ?? null, file));
  const context = await openCodec(recipe, format);
  const stream = output.newStream(null);
  stream.timeBase = new Rational(1, fps);
  stream.avgFrameRate = new Rational(fps, 1);
  check(stream.codecpar.fromContext(context));
  stream.codecpar.codecTag = 0;
  const sound = hasSound ? describeSound(output.newStream(null)) : undefined;
  check(await output.openOutput());
  const isFast = /\.(mp4|mov)$/.test(file) && !recipe.isSlow;
  check(await output.writeHeader(Dictionary.fromObject(isFast ? { movflags: '+faststart' } : {})));
  await writePicture({ output, stream, context, filters }, recipe, pictures[0], views[0]);
  if (sound) await writeSound(output, sound, frames / fps);
  check(await output.writeTrailer());
  await output.closeOutput();
  filters.close();
  free();
  context.freeContext();
  output.freeContext();
  return file;
}

async function openCodec(recipe: ClipRecipe, format: AVPixelFormat): Promise<CodecContext> {
  const { width, height, fps, pixelAspect = [1, 1], colour = {} } = recipe;
  const codec = Codec.findEncoderByName(recipe.encoder as FFVideoEncoder)!;
  const context = new CodecContext();
  context.allocContext3(codec);
  context.width = width;
  context.height = height;
  context.pixelFormat = format;
  context.timeBase = new Rational(1, fps);
  context.framerate = new Rational(fps, 1);
  context.sampleAspectRatio = new Rational(...pixelAspect);
  if (/^yuv4/.test(avGetPixFmtName(format) ?? '')) {
    context.colorRange = AVCOL_RANGE_MPEG;
    context.colorPrimaries = AVCOL_PRI_BT709;
    context.colorTrc = colour.transfer ?? AVCOL_TRC_BT709;
    context.colorSpace = colour.matrix ?? AVCOL_SPC_BT709;
  }
  context.threadCount = 1;
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  check(await context.open2(codec, Dictionary.fromObject(recipe.options ?? {})));
  return context;
}

interface Writing {
  output: FormatContext;
  stream: Stream;
  context: CodecContext;
  filters: Filters;
}

async function writePicture(
  { output, stream, context, filters }: Writing,
  { fps, frames, paint, at = (index) => index }: ClipRecipe,
  picture: Frame,
  view: YuvFrame,
): Promise<void> {
  const converted = new Frame();
  const packet = new Packet();
  converted.alloc();
  packet.alloc();
  for (let index = 0; index <= frames; index++) {
    if (index < frames) {
      paint(view, index);
      picture.pts = BigInt(at(index));
      await filters.push(picture);
      await filters.pull(converted);
      converted.pts = BigInt(at(index));
    }
    check(await context.sendFrame(index < frames ? converted : null));
    converted.unref();
    for (;;) {
      const received = await context.receivePacket(packet);
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) break;
      check(received);
      packet.streamIndex = 0;
      packet.duration ||= 1n;
      packet.rescaleTs(new Rational(1, fps), stream.timeBase);
      check(await output.interleavedWriteFrame(packet));
    }
  }
  converted.free();
  packet.free();
}

const soundRate = 8000;

function describeSound(stream: Stream): Stream {
  const { codecpar } = stream;
  codecpar.codecType = AVMEDIA_TYPE_AUDIO;
  codecpar.codecId = AV_CODEC_ID_PCM_S16LE;
  codecpar.format = AV_SAMPLE_FMT_S16;
  codecpar.sampleRate = soundRate;
  codecpar.channelLayout = { order: AV_CHANNEL_ORDER_NATIVE, nbChannels: 1, mask: 4n };
  stream.timeBase = new Rational(1, soundRate);
  return stream;
}

/** Silence. */
async function writeSound(output: FormatContext, stream: Stream, seconds: number): Promise<void> {
  const packet = new Packet();
  packet.alloc();
  packet.data = Buffer.alloc(2 * Math.round(seconds * soundRate));
  packet.streamIndex = stream.index;
  packet.pts = 0n;
  packet.dts = 0n;
  check(await output.interleavedWriteFrame(packet));
  packet.free();
}

function check(code: number): void {
  FFmpegError.throwIfError(code, 'make a clip for a test');
}
