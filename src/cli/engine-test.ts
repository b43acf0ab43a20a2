import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { type StepOutcome, tryEngine } from '../engine-trial.ts';
import { findImages } from './images.ts';
import { refuseExisting } from './new-file.ts';
import { CliError, exitCodes, print, printJson, tell, toLine } from './output.ts';

export interface EngineTestOptions {
  /** The sample picture if absent. */
  image?: string;
  prompt: string;
  model?: string;
  /** Where the clip is kept. */
  output?: string;
  force?: boolean;
  json?: boolean;
}

/** A mountain lake, painted by `scripts/sample-picture.ts`. */
const samplePicture = fileURLToPath(new URL('../../assets/sample.webp', import.meta.url));
/** What a shell says of a program that Ctrl-C has stopped. */
const interrupted = 130;

/**
 * Send one small real request through an engine of the configuration, and tell how each step went.
 * Exit code 1 at the first that fails. Ctrl-C has the engine stop.
 * @throws CliError, ConfigError
 */
export async function testEngine(
  config: Config,
  engine: string,
  { image = samplePicture, prompt, model, output, force = false, json }: EngineTestOptions,
): Promise<void> {
  const [file] = await findImages([image]);
  if (!file || /^https?:\/\//i.test(file)) {
    throw new CliError(
      `Expected --image to name a file but received "${image}".`,
      exitCodes.misuse,
    );
  }
  if (output) await refuseExisting({ output, force });
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Error('Stopped.'));
  process.on('SIGINT', stop);
  const steps: StepOutcome[] = [];
  try {
    const ok = await tryEngine(config, {
      engine,
      image: file,
      promptText: prompt,
      model,
      output,
      signal: stopping.signal,
      onStep(outcome) {
        steps.push(outcome);
        if (!json) print(describeStep(outcome));
      },
      onProgress: createTeller(),
      onNote: (message) => tell(`note: ${toLine(message)}`),
    });
    if (json) printJson({ engine, ok, steps, ...(ok && output && { clip: output }) });
    else if (ok) print(output ? `${engine} works: ${output}` : `${engine} works.`);
    if (!ok) process.exitCode = stopping.signal.aborted ? interrupted : exitCodes.failed;
  } finally {
    process.off('SIGINT', stop);
  }
}

function describeStep({ step, ok, seconds, message }: StepOutcome): string {
  const time = `${seconds.toFixed(seconds < 10 ? 2 : 0)} s`;
  return `${ok ? 'ok    ' : 'failed'}  ${step.padEnd(10)}  ${time.padStart(7)}  ${toLine(message)}`;
}

/** Each quarter of the way, once. */
function createTeller(): (fraction: number) => void {
  let told = 0;
  return (fraction) => {
    const quarters = Math.floor(fraction * 4);
    if (quarters <= told || quarters >= 4) return;
    told = quarters;
    tell(`        drawn ${quarters * 25}% …`);
  };
}
