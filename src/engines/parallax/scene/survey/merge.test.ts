import { describe, expect, it } from 'vitest';
import { grain, paintPicture } from '../staged-pictures.ts';
import { mergePatches } from './merge.ts';
import { surveyPicture } from './survey.ts';

/** Four quarters; the upper two differ by hue, the lower two hardly at all. */
function quarters() {
  return paintPicture(160, 120, (x, y) => {
    const g = grain(x, y, 3);
    if (y < 60) return x < 80 ? [180 + g, 60, 50] : [40, 80 + g, 190];
    return x < 80 ? [120 + g, 120, 118] : [123 + g, 122, 120];
  });
}

describe('mergePatches', () => {
  it('joins what is alike and keeps apart what is not', () => {
    const survey = surveyPicture(quarters());
    const [grouping] = mergePatches(survey.graph, survey.fine, [14]);
    const thingAt = (x: number, y: number) =>
      grouping!.thing[survey.superpixels.labels[y * 160 + x]!];
    expect(thingAt(20, 90)).toBe(thingAt(140, 90));
    expect(thingAt(20, 20)).not.toBe(thingAt(140, 20));
    expect(thingAt(20, 20)).not.toBe(thingAt(20, 90));
  });

  it('only ever joins more across stronger outlines', () => {
    const survey = surveyPicture(quarters());
    const levels = mergePatches(survey.graph, survey.fine, [1, 9, 14, 30, 1000]);
    const counts = levels.map((level) => level.count);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts.at(-1)).toBe(2);
  });
});
