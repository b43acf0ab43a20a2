import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeImage } from '../../test/support/images.ts';
import { chooseRatio, readAspect } from './ratio.ts';

describe('the ratio of a clip without --ratio', () => {
  it.each([
    ['gen4_turbo', 3 / 2, '1104:832'],
    ['gen4_turbo', 16 / 9, '1280:720'],
    ['gen4_turbo', 2 / 3, '832:1104'],
    ['gen4_turbo', 9 / 16, '720:1280'],
    ['gen4_turbo', 1, '960:960'],
    ['gen4_turbo', 2.2, '1584:672'],
    ['gen4.5', 3 / 4, '832:1104'],
    ['gen3a_turbo', 16 / 9, '1280:768'],
    ['gen4a_turbo', 0.9, '768:1280'],
    ['gen4a_turbo', 1.1, '1280:768'],
    // Of the qualities of a model, the usual one.
    ['seedance2', 1, '960:960'],
    ['seedance2_5', 9 / 16, '720:1280'],
  ])('of %s and an image of aspect %f crops least', (model, aspect, ratio) => {
    expect(chooseRatio(model, aspect)).toBe(ratio);
  });

  it.each(['hailuo3', 'wan3', 'happyhorse_1_0', 'kling2.5_turbo_pro'])(
    'is left to the server for %s, which shapes clips by their images',
    (model) => {
      expect(chooseRatio(model, 1)).toBeUndefined();
    },
  );

  it('is a landscape where the shape of the image is not known', () => {
    expect(chooseRatio('gen4_turbo', undefined)).toBe('1280:720');
    expect(chooseRatio('gen4a_turbo', undefined)).toBe('1280:768');
  });
});

describe('the aspect of an image file', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is read from a %s', async (format) => {
    expect(readAspect(await makeImage({ format, width: 300, height: 200 }))).toBe(1.5);
  });

  it('is that of a phone photo held upright', async () => {
    const lying = await makeImage({ format: 'jpeg', width: 300, height: 200 });
    const upright = await sharp(lying).withMetadata({ orientation: 6 }).toBuffer();
    expect(readAspect(upright)).toBeCloseTo(2 / 3);
  });

  it('is unknown of what is no image', () => {
    expect(readAspect(Buffer.from('\xff\xd8\xff no more', 'latin1'))).toBeUndefined();
  });
});
