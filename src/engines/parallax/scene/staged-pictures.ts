/** Pictures made by code whose depth is known, for this folder's tests. */
import type { Picture } from '../../../media/picture.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** Paint a picture by giving every pixel its colour. */
export function paintPicture(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => Colour,
): Picture {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colourAt(x, y), (y * width + x) * 3);
  }
  return { width, height, data };
}

/** Grain of up to `strength` levels either way, always the same at the same place. */
export function grain(x: number, y: number, strength: number): number {
  let h = Math.imul(x, 374761393) + Math.imul(y, 668265263);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return (((h ^ (h >>> 16)) >>> 0) / 4294967295 - 0.5) * 2 * strength;
}

function shade([r, g, b]: Colour, by: number): Colour {
  const clamp = (v: number) => Math.min(255, Math.max(0, Math.round(v + by)));
  return [clamp(r), clamp(g), clamp(b)];
}

/** A floor and a wall in cool grey, with grain. */
function room(x: number, y: number, height: number): Colour {
  const wall = y < 0.6 * height;
  const light = wall ? 40 * (y / height) : 0;
  return shade(wall ? [120, 130, 140] : [90, 92, 88], light + grain(x, y, 5));
}

export interface Disc {
  x: number;
  y: number;
  radius: number;
  colour: Colour;
}

/** Where the discs of `discsInRoom` stand: the near one low, the far one where the wall ends. */
export function placeDiscs(width: number, height: number): { near: Disc; far: Disc } {
  const unit = Math.min(width, height);
  return {
    near: { x: 0.3 * width, y: 0.62 * height, radius: 0.24 * unit, colour: [200, 40, 30] },
    far: { x: 0.72 * width, y: 0.5 * height, radius: 0.13 * unit, colour: [230, 190, 40] },
  };
}

/** Two discs standing before a wall, on a floor. */
export function discsInRoom(width: number, height: number): Picture {
  const { near, far } = placeDiscs(width, height);
  return paintPicture(width, height, (x, y) => {
    for (const disc of [near, far]) {
      const away = Math.hypot(x - disc.x, y - disc.y);
      if (away < disc.radius) return shade(disc.colour, 12 - (20 * away) / disc.radius);
    }
    return room(x, y, height);
  });
}

/** Blue sky over the upper part, towers that stand at 0.62 of the height, and a plain before them. */
export function skyline(width: number, height: number): Picture {
  const towers = [
    { left: 0.1, right: 0.22, top: 0.25 },
    { left: 0.4, right: 0.52, top: 0.15 },
    { left: 0.7, right: 0.86, top: 0.35 },
  ];
  return paintPicture(width, height, (x, y) => {
    const u = x / width;
    const v = y / height;
    if (v > 0.62) return shade([96, 104, 60], 30 * (v - 0.62) + grain(x >> 2, y, 10));
    const tower = towers.find((t) => u >= t.left && u < t.right && v >= t.top);
    if (tower) return shade([104, 84, 74], grain(x, y, 7));
    return shade([110, 160, 235], 70 * v + grain(x, y, 2));
  });
}

/** A corridor seen along its length: walls, floor and ceiling in panels that meet in the middle. */
export function corridor(width: number, height: number): Picture {
  return paintPicture(width, height, (x, y) => {
    const dx = (x - width / 2) / (width / 2);
    const dy = (y - height / 2) / (height / 2);
    const distance = 1 / Math.max(0.12, Math.abs(dx), Math.abs(dy));
    const side = Math.abs(dx) > Math.abs(dy);
    const across = side ? dy / Math.abs(dx) : dx / Math.abs(dy);
    // Stripes along the corridor point at its end; panels close in on each other toward it.
    const stripe = Math.floor((across + 1) * 4) % 2 === 0 ? 26 : 0;
    const panel = Math.floor(distance * 1.5) % 2 === 0 ? 14 : 0;
    const base: Colour = side ? [150, 140, 120] : dy > 0 ? [90, 70, 60] : [200, 200, 195];
    return shade(base, stripe + panel - 10 * distance + grain(x, y, 3));
  });
}

/** Black outlines and flat colours on white paper. */
export function drawing(width: number, height: number): Picture {
  const unit = Math.min(width, height);
  return paintPicture(width, height, (x, y) => {
    const sun = Math.hypot(x - 0.75 * width, y - 0.3 * height) - 0.15 * unit;
    if (Math.abs(sun) < 0.012 * unit) return [0, 0, 0];
    if (sun < 0) return [255, 220, 60];
    const house = Math.max(
      Math.abs(x - 0.35 * width) - 0.15 * width,
      Math.abs(y - 0.65 * height) - 0.15 * height,
    );
    if (Math.abs(house) < 0.012 * unit) return [0, 0, 0];
    if (house < 0) return [230, 90, 80];
    return [255, 255, 255];
  });
}

/** A sharp ball, finely patterned, before a pattern that is out of focus. */
export function closeUp(width: number, height: number): Picture {
  const unit = Math.min(width, height);
  return paintPicture(width, height, (x, y) => {
    const away = Math.hypot(x - 0.5 * width, y - 0.5 * height) / unit;
    if (away < 0.26) {
      const check = (Math.floor(x / 3) + Math.floor(y / 3)) % 2 === 0;
      return shade(check ? [220, 200, 60] : [120, 60, 20], grain(x, y, 6));
    }
    const blur = Math.sin(x / (0.03 * unit)) * Math.sin(y / (0.035 * unit));
    return shade([60, 110, 70], 55 * blur + grain(x, y, 1));
  });
}
