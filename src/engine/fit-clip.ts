/** What a model is asked for, so that what was asked for can be cut out of it. */
import type { Answer, Refusal, RequestOutline, Warning } from './engine.ts';
import { type Keyframes, keyframesOf, type VideoFamily } from './video-families.ts';

export interface FittedClip {
  width: number;
  height: number;
  frames: number;
  fps: number;
}

interface Asked {
  width: number;
  height: number;
  durationSeconds: number;
}

/**
 * The size and the number of frames that a family can do: at least as long as asked, its shape as
 * near to the one asked for as the multiples allow, and as large as asked where the family draws that
 * well. What is left over is cropped, scaled and trimmed away afterwards.
 * @param maxPixels fewer, where the server's card has no room for what the family can do
 */
export function fitClip(
  asked: Asked,
  family: Pick<VideoFamily, 'frames' | 'fps' | 'multiple' | 'maxPixels'>,
  { maxPixels = family.maxPixels }: { maxPixels?: number | undefined } = {},
): FittedClip {
  const size = fitSize(asked, family.multiple, Math.min(maxPixels, family.maxPixels));
  return { ...size, frames: fitFrames(asked.durationSeconds, family), fps: family.fps };
}

/** The fewest frames that last so long. */
export function fitFrames(
  seconds: number,
  { frames: { step, offset, fewest, most }, fps }: Pick<VideoFamily, 'frames' | 'fps'>,
): number {
  const wanted = Math.max(fewest, Math.ceil(seconds * fps));
  const count = Math.ceil((wanted - offset) / step) * step + offset;
  return count <= most ? count : Math.floor((most - offset) / step) * step + offset;
}

/** How much worse a wrong shape is than a wrong size: the first is cropped, the second scaled. */
const shapeWeight = 6;

function fitSize({ width, height }: Asked, multiple: number, maxPixels: number) {
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  const [wide, high] = [width * scale, height * scale];
  let best = { width: 0, height: 0, error: Infinity };
  for (const w of multiplesAround(wide, multiple)) {
    for (const h of multiplesAround(high, multiple)) {
      if (w * h > maxPixels && w * h > multiple * multiple) continue;
      const shape = Math.abs(Math.log((w * height) / (h * width)));
      const size = Math.abs(Math.log((w * h) / (wide * high)));
      const error = shape * shapeWeight + size;
      if (error < best.error) best = { width: w, height: h, error };
    }
  }
  return { width: best.width, height: best.height };
}

function multiplesAround(length: number, multiple: number): number[] {
  const below = Math.floor(length / multiple);
  return [-1, 0, 1, 2].map((step) => Math.max(1, below + step) * multiple);
}

/** The size among those a server offers that is nearest in shape, then in size. */
export function nearestSize(
  { width, height }: Asked,
  offered: readonly (readonly [number, number])[],
): { width: number; height: number } | undefined {
  let best: { width: number; height: number; error: number } | undefined;
  for (const [w, h] of offered) {
    const shape = Math.abs(Math.log((w * height) / (h * width)));
    const size = Math.abs(Math.log((w * h) / (width * height)));
    const error = shape * shapeWeight + size;
    if (!best || error < best.error) best = { width: w, height: h, error };
  }
  return best && { width: best.width, height: best.height };
}

/**
 * What a model of this family, on a server that can pass on such keyframes, says to a request.
 * @param passes the keyframes that the server has fields for
 */
export function considerFor(
  { kind, roles, durationSeconds }: RequestOutline,
  family: VideoFamily,
  { name, passes }: { name: string; passes: readonly Keyframes[] },
): Answer {
  const refusals: Refusal[] = [];
  const warnings: Warning[] = [];
  const can = family.takes.keyframes.filter((set) => passes.includes(set));
  const other = roles.find((role) => role !== 'first' && role !== 'last');
  const given = keyframesOf(roles);
  if (other) {
    refusals.push({
      field: 'promptImage',
      message: `Expected ${listKeyframes(can)} but received an image as "${other}", which ${name} (${family.title}) has no place for.`,
    });
  } else if (given ? !can.includes(given) : kind === 'text_to_video' && !family.takes.text) {
    const came = given ? `${describeKeyframes(given)}` : 'no image';
    refusals.push({
      field: given ? 'promptImage' : 'model',
      message: `Expected ${listKeyframes(can)}${family.takes.text ? ' or text alone' : ''} but received ${came}: that is what ${name} (${family.title}) can take.`,
    });
  }
  const longest = family.frames.most / family.fps;
  if (durationSeconds > longest) {
    refusals.push({
      field: 'duration',
      message: `Expected at most ${Math.floor(longest)} seconds but received ${durationSeconds}: ${name} (${family.title}) makes no longer clips.`,
    });
  } else if (durationSeconds > Math.ceil(family.trainedSeconds)) {
    warnings.push({
      code: 'longer-than-trained',
      message: `The clip lasts ${durationSeconds} seconds; ${family.title} was trained on ${Math.floor(family.trainedSeconds)}, and may repeat itself or drift after that.`,
    });
  }
  return { refusals, warnings };
}

function listKeyframes(sets: readonly Keyframes[]): string {
  return sets.length > 0 ? sets.map(describeKeyframes).join(' or ') : 'no image';
}

function describeKeyframes(set: Keyframes): string {
  if (set === 'first+last') return 'a first and a last frame';
  return `a ${set} frame`;
}
