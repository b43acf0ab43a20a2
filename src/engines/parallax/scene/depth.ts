/** How near every pixel of the canvas is, judged from the picture alone. */
import type { Canvas } from './extend.ts';
import { fuseDepth, gatherCues } from './fuse.ts';
import { toLab } from './lab.ts';
import { refineDepth } from './refine.ts';
import { shrinkPicture } from './resample.ts';
import { findSubject } from './subject.ts';
import { surveyPicture } from './survey.ts';
import { flattenByDoubt, judgeTrust } from './trust.ts';

export interface DepthEstimate {
  /** Canvas size, 0 far .. 1 near. */
  depth: Float32Array;
  confidence: number;
  subject: { x: number; y: number; depth: number };
}

/** The long side of the picture on which the cues are judged. */
const workingSize = 320;

/** Estimate the canvas's depth. */
export function estimateDepth(canvas: Canvas): DepthEstimate {
  const { real, picture } = canvas;
  const scale = Math.min(1, workingSize / Math.max(real.width, real.height));
  const width = Math.max(2, Math.round(real.width * scale));
  const height = Math.max(2, Math.round(real.height * scale));
  const detail = toLab(shrinkPicture(picture, real, width * 2, height * 2));
  const survey = surveyPicture(shrinkPicture(picture, real, width, height));
  const cues = gatherCues(survey, detail);
  const pixels = fuseDepth(survey, cues);
  const confidence = judgeTrust(survey, cues);
  flattenByDoubt(pixels, confidence, cues.flatness);
  const subject = findSubject(survey, cues, pixels);
  const all = { left: 0, top: 0, width: picture.width, height: picture.height };
  const small = shrinkPicture(
    picture,
    all,
    Math.max(2, Math.round(picture.width * scale)),
    Math.max(2, Math.round(picture.height * scale)),
  );
  const spread = spreadToCanvas(pixels, width, height, canvas, small.width, small.height);
  const depth = refineDepth(picture, small, spread);
  return {
    depth,
    confidence,
    subject: {
      x: real.left + subject.x * real.width,
      y: real.top + subject.y * real.height,
      depth: subject.depth,
    },
  };
}

/** Beyond the real picture depth goes on as it is at the border. */
function spreadToCanvas(
  pixels: Float32Array,
  width: number,
  height: number,
  { picture, real }: Canvas,
  toWidth: number,
  toHeight: number,
): Float32Array {
  const out = new Float32Array(toWidth * toHeight);
  for (let y = 0; y < toHeight; y++) {
    const v = (((y + 0.5) / toHeight) * picture.height - real.top) / real.height;
    const row = Math.min(height - 1, Math.max(0, Math.floor(v * height)));
    for (let x = 0; x < toWidth; x++) {
      const u = (((x + 0.5) / toWidth) * picture.width - real.left) / real.width;
      const column = Math.min(width - 1, Math.max(0, Math.floor(u * width)));
      out[y * toWidth + x] = pixels[row * width + column]!;
    }
  }
  return out;
}
