/** The Chinese lexicon, in the simplified script. */
import type { Entry } from '../senses.ts';
import { cameras } from './camera.ts';
import { directions } from './directions.ts';
import { doings } from './doings.ts';
import { finish } from './finish.ts';
import { grammar } from './grammar.ts';
import { look } from './look.ts';
import { manner } from './manner.ts';
import { moves } from './moves.ts';
import { scene } from './scene.ts';
import { things } from './things.ts';

export const chinese: Entry[] = [
  ...finish,
  ...doings,
  ...moves,
  ...directions,
  ...manner,
  ...grammar,
  ...cameras,
  ...things,
  ...scene,
  ...look,
];
