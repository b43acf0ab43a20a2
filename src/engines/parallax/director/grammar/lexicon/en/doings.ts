/** What is done in a picture, in English. */
export const doings = `
action | ing: doing, presenting, leaving the, arriving
action | s: leaves the, arrives
action | lights his, lights her
action | verbs: say, ask, reply, announce, explain, swap, narrate, pirouette, twerk, waltz,
  breakdance, moonwalk, cartwheel, somersault, backflip, curtsy, saunter, amble, trudge, wade,
  plod, sidle, skulk, prowl, scuttle, frolic, romp, cavort, canter, rear up, neigh, whinny, moo,
  bleat, cluck, quack, hoot, chirp, tweet, squawk, hiss, snarl, snort, whimper, whine, preen,
  burrow, forage, fetch, pluck, harvest, sow, vacuum, crochet, embroider, chisel, sculpt, solder,
  knead, grate, grind, mince, saute, garnish, ladle, brew, froth, mix, shake hands, gulp, slurp,
  guzzle, munch, devour, gobble, blow a kiss, blow kisses, blow out, blow bubbles, murmur, mutter,
  mumble, yell, shriek, wail, hum, recite, preach, debate, quarrel, bicker, gossip, haggle, spar,
  grapple, shove, stab, duel, joust, scramble, clamber, hoist, heave, winch, skip rope, windsurf,
  kitesurf, snorkel, skydive, parachute, rappel, abseil, honk, skid, screech, overtake, set sail,
  take flight, flit, stampede, migrate, fidget, twitch, wriggle, squirm, writhe, thrash, swoon,
  beckon, high five, snuggle, nuzzle, rinse, zip up, lace up, unbutton, unzip, untie, scribble,
  doodle, plug in, strike a match, lay bricks, tap dance, rehearse, mount a horse, scold, tease,
  rummage, compete, squirt, water the plants, hang laundry, extinguish, rescue, mingle, clink,
  elope, protest, clash, invade, conjure, teleport, steer, wring, deal cards, sharpen, conduct,
  bend over, bend down, reach out, reach for, glance back, take a breath, take a bite, submerge,
  slink, wiggle, roll over, flap its wings, spread its wings, spin a web, squeal, croak, uncoil,
  tear up, tear open, crumple, shred, take her first steps, take its first steps, take a spin,
  sputter, chug, rev, toll, rear, strike a chord, strut around, hatch, swarm
action | participles: plow, plough, rake, shovel, saw, drill, forge, carve, comb, braid, slap,
  slash, tow, herd, shear, milk, grill, roast, vault, drum, chant, pinch, pat, scoop, puff, pant,
  brake, button, tackle, bowl, stamp, sort, dump, trip, hide, toast, blend, buff, tune, search,
  explore, practice, practise, lug, hit, spray, score, hurdle, shape, steam, sting, buzz, riot,
  swat, mold, mould, throw pots, tap dance, tug, lob, pitch, putt, sled, text, trade blows,
  cheer on, coast, dodge, jolt, snowboard
action restless | verbs: dim, darken, brighten, become, morph into, transform into, topple,
  tip over, fall over, scatter, unfurl, inflate, deflate, overflow, gush, quiver, fizz, spurt,
  ooze, seep, spew, detonate, disintegrate, unravel, chime, toll, whir, chug, sputter, clatter,
  clank, hum, switch on, switch off, power up, boot up, catch fire, slide open, swing open,
  swing shut, slam shut, spring open, multiply, fade away, smolder, glitch, flail, crash down,
  come crashing down, give way, break apart, fall apart, pour out, spill out, take shape,
  materialize, materialise, dematerialize, mutate, regenerate, wither, wilt
action restless | participles: drip, leak, crack, splinter, sprout, tick, foam, jerk, flop, spill
stative | participles: share, don, grip, crown, dot, pierce, flank, cluster, blanket, border,
  support, meander, jut, drape, blend, match, complement, accent, emphasize, emanate, silhouette,
  echo, hint, invite, occupy, focus, study, survey, behold, nap, pair, gape, smirk, grimace, pout,
  sulk, sweat, blush, bleed, suspend, crest, rust, weather, blaze, punctuate, crisscross, sport,
  hug, clothe, veil, shade, encase, mirror, contrast, clench, brim, teem, bristle, converge,
  intersect, adjoin, bridge, abut, beam, adore, long, yearn, dream, dwarf, front, house, bustle,
  thrive, tense, age, top, tile
stative | verbs: burst with, overflow with, brim with, look like, look as if, adorn, bask, nestle,
  recline, lounge, slouch, squat, huddle, lurk, dangle, cling, snooze, doze, slumber, sunbathe,
  hold hands, await, listen, observe, inhabit, dwell, reside, clutch, cradle, possess, portray,
  symbolize, evoke, suggest, exude, contemplate, concentrate, daydream, brood, radiate, emit,
  protrude, overhang, enclose, dominate, accompany, remain, belong, tower over, hug the coast,
  sprawl
`;
