/** Straight outlines in a picture: door frames, posts, shelves. */
import type { Luma } from './debris.ts';

/** A straight outline from one end to the other, in pixels. */
export interface Line {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

/** The least length, as a share of the width, and how far its pixels may be off, in pixels. */
const leastLength = 0.07;
const off = 1;
/** Levels per pixel across an outline, and how far directions may differ along one, in radians. */
const steep = 12;
const bend = Math.PI / 10;

/** The longest straight outlines first, `most` at most: steep pixels that agree on a direction. */
export function findLines({ width, height, data }: Luma, most: number): Line[] {
  const direction = new Float32Array(width * height).fill(Number.NaN);
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const i = y * width + x;
      const dx = (data[i + 1]! - data[i - 1]!) / 2;
      const dy = (data[i + width]! - data[i - width]!) / 2;
      if (Math.hypot(dx, dy) > steep) direction[i] = Math.atan2(dy, dx);
    }
  }
  const lines: (Line & { length: number })[] = [];
  for (let seed = 0; seed < direction.length; seed++) {
    if (Number.isNaN(direction[seed]!)) continue;
    const line = fitLine(gather(direction, width, seed), width);
    if (line && line.length > leastLength * width) lines.push(line);
  }
  return lines.sort((a, b) => b.length - a.length).slice(0, most);
}

/** The pixels around a seed that hang together and are as steep in the same direction; they are taken. */
function gather(direction: Float32Array, width: number, seed: number): number[] {
  const wanted = direction[seed]!;
  const members = [seed];
  direction[seed] = Number.NaN;
  for (let head = 0; head < members.length; head++) {
    const at = members[head]!;
    for (const row of [at - width, at, at + width]) {
      for (const next of [row - 1, row, row + 1]) {
        const turned = Math.abs(direction[next]! - wanted);
        if (!(Math.min(turned, 2 * Math.PI - turned) < bend)) continue;
        direction[next] = Number.NaN;
        members.push(next);
      }
    }
  }
  return members;
}

/** The line through pixels by their principal axis; undefined where they are no thin straight line. */
function fitLine(members: readonly number[], width: number) {
  if (members.length < leastLength * width) return undefined;
  let [x, y, xx, xy, yy] = [0, 0, 0, 0, 0];
  for (const at of members) {
    x += (at % width) / members.length;
    y += Math.floor(at / width) / members.length;
  }
  for (const at of members) {
    const [dx, dy] = [(at % width) - x, Math.floor(at / width) - y];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const spread = s * s * xx - 2 * s * c * xy + c * c * yy;
  if (spread / members.length > off * off) return undefined;
  let [first, last] = [0, 0];
  for (const at of members) {
    const along = c * ((at % width) - x) + s * (Math.floor(at / width) - y);
    first = Math.min(first, along);
    last = Math.max(last, along);
  }
  return {
    from: { x: x + c * first, y: y + s * first },
    to: { x: x + c * last, y: y + s * last },
    length: last - first,
  };
}
