import { expect, it } from 'vitest';
import { paintScene } from '../../test/fixtures/index.ts';
import { compareViews } from './stereo.ts';

const [width, height] = [240, 160];
const near = 14;
const far = 4;
const plate = paintScene('street', { width: width + near, height });

/** The plate, its middle third standing in front of the rest, seen by an eye `share` of the way right. */
function look(share: number) {
  const data = new Uint8Array(width * height * 3);
  const disparity = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const inFront = Math.abs(x + near * share - 120) < 35 && Math.abs(y - 80) < 45;
      disparity[i] = inFront ? near : far;
      // What stands in front has another part of the plate for its colours.
      const row = inFront ? height - 1 - y : y;
      const from = (row * plate.width + x + Math.round(disparity[i]! * share)) * 3;
      data.set(plate.data.subarray(from, from + 3), i * 3);
    }
  }
  return { picture: { width, height, data }, disparity: { width, height, data: disparity } };
}

it('finds the right view of a true disparity, and not of another', async () => {
  const left = look(0);
  const right = look(1).picture;
  const found = await compareViews(left.picture, right, left.disparity);
  expect(found.engine.ssim).toBeGreaterThan(0.9);
  expect(found.forward.ssim).toBeGreaterThan(0.9);
  expect(found.unmoved.ssim).toBeLessThan(0.6);
  const flat = { ...left.disparity, data: left.disparity.data.map(() => far) };
  const wrong = await compareViews(left.picture, right, flat);
  expect(wrong.engine.psnr).toBeLessThan(found.engine.psnr - 3);
});
