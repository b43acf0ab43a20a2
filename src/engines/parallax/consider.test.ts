import { describe, expect, it } from 'vitest';
import type { RequestOutline } from '../../engine/engine.ts';
import { consider, usualLimits } from './consider.ts';

const outline: RequestOutline = {
  kind: 'image_to_video',
  model: 'any',
  roles: ['first'],
  promptText: '',
  seed: 1,
  durationSeconds: 30,
  width: 3840,
  height: 2160,
  watermark: false,
  outputFormat: 'mp4',
  options: {},
};
const refused = (own: Partial<RequestOutline>, limits = usualLimits) =>
  consider({ ...outline, ...own }, limits).refusals.map(({ field }) => field);
const warned = (own: Partial<RequestOutline>) =>
  consider({ ...outline, ...own }, usualLimits).warnings.map(({ message }) => message);

describe('the embedded engine', () => {
  it('makes what its settings allow, and says which of them something is beyond', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ durationSeconds: 31 })).toEqual(['duration']);
    expect(refused({ width: 3842 })).toEqual(['ratio']);
    expect(refused({}, { maxSeconds: 10, maxPixels: 1280 * 768 })).toEqual(['duration', 'ratio']);
  });

  it('needs an image, of whatever role but one between two others', () => {
    expect(refused({ kind: 'text_to_video', roles: [] })).toEqual(['model']);
    expect(refused({ roles: ['middle'] })).toEqual(['promptImage']);
    for (const role of ['first', 'last', 'reference'] as const) {
      expect(refused({ roles: [role] })).toEqual([]);
    }
  });

  it('warns of every field that it leaves out, known to it or not', () => {
    expect(warned({ options: { ratio: '1280:720', resolution: '2k', draft: true } })).toEqual([]);
    expect(warned({ options: { audio: false, unheardOf: false } })).toEqual([]);
    expect(warned({ options: { audio: true, unheardOf: 0.5 } })).toEqual([
      expect.stringMatching(/^audio: .*silent/),
      expect.stringMatching(/^unheardOf: /),
    ]);
    expect(warned({ roles: ['first', 'middle', 'reference'] })).toEqual([
      expect.stringMatching(/^promptImage: .*middle/),
      expect.stringMatching(/^references: /),
    ]);
    expect(warned({ roles: ['reference'] })).toEqual([expect.stringContaining('begins with')]);
  });
});
