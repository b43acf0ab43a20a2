/** FFmpeg's frames, and the view of them that is painted in. */
import { AV_PIX_FMT_YUV420P, AVCHROMA_LOC_CENTER } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import { check } from '../ffmpeg.ts';
import type { YuvFrame } from '../frame.ts';

/** What frames are painted as. */
export const paintedFormat = AV_PIX_FMT_YUV420P;

/** Two frames in turn: one is encoded while the next one is painted. */
export interface PicturePair {
  pictures: readonly [Frame, Frame];
  views: readonly [YuvFrame, YuvFrame];
  free(): void;
}

/** @param width even, as `height` is */
export function allocatePictures(width: number, height: number): PicturePair {
  const pictures = [allocatePicture(width, height), allocatePicture(width, height)] as const;
  return {
    pictures,
    views: [viewPicture(pictures[0]), viewPicture(pictures[1])],
    free() {
      for (const picture of pictures) picture.free();
    },
  };
}

function allocatePicture(width: number, height: number): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.format = paintedFormat;
  frame.width = width;
  frame.height = height;
  // See yuv.ts: chroma lies in the middle of its four pixels.
  frame.chromaLocation = AVCHROMA_LOC_CENTER;
  check(frame.allocBuffer(), 'allocate a frame');
  return frame;
}

/** The planes of an 8-bit 4:2:0 frame; valid as long as it is. */
export function viewPicture(frame: Frame): YuvFrame {
  const { width, height } = frame;
  const [y, u, v] = frame.data!;
  const [yStride, uvStride] = frame.linesize;
  return { width, height, y: y!, u: u!, v: v!, yStride: yStride!, uvStride: uvStride! };
}
