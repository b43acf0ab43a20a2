/** The engine's depth beside reference depth, and beside a plain ramp. */
import { chooseCellSize, estimateDepth } from '../../src/engines/parallax/scene/depth/depth.ts';
import { averageCells, type Plane } from '../../src/engines/parallax/scene/resample.ts';
import { decodeImage, prepareFrame } from '../../src/media/decode.ts';
import { formatNumber, formatTable } from '../report/markdown.ts';
import { type DepthScores, makeRamp, scoreDepth } from './depth-scores.ts';
import type { Subject } from './subjects.ts';

export interface DepthTrial {
  name: string;
  confidence: number;
  engine: DepthScores;
  ramp: DepthScores;
}

/** Pixels across the longer side of what the engine is shown: those of an ordinary clip. */
const shownSide = 1280;

/** Score the engine's depth of the pictures whose depth is known. */
export async function tryDepths(subjects: readonly Subject[]): Promise<DepthTrial[]> {
  const trials: DepthTrial[] = [];
  for (const { name, file, reference } of subjects) {
    if (reference) trials.push(await tryDepth(name, file, reference));
  }
  return trials;
}

async function tryDepth(name: string, file: string, reference: Plane): Promise<DepthTrial> {
  const estimate = await estimateWhole(file);
  return {
    name,
    confidence: estimate.confidence,
    engine: scoreDepth(estimate, reference),
    ramp: scoreDepth(makeRamp(reference), reference),
  };
}

/** The engine's depth of a whole picture, without any border around it. */
async function estimateWhole(file: string) {
  const { width, height } = await decodeImage(file);
  const scale = shownSide / Math.max(width, height);
  const { picture } = await prepareFrame(
    file,
    Math.round(width * scale),
    Math.round(height * scale),
    { maxOverscan: 0 },
  );
  const whole = { left: 0, top: 0, width: picture.width, height: picture.height };
  const size = chooseCellSize(picture);
  const canvas = { picture, window: whole, real: whole };
  const cells = averageCells(picture, whole, size);
  const { depth, confidence } = await estimateDepth(canvas, cells, size);
  return { width: picture.width, height: picture.height, data: depth, confidence };
}

/** A table of scores, the ramp's in brackets, and their means below. */
export function describeDepth(trials: readonly DepthTrial[]): string {
  const score = (pick: (scores: DepthScores) => number, digits: number) => (trial: DepthTrial) =>
    `${formatNumber(pick(trial.engine), digits)} (${formatNumber(pick(trial.ramp), digits)})`;
  const columns = [
    ['rank correlation', score(({ rank }) => rank, 2)],
    ['pairs in order', score(({ ordered }) => ordered, 2)],
    ['pairs of one row in order', score(({ orderedInRow }) => orderedInRow, 2)],
    ['unevenness inside objects', score(({ unevenness }) => unevenness, 2)],
    ['false steps per 1000', score(({ falseSteps }) => falseSteps, 1)],
    ['confidence', ({ confidence }: DepthTrial) => formatNumber(confidence, 2)],
  ] as const;
  const rows = [...trials, meanTrial(trials)].map((trial) => [
    trial.name,
    ...columns.map(([, show]) => show(trial)),
  ]);
  return `## Depth

Against reference depth; a plain ramp from far (top) to near (bottom) in brackets.

${formatTable(['picture', ...columns.map(([name]) => name)], rows)}`;
}

function meanTrial(trials: readonly DepthTrial[]): DepthTrial {
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const meanScores = (list: DepthScores[]): DepthScores => ({
    rank: mean(list.map(({ rank }) => rank)),
    ordered: mean(list.map(({ ordered }) => ordered)),
    orderedInRow: mean(list.map(({ orderedInRow }) => orderedInRow)),
    unevenness: mean(list.map(({ unevenness }) => unevenness)),
    falseSteps: mean(list.map(({ falseSteps }) => falseSteps)),
  });
  return {
    name: 'mean',
    confidence: mean(trials.map(({ confidence }) => confidence)),
    engine: meanScores(trials.map(({ engine }) => engine)),
    ramp: meanScores(trials.map(({ ramp }) => ramp)),
  };
}
