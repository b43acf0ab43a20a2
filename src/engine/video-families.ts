/**
 * What the open video models can do, told apart by their names. A server tells little more of its
 * model than that; the rest is known from the models' own descriptions and from the programs that run
 * them.
 *
 * Sources: stable-diffusion.cpp 97d2990 (docs/wan.md, ltx2.md, hunyuan_video.md, minimax_h3.md,
 * lingbot_video.md; align_video_frames and prepare_video_generation_latents in
 * src/stable-diffusion.cpp: sizes are rounded up, frame counts down, but for MiniMax-H3), Unsloth
 * Studio 015bdef (studio/backend/core/inference/video_families.py: sizes, rates, frame counts).
 */
import type { InputRole } from '../task/task.ts';

export interface VideoFamily {
  /** As a configuration writes it. */
  id: string;
  /** For people. */
  title: string;
  /** Frame counts are `step * k + offset`, from `fewest` to `most`. */
  frames: { step: number; offset: number; fewest: number; most: number };
  fps: number;
  /** Width and height are multiples of it. */
  multiple: number;
  /** Of one frame: what it was trained on, or draws well. */
  maxPixels: number;
  /** How long a clip it was trained on; longer ones begin to repeat themselves or to drift. */
  trainedSeconds: number;
  takes: {
    /** A clip from text alone. */
    text: boolean;
    /** Sets of keyframes that it begins or ends a clip with. */
    keyframes: readonly Keyframes[];
  };
}

export type Keyframes = 'first' | 'last' | 'first+last';

const sd = 832 * 480;
const hd = 1280 * 720;
const anyNumber = Number.MAX_SAFE_INTEGER;

const every4th = { step: 4, offset: 1, fewest: 5, most: anyNumber };
const every8th = { step: 8, offset: 1, fewest: 9, most: anyNumber };

const textOnly = { text: true, keyframes: [] };
const beginning = { text: true, keyframes: ['first'] } as const;
const bothEnds = { text: true, keyframes: ['first', 'first+last'] } as const;
const eitherEnd = { text: true, keyframes: ['first', 'last', 'first+last'] } as const;
const imageOnly = { text: false, keyframes: ['first', 'first+last'] } as const;

const wan14b = {
  frames: every4th,
  fps: 16,
  multiple: 16,
  maxPixels: hd,
  trainedSeconds: 81 / 16,
};

/** In the order in which names are tried: whatever is more special comes first. */
const families = [
  {
    id: 'wan-ti2v-5b',
    title: 'Wan 2.2 TI2V 5B',
    names: /ti2v|wan.*\b5b/,
    frames: every4th,
    fps: 24,
    multiple: 32,
    maxPixels: 1280 * 704,
    trainedSeconds: 121 / 24,
    takes: bothEnds,
  },
  {
    id: 'wan-vace',
    title: 'Wan VACE, which takes an image as a reference and not as a frame',
    names: /wan.*vace|vace.*wan/,
    ...wan14b,
    maxPixels: sd,
    takes: textOnly,
  },
  {
    id: 'wan-i2v',
    title: 'Wan 2.1 or 2.2, from images',
    names: /wan.*(i2v|flf2v)/,
    ...wan14b,
    takes: imageOnly,
  },
  {
    id: 'wan-t2v',
    title: 'Wan 2.1 or 2.2, from text',
    names: /wan.*t2v/,
    ...wan14b,
    takes: textOnly,
  },
  { id: 'wan', title: 'Wan', names: /(^|[^a-z])wan(\d|[-_.]|$)/, ...wan14b, takes: beginning },
  {
    id: 'ltx',
    title: 'LTX-Video or LTX-2',
    names: /ltx/,
    frames: every8th,
    fps: 24,
    multiple: 32,
    maxPixels: 1280 * 768,
    trainedSeconds: 10,
    takes: eitherEnd,
  },
  {
    id: 'hunyuan-i2v',
    title: 'HunyuanVideo, from images',
    names: /hunyuan.?video.*i2v/,
    frames: every4th,
    fps: 24,
    multiple: 16,
    maxPixels: hd,
    trainedSeconds: 121 / 24,
    takes: imageOnly,
  },
  {
    id: 'hunyuan-t2v',
    title: 'HunyuanVideo, from text',
    names: /hunyuan.?video/,
    frames: every4th,
    fps: 24,
    multiple: 16,
    maxPixels: hd,
    trainedSeconds: 121 / 24,
    takes: textOnly,
  },
  {
    id: 'minimax-h3-ref2va',
    title: 'MiniMax-H3 Ref2VA, which takes images as references and not as frames',
    names: /h3.*ref2va/,
    // It makes no clip of less than four seconds.
    frames: { step: 17, offset: 5, fewest: 107, most: 345 },
    fps: 24,
    multiple: 32,
    maxPixels: 1344 * 768,
    trainedSeconds: 345 / 24,
    takes: textOnly,
  },
  {
    id: 'minimax-h3',
    title: 'MiniMax-H3',
    names: /minimax.?h3|\bh3\b/,
    frames: { step: 17, offset: 5, fewest: 107, most: 345 },
    fps: 24,
    multiple: 32,
    maxPixels: 1344 * 768,
    trainedSeconds: 345 / 24,
    takes: eitherEnd,
  },
  {
    id: 'lingbot',
    title: 'LingBot-Video',
    names: /lingbot/,
    frames: every4th,
    fps: 16,
    multiple: 16,
    maxPixels: sd,
    trainedSeconds: 81 / 16,
    takes: beginning,
  },
] satisfies (VideoFamily & { names: RegExp })[];

/** Of a model whose name says nothing: what all of those above can do. */
export const unknownFamily: VideoFamily = {
  id: 'unknown',
  title: 'a model that is not known by its name',
  frames: every8th,
  fps: 24,
  multiple: 32,
  maxPixels: anyNumber,
  trainedSeconds: anyNumber,
  takes: beginning,
};

export const familyIds = [...families, unknownFamily].map(({ id }) => id);

/** The family of that id; `familyIds` has them. */
export function familyOf(id: string): VideoFamily {
  return families.find((family) => family.id === id) ?? unknownFamily;
}

/** By the name of a model or of its file. */
export function familyByName(name: string): VideoFamily {
  const lower = name.toLowerCase();
  const family: VideoFamily = families.find(({ names }) => names.test(lower)) ?? unknownFamily;
  // The small ones, and those trained on small pictures, say so in their names.
  const isSmall = /480p|1\.3b/.test(lower) && family !== unknownFamily;
  return isSmall ? { ...family, maxPixels: Math.min(family.maxPixels, sd) } : family;
}

/** Which frames of a clip are given; undefined: none. */
export function keyframesOf(roles: readonly InputRole[]): Keyframes | undefined {
  const hasFirst = roles.includes('first');
  const hasLast = roles.includes('last');
  if (hasFirst) return hasLast ? 'first+last' : 'first';
  return hasLast ? 'last' : undefined;
}
