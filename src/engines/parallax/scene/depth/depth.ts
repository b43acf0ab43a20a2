/** How near every pixel of the canvas is: by a neural model, or by what little the picture tells. */
import type { Picture } from '../../../../media/picture.ts';
import type { Canvas, Rectangle } from '../../canvas.ts';
import { toLightness } from '../lab.ts';
import { findPeople } from '../people/people.ts';
import { findRegions, type Regions, spreadRegions } from '../regions.ts';
import { averageCells, type Plane } from '../resample.ts';
import { findFigure } from '../survey/figure.ts';
import { judgeFlatness } from '../survey/flatness.ts';
import { surveyPicture } from '../survey/survey.ts';
import { layOut } from './enlarge.ts';
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
  const { width, height } = survey;
  const whole = { left: 0, top: 0, width, height };
  const seen = plane
    ? { depth: layOut(plane, whole, whole), confidence: networkConfidence }
    : raiseRelief(survey, figure, people, flatness);
  const subject = findSubject(survey, figure, people, seen.depth);
  return {
    depth: layOut(plane ?? { width, height, data: seen.depth }, pixels, canvas.picture),
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
