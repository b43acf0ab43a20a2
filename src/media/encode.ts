/**
 * Frames to MP4: H.264 High, yuv420p, BT.709 limited range, constant frame rate, index first.
 * The caller writes into the encoder's own planes, so a frame is never copied on the way.
 */
import {
  AV_CODEC_FLAG_BITEXACT,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_FLOAT,
  AV_PIX_FMT_YUV420P,
  AV_PROFILE_H264_HIGH,
  AVCHROMA_LOC_CENTER,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVFMT_FLAG_BITEXACT,
  FF_ENCODER_LIBX264,
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
import { check } from './ffmpeg.ts';
import type { YuvFrame } from './frame.ts';
import { capRate } from './rate-cap.ts';

/**
 * How clips are encoded, by quality per second. What is filmed moves as a camera does, smoothly and
 * all at once: no search for cuts, for fades, for the best pattern of B-frames or for small blocks
 * that move apart finds much. On 120 frames of 1280x768, a dolly in the mountains and a pan over a
 * photograph (CPU seconds, size, mean SSIM of luma):
 *
 *   veryfast, CRF 17                  1.4, 1.3 s   2.7, 2.9 MB   0.9904, 0.9926
 *   faster, CRF 17, fixed pattern     2.1, 1.9 s   2.1, 2.4 MB   0.9902, 0.9926
 *   veryfast, CRF 16, fixed pattern   1.2, 1.1 s   2.7, 2.9 MB   0.9911, 0.9933
 *   superfast, CRF 17.5, the same     0.8, 0.7 s   2.9, 3.2 MB   0.9908, 0.9928
 *   as below, five B-frames           0.8, 0.8 s   2.4, 2.7 MB   0.9910, 0.9932
 *   as below, but for direct, ref, aq   0.9, 0.8 s   3.0, 3.2 MB   0.9915, 0.9936
 *
 * The rest is for steady motion, which a tracker over the decoded frames sees (jitter, px/frame^2):
 *
 * - No macroblock trees, which save bits in frames that few others refer to: their quality comes
 *   and goes from frame to frame, and the picture seems to waver in a slow pan (0.035 with trees,
 *   0.025 without). Nothing is left to look ahead for then, which spares ten frames of memory.
 * - At most three B-frames in a row: an ideal pan over the painted street of bench/quality jitters
 *   by 0.041 with five, by 0.031 with three.
 * - No motion of B-frames guessed from their neighbours (direct=none): guesses lie a quarter of a
 *   pixel off. A second reference, and two fifths of the usual sharing out of bits among blocks, which treats a
 *   block otherwise as soon as it has moved. In a fast pan over a mountain range, 5 s, 1280x768:
 *
 *     guessed, one reference, full share        0.041   4.5 MB   43.4 dB   1.24 s of CPU
 *     not guessed                               0.016   4.8 MB   43.3 dB   1.36 s
 *     two references, two fifths of the share   0.013   4.9 MB   44.0 dB   1.39 s
 *
 *   and over five grainy or soft photographs 0.019 .. 0.039 before, 0.010 .. 0.018 after, for a
 *   tenth fewer bytes.
 */
export const clipEncoding = {
  preset: 'veryfast',
  crf: 15.5,
  x264Params:
    'mbtree=0:rc-lookahead=0:scenecut=0:weightp=0:b-adapt=0:bframes=3:partitions=none:' +
    'direct=none:ref=2:aq-strength=0.4',
  gopSeconds: 2,
  /**
   * Part of what decides the bytes, so it does not follow the machine's cores. A clip on two cores
   * takes 1.48 s with four, 1.38 with three (medians of seven), each of which holds 12 MB.
   */
  threads: 3,
} as const;

export interface EncoderOptions {
  /** Absolute path; an existing file is replaced. */
  file: string;
  /** Pixels, both even. */
  width: number;
  height: number;
  fps: number;
  /** x264 constant rate factor: lower is better and larger. */
  crf?: number;
  preset?: string;
  threads?: number;
  /** Written into the file as its comment. */
  comment?: string;
}

export interface ClipEncoder {
  /** Where the next frame is to be painted, every pixel of it; another one after each write. */
  readonly frame: YuvFrame;
  /**
   * Encode what `frame` holds. Resolves when the frame before it is encoded: painting the next one
   * and encoding this one go on at once, and never more than two frames are held.
   */
  writeFrame(): Promise<void>;
  /** Drain the encoder and finish the file. */
  finish(): Promise<{ frames: number }>;
  /** Let go of everything; safe after `finish` and after an error. */
  close(): Promise<void>;
}

/**
 * Start a clip.
 * @throws FFmpegError when the encoder or the file cannot be opened.
 */
export async function openEncoder(options: EncoderOptions): Promise<ClipEncoder> {
  const { file, width, height, fps } = options;
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
  if (!codec) throw new Error('Expected node-av to bring the encoder libx264 but it does not.');
  const output = new FormatContext();
  check(output.allocOutputContext2(null, 'mp4', file), 'prepare the file');
  const context = await openCodec(codec, options);
  const stream = output.newStream(null);
  stream.timeBase = new Rational(1, fps);
  stream.avgFrameRate = new Rational(fps, 1);
  check(stream.codecpar.fromContext(context), 'describe the stream');
  output.setFlags(AVFMT_FLAG_BITEXACT);
  output.metadata = Dictionary.fromObject({ comment: options.comment ?? 'Made with Photoplay' });
  check(await output.openOutput(), `create ${file}`);
  check(
    await output.writeHeader(Dictionary.fromObject({ movflags: '+faststart' })),
    'write the header',
  );

  const pictures = [allocateFrame(width, height), allocateFrame(width, height)] as const;
  const views = pictures.map((picture) => viewPlanes(picture, width, height));
  const packet = new Packet();
  packet.alloc();
  const codecTimeBase = new Rational(1, fps);
  const rate = capRate(options.crf ?? clipEncoding.crf, fps);
  let frames = 0;
  let encoding: Promise<void> = Promise.resolve();
  let closed = false;

  async function encode(picture: Frame | null): Promise<void> {
    check(await context.sendFrame(picture), 'encode a frame');
    // What is encoded by now is handed out at once; waiting for each piece would cost more than it.
    for (;;) {
      const received = context.receivePacketSync(packet);
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return;
      check(received, 'encode a frame');
      rate.count(packet.size);
      packet.streamIndex = 0;
      packet.duration = 1n;
      packet.rescaleTs(codecTimeBase, stream.timeBase);
      check(output.interleavedWriteFrameSync(packet), 'write a frame');
    }
  }

  return {
    get frame() {
      return views[frames % 2]!;
    },
    async writeFrame() {
      const picture = pictures[(frames % 2) as 0 | 1];
      picture.pts = BigInt(frames);
      await encoding;
      check(
        context.setOption('crf', rate.nextCrf(), AV_OPT_TYPE_FLOAT, AV_OPT_SEARCH_CHILDREN),
        'set the quality',
      );
      frames++;
      encoding = encode(picture);
      // Whoever waits next hears of a failure; until then it must not count as unhandled.
      encoding.catch(() => {});
    },
    async finish() {
      await encoding;
      await encode(null);
      check(await output.writeTrailer(), 'finish the file');
      await output.closeOutput();
      return { frames };
    },
    async close() {
      if (closed) return;
      closed = true;
      // The encoder may still be reading the last frame.
      await encoding.catch(() => {});
      packet.free();
      for (const picture of pictures) picture.free();
      context.freeContext();
      output.freeContext();
    },
  };
}

async function openCodec(codec: Codec, options: EncoderOptions): Promise<CodecContext> {
  const { width, height, fps } = options;
  const { crf, preset, threads } = { ...clipEncoding, ...options };
  const context = new CodecContext();
  context.allocContext3(codec);
  context.width = width;
  context.height = height;
  context.pixelFormat = AV_PIX_FMT_YUV420P;
  context.profile = AV_PROFILE_H264_HIGH;
  context.timeBase = new Rational(1, fps);
  context.framerate = new Rational(fps, 1);
  context.sampleAspectRatio = new Rational(1, 1);
  context.colorRange = AVCOL_RANGE_MPEG;
  context.colorPrimaries = AVCOL_PRI_BT709;
  context.colorTrc = AVCOL_TRC_BT709;
  context.colorSpace = AVCOL_SPC_BT709;
  context.chromaLocation = AVCHROMA_LOC_CENTER;
  context.threadCount = threads;
  context.gopSize = fps * clipEncoding.gopSeconds;
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_BITEXACT);
  const settings = Dictionary.fromObject({
    preset,
    crf: String(crf),
    profile: 'high',
    'x264-params': clipEncoding.x264Params,
  });
  check(await context.open2(codec, settings), 'open the encoder');
  return context;
}

function allocateFrame(width: number, height: number): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.format = AV_PIX_FMT_YUV420P;
  frame.width = width;
  frame.height = height;
  check(frame.allocBuffer(), 'allocate a frame');
  return frame;
}

function viewPlanes(frame: Frame, width: number, height: number): YuvFrame {
  const [y, u, v] = frame.data!;
  const [yStride, uvStride] = frame.linesize;
  return { width, height, y: y!, u: u!, v: v!, yStride: yStride!, uvStride: uvStride! };
}
