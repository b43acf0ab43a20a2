/** A stranger's clip, opened: as one of the kinds of files that clips come in, from the disk alone. */
import { open, stat } from 'node:fs/promises';
import {
  AV_CODEC_ID_NONE,
  AV_PKT_DATA_DISPLAYMATRIX,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import { avGetCodecName, Codec, Dictionary, FormatContext, type Stream } from 'node-av/lib';
import { badClip } from './bad-clip.ts';
import type { ClipLimits } from './messages.ts';

/**
 * FFmpeg's names of containers. Those that name further files or addresses (playlists, lists of
 * pictures) are not among them, nor is what nobody has clips in.
 */
const containers = [
  'mov,mp4,m4a,3gp,3g2,mj2',
  'matroska,webm',
  'avi',
  'webp_anim',
  'webp_pipe',
  'gif',
  'apng',
  'mpegts',
  'mpeg',
  'flv',
  'asf',
  'ogg',
  'ivf',
  'mxf',
];

export interface OpenClip {
  input: FormatContext;
  stream: Stream;
  /** FFmpeg's names: `h264`, `mov,mp4,m4a,3gp,3g2,mj2`. */
  codec: string;
  container: string;
  hasSound: boolean;
  /** How long it says it is; 0 where it does not say. */
  saysSeconds: number;
  matrix: number[] | undefined;
}

/**
 * Close `input` afterwards.
 * @throws RenderFailure BAD_OUTPUT when it is none, or is beyond the limits
 */
export async function openClip(file: string, limits: ClipLimits): Promise<OpenClip> {
  await checkBytes(file, limits);
  const input = new FormatContext();
  try {
    return await readHead(input, file, limits);
  } catch (error) {
    await input.closeInput();
    throw error;
  }
}

async function checkBytes(file: string, { maxBytes }: ClipLimits): Promise<void> {
  const { size } = await stat(file);
  if (size === 0) throw badClip('is empty');
  if (size > maxBytes) throw badClip(`has ${size} bytes, more than the ${maxBytes} that it may`);
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    // AVI and WebP tell their length; what is missing from a WebP is missed by nobody else.
    const isRiff = bytesRead === 8 && buffer.toString('latin1', 0, 4) === 'RIFF';
    if (isRiff && buffer.readUInt32LE(4) + 8 > size) throw badClip('is cut short');
  } finally {
    await handle.close();
  }
}

async function readHead(
  input: FormatContext,
  file: string,
  { maxPixels }: ClipLimits,
): Promise<OpenClip> {
  const options = Dictionary.fromObject({
    format_whitelist: containers.join(','),
    protocol_whitelist: 'file',
    max_streams: '32',
  });
  const opened = await input.openInput(file, null, options);
  if (opened < 0) throw badClip('cannot be read as a video; it is none, or is cut short');
  if ((await input.findStreamInfo()) < 0) throw badClip('cannot be read as a video');
  const index = input.findBestStream(AVMEDIA_TYPE_VIDEO);
  const stream = input.streams[index];
  if (!stream) throw badClip('has no picture in it');
  const { codecpar } = stream;
  const codec = avGetCodecName(codecpar.codecId) ?? 'unknown';
  if (codecpar.codecId === AV_CODEC_ID_NONE || !Codec.findDecoder(codecpar.codecId)) {
    throw badClip(`is in a codec that is not known here (${codec})`);
  }
  const { width, height } = codecpar;
  if (width * height > maxPixels) {
    throw badClip(`has ${width}x${height} pixels, more than the ${maxPixels} that it may`);
  }
  const timeBase = stream.timeBase.num / stream.timeBase.den;
  const ofStream = Number(stream.duration) * timeBase;
  const ofFile = Number(input.duration) / 1e6;
  return {
    input,
    stream,
    codec,
    container: input.iformat?.name ?? 'unknown',
    hasSound: input.streams.some(({ codecpar: one }) => one.codecType === AVMEDIA_TYPE_AUDIO),
    saysSeconds: [ofStream, ofFile].find((seconds) => seconds > 0) ?? 0,
    matrix: readMatrix(stream),
  };
}

function readMatrix({ codecpar }: Stream): number[] | undefined {
  const bytes = codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
  if (!bytes || bytes.length < 36) return undefined;
  return Array.from({ length: 9 }, (_, i) => bytes.readInt32LE(4 * i));
}
