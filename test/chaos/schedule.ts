/** What one schedule does, drawn from its seed alone, so that a failure can be played again. */
export type Step =
  | { do: 'submit'; prompt: string; model: string }
  /** Of the tasks accepted so far, by a fraction of their number. */
  | { do: 'cancel'; which: number }
  | { do: 'kill-server' | 'kill-worker' | 'kill-child' | 'stop-server' }
  /** Wait until a long task runs, then kill whatever may be rendering it. */
  | { do: 'kill-busy' }
  | { do: 'restart-database' }
  | { do: 'slow-storage'; delayMs: number }
  | { do: 'wait'; ms: number };

/** Prompts of the fake engine, and how a task of that prompt may end if nobody cancels it. */
export const prompts: Record<string, 'SUCCEEDED' | 'FAILED' | 'only-cancelled'> = {
  'static shot': 'SUCCEEDED',
  'fake:slow 4': 'SUCCEEDED',
  'fake:slow 1.5': 'SUCCEEDED',
  'fake:warn': 'SUCCEEDED',
  'fake:fail ASSET_INVALID': 'FAILED',
  'fake:crash': 'FAILED',
  'fake:slow 0.3 fake:throw': 'FAILED',
  'fake:hang': 'only-cancelled',
};

export function drawSchedule(seed: number, options: { steps: number; renders: boolean }): Step[] {
  const random = mulberry32(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const kinds = [
    ...Array<Step['do']>(8).fill('submit'),
    ...Array<Step['do']>(3).fill('cancel'),
    ...Array<Step['do']>(4).fill('wait'),
    'kill-server',
    'kill-server',
    'kill-worker',
    'kill-worker',
    'kill-child',
    'stop-server',
    'restart-database',
    'slow-storage',
  ] as const;
  const draw = (): Step => {
    const kind = pick(kinds);
    switch (kind) {
      case 'submit':
        // The embedded engine renders in a child process, which can be killed.
        if (options.renders && random() < 0.2) {
          return { do: 'submit', prompt: 'static shot', model: 'gen4a_turbo' };
        }
        return { do: 'submit', prompt: pick(Object.keys(prompts)), model: 'gen4_turbo' };
      case 'cancel':
        return { do: 'cancel', which: random() };
      case 'slow-storage':
        return { do: 'slow-storage', delayMs: pick([0, 50, 400]) };
      case 'wait':
        return { do: 'wait', ms: Math.floor(random() * 600) };
      default:
        return { do: kind } as Step;
    }
  };
  const steps = Array.from({ length: options.steps }, draw);
  // Chance alone may find nobody at work: once in every schedule it must.
  return steps.toSpliced(Math.floor(random() * steps.length), 0, { do: 'kill-busy' });
}

/** Tommy Ettinger's generator: 32 bits of state, good enough to draw with. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
