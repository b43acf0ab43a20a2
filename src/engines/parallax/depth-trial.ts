/**
 * Tries a depth model on a small picture, in a process of its own: the file is native code's to
 * parse. Ends with 0, or says on standard error why the model cannot be used.
 */
import { estimateNeuralDepth } from './scene/depth/neural-depth.ts';

const side = 64;
const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => (i * 7) % 256);

try {
  const model = { path: process.argv[2]!, sha256: '', gives: 'inverse-depth' } as const;
  await estimateNeuralDepth({ width: side, height: side, data }, model);
} catch (error) {
  process.stderr.write((error as Error).message);
  process.exitCode = 1;
}
