/** How near every pixel of the canvas is: by a neural model, or by what little the picture tells. */
import type { Picture } from '../../../../media/picture.ts';
import type { Canvas, Rectangle } from '../canvas/canvas.ts';
import { toLightness } from '../lab.ts';
import { findPeople } from '../people/people.ts';
import { findRegions, type Regions, spreadRegions } from '../regions.ts';
import { averageCells, type Plane } from '../resample.ts';
import { findFigure } from '../survey/figure.ts';
import { judgeFlatness } from '../survey/flatness.ts';
import { surveyPicture } from '../survey/survey.ts';
import { enlargeDepth } from './enlarge.ts';
import { type DepthNetwork, estimateNeuralDepth } from './neural-depth.ts';
import { raiseRelief } from './relief.ts';
import { findSubject } from './subject.ts';

export interface DepthEstimate {
  /** Canvas size, 0 far .. 1 near. */
  depth: Float32Array;
  /** Whether its steps are the outlines of things. */
  exact: boolean;
  confidence: number;
  /** In canvas pixels. */
  subject: { x: number; y: number; depth: number };
  /** In the canvas's cells. */
  regions: Regions;
}

/** Cells across the real picture's long side: objects of 2 % of it are still seen apart. */
const cellsAcross = 320;

/** Pixels of a picture that make up a cell's side. */
export function chooseCellSize({ width, height }: Picture): number {
  return Math.max(1, Math.round(Math.max(width, height) / cellsAcross));
}

/** How sure a neural network is taken to be. */
const networkConfidence = 0.9;

/**
 * Estimate the canvas's depth.
 * @param cells the canvas's picture in cells of `size` pixels.
 * @param network a neural depth model to ask; without one the picture is a relief.
 */
export async function estimateDepth(
  canvas: Canvas,
  cells: Picture,
  size: number,
  network?: DepthNetwork,
): Promise<DepthEstimate> {
  const part = wholeCells(canvas.real, cells, size);
  const pixels = {
    left: part.left * size,
    top: part.top * size,
    width: part.width * size,
    height: part.height * size,
  };
  const detail = toLightness(averageCells(canvas.picture, pixels, Math.max(1, size >> 1)));
  const survey = surveyPicture(averageCells(cells, part, 1));
  const figure = findFigure(survey);
  const people = findPeople(survey.picture);
  const flatness = judgeFlatness(survey, detail);
  const plane = network ? await askNetwork(canvas.picture, pixels, network) : undefined;
  const seen = plane
    ? { depth: scaleDepth(plane, survey.width, survey.height), confidence: networkConfidence }
    : raiseRelief(survey, figure, people, flatness);
  const subject = findSubject(survey, figure, people, seen.depth);
  return {
    depth: plane
      ? layOnCanvas(plane, pixels, canvas.picture)
      : enlargeDepth(
          spreadBeyond(seen.depth, part, cells.width, cells.height),
          cells,
          size,
          canvas.picture,
        ),
    exact: plane !== undefined,
    confidence: seen.confidence,
    subject: {
      x: (part.left + subject.x * part.width) * size,
      y: (part.top + subject.y * part.height) * size,
      depth: subject.depth,
    },
    regions: spreadRegions(
      findRegions(survey, flatness, people.mask, size),
      part.left,
      part.top,
      cells.width,
      cells.height,
    ),
  };
}

/** Depth from a neural network, at its own size. */
async function askNetwork(
  picture: Picture,
  pixels: Rectangle,
  network: DepthNetwork,
): Promise<Plane> {
  return estimateNeuralDepth(averageCells(picture, pixels, 1), network);
}

/** A plane at another size, bilinear. */
function scaleDepth(plane: Plane, width: number, height: number): Float32Array {
  return layOnCanvas(plane, { left: 0, top: 0, width, height }, { width, height });
}

/** Lay a plane out on a part of a canvas; around it, it goes on as at its border. */
function layOnCanvas(
  { width, height, data }: Plane,
  part: Rectangle,
  canvas: { width: number; height: number },
): Float32Array {
  const out = new Float32Array(canvas.width * canvas.height);
  const place = (at: number, start: number, length: number, count: number) =>
    Math.min(count - 1, Math.max(0, ((at - start + 0.5) / length) * count - 0.5));
  for (let y = 0, at = 0; y < canvas.height; y++) {
    const v = place(y, part.top, part.height, height);
    const row = Math.min(Math.max(0, height - 2), Math.floor(v));
    const below = height > 1 ? width : 0;
    for (let x = 0; x < canvas.width; x++, at++) {
      const u = place(x, part.left, part.width, width);
      const column = Math.min(Math.max(0, width - 2), Math.floor(u));
      const beside = width > 1 ? 1 : 0;
      const from = row * width + column;
      const upper = data[from]! + (u - column) * (data[from + beside]! - data[from]!);
      const lower =
        data[from + below]! + (u - column) * (data[from + below + beside]! - data[from + below]!);
      out[at] = upper + (v - row) * (lower - upper);
    }
  }
  return out;
}

/** The cells that lie wholly inside a rectangle of pixels; two by two if there are as many. */
function wholeCells({ left, top, width, height }: Rectangle, cells: Picture, size: number) {
  const x = Math.max(0, Math.min(cells.width - 2, Math.ceil(left / size)));
  const y = Math.max(0, Math.min(cells.height - 2, Math.ceil(top / size)));
  return {
    left: x,
    top: y,
    width: Math.min(cells.width, Math.max(2, Math.floor((left + width) / size) - x)),
    height: Math.min(cells.height, Math.max(2, Math.floor((top + height) / size) - y)),
  };
}

/** Beyond the real picture depth goes on as it is at the border, ever smoother. */
function spreadBeyond(
  depth: Float32Array,
  part: Rectangle,
  width: number,
  height: number,
): Float32Array {
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.min(part.height - 1, Math.max(0, y - part.top)) * part.width;
    const line = depth.subarray(row, row + part.width);
    const start = y * width;
    const end = start + part.left + part.width;
    out.fill(line[0]!, start, start + part.left).set(line, start + part.left);
    out.fill(line[line.length - 1]!, end, start + width);
  }
  for (let away = 1; ; away++) {
    const left = part.left - away;
    const right = part.left + part.width - 1 + away;
    const top = part.top - away;
    const bottom = part.top + part.height - 1 + away;
    if (left < 0 && top < 0 && right >= width && bottom >= height) return out;
    if (left >= 0) smoothLine(out, left, 1, width, height);
    if (right < width) smoothLine(out, right, -1, width, height);
    if (top >= 0) smoothLine(out, top * width, width, 1, width);
    if (bottom < height) smoothLine(out, bottom * width, -width, 1, width);
  }
}

/**
 * Take a line from the one before it, blurred along its length.
 * @param inwards from a cell of the line to its neighbour on the line before.
 * @param stride from one cell of the line to the next.
 */
function smoothLine(
  out: Float32Array,
  start: number,
  inwards: number,
  stride: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const at = start + i * stride;
    const before = i > 0 ? at - stride : at;
    const after = i + 1 < count ? at + stride : at;
    out[at] = 0.5 * out[at + inwards]! + 0.25 * (out[before + inwards]! + out[after + inwards]!);
  }
}
