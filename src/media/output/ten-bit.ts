/** Clips of ten bits: ProRes for editing, and HEVC for grading. */
import {
  AV_PIX_FMT_YUV420P10LE,
  AV_PIX_FMT_YUV422P10LE,
  AV_PIX_FMT_YUV444P10LE,
  AV_PROFILE_HEVC_MAIN_10,
  AVCHROMA_LOC_CENTER,
  FF_ENCODER_LIBX265,
  FF_ENCODER_PRORES_KS,
} from 'node-av/constants';
import { type FrameWriter, openVideoWriter, type VideoSize } from './frame-writer.ts';

/** FFmpeg's name and the four letters in the file, by Runway's name of the profile. */
const proresProfiles: Record<string, { profile: string; full: boolean }> = {
  '422 Proxy': { profile: 'proxy', full: false },
  '422 LT': { profile: 'lt', full: false },
  '422': { profile: 'standard', full: false },
  '422 HQ': { profile: 'hq', full: false },
  '4444': { profile: '4444', full: true },
  '4444 XQ': { profile: '4444xq', full: true },
};

/** As Runway has it. */
const defaultProfile = '4444';

/**
 * ProRes in a QuickTime file. Its frames stand alone, so what threads there are changes no byte.
 * @throws FFmpegError
 */
export function openProresWriter(
  file: string,
  size: VideoSize,
  profileName: string = defaultProfile,
): Promise<FrameWriter> {
  const known = proresProfiles[profileName];
  if (!known) {
    const names = Object.keys(proresProfiles).join(', ');
    throw new Error(`Expected a ProRes profile (${names}) but received ${profileName}.`);
  }
  return openVideoWriter(
    {
      encoder: FF_ENCODER_PRORES_KS,
      pixelFormat: known.full ? AV_PIX_FMT_YUV444P10LE : AV_PIX_FMT_YUV422P10LE,
      options: { profile: known.profile },
      threads: 2,
    },
    size,
    { file, container: 'mov' },
  );
}

/**
 * HEVC Main 10 for those who grade a clip: finer than our ordinary clips. The number of threads is
 * fixed, since x265 shares its work out by them, which shows in the bytes. Little is looked ahead for,
 * as in `encode.ts`: 48 frames of 1280x768 hold 110 MB less so, and are encoded in the same time.
 */
const hevc = {
  preset: 'veryfast',
  crf: 12,
  gopSeconds: 1,
  params:
    'log-level=error:info=0:pools=2:frame-threads=1:no-open-gop=1:' +
    'rc-lookahead=4:bframes=3:b-adapt=0:scenecut=0:no-cutree=1',
};

/** HEVC Main 10 in an MP4. @throws FFmpegError */
export function openHevcWriter(file: string, size: VideoSize): Promise<FrameWriter> {
  return openVideoWriter(
    {
      encoder: FF_ENCODER_LIBX265,
      pixelFormat: AV_PIX_FMT_YUV420P10LE,
      options: {
        preset: hevc.preset,
        crf: String(hevc.crf),
        profile: 'main10',
        'x265-params': hevc.params,
      },
      threads: 2,
      prepare(context) {
        context.profile = AV_PROFILE_HEVC_MAIN_10;
        context.chromaLocation = AVCHROMA_LOC_CENTER;
        context.gopSize = size.fps * hevc.gopSeconds;
      },
    },
    size,
    // By FFmpeg's own name, hev1, QuickTime does not know it.
    { file, container: 'mp4', codecTag: 'hvc1' },
  );
}
