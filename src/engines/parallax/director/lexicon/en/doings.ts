/** English words for what is done in a picture, and for how things merely are in it. */
import { participles, verbs, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

const actions: Entry[] = [
  // Not lights that are hers.
  ...words('lights his, lights her', { action: {} }),
  ...verbs('say, ask, reply, announce, explain, swap, narrate', { action: {} }),
  ...verbs('pirouette, twerk, waltz, breakdance, moonwalk, cartwheel, somersault, backflip', {
    action: {},
  }),
  ...verbs('curtsy, saunter, amble, trudge, wade, plod, sidle, skulk, prowl, scuttle, frolic', {
    action: {},
  }),
  ...verbs('romp, cavort, canter, rear up, neigh, whinny, moo, bleat, cluck, quack, hoot', {
    action: {},
  }),
  ...verbs('chirp, tweet, squawk, hiss, snarl, snort, whimper, whine, preen, burrow, forage', {
    action: {},
  }),
  ...verbs('fetch, pluck, harvest, sow, vacuum, crochet, embroider, chisel, sculpt, solder', {
    action: {},
  }),
  ...verbs('knead, grate, grind, mince, saute, garnish, ladle, brew, froth, mix, shake hands', {
    action: {},
  }),
  ...verbs('gulp, slurp, guzzle, munch, devour, gobble, blow a kiss, blow kisses, blow out', {
    action: {},
  }),
  ...verbs('blow bubbles, murmur, mutter, mumble, yell, shriek, wail, hum, recite, preach', {
    action: {},
  }),
  ...verbs('debate, quarrel, bicker, gossip, haggle, spar, grapple, shove, stab, duel, joust', {
    action: {},
  }),
  ...verbs('scramble, clamber, hoist, heave, winch, skip rope, windsurf, kitesurf, snorkel', {
    action: {},
  }),
  ...verbs('skydive, parachute, rappel, abseil, honk, skid, screech, overtake, set sail', {
    action: {},
  }),
  ...verbs('take flight, flit, stampede, migrate, fidget, twitch, wriggle, squirm, writhe', {
    action: {},
  }),
  ...verbs('thrash, swoon, beckon, high five, snuggle, nuzzle, rinse, zip up, lace up', {
    action: {},
  }),
  ...verbs('unbutton, unzip, untie, scribble, doodle, plug in, strike a match, lay bricks', {
    action: {},
  }),
  ...verbs('tap dance, rehearse, mount a horse, scold, tease, rummage, compete, squirt', {
    action: {},
  }),
  ...verbs('water the plants, hang laundry, extinguish, rescue, mingle, clink, elope, protest', {
    action: {},
  }),
  ...verbs('clash, invade, conjure, teleport, steer, wring, deal cards, sharpen, conduct', {
    action: {},
  }),
  ...verbs('bend over, bend down, reach out, reach for, glance back, take a breath', {
    action: {},
  }),
  ...verbs('take a bite, submerge, slink, wiggle, roll over, flap its wings, spread its wings', {
    action: {},
  }),
  ...verbs('spin a web, squeal, croak, uncoil, tear up, tear open, crumple, shred', { action: {} }),
  ...verbs('take her first steps, take its first steps, take a spin, sputter, chug, rev, toll', {
    action: {},
  }),
  ...verbs('rear, strike a chord, strut around, hatch, swarm', { action: {} }),
  // Their other forms name things, too.
  ...participles('plow, plough, rake, shovel, saw, drill, forge, carve, comb, braid, slap, slash', {
    action: {},
  }),
  ...participles(
    'tow, herd, shear, milk, grill, roast, vault, drum, chant, pinch, pat, scoop, puff',
    { action: {} },
  ),
  ...participles('pant, brake, button, tackle, bowl, stamp, sort, dump, trip, hide, toast, blend', {
    action: {},
  }),
  ...participles(
    'buff, tune, search, explore, practice, practise, lug, hit, spray, score, hurdle',
    { action: {} },
  ),
  ...participles('shape, steam, sting, buzz, riot, swat, mold, mould, throw pots, tap dance, tug', {
    action: {},
  }),
  ...participles(
    'lob, pitch, putt, sled, text, trade blows, cheer on, coast, dodge, jolt, snowboard',
    { action: {} },
  ),
];

/** What things do as well. */
const events: Entry[] = [
  ...verbs('dim, darken, brighten, become, morph into, transform into', {
    action: { restless: true },
  }),
  ...verbs('topple, tip over, fall over, scatter, unfurl, inflate, deflate, overflow, gush', {
    action: { restless: true },
  }),
  ...verbs('quiver, fizz, spurt, ooze, seep, spew, detonate, disintegrate, unravel, chime', {
    action: { restless: true },
  }),
  ...verbs('toll, whir, chug, sputter, clatter, clank, hum, switch on, switch off, power up', {
    action: { restless: true },
  }),
  ...verbs('boot up, catch fire, slide open, swing open, swing shut, slam shut, spring open', {
    action: { restless: true },
  }),
  ...verbs('multiply, fade away, smolder, glitch, flail, crash down, come crashing down', {
    action: { restless: true },
  }),
  ...verbs('give way, break apart, fall apart, pour out, spill out, take shape, materialize', {
    action: { restless: true },
  }),
  ...verbs('materialise, dematerialize, mutate, regenerate, wither, wilt', {
    action: { restless: true },
  }),
  ...participles('drip, leak, crack, splinter, sprout, tick, foam, jerk, flop, spill', {
    action: { restless: true },
  }),
];

/** How somebody or something is, without movement. */
const states: Entry[] = [
  ...participles('share', { stative: true }),
  ...verbs('burst with, overflow with, brim with, look like, look as if', { stative: true }),
  ...verbs('adorn, bask, nestle, recline, lounge, slouch, squat, huddle, lurk, dangle, cling', {
    stative: true,
  }),
  ...verbs('snooze, doze, slumber, sunbathe, hold hands, await, listen, observe, inhabit', {
    stative: true,
  }),
  ...verbs('dwell, reside, clutch, cradle, possess, portray, symbolize, evoke, suggest, exude', {
    stative: true,
  }),
  ...verbs('contemplate, concentrate, daydream, brood, radiate, emit, protrude, overhang', {
    stative: true,
  }),
  ...verbs('enclose, dominate, accompany, remain, belong, tower over, hug the coast, sprawl', {
    stative: true,
  }),
  // Their other forms name things, too.
  ...participles(
    'don, grip, crown, dot, pierce, flank, cluster, blanket, border, support, meander',
    { stative: true },
  ),
  ...participles(
    'jut, drape, blend, match, complement, accent, emphasize, emanate, silhouette, echo',
    { stative: true },
  ),
  ...participles('hint, invite, occupy, focus, study, survey, behold, nap, pair, gape, smirk', {
    stative: true,
  }),
  ...participles('grimace, pout, sulk, sweat, blush, bleed, suspend, crest, rust, weather, blaze', {
    stative: true,
  }),
  ...participles(
    'punctuate, crisscross, sport, hug, clothe, veil, shade, encase, mirror, contrast',
    { stative: true },
  ),
  ...participles('clench, brim, teem, bristle, converge, intersect, adjoin, bridge, abut, beam', {
    stative: true,
  }),
  ...participles(
    'adore, long, yearn, dream, dwarf, front, house, bustle, thrive, tense, age, top',
    { stative: true },
  ),
  ...participles('tile', { stative: true }),
];

export const doings: Entry[] = [...actions, ...events, ...states];
