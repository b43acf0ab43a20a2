/** Where the camera goes, and past what, in English. */
export const directions = `
heading $ | to $, to $ side, to the $ side, towards $, in $ direction, $ward, $wards
heading left | in from the right, in from right, ←, ⬅, r to l, left, to the left, towards the left,
  toward the left, right to left, from right to left, from the right to the left
heading right | in from the left, in from left, l to r, left to right, from left to right,
  to the right, right, towards the right, toward the right, from the left to the right
heading up | low to high, from low to high, ground to sky, from the ground to the sky, ↑, ⬆,
  skywards, bottom to top, from bottom to top, vertically upward, feet to head, from feet to head,
  head to toe up, from the ground up, toe to head
heading down | high to low, from high to low, ↓, ⬇, top to bottom, from top to bottom, groundward,
  head to toe, head to feet, from head to toe, from head to feet
heading in | far to near, from far to near, fwd, forward, forwards, onward, inward, inwards,
  closer, nearer, up close, in closer, tighter, in close
heading out | near to far, from near to far, backward, backwards, outward, outwards, in reverse,
  further away, farther away
heading left particle | l
heading up particle | u, up, skyward
heading down particle | d, down
heading right particle | r
heading in particle; preposition | in, near
heading out; framing 0 | far away, far off
heading out; style | wider
heading in; preposition | closer to, nearer to, near to far
heading in particle | ahead
heading out particle | out, away, off
heading out; preposition | away from
heading back particle | reverse, reverses, reversing, back
heading back | reverse direction, reverses direction, in the opposite direction, the other way,
  the other, the other direction, in the other direction, the opposite way, the reverse, return,
  returns, returning
style | halfway mark, halfway point, midpoint, midway point, one way, one direction,
  in one direction, in one way, starting point, starting position, original position,
  initial position, start, where it started, where it began, where we started, where it starts,
  around its axis, around its own axis, on its axis, on its own axis, on the spot
heading right also=up | to the upper right, up and to the right
heading left also=up | to the upper left, up and to the left
heading right also=down | to the lower right, down and to the right
heading left also=down | to the lower left, down and to the left
heading clockwise | cw, clockwise
heading counterclockwise | ccw, counterclockwise, counter clockwise, anticlockwise, anti clockwise
heading sideways | sideways, laterally, lateral, horizontally, horizontal, sidewards, crosswise,
  around the vertical axis, around its vertical axis, on the vertical axis
heading vertical | vertically, vertical
heading to-and-fro | back and forth, side to side, from side to side, to and fro
path around; preposition | around, round, in a circle, in circles, in an arc, all around, about,
  encircling
path around | in a circular motion, in a circular path, in a full circle, in a spiral, in spirals
path around; style | circular
path across; preposition | across, along, past, alongside, beside, by, parallel to
path through; preposition | through, inside, between, over, under, beneath, among, amongst,
  throughout, above, below, beyond, out over
path toward; preposition | toward, towards, to, at, into, onto
preposition | out from behind
path behind; preposition | behind, from behind
path ahead; preposition | in front of, ahead of
way | nouns: street, road, corridor, hallway, aisle, path, alley, alleyway, lane, tunnel, canyon,
  nave, ramp, pier, jetty, dock, promenade, arcade, colonnade, gallery, platform, catwalk,
  driveway, avenue, highway, trail, track, runway, river, hall, canal, pathway, boulevard, valley
height up | nouns: sky, ceiling, star, treetop, cloud, moon, rooftop, summit, peak, spire, canopy,
  face
height up | skies, heavens, skyline, top, sun, night sky
height down | nouns: floor, foot, shoe, boot, ground, puddle, base, bottom
height down | feet
`;
