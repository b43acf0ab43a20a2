/**
 * Frames to MP4: H.264 High, yuv420p, BT.709 limited range, constant frame rate, index first.
 * The caller writes into the encoder's own planes, so a frame is never copied on the way.
 */
import {
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_FLOAT,
  AV_PIX_FMT_YUV420P,
  AV_PROFILE_H264_HIGH,
  AVCHROMA_LOC_CENTER,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import { check } from './ffmpeg.ts';
import { type FrameSink, paintInto } from './output/frame-sink.ts';
import { type FrameWriter, openVideoWriter, type VideoSize } from './output/frame-writer.ts';
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

export interface EncoderOptions extends VideoSize {
  /** Absolute path; an existing file is replaced. */
  file: string;
  /** x264 constant rate factor: lower is better and larger. */
  crf?: number;
  preset?: string;
  threads?: number;
  /** Written into the file as its comment. */
  comment?: string;
}

/**
 * Start a clip.
 * @throws FFmpegError when the encoder or the file cannot be opened.
 */
export async function openEncoder(options: EncoderOptions): Promise<FrameSink> {
  return paintInto(await openH264Writer(options), options);
}

/** The same for frames that are there already. @throws FFmpegError */
export async function openH264Writer(options: EncoderOptions): Promise<FrameWriter> {
  const { file, fps, comment } = options;
  const { crf, preset, threads } = { ...clipEncoding, ...options };
  const rate = capRate(crf, fps);
  return openVideoWriter(
    {
      encoder: FF_ENCODER_LIBX264,
      pixelFormat: AV_PIX_FMT_YUV420P,
      options: {
        preset,
        crf: String(crf),
        profile: 'high',
        'x264-params': clipEncoding.x264Params,
      },
      threads,
      prepare(context) {
        context.profile = AV_PROFILE_H264_HIGH;
        context.chromaLocation = AVCHROMA_LOC_CENTER;
        context.gopSize = fps * clipEncoding.gopSeconds;
      },
    },
    options,
    { file, container: 'mp4', comment },
    {
      beforeFrame(context) {
        const next = rate.nextCrf();
        check(
          context.setOption('crf', next, AV_OPT_TYPE_FLOAT, AV_OPT_SEARCH_CHILDREN),
          'set the quality',
        );
      },
      afterPacket: rate.count,
    },
  );
}
