/** Painted frames as other formats want them: more bits, more colour samples, or RGB. */
import { AV_PIX_FMT_YUV422P10LE, type AVPixelFormat } from 'node-av/constants';
import { avGetPixFmtName, Frame } from 'node-av/lib';
import { openFilters } from '../filters.ts';
import type { VideoSize } from './frame-writer.ts';
import { paintedFormat } from './pictures.ts';

export interface Converter {
  /** Convert a frame and hand it on; what is handed on is gone when `use` is done. */
  convert(painted: Frame, use: (converted: Frame) => Promise<void>): Promise<void>;
  close(): void;
}

/** Sums are exact and the same on every processor; colour is interpolated, not repeated. */
const scaling = 'bicubic+accurate_rnd+full_chroma_inp+full_chroma_int+bitexact';

/** What frames of our clips are, in the words of FFmpeg's filter `buffer`. */
function describeFrames({ width, height, fps }: VideoSize, format: AVPixelFormat): string {
  return `video_size=${width}x${height}:pix_fmt=${avGetPixFmtName(format)}:time_base=1/${fps}:pixel_aspect=1/1:colorspace=bt709:range=tv`;
}

/**
 * The filters that bring frames to a pixel format. Where 4:2:2 is read, its colour samples are taken
 * to lie at the left of their two pixels; what is painted has them in the middle of four.
 */
export function describeConversion(to: AVPixelFormat): string {
  const place = to === AV_PIX_FMT_YUV422P10LE ? 'left' : 'center';
  return `scale=flags=${scaling}:out_color_matrix=bt709:out_chroma_loc=${place},format=${avGetPixFmtName(to)}`;
}

/** Between frames of our own clips. @throws FFmpegError */
export async function openConverter(
  size: VideoSize,
  to: AVPixelFormat,
  from: AVPixelFormat = paintedFormat,
): Promise<Converter> {
  const filters = await openFilters(describeFrames(size, from), describeConversion(to));
  const converted = new Frame();
  converted.alloc();
  return {
    async convert(painted, use) {
      await filters.push(painted);
      if (!(await filters.pull(converted))) throw new Error('Expected a frame for each frame.');
      try {
        await use(converted);
      } finally {
        converted.unref();
      }
    },
    close() {
      converted.free();
      filters.close();
    },
  };
}
