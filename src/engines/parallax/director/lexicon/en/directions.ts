/** English words for where the camera goes, and past what. */
import { nouns, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

const headings: Entry[] = [
  // As those write it whose English is not their first language.
  ...(['left', 'right', 'up', 'down'] as const).flatMap((side) =>
    words(
      `to ${side}, to ${side} side, to the ${side} side, towards ${side}, in ${side} direction`,
      {
        heading: { to: side },
      },
    ),
  ),
  ...words('low to high, from low to high, ground to sky, from the ground to the sky', {
    heading: { to: 'up' },
  }),
  ...words('high to low, from high to low', { heading: { to: 'down' } }),
  ...words('far to near, from far to near', { heading: { to: 'in' } }),
  ...words('near to far, from near to far', { heading: { to: 'out' } }),
  ...words('in from the left, in from left', { heading: { to: 'right' } }),
  ...words('in from the right, in from right', { heading: { to: 'left' } }),
  ...words('←, ⬅', { heading: { to: 'left' } }),
  ...words('↑, ⬆', { heading: { to: 'up' } }),
  ...words('↓, ⬇', { heading: { to: 'down' } }),
  ...words('l', { heading: { to: 'left', particle: true } }),
  ...words('u', { heading: { to: 'up', particle: true } }),
  ...words('d', { heading: { to: 'down', particle: true } }),
  ...words('r', { heading: { to: 'right', particle: true } }),
  ...words('l to r', { heading: { to: 'right' } }),
  ...words('r to l', { heading: { to: 'left' } }),
  ...words('left, leftward, leftwards, to the left, towards the left, toward the left', {
    heading: { to: 'left' },
  }),
  ...words('left to right, from left to right, rightward, rightwards, to the right, right', {
    heading: { to: 'right' },
  }),
  ...words('towards the right, toward the right, from the left to the right', {
    heading: { to: 'right' },
  }),
  ...words('right to left, from right to left, from the right to the left', {
    heading: { to: 'left' },
  }),
  ...words('up, skyward', { heading: { to: 'up', particle: true } }),
  ...words('upward, upwards, skywards, bottom to top, from bottom to top, vertically upward', {
    heading: { to: 'up' },
  }),
  ...words('feet to head, from feet to head, head to toe up, from the ground up, toe to head', {
    heading: { to: 'up' },
  }),
  ...words('down', { heading: { to: 'down', particle: true } }),
  ...words('downward, downwards, top to bottom, from top to bottom, groundward, head to toe', {
    heading: { to: 'down' },
  }),
  ...words('head to feet, from head to toe, from head to feet', { heading: { to: 'down' } }),
  ...words('in', { heading: { to: 'in', particle: true }, preposition: true }),
  ...words('fwd, forward, forwards, onward, inward, inwards, closer, nearer, up close, in closer', {
    heading: { to: 'in' },
  }),
  ...words('near', { heading: { to: 'in', particle: true }, preposition: true }),
  ...words('far away, far off', { heading: { to: 'out' }, framing: 0 }),
  ...words('tighter', { heading: { to: 'in' } }),
  ...words('wider', { heading: { to: 'out' }, style: true }),
  ...words('closer to, nearer to, near to far', { heading: { to: 'in' }, preposition: true }),
  ...words('ahead', { heading: { to: 'in', particle: true } }),
  ...words('in close', { heading: { to: 'in' } }),
  ...words('out, away, off', { heading: { to: 'out', particle: true } }),
  ...words('backward, backwards, outward, outwards, in reverse, further away, farther away', {
    heading: { to: 'out' },
  }),
  ...words('away from', { heading: { to: 'out' }, preposition: true }),
  ...words('reverse, reverses, reversing', { heading: { to: 'back', particle: true } }),
  ...words('back', { heading: { to: 'back', particle: true } }),
  ...words('reverse direction, reverses direction, in the opposite direction, the other way', {
    heading: { to: 'back' },
  }),
  ...words(
    'the other, the other direction, in the other direction, the opposite way, the reverse',
    {
      heading: { to: 'back' },
    },
  ),
  ...words('halfway mark, halfway point, midpoint, midway point', { style: true }),
  ...words('return, returns, returning', { heading: { to: 'back' } }),
  ...words('one way, one direction, in one direction, in one way', { style: true }),
  ...words('starting point, starting position, original position, initial position, start', {
    style: true,
  }),
  ...words('where it started, where it began, where we started, where it starts', { style: true }),
  ...words('to the upper right, up and to the right', { heading: { to: 'right', also: 'up' } }),
  ...words('to the upper left, up and to the left', { heading: { to: 'left', also: 'up' } }),
  ...words('to the lower right, down and to the right', { heading: { to: 'right', also: 'down' } }),
  ...words('to the lower left, down and to the left', { heading: { to: 'left', also: 'down' } }),
  ...words('cw', { heading: { to: 'clockwise' } }),
  ...words('ccw', { heading: { to: 'counterclockwise' } }),
  ...words('clockwise', { heading: { to: 'clockwise' } }),
  ...words('counterclockwise, counter clockwise, anticlockwise, anti clockwise', {
    heading: { to: 'counterclockwise' },
  }),
  ...words('sideways, laterally, lateral, horizontally, horizontal, sidewards, crosswise', {
    heading: { to: 'sideways' },
  }),
  ...words('around the vertical axis, around its vertical axis, on the vertical axis', {
    heading: { to: 'sideways' },
  }),
  ...words('around its axis, around its own axis, on its axis, on its own axis, on the spot', {
    style: true,
  }),
  ...words('vertically, vertical', { heading: { to: 'vertical' } }),
  ...words('back and forth, side to side, from side to side, to and fro', {
    heading: { to: 'to and fro' },
  }),
];

const paths: Entry[] = [
  ...words('around, round, in a circle, in circles, in an arc, all around, about, encircling', {
    path: 'around',
    preposition: true,
  }),
  ...words('in a circular motion, in a circular path, in a full circle, in a spiral, in spirals', {
    path: 'around',
  }),
  ...words('circular', { path: 'around', style: true }),
  ...words('across, along, past, alongside, beside, by, parallel to', {
    path: 'across',
    preposition: true,
  }),
  ...words('through, inside, between, over, under, beneath, among, amongst, throughout', {
    path: 'through',
    preposition: true,
  }),
  ...words('above, below, beyond, out over', { path: 'through', preposition: true }),
  ...words('toward, towards, to, at, into, onto', { path: 'toward', preposition: true }),
  ...words('out from behind', { preposition: true }),
  ...words('behind, from behind', { path: 'behind', preposition: true }),
  ...words('in front of, ahead of', { path: 'ahead', preposition: true }),
];

const places: Entry[] = [
  ...nouns('street, road, corridor, hallway, aisle, path, alley, alleyway, lane, tunnel, canyon', {
    way: true,
  }),
  ...nouns(
    'nave, ramp, pier, jetty, dock, promenade, arcade, colonnade, gallery, platform, catwalk, driveway',
    {
      way: true,
    },
  ),
  ...nouns(
    'avenue, highway, trail, track, runway, river, hall, canal, pathway, boulevard, valley',
    {
      way: true,
    },
  ),
  ...nouns('sky, ceiling, star, treetop, cloud, moon, rooftop, summit, peak, spire, canopy, face', {
    height: 'up',
  }),
  ...words('skies, heavens, skyline, top, sun, night sky', { height: 'up' }),
  ...nouns('floor, foot, shoe, boot, ground, puddle, base, bottom', { height: 'down' }),
  ...words('feet', { height: 'down' }),
];

export const directions: Entry[] = [...headings, ...paths, ...places];
