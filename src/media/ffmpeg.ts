/** What every use of node-av shares: quiet libraries and error codes that become errors. */
import { AV_LOG_ERROR } from 'node-av/constants';
import { FFmpegError, Log } from 'node-av/lib';

// x264 and the muxer print their settings and statistics to stderr unless told not to.
Log.setLevel(AV_LOG_ERROR);

/**
 * Pass on what FFmpeg answered unless it is an error.
 * @throws FFmpegError naming the attempt.
 */
export function check(code: number, attempt: string): void {
  FFmpegError.throwIfError(code, attempt);
}
