/** What every use of node-av shares: quiet libraries and error codes that become errors. */
import { constants } from 'node:os';
import { AV_LOG_ERROR } from 'node-av/constants';
import { FFmpegError, Log } from 'node-av/lib';
import { RenderFailure } from '../task/errors.ts';

// x264 and the muxer print their settings and statistics to stderr unless told not to.
Log.setLevel(AV_LOG_ERROR);

/**
 * Pass on what FFmpeg answered unless it is an error.
 * @throws FFmpegError naming the attempt; RenderFailure when the disk is full.
 */
export function check(code: number, attempt: string): void {
  if (code === -constants.errno.ENOSPC) throw new RenderFailure('STORAGE_FULL', { cause: attempt });
  FFmpegError.throwIfError(code, attempt);
}
