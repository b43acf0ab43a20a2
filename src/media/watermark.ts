/**
 * The visible mark: the word Photoplay in the lower right corner, light with a soft dark rim, so
 * that it reads on snow and at night alike. The letters are drawn from strokes, since what fonts a
 * machine has must not decide the bytes of a clip.
 */
import type { YuvFrame } from './frame.ts';

/** Draws the mark into a frame; the same for every frame of a clip. */
export type Watermark = (frame: YuvFrame) => void;

type Point = [x: number, y: number];
type Stroke = Point[];

interface Letter {
  strokes: Stroke[];
  /** To where the next letter starts. */
  advance: number;
}

/** Height of an o, in units of the capital height plus some; the baseline is 0, up is positive. */
const xHeight = 0.46;
const ascender = 0.74;
const strokeRadius = 0.042;
const rimRadius = 0.11;

const letterOpacity = 0.85;
const rimOpacity = 0.55;

/** Prepare the mark for frames of a size. */
export function createWatermark(width: number, height: number): Watermark {
  const unit = Math.max(14, Math.min(width, height) * 0.045);
  const margin = Math.round(unit * 0.55);
  const text = layOutWord();
  const boxWidth = even(Math.ceil((text.width + 2 * rimRadius) * unit));
  const boxHeight = even(Math.ceil((ascender + 0.22 + 2 * rimRadius) * unit));
  const left = even(width - boxWidth - margin);
  const top = even(height - boxHeight - margin);
  if (left < 0 || top < 0) return () => {};
  const letters = new Float32Array(boxWidth * boxHeight);
  const rim = new Float32Array(boxWidth * boxHeight);
  for (let row = 0; row < boxHeight; row++) {
    for (let column = 0; column < boxWidth; column++) {
      const x = (column + 0.5) / unit - rimRadius;
      const y = ascender + rimRadius - (row + 0.5) / unit;
      const distance = distanceToStrokes(text.strokes, x, y);
      const at = row * boxWidth + column;
      // Half a pixel of edge to each side: anti-aliasing by distance.
      letters[at] = letterOpacity * clamp((strokeRadius - distance) * unit + 0.5);
      rim[at] = rimOpacity * clamp(1 - (distance - strokeRadius) / rimRadius) ** 2;
    }
  }
  return (frame) => blend(frame, { left, top, width: boxWidth, height: boxHeight, letters, rim });
}

interface Mark {
  left: number;
  top: number;
  width: number;
  height: number;
  letters: Float32Array;
  rim: Float32Array;
}

function blend(frame: YuvFrame, mark: Mark): void {
  const { y, u, v, yStride, uvStride } = frame;
  for (let row = 0; row < mark.height; row++) {
    for (let column = 0; column < mark.width; column++) {
      const at = row * mark.width + column;
      const to = (mark.top + row) * yStride + mark.left + column;
      const shaded = y[to]! + (16 - y[to]!) * mark.rim[at]!;
      y[to] = Math.round(shaded + (235 - shaded) * mark.letters[at]!);
    }
  }
  // White and black have no colour: chroma fades by what covers its four pixels.
  for (let row = 0; row < mark.height; row += 2) {
    for (let column = 0; column < mark.width; column += 2) {
      const at = row * mark.width + column;
      const to = ((mark.top + row) >> 1) * uvStride + ((mark.left + column) >> 1);
      let kept = 0;
      for (const i of [at, at + 1, at + mark.width, at + mark.width + 1]) {
        kept += ((1 - mark.rim[i]!) * (1 - mark.letters[i]!)) / 4;
      }
      u[to] = Math.round(128 + (u[to]! - 128) * kept);
      v[to] = Math.round(128 + (v[to]! - 128) * kept);
    }
  }
}

function layOutWord(): { strokes: Stroke[]; width: number } {
  const strokes: Stroke[] = [];
  let x = 0;
  for (const name of 'Photoplay') {
    const letter = letters[name]!;
    for (const stroke of letter.strokes) strokes.push(stroke.map(([px, py]) => [px + x, py]));
    x += letter.advance;
  }
  return { strokes, width: x };
}

const ring = arc(0.22, 0.23, 0.22, 0, 360);

const letters: Record<string, Letter> = {
  P: {
    strokes: [
      [[0.03, 0], [0.03, 0.7], [0.25, 0.7], ...arc(0.25, 0.52, 0.18, 90, -90), [0.03, 0.34]],
    ],
    advance: 0.55,
  },
  h: {
    strokes: [
      [
        [0.03, 0],
        [0.03, ascender],
      ],
      [...arc(0.21, 0.28, 0.18, 180, 0), [0.39, 0]],
    ],
    advance: 0.54,
  },
  o: { strokes: [ring], advance: 0.57 },
  t: {
    strokes: [
      [[0.11, 0.62], ...arc(0.23, 0.13, 0.12, 180, 280)],
      [
        [0, xHeight],
        [0.26, xHeight],
      ],
    ],
    advance: 0.38,
  },
  p: {
    strokes: [
      [
        [0, xHeight],
        [0, -0.21],
      ],
      ring,
    ],
    advance: 0.59,
  },
  l: {
    strokes: [
      [
        [0.03, 0],
        [0.03, ascender],
      ],
    ],
    advance: 0.19,
  },
  a: {
    strokes: [
      ring,
      [
        [0.44, xHeight],
        [0.44, 0],
      ],
    ],
    advance: 0.54,
  },
  y: {
    strokes: [
      [
        [0, xHeight],
        [0.19, 0.02],
      ],
      [
        [0.38, xHeight],
        [0.1, -0.21],
      ],
    ],
    advance: 0.42,
  },
};

function arc(x: number, y: number, radius: number, from: number, to: number): Stroke {
  const steps = Math.ceil(Math.abs(to - from) / 15);
  return Array.from({ length: steps + 1 }, (_, i): Point => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

function distanceToStrokes(strokes: Stroke[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const stroke of strokes) {
    for (let i = 1; i < stroke.length; i++) {
      least = Math.min(least, distanceToSegment(stroke[i - 1]!, stroke[i]!, x, y));
    }
  }
  return least;
}

function distanceToSegment([ax, ay]: Point, [bx, by]: Point, x: number, y: number): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
  const t = clamp(along);
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function even(value: number): number {
  return value - (value % 2);
}
