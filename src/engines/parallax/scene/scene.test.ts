import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Picture } from '../../../media/picture.ts';
import { writeBrightnessModel } from './depth/onnx-model.ts';
import { buildScene, type Scene } from './scene.ts';
import {
  closeUp,
  corridor,
  discsInRoom,
  drawing,
  grain,
  paintPicture,
  placeDiscs,
  skyline,
} from './staged-pictures.ts';

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

/** The two discs in a room that is dark, so that the model sees them in front. */
function litDiscs(): Picture {
  const { data } = discsInRoom(width, height);
  for (let i = 0; i < data.length; i += 3) {
    const red = data[i]! > data[i + 2]! + 60;
    for (let c = 0; c < 3; c++) {
      data[i + c] = red ? 255 - (255 - data[i + c]!) * 0.5 : data[i + c]! * 0.4;
    }
  }
  return { width, height, data };
}

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

/** What the two layers show when nothing has moved. */
function composite({ foreground, background }: Scene): Uint8Array {
  return foreground.rgb.map((value, i) => {
    const alpha = foreground.alpha[Math.floor(i / 3)]! / 255;
    return Math.round(value * alpha + background.rgb[i]! * (1 - alpha));
  });
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

  it('gives a standing disc one depth from top to bottom', async () => {
    const scene = await build(discsInRoom(width, height));
    const { near } = placeDiscs(width, height);
    const part = (from: number, to: number) =>
      depthOf(
        scene,
        (near.x - 6) / width,
        (near.y + from * near.radius) / height,
        (near.x + 6) / width,
        (near.y + to * near.radius) / height,
      );
    expect(Math.abs(part(-0.8, -0.5) - part(0.4, 0.7))).toBeLessThan(0.05);
  });

  it('cuts a disc out where its colour ends, to within two pixels', async () => {
    const scene = await buildWithModel(litDiscs());
    const { near } = placeDiscs(width, height);
    const errors: number[] = [];
    // Around the upper part, which stands before the wall.
    for (let angle = -Math.PI * 0.85; angle < -Math.PI * 0.15; angle += 0.05) {
      let away = near.radius - 12;
      const opaque = () => {
        const x = scene.left + Math.round(near.x + Math.cos(angle) * away);
        const y = scene.top + Math.round(near.y + Math.sin(angle) * away);
        return scene.foreground.alpha[y * scene.width + x]! >= 128;
      };
      expect(opaque()).toBe(true);
      while (opaque() && away < near.radius + 12) away += 0.5;
      errors.push(Math.abs(away - near.radius));
    }
    errors.sort((one, other) => one - other);
    expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThanOrEqual(2);
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
  it('show the picture itself, to the last bit, as long as nothing moves', async () => {
    const picture = litDiscs();
    const scene = await buildWithModel(picture);
    const shown = composite(scene);
    let worst = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width * 3; x++) {
        const at = ((scene.top + y) * scene.width + scene.left) * 3 + x;
        worst = Math.max(worst, Math.abs(shown[at]! - picture.data[y * width * 3 + x]!));
      }
    }
    expect(worst).toBeLessThanOrEqual(1);
    expect(scene.foreground.alpha.some((a) => a === 0)).toBe(true);
  });

  it('make up nothing of the foreground behind the foreground', async () => {
    const picture = litDiscs();
    const scene = await buildWithModel(picture);
    const { foreground, background } = scene;
    let madeUp = 0;
    let red = 0;
    for (let i = 0; i < foreground.alpha.length; i++) {
      if (background.depth[i]! >= foreground.depth[i]! - 0.02) continue;
      madeUp++;
      if (background.rgb[i * 3]! > background.rgb[i * 3 + 2]! + 60) red++;
    }
    expect(madeUp).toBeGreaterThan(500);
    expect(red / madeUp).toBeLessThan(0.01);
  });

  it('leave nothing of a sharpened outline behind', async () => {
    const picture = litDiscs();
    const { near } = placeDiscs(width, height);
    const ring = (x: number, y: number) => Math.hypot(x - near.x, y - near.y) - near.radius;
    // Above, where the disc stands before the even wall: a pale line, of another hue than the wall.
    const rows = near.y - 0.4 * near.radius;
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < width; x++) {
        if (ring(x, y) < 0 || ring(x, y) > 2) continue;
        picture.data.set([235, 225, 170], (y * width + x) * 3);
      }
    }
    const { background, left, top, width: across } = await buildWithModel(picture);
    let line = 0;
    let remaining = 0;
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < width; x++) {
        if (ring(x, y) < 0 || ring(x, y) > 2) continue;
        line++;
        if (background.rgb[((top + y) * across + left + x) * 3]! > 180) remaining++;
      }
    }
    expect(line).toBeGreaterThan(100);
    expect(remaining / line).toBeLessThan(0.2);
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
    expect(scene.left).toBeGreaterThanOrEqual(Math.ceil(0.12 * frameWidth));
    expect(scene.width - scene.left - frameWidth).toBeGreaterThanOrEqual(
      Math.ceil(0.12 * frameWidth),
    );
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
