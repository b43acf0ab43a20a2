import { describe, expect, it } from 'vitest';
import { paintPicture } from '../staged-pictures.ts';
import { surveyPicture } from '../survey/survey.ts';
import { attachThin } from './thin.ts';

const width = 160;
const height = 100;
const ground = 70;

/** A blue sky over a dark field, on which a post of two cells stands and beside which a kite hangs. */
const survey = surveyPicture(
  paintPicture(width, height, (x, y) => {
    const post = x >= 60 && x < 62 && y > 20;
    const kite = x >= 110 && x < 112 && y > 20 && y < 40;
    return y >= ground || post || kite ? [30, 30, 25] : [120, 170, 230];
  }),
);
const isSky = Float32Array.from(survey.graph.l, (l) => (l > 50 ? 1 : 0));

describe('attachThin', () => {
  const depth = new Float32Array(width * height).fill(0.6, ground * width);
  attachThin(depth, survey, isSky);
  const at = (x: number, y: number) => depth[y * width + x]!;

  it('gives a post the depth of the ground that it stands on, to its top', () => {
    for (const y of [22, 40, 69]) expect(at(60, y), `row ${y}`).toBeCloseTo(0.6);
  });

  it('leaves the sky, and what hangs in it', () => {
    expect(at(50, 50)).toBe(0);
    expect(at(111, 30)).toBe(0);
  });
});
