/** What is in the picture that moves by itself, beside the people and animals of WordNet, and what is done there. */
export const scene = `
agent pronoun | she, he, they, them, him, her, i, someone, somebody, everyone, everybody, anyone
agent person | nouns: man, person, guy, figure, knight, king, queen, runner, walker, driver,
  climber, robot, android, angel, army, troop, team, band, commuter, model, pirate, barista,
  sailor, guard, bishop, pilot, host, giant, skeleton, audience, spectator, twin, elder, leader,
  crew, choir, orchestra, racer, hunter, samurai, archer, coach, guest, superhero, conductor,
  marionette
agent person | children, people, men, women, couple, crowd, crowds, subject, subjects, police, fans, mob
agent | nouns: dog, cat, horse, goat, pig, lion, mouse, rat, bird, hawk, crow, duck, turtle, crab,
  frog, snake, dragon, spider, bull, ox, buffalo, beetle, animal, koi, bat, pony, flock, swarm,
  herd
agent | nouns: car, bus, taxi, van, motorcycle, motorbike, bike, bicycle, train, tram, elevator,
  escalator, ferris wheel, rollercoaster, roller coaster, cable car, conveyor belt, plane,
  airplane, jet, helicopter, rocket, spaceship, spacecraft, ufo, satellite, ship, boat, sailboat,
  yacht, canoe, kayak, ferry, submarine, balloon, kite, tank, tractor, wagon, carriage, skateboard,
  scooter, airship, sleigh, raft, planet, comet, meteor, ball, wheel, pendulum, propeller,
  windmill, turbine, gear, carousel, puppet, toy, arrow, bullet, missile
agent | nouns: hand, arm, leg, head, eye, finger, lip, mouth, shoulder, tail, wing, ear, eyebrow,
  fist, jaw, paw, tear, flag, curtain, banner, sail, bubble, petal, firework, flame, candle, fire,
  campfire, bonfire, explosion, lantern, neon sign
agent | wolves, foxes, geese, mice, fish, fishes, butterflies, traffic, vehicle, vehicles, lorry,
  lorries, hair, ponytail, cape, dress, skirt, scarf, cloak, veil, robe, confetti, lights,
  the lights, street lights, city lights, candlelight, flames, headlights, neon lights
ambient life=sky | nouns: cloud, sky, storm cloud
ambient life=sky | skies, clouds
ambient | nouns: sun, moon, rainbow, lightning bolt, aurora, northern lights, horizon, sunset, sunrise
ambient | lightning, starlight, daylight, dew, frost, ice, mist, fog, haze, wind, breeze, gust, sunlight, sunbeams, light rays, god rays, moonlight,
  shadows, rays, light beams
ambient life=smoke | smoke, steam, vapor, vapour
ambient life=water | nouns: wave, ocean, sea, lake, river, stream, brook, creek, pond, ripple, tide, surf,
  reflection, puddle
ambient rooted life=foliage | foliage, vegetation, leaves, leaf, grass, wheat, reeds, ivy,
  greenery, seaweed
ambient rooted life=foliage | nouns: tree, branch, bush, flower, plant, vine, palm, palm tree,
  pine, willow, fern, blossom
ambient falls | snow, rain, snowflake, snowflakes, raindrops, raindrop, drizzle, hail, sleet, dust,
  particles, particle, dust motes, motes, ash, embers, ember, sparks, spark, pollen, sand, ashes,
  cinders, precipitation, mists
ambient falls life=water | water, waterfall, waterfalls, fountain
action restless | verbs: pulse, pulsate, throb, strobe, come alive, come to life, open, close,
  change, turn into, emerge, appear, disappear, vanish, transform, morph, melt, explode, burst,
  shatter, collapse, crumble, pop, erupt, ignite, burn, bloom, blossom, grow, shrink, age, evolve,
  dim, darken, brighten, become, morph into, transform into, topple, tip over, fall over, scatter,
  unfurl, inflate, deflate, overflow, gush, quiver, fizz, spurt, ooze, seep, spew, detonate,
  disintegrate, unravel, chime, toll, whir, chug, sputter, clatter, clank, hum, switch on,
  switch off, power up, boot up, catch fire, slide open, swing open, swing shut, slam shut,
  spring open, multiply, fade away, smolder, glitch, flail, crash down, come crashing down,
  give way, break apart, fall apart, pour out, spill out, take shape, materialize, materialise,
  dematerialize, mutate, regenerate, wither, wilt
action violent | verbs: crash, splash, break, smash, collide, spill, boil, sizzle, bubble, flash,
  blink
action pose | verbs: smile, laugh, cry, frown, grin, giggle, weep, scowl
action gentle | verbs: ripple, sway, flow, rustle, flutter, shimmer, swirl, billow, twinkle, lap,
  undulate, flicker, glimmer, glisten, stream, trickle, cascade, churn, waft, blow, drizzle, curl,
  settle, gather, part, dissipate, disperse, thicken, hang, wave, dance, breathe, surge
action restless | participles: drip, leak, crack, splinter, sprout, tick, foam, jerk, flop, spill
action | verbs: exit frame, exit the frame, enter frame, enter the frame, cross the frame,
  leave the frame, leave frame, walk into frame, step into frame
action | s: leaves the
action | ing: leaving the
stative | verbs: kneel, sleep, relax, think, peer, peek, realize, realise, remember, notice, hear,
  understand, believe, hope, take a picture, take a photo, take photos, take pictures,
  take a selfie, take part, move in sync, move in unison, see, show, reveal, capture, display,
  depict, feature, stand, sit, lie, wear, look, stare, gaze, pose, lean, face, live, exist,
  contain, surround, cover, fill, watch, wait, seem, feel, overlook, dress, illuminate, light,
  rest, perch, float in place, hang out, belong, resemble, shine, glow, reflect, carry, bathe,
  frame, line, tower, loom, stretch out, extend, span, cast, backlight, isolate, sparkle, gleam,
  glitter, smell, own, want, know, love, enjoy, admire, ponder, mount, burst with, overflow with,
  brim with, look like, look as if, adorn, bask, nestle, recline, lounge, slouch, squat, huddle,
  lurk, dangle, cling, snooze, doze, slumber, sunbathe, hold hands, await, listen, observe,
  inhabit, dwell, reside, clutch, cradle, possess, portray, symbolize, evoke, suggest, exude,
  contemplate, concentrate, daydream, brood, radiate, emit, protrude, overhang, enclose, dominate,
  accompany, remain, tower over, hug the coast, sprawl
stative | that says, that reads, which says, which reads, morning, evening, building, buildings,
  clothing, king, ring, string, wedding, ceiling, painting, paintings, lighting, setting, railing,
  clearing, crossing, nothing, spring, stunning, charming, interesting, amazing, breathtaking,
  striking, towering, winding, glowing, sleeping, sitting, standing, living, dining, parking,
  engagement ring, during, according, being, having, existing, wedding dress, earring, earrings,
  outing
stative; preposition | verbs: look out, look out of, look in, look into, look through, look over
stative | participles: share, don, grip, crown, dot, pierce, flank, cluster, blanket, border,
  support, meander, jut, drape, blend, match, complement, accent, emphasize, emanate, silhouette,
  echo, hint, invite, occupy, focus, study, survey, behold, nap, pair, gape, smirk, grimace, pout,
  sulk, sweat, blush, bleed, suspend, crest, rust, weather, blaze, punctuate, crisscross, sport,
  hug, clothe, veil, shade, encase, mirror, contrast, clench, brim, teem, bristle, converge,
  intersect, adjoin, bridge, abut, beam, adore, long, yearn, dream, dwarf, front, house, bustle,
  thrive, tense, age, top, tile
`;
