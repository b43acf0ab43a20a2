/** The Chinese lexicon. */

import { readTable, type Sides } from '../table.ts';
import { camera } from './camera.ts';
import { directions } from './directions.ts';
import { finish } from './finish.ts';
import { grammar } from './grammar.ts';
import { look } from './look.ts';
import { manner } from './manner.ts';
import { moves } from './moves.ts';
import { scene } from './scene.ts';
import { things } from './things.ts';

/** In this order, since a phrase that stands in two tables takes each sense from the later. */
const tables = [finish, moves, directions, manner, grammar, camera, things, scene, look];

const sides: Sides = [
  ['左', 'left'],
  ['右', 'right'],
  ['上', 'up'],
  ['下', 'down'],
  ['前', 'in'],
  ['后', 'out'],
];

export const chinese = tables.flatMap((table) => readTable(table, sides));
