/** A chain of FFmpeg's filters: frames go in at one end and come out at the other. */
import { AV_BUFFERSRC_FLAG_KEEP_REF, AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants';
import { FilterGraph, type Frame } from 'node-av/lib';
import { check } from './ffmpeg.ts';

export interface Filters {
  /** Give a frame, which stays the caller's; null after the last one. */
  push(frame: Frame | null): Promise<void>;
  /** Take what has come out into an empty frame. @returns whether there was one */
  pull(into: Frame): Promise<boolean>;
  close(): void;
}

/**
 * @param source the arguments of FFmpeg's filter `buffer`: what the frames are
 * @param chain filters as FFmpeg's command line takes them
 * @throws FFmpegError when the chain cannot take such frames
 */
export async function openFilters(source: string, chain: string): Promise<Filters> {
  const graph = new FilterGraph();
  graph.alloc();
  try {
    check(graph.parse2(`buffer@in=${source},${chain},buffersink@out`), 'read the filters');
    check(await graph.config(), 'set the filters up');
    const input = graph.getFilter('buffer@in')!;
    const output = graph.getFilter('buffersink@out')!;
    return {
      async push(frame) {
        check(await input.buffersrcAddFrame(frame, AV_BUFFERSRC_FLAG_KEEP_REF), 'filter a frame');
      },
      async pull(into) {
        const received = await output.buffersinkGetFrame(into);
        if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return false;
        check(received, 'filter a frame');
        return true;
      },
      close: () => graph.free(),
    };
  } catch (error) {
    graph.free();
    throw error;
  }
}
