/** What reads a prompt: the grammar, or a model. Both write the same script and pass one suite. */
import type { Warning } from '../../../engine/engine.ts';
import { readScript } from './grammar/read.ts';
import type { Script } from './script.ts';

export interface Reader {
  id: string;
  /** Any normalised text is readable: a reader that fails falls back and says so in a warning. */
  read(text: string, signal?: AbortSignal): Promise<{ script: Script; warnings: Warning[] }>;
}

/** Offline, and the same script for the same text, always. */
export const grammarReader: Reader = {
  id: 'grammar',
  async read(text) {
    return { script: readScript(text), warnings: [] };
  },
};
