import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  closeUp,
  corridor,
  discsInRoom,
  drawing,
  grain,
  paintPicture,
  skyline,
} from '../../../../test/fixtures/staged-pictures.ts';
import { writeBrightnessModel } from '../../../../test/support/onnx-model.ts';
import type { Picture } from '../../../media/picture.ts';
import { marginOf } from '../canvas.ts';
import { buildScene, type Scene } from './scene.ts';

const width = 480;
const height = 288;

function wholeOf(picture: Picture) {
  return { left: 0, top: 0, width: picture.width, height: picture.height };
}

function build(picture: Picture): Promise<Scene> {
  return buildScene(picture, wholeOf(picture));
}

/** A model that takes what is bright for near. */
let model: string;
beforeAll(async () => {
  model = path.join(await mkdtemp(path.join(tmpdir(), 'photoplay-scene-')), 'brightness.onnx');
  await writeFile(model, writeBrightnessModel());
});
afterAll(() => rm(path.dirname(model), { recursive: true }));

/** A scene whose depth has jumps. */
function buildWithModel(picture: Picture): Promise<Scene> {
  const depthModel = { path: model, sha256: '', gives: 'inverse-depth' } as const;
  return buildScene(picture, wholeOf(picture), { depthModel });
}

/** Mean foreground depth of a box of the frame, given in fractions of it. */
function depthOf(scene: Scene, left: number, top: number, right: number, bottom: number): number {
  let sum = 0;
  let count = 0;
  for (let y = Math.floor(top * scene.frameHeight); y < bottom * scene.frameHeight; y++) {
    for (let x = Math.floor(left * scene.frameWidth); x < right * scene.frameWidth; x++) {
      sum += scene.foreground.depth[(scene.top + y) * scene.width + scene.left + x]!;
      count++;
    }
  }
  return sum / count;
}

describe('the depth of a scene', () => {
  it('is there for every pixel, also where the picture is burnt out', async () => {
    const { data } = corridor(width, height);
    const burnt = data.map((value) => Math.min(255, 4 * value));
    const { foreground, background } = await build({ width, height, data: burnt });
    for (const { depth } of [foreground, background]) {
      // Rounding may leave a hair less than nothing.
      expect(depth.every((value) => value > -1e-6 && value < 1 + 1e-6)).toBe(true);
    }
  });

  it('puts the lower of two discs in front of the higher one, and both in front of the wall', async () => {
    const scene = await build(discsInRoom(width, height));
    const near = depthOf(scene, 0.25, 0.55, 0.35, 0.65);
    const far = depthOf(scene, 0.69, 0.45, 0.75, 0.53);
    const wall = depthOf(scene, 0.45, 0.1, 0.6, 0.3);
    expect(near).toBeGreaterThan(far + 0.04);
    expect(far).toBeGreaterThan(wall + 0.04);
  });

  it('puts the sky behind the towers, and the foot of the picture in front', async () => {
    const scene = await build(skyline(width, height));
    const sky = depthOf(scene, 0.25, 0.05, 0.38, 0.3);
    const tower = depthOf(scene, 0.43, 0.25, 0.49, 0.5);
    const plain = depthOf(scene, 0.3, 0.92, 0.7, 0.99);
    expect(tower).toBeGreaterThan(sky + 0.1);
    expect(plain).toBeGreaterThan(tower);
  });

  it('has no jump where no model has seen one', async () => {
    for (const paint of [discsInRoom, skyline, corridor, closeUp, drawing]) {
      const { foreground, width: across } = await build(paint(width, height));
      const { depth } = foreground;
      let steepest = 0;
      for (let i = 0; i + across < depth.length; i++) {
        steepest = Math.max(steepest, Math.abs(depth[i]! - depth[i + across]!));
        if ((i + 1) % across === 0) continue;
        steepest = Math.max(steepest, Math.abs(depth[i]! - depth[i + 1]!));
      }
      expect(steepest, paint.name).toBeLessThan(0.02);
      expect(
        foreground.alpha.every((alpha) => alpha === 255),
        paint.name,
      ).toBe(true);
    }
  });

  it('recedes along a corridor', async () => {
    const scene = await build(corridor(width, height));
    const end = depthOf(scene, 0.46, 0.44, 0.54, 0.54);
    const floor = depthOf(scene, 0.4, 0.93, 0.6, 0.99);
    expect(floor).toBeGreaterThan(end + 0.2);
  });

  it('brings what stands out to the front', async () => {
    const scene = await build(closeUp(width, height));
    const ball = depthOf(scene, 0.44, 0.4, 0.56, 0.6);
    const around = depthOf(scene, 0.05, 0.1, 0.2, 0.6);
    expect(ball).toBeGreaterThan(around + 0.15);
  });

  it('keeps a drawing next to flat, and says that it is not sure', async () => {
    const scene = await build(drawing(width, height));
    const { depth } = scene.foreground;
    const most = depth.reduce((a, b) => Math.max(a, b));
    const least = depth.reduce((a, b) => Math.min(a, b));
    expect(most - least).toBeLessThan(0.12);
    expect(scene.depthConfidence).toBeLessThan(0.3);
  });

  it('is surer of a thing that stands out than of plain grain, and of a model than of either', async () => {
    const plain = paintPicture(width, height, (x, y) => {
      const v = 128 + grain(x, y, 9);
      return [v, v, v];
    });
    const unsure = await build(plain);
    const surer = await build(discsInRoom(width, height));
    const sure = await buildWithModel(discsInRoom(width, height));
    expect(surer.depthConfidence).toBeGreaterThan(unsure.depthConfidence + 0.2);
    expect(sure.depthConfidence).toBeGreaterThan(surer.depthConfidence + 0.2);
  });
});

describe('the layers of a scene', () => {
  it('are one whole sheet where depth is judged from cues', async () => {
    const picture = discsInRoom(width, height);
    const { foreground, left, top, width: across } = await build(picture);
    expect(foreground.alpha.every((a) => a === 255)).toBe(true);
    for (let y = 0; y < height; y++) {
      const row = ((top + y) * across + left) * 3;
      const shown = foreground.rgb.subarray(row, row + width * 3);
      expect(Buffer.compare(shown, picture.data.subarray(y * width * 3, (y + 1) * width * 3))).toBe(
        0,
      );
    }
  });

  it('never put the background before the foreground', async () => {
    const { foreground, background } = await buildWithModel(skyline(width, height));
    let before = 0;
    for (let i = 0; i < foreground.depth.length; i++) {
      if (background.depth[i]! > foreground.depth[i]! + 1e-6) before++;
    }
    expect(before).toBe(0);
  });
});

describe('a scene', () => {
  it('is the same, byte for byte, every time', async () => {
    const one = await build(skyline(width, height));
    const other = await build(skyline(width, height));
    for (const layer of ['foreground', 'background'] as const) {
      expect(Buffer.compare(one[layer].rgb, other[layer].rgb)).toBe(0);
      const depths = [one, other].map((scene) => Buffer.from(scene[layer].depth.buffer));
      expect(Buffer.compare(depths[0]!, depths[1]!)).toBe(0);
    }
    expect(Buffer.compare(one.foreground.alpha, other.foreground.alpha)).toBe(0);
    expect(other.subject).toEqual(one.subject);
  });

  it.each([
    [64, 64],
    [33, 47],
    [301, 173],
    [1584, 672],
    [768, 1280],
  ])('of %i x %i pixels is whole', async (frameWidth, frameHeight) => {
    const scene = await build(discsInRoom(frameWidth, frameHeight));
    const pixels = scene.width * scene.height;
    expect(scene.frameWidth).toBe(frameWidth);
    expect(scene.left).toBeGreaterThanOrEqual(marginOf(frameWidth));
    expect(scene.width - scene.left - frameWidth).toBeGreaterThanOrEqual(marginOf(frameWidth));
    expect(scene.foreground.rgb).toHaveLength(pixels * 3);
    for (const depth of [scene.foreground.depth, scene.background.depth]) {
      expect(depth).toHaveLength(pixels);
      expect(depth.every((d) => d >= 0 && d <= 1)).toBe(true);
    }
    const { x, y, depth } = scene.subject;
    expect(x).toBeGreaterThan(scene.real.left);
    expect(x).toBeLessThan(scene.real.left + scene.real.width);
    expect(y).toBeGreaterThan(scene.real.top);
    expect(y).toBeLessThan(scene.real.top + scene.real.height);
    expect(depth).toBeGreaterThanOrEqual(0);
    expect(depth).toBeLessThanOrEqual(1);
  });

  it.each([0, 4, 9, 30, 200])(
    'reaches beyond its image by a rim, with %i pixels of surplus',
    async (surplus) => {
      const padded = skyline(width, height + 2 * surplus);
      const scene = await buildScene(padded, { left: 0, top: surplus, width, height });
      expect(scene.real.top).toBeGreaterThanOrEqual(marginOf(height));
      expect(scene.height - scene.real.top - scene.real.height).toBeGreaterThanOrEqual(
        marginOf(height),
      );
    },
  );

  it('of one colour is flat and whole', async () => {
    const scene = await build(paintPicture(96, 64, () => [40, 40, 40]));
    expect(scene.foreground.depth.every(Number.isFinite)).toBe(true);
    expect(scene.foreground.rgb.every((v) => v === 40)).toBe(true);
  });

  it.each([
    [{ left: 0.5, top: 0, width: 64, height: 64 }],
    [{ left: 10, top: 0, width: 64, height: 64 }],
    [{ left: 0, top: 0, width: 0, height: 64 }],
  ])('refuses the window %o outside a 64 x 64 picture', async (window) => {
    await expect(buildScene(discsInRoom(64, 64), window)).rejects.toThrow(RangeError);
  });
});
