import { expect, it } from 'vitest';
import { type Colour, paintPicture } from '../../../../../test/fixtures/staged-pictures.ts';
import { findSky } from './sky.ts';
import { surveyPicture } from './survey.ts';

const width = 320;
const height = 192;

/** How surely what is seen through a dark frame below a blue sky is sky, too. */
function skyBehindFrame(seen: Colour): number {
  const survey = surveyPicture(
    paintPicture(width, height, (x, y) => {
      if (x > 130 && x < 190 && y > 60 && y < 110) return seen;
      if (x > 110 && x < 210 && y > 40) return [50, 45, 40];
      return y < 130 ? [120, 170, 235] : [80, 90, 50];
    }),
  );
  const sky = findSky(survey);
  return sky.probability[survey.superpixels.labels[85 * width + 160]!]!;
}

it('sees the sky through a frame, but no sky in a pale wall', () => {
  expect(skyBehindFrame([122, 171, 234])).toBeGreaterThan(0.5);
  expect(skyBehindFrame([140, 180, 231])).toBeLessThan(0.2);
});
