import type { KindRules, Tier } from './rules.ts';

/** What of a request says how large its clip is. */
export interface SizeWords {
  ratio?: string | undefined;
  resolution?: string | undefined;
  /** A preview of 480 lines. */
  draft?: boolean | undefined;
  /** Whether it is made between two frames. */
  betweenFrames?: boolean;
}

export interface Size {
  /** Pixels, both even. */
  width: number;
  height: number;
}

/** What a clip is shaped like where nothing says it, such as one from text alone. */
const usualAspect = 16 / 9;

/** Lines of a picture of 16:9. */
const lines: Record<Tier, number> = {
  '360p': 360,
  '480p': 480,
  '720p': 720,
  '768p': 768,
  '1080p': 1080,
  '2k': 1440,
  '4k': 2160,
};

/** Sides below this are parts of a ratio, and pixels from it on. */
const leastPixels = 100;

/** Width and height as a ratio has them; undefined for a word such as `adaptive`. */
export function readRatio(ratio: string): [width: number, height: number] | undefined {
  const [, width, height] = /^(\d+):(\d+)$/.exec(ratio) ?? [];
  return width && height ? [Number(width), Number(height)] : undefined;
}

/** The pixels that a ratio names; undefined for one that names only a shape, or none. */
export function readPixels(ratio: string): Size | undefined {
  const [width, height] = readRatio(ratio) ?? [0, 0];
  return width >= leastPixels ? { width, height } : undefined;
}

/** Whether the shape of the first image decides how large the clip is. */
export function isShapedByImage(rules: KindRules, { ratio, betweenFrames }: SizeWords): boolean {
  if (rules.shapedByFrames && betweenFrames) return true;
  return ratio === undefined || readRatio(ratio) === undefined;
}

/**
 * How large a clip is. A size that is not given in pixels has as many of them as one of 16:9 with the
 * lines that were asked for, in the shape that was asked for or that the first image has.
 * @param imageAspect width over height of the first image
 */
export function sizeOf(rules: KindRules, asked: SizeWords, imageAspect = usualAspect): Size {
  const byImage = isShapedByImage(rules, asked);
  const pixels = byImage ? undefined : readPixels(asked.ratio!);
  if (pixels && !asked.draft) return pixels;
  const [width, height] = byImage ? [imageAspect, 1] : readRatio(asked.ratio!)!;
  return shape(asked.draft ? '480p' : tierOf(rules, asked), width / height);
}

function tierOf({ tier = '720p' }: KindRules, { ratio = '', resolution }: SizeWords): Tier {
  const [, auto] = /^auto_(\w+)$/.exec(ratio) ?? [];
  return (auto ?? resolution?.toLowerCase() ?? tier) as Tier;
}

function shape(tier: Tier, aspect: number): Size {
  const area = usualAspect * lines[tier] ** 2;
  return { width: even(Math.sqrt(area * aspect)), height: even(Math.sqrt(area / aspect)) };
}

function even(length: number): number {
  return Math.max(2, 2 * Math.round(length / 2));
}
