import type { Engine, Log, UpstreamEngine } from './engine.ts';

/**
 * How the engines are, as this process knows it: by asking those that are elsewhere now and then,
 * and by what becomes of the tasks that it drives. One that has not answered some times in a row is
 * down (the circuit is open) until it answers again, or so much time has passed that it is worth a
 * try with a task.
 */
export interface EngineState {
  state: 'up' | 'down' | 'unchecked';
  /** What it has last said of itself, or why it is down. */
  message: string;
  /** When it was last heard of, or missed. */
  checkedAt: Date | undefined;
  /** Of the last check, milliseconds. */
  latencyMs: number | undefined;
}

export interface EngineStates {
  of(engine: string): EngineState;
  isUp(engine: string): boolean;
  /** An engine has answered, or has not. */
  note(engine: string, answered: boolean): void;
  /** Ask one now. */
  check(engine: Engine): Promise<EngineState>;
  stop(): Promise<void>;
}

export interface StateOptions {
  log: Log;
  /** Between two checks, milliseconds; 0: nothing is asked but by `check`. */
  everyMs: number;
  /** How long an answer may take. */
  timeoutMs: number;
}

/** Silences in a row after which an engine counts as down. */
const silencesToDown = 3;
/** After so long it is worth a try again. */
const retryMs = 60_000;

interface Kept extends EngineState {
  silences: number;
  downUntil: number;
}

export function createEngineStates(
  engines: readonly Engine[],
  { log, everyMs, timeoutMs }: StateOptions,
): EngineStates {
  const kept = new Map<string, Kept>();
  const get = (id: string): Kept => {
    const state = kept.get(id) ?? { ...fresh };
    kept.set(id, state);
    return state;
  };
  const stopping = new AbortController();

  function set(engine: string, ok: boolean, message: string, latencyMs?: number): Kept {
    const state = get(engine);
    const was = state.state;
    state.silences = ok ? 0 : Math.max(state.silences, silencesToDown);
    state.downUntil = ok ? 0 : Date.now() + retryMs;
    Object.assign(state, { state: ok ? 'up' : 'down', message, checkedAt: new Date(), latencyMs });
    if (was !== state.state && !(was === 'unchecked' && ok)) {
      const about = { engine, message };
      if (ok) log.info(about, 'the engine answers again');
      else log.warn(about, 'the engine is down');
    }
    return state;
  }

  async function check(engine: Engine): Promise<EngineState> {
    if (engine.kind === 'local') return { ...fresh, state: 'up', message: 'It renders here.' };
    if (!engine.health) return show(get(engine.id));
    const begun = performance.now();
    try {
      const { ok, message } = await askHealth(engine, log, timeoutMs, stopping.signal);
      return show(set(engine.id, ok, message, Math.round(performance.now() - begun)));
    } catch (error) {
      // That nobody waits any more says nothing of it.
      if (stopping.signal.aborted) return show(get(engine.id));
      const message = `It does not answer: ${(error as Error).message}`;
      return show(set(engine.id, false, message));
    }
  }

  const upstreams = engines.filter((engine) => engine.kind === 'upstream');
  let underway: Promise<unknown> = Promise.resolve();
  const checkAll = () => {
    underway = Promise.all(upstreams.map(check));
  };
  const isAsked = everyMs > 0 && upstreams.length > 0;
  const timer = isAsked ? setInterval(checkAll, everyMs).unref() : undefined;
  if (isAsked) checkAll();

  return {
    of: (engine) => show(get(engine)),
    isUp(engine) {
      const { state, downUntil } = get(engine);
      return state !== 'down' || Date.now() >= downUntil;
    },
    note(engine, answered) {
      const state = get(engine);
      if (answered) {
        state.silences = 0;
        if (state.state === 'down') set(engine, true, 'It has answered.');
        return;
      }
      state.silences += 1;
      if (state.silences >= silencesToDown)
        set(engine, false, 'It has not answered several times.');
    },
    check,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await underway;
    },
  };
}

const fresh: Kept = {
  state: 'unchecked',
  message: 'It has not been asked yet.',
  checkedAt: undefined,
  latencyMs: undefined,
  silences: 0,
  downUntil: 0,
};

function show({ state, message, checkedAt, latencyMs }: Kept): EngineState {
  return { state, message, checkedAt, latencyMs };
}

function askHealth(engine: UpstreamEngine, log: Log, timeoutMs: number, stopping: AbortSignal) {
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), stopping]);
  return engine.health!({ signal, log });
}
