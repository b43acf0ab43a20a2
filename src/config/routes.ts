import { z } from 'zod';

const target = z.strictObject({
  engine: z.string(),
  /** Its share of the tasks; 0: it only stands in for the others. */
  weight: z.number().min(0).max(1000).optional(),
  /** Unfinished tasks from which on it counts as full. */
  maxWaiting: z.int().positive().optional(),
  /** Only prompts in which somebody or something moves, or only those in which none does. */
  when: z.enum(['subject-motion', 'camera']).optional(),
});

/**
 * What a model leads to: an engine, or several that share its tasks or stand in for one another. An
 * engine's name alone is the shortest way to write a target.
 */
export const routeSchema = z.preprocess((written) => {
  const targets = typeof written === 'string' ? [written] : written;
  if (!Array.isArray(targets)) return targets;
  return targets.map((one) => (typeof one === 'string' ? { engine: one } : one));
}, z.array(target).min(1));
