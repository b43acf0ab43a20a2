import { describe, expect, it } from 'vitest';
import {
  type Colour,
  discsInRoom,
  grain,
  paintPicture,
  placeDiscs,
} from '../../../../../test/fixtures/staged-pictures.ts';
import type { Layers } from '../../canvas.ts';
import { separateLayers } from './layers.ts';

const width = 480;
const height = 288;
const travel = 40;
const { near, far } = placeDiscs(width, height);

/** Depth of the discs before their wall, in steps so many pixels wide, with both discs too large by `off`. */
function depthOfDiscs(soft: number, off: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const depthOf = ({ x: u, y: v, radius }: typeof near, depth: number) => {
      const outside = Math.hypot(x - u, y - v) - radius - off;
      return 0.1 + depth * Math.min(1, Math.max(0, 0.5 - outside / soft));
    };
    return Math.max(depthOf(near, 0.6), depthOf(far, 0.3));
  });
}

/** How far from its centre the near disc's opaque part ends, along its upper half. */
function measureOutline({ foreground: { alpha } }: Layers): number[] {
  const ends: number[] = [];
  for (let angle = -Math.PI * 0.9; angle < -Math.PI * 0.1; angle += 0.05) {
    let away = near.radius - 12;
    const opaque = () => {
      const x = Math.round(near.x + Math.cos(angle) * away);
      const y = Math.round(near.y + Math.sin(angle) * away);
      return alpha[y * width + x]! >= 128;
    };
    while (opaque() && away < near.radius + 12) away += 0.5;
    ends.push(away);
  }
  return ends;
}

describe('a picture cut into layers', () => {
  it.each([
    ['exact', 1, 0],
    ['soft', 8, 0],
    ['too large', 5, 2],
    ['too small', 5, -2],
  ])('is cut where its colours end when depth is %s', (_, soft, off) => {
    const picture = discsInRoom(width, height);
    const layers = separateLayers(picture, depthOfDiscs(soft, off), travel);
    const errors = measureOutline(layers).map((end) => Math.abs(end - near.radius));
    expect(errors.length).toBeGreaterThan(40);
    expect(Math.max(...errors)).toBeLessThanOrEqual(2);
  });

  it('shows the picture as long as nothing moves', () => {
    const picture = discsInRoom(width, height);
    const { foreground, background } = separateLayers(picture, depthOfDiscs(6, 2), travel);
    expect(foreground.alpha.some((a) => a === 0)).toBe(true);
    let off = 0;
    for (let i = 0; i < picture.data.length; i++) {
      const part = foreground.alpha[Math.floor(i / 3)]! / 255;
      const shown = foreground.rgb[i]! * part + background.rgb[i]! * (1 - part);
      if (Math.abs(shown - picture.data[i]!) > 10) off++;
    }
    expect(off / picture.data.length).toBeLessThan(0.005);
  });

  it('has nothing of the front behind it, and depth that is the wall', () => {
    const picture = discsInRoom(width, height);
    const { foreground, background } = separateLayers(picture, depthOfDiscs(6, 2), travel);
    let madeUp = 0;
    let red = 0;
    for (let i = 0; i < foreground.alpha.length; i++) {
      if (background.depth[i]! >= foreground.depth[i]! - 0.3) continue;
      madeUp++;
      expect(background.depth[i]!).toBeLessThan(0.2);
      if (background.rgb[i * 3]! > background.rgb[i * 3 + 2]! + 60) red++;
    }
    expect(madeUp).toBeGreaterThan(2000);
    expect(red / madeUp).toBeLessThan(0.01);
  });

  it('leaves nothing of a sharpened outline on the wall', () => {
    const picture = discsInRoom(width, height);
    const line: number[] = [];
    for (let y = 0; y < near.y - 0.4 * near.radius; y++) {
      for (let x = 0; x < width; x++) {
        const outside = Math.hypot(x - near.x, y - near.y) - near.radius;
        if (outside < 0 || outside > 2) continue;
        picture.data.set([235, 225, 170], (y * width + x) * 3);
        line.push(y * width + x);
      }
    }
    const { background } = separateLayers(picture, depthOfDiscs(6, 0), travel);
    const remaining = line.filter((at) => background.rgb[at * 3]! > 180);
    expect(line.length).toBeGreaterThan(100);
    expect(remaining.length / line.length).toBeLessThan(0.05);
  });

  it('takes a dark line along a thing with it, before grass', () => {
    const dark: Colour = [40, 36, 60];
    const edge = 240;
    const picture = paintPicture(width, height, (x, y) => {
      if (x >= edge) return [225, 225, 232];
      if (x >= edge - 3) return dark;
      const v = grain(x >> 2, y >> 2, 22);
      return [95 + v, 140 + v, 60 + v];
    });
    const depth = Float32Array.from({ length: width * height }, (_, i) => {
      const inside = (i % width) + 0.5 - edge;
      return 0.1 + 0.5 * Math.min(1, Math.max(0, 0.5 + inside / 6));
    });
    const { background } = separateLayers(picture, depth, travel);
    let left = 0;
    for (let y = 20; y < height - 20; y++) {
      for (let x = edge - 3; x < edge; x++) {
        if (background.rgb[(y * width + x) * 3 + 1]! < 80) left++;
      }
    }
    expect(left / (3 * (height - 40))).toBeLessThan(0.05);
  });

  it('keeps what is seen between thin things where depth is exact', () => {
    const isBar = (x: number) => x % 16 < 6;
    const picture = paintPicture(width, height, (x, y) => {
      if (isBar(x)) return [30, 30, 40];
      return [200, 120 + ((y >> 3) % 2) * 60, 90];
    });
    const depth = Float32Array.from({ length: width * height }, (_, i) =>
      isBar(i % width) ? 0.8 : 0.1,
    );
    const { background } = separateLayers(picture, depth, travel);
    let [seen, kept] = [0, 0];
    for (let i = 0; i < width * height; i++) {
      const across = (i % width) % 16;
      if (across < 9 || across > 12) continue;
      seen++;
      if (Math.abs(background.rgb[i * 3 + 1]! - picture.data[i * 3 + 1]!) < 4) kept++;
    }
    expect(kept / seen).toBeGreaterThan(0.95);
  });

  it.each([
    [
      'a slope',
      Float32Array.from({ length: width * height }, (_, i) => i / width / height),
      travel,
    ],
    ['a step that the shot hardly parts', depthOfDiscs(6, 0), 3],
    ['a step in a shot that parts nothing', depthOfDiscs(6, 0), 0],
  ])('stays one sheet over %s', (_, depth, slide) => {
    const picture = discsInRoom(width, height);
    const { foreground, background } = separateLayers(picture, depth, slide);
    expect(foreground.alpha.every((a) => a === 255)).toBe(true);
    expect(Buffer.compare(background.rgb, picture.data)).toBe(0);
  });

  it('is the same, byte for byte, every time', () => {
    const cut = () => separateLayers(discsInRoom(width, height), depthOfDiscs(6, 2), travel);
    const [one, other] = [cut(), cut()];
    for (const layer of ['foreground', 'background'] as const) {
      expect(Buffer.compare(one[layer].rgb, other[layer].rgb)).toBe(0);
      expect(one[layer].depth).toEqual(other[layer].depth);
    }
    expect(Buffer.compare(one.foreground.alpha, other.foreground.alpha)).toBe(0);
  });
});
