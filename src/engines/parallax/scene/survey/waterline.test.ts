import { expect, it } from 'vitest';
import { type Colour, grain, paintPicture } from '../../../../../test/fixtures/staged-pictures.ts';
import { findSky } from './sky.ts';
import { surveyPicture } from './survey.ts';
import { findWaterline, waterlineAt } from './waterline.ts';

const width = 320;
const height = 192;

function waterlineOf(colourAt: (x: number, y: number) => Colour) {
  const survey = surveyPicture(
    paintPicture(width, height, (x, y) => {
      const by = grain(x, y, 2);
      const [r, g, b] = colourAt(x, y);
      return [r + by, g + by, b + by];
    }),
  );
  return findWaterline(survey, findSky(survey));
}

const sky: Colour = [150, 190, 235];
const grey: Colour = [95, 105, 115];

it('finds the horizon of a sea, level or askew, behind whoever stands before it', () => {
  for (const slope of [0, 0.03]) {
    const line = waterlineOf((x, y) => {
      if (x > 120 && x < 170 && y > 40) return [120, 70, 50];
      return y < 100 + slope * (x - 160) ? sky : grey;
    });
    for (const x of [30, 290]) {
      expect(Math.abs(waterlineAt(line!, x) - 100 - slope * (x - 160))).toBeLessThan(3);
    }
    expect(line!.columns[20]).toBe(1);
    expect(line!.columns[145]).toBe(0);
  }
});

it('takes no roof for a horizon, nor hills', () => {
  const roof = waterlineOf((x, y) => {
    if (y > 160) return [70, 80, 50];
    return x > 90 && x < 230 && y > 90 ? grey : sky;
  });
  expect(roof).toBeUndefined();
  const hills = waterlineOf((x, y) => (y < 100 - 25 * Math.sin(x / 25) ? sky : grey));
  expect(hills).toBeUndefined();
});
