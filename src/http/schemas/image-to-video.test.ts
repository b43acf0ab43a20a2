import { describe, expect, it } from 'vitest';
import { modelTable } from '../../task/models.ts';
import { tinyPicture } from '../../task/tiny-picture.ts';
import { creditsPerSecond, makeImageToVideoBody } from './image-to-video.ts';

const body = makeImageToVideoBody({ strict: true });
const takes = (request: object) =>
  body.safeParse({ promptImage: tinyPicture, promptText: 'x', ...request }).success;

describe('the table of models', () => {
  it('has every model', () => {
    expect(Object.keys(modelTable).sort()).toEqual(Object.keys(creditsPerSecond).sort());
  });

  it.each(Object.entries(modelTable))('tells what a strict server takes for %s', (model, row) => {
    const every = new Set(Object.values(modelTable).flatMap(({ ratios }) => ratios));
    const duration = row.durations[0];
    const ratios = [...every].filter((ratio) => takes({ model, ratio, duration }));
    expect(ratios.sort()).toEqual([...row.ratios].sort());
    const [ratio] = row.ratios;
    const lengths = Array.from({ length: 20 }, (_, i) => i);
    const durations = lengths.filter((length) => takes({ model, ratio, duration: length }));
    expect(durations).toEqual(row.durations);
  });
});
