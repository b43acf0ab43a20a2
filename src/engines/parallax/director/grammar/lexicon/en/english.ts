/** The English lexicon. */

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
const tables = [finish, moves, directions, manner, grammar, camera, scene, things, look];

const sides: Sides = ['left', 'right', 'up', 'down'].map((side) => [side, side]);

export const english = tables.flatMap((table) => readTable(table, sides));
