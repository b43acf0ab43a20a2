import { createHash } from 'node:crypto';
import type { Answer, Engine, Refusal, RequestOutline, Warning } from './engine.ts';
import type { Target } from './routes.ts';

/** A target with its engine. */
export type RoutedTarget = Omit<Target, 'engine'> & { engine: Engine };

/** What has to be known of the moment to choose; each is asked only where it matters. */
export interface Circumstances {
  /** Whether an engine answers, as far as is known. */
  isUp(engine: string): boolean;
  /** Tasks that an engine has not finished. */
  countWaiting(engine: string): Promise<number>;
  /** Whether somebody or something is to move in the prompt, other than the camera. */
  needsMotion(): Promise<boolean>;
}

export interface Choice {
  engine: Engine;
  warnings: Warning[];
  /** Why this one, in words for people. */
  reason: string;
  /** Engines that stand in for it, in their order, should it take no task after all. */
  standIns: string[];
}

/**
 * Choose the engine of a request. What an engine refuses is routed around; one that does not answer,
 * or is full, is passed over as long as there is another.
 * @returns what the first target refuses, when none can make the clip
 */
export async function chooseTarget(
  targets: readonly RoutedTarget[],
  request: RequestOutline,
  circumstances: Circumstances,
): Promise<Choice | { refusals: Refusal[] }> {
  const suited = await findSuited(targets, circumstances);
  const asked = suited.map((target) => ({ target, answer: target.engine.consider(request) }));
  const able = asked.filter(({ answer }) => answer.refusals.length === 0);
  if (able.length === 0) return { refusals: asked[0]?.answer.refusals ?? [noneSuits] };

  const ordered = orderByWeight(able, request.seed);
  const passed: string[] = [];
  for (const { target, answer } of ordered) {
    const fault = await findFault(target, circumstances);
    if (!fault) return choose(target, answer, passed);
    passed.push(`${target.engine.id} ${fault}`);
  }
  // All are away or full: it waits for the one it is meant for.
  const [{ target, answer }] = ordered as [(typeof ordered)[number]];
  return choose(target, answer, []);

  function choose(chosen: RoutedTarget, { warnings }: Answer, faults: string[]): Choice {
    const others = ordered.filter(({ target }) => target !== chosen);
    return {
      engine: chosen.engine,
      warnings,
      reason: explain(chosen, { targets, asked, faults }),
      standIns: [...new Set(others.map(({ target }) => target.engine.id))],
    };
  }
}

const noneSuits: Refusal = {
  field: 'promptText',
  message: 'No engine of this model is for such a prompt, as this server is set up.',
};

async function findSuited(
  targets: readonly RoutedTarget[],
  { needsMotion }: Circumstances,
): Promise<readonly RoutedTarget[]> {
  if (targets.every(({ when }) => when === undefined)) return targets;
  const wanted = (await needsMotion()) ? 'subject-motion' : 'camera';
  return targets.filter(({ when }) => when === undefined || when === wanted);
}

/** One of those with a weight, by it; then the others as they stand. */
function orderByWeight<T extends { target: RoutedTarget }>(able: T[], seed: number): T[] {
  const total = able.reduce((sum, { target }) => sum + target.weight, 0);
  let left = fractionOf(seed) * total;
  const first = able.find(({ target }) => {
    left -= target.weight;
    return left < 0;
  });
  return first ? [first, ...able.filter((one) => one !== first)] : able;
}

/** 0..1, the same for the same seed: a request that comes again with it goes the same way. */
function fractionOf(seed: number): number {
  return createHash('sha256').update(`target ${seed}`).digest().readUInt32BE() / 2 ** 32;
}

async function findFault(
  { engine, maxWaiting }: RoutedTarget,
  { isUp, countWaiting }: Circumstances,
): Promise<string | undefined> {
  if (!isUp(engine.id)) return 'does not answer';
  if (maxWaiting !== undefined && (await countWaiting(engine.id)) >= maxWaiting) return 'is full';
  return undefined;
}

function explain(
  chosen: RoutedTarget,
  about: {
    targets: readonly RoutedTarget[];
    asked: { target: RoutedTarget; answer: Answer }[];
    faults: string[];
  },
): string {
  if (about.targets.length === 1) return 'The model leads to it alone.';
  const because = [
    ...(chosen.when ? [`the prompt ${motionWords[chosen.when]}`] : []),
    ...about.asked
      .filter(({ answer }) => answer.refusals.length > 0)
      .map(({ target, answer }) => `${target.engine.id} cannot: ${answer.refusals[0]!.message}`),
    ...about.faults,
  ];
  return because.length > 0
    ? `Because ${because.join('; ')}.`.replace(/\.+$/, '.')
    : 'By its share among the targets of the model.';
}

const motionWords = {
  'subject-motion': 'wants somebody or something to move',
  camera: 'wants the camera alone to move',
};
