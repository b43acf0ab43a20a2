/** Where frames are painted, whatever becomes of them. */
import type { YuvFrame } from '../frame.ts';
import { openConverter } from './convert.ts';
import type { FrameWriter, VideoSize } from './frame-writer.ts';
import { allocatePictures, paintedFormat } from './pictures.ts';

export interface FrameSink {
  /** Where the next frame is to be painted, every pixel of it; another one after each write. */
  readonly frame: YuvFrame;
  /**
   * Take what `frame` holds. Resolves when the frame before it is written: painting the next one
   * and writing this one go on at once, and never more than two frames are held.
   */
  writeFrame(): Promise<void>;
  /** Write what is held back and finish the file. */
  finish(): Promise<{ frames: number }>;
  /** Let go of everything; safe after `finish` and after an error. */
  close(): Promise<void>;
}

/** Paint into a writer, which is closed with the sink, and when there can be none. */
export async function paintInto(writer: FrameWriter, size: VideoSize): Promise<FrameSink> {
  try {
    return await startSink(writer, size);
  } catch (error) {
    await writer.close();
    throw error;
  }
}

async function startSink(writer: FrameWriter, size: VideoSize): Promise<FrameSink> {
  const { pictures, views, free } = allocatePictures(size.width, size.height);
  const converter =
    writer.pixelFormat === paintedFormat
      ? undefined
      : await openConverter(size, writer.pixelFormat);
  let frames = 0;
  let writing: Promise<void> = Promise.resolve();
  let closed = false;

  return {
    get frame() {
      return views[(frames % 2) as 0 | 1];
    },
    async writeFrame() {
      const picture = pictures[(frames % 2) as 0 | 1];
      await writing;
      frames++;
      writing = converter ? converter.convert(picture, writer.write) : writer.write(picture);
      // Whoever waits next hears of a failure; until then it must not count as unhandled.
      writing.catch(() => {});
    },
    async finish() {
      await writing;
      return writer.finish();
    },
    async close() {
      if (closed) return;
      closed = true;
      // The last frame may still be read.
      await writing.catch(() => {});
      await writer.close();
      converter?.close();
      free();
    },
  };
}
