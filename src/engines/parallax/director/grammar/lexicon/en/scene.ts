/** Who and what is in the picture, and what they do, in English. */
export const scene = `
agent pronoun | she, he, they, them, him, her, i, someone, somebody, everyone, everybody, anyone
agent person | nouns: man, woman, person, girl, boy, lady, guy, gentleman, kid, baby, toddler,
  teenager, character, figure, hero, heroine, warrior, soldier, knight, samurai, king, queen,
  dancer, runner, walker, singer, musician, artist, worker, waiter, chef, actor, actress, rider,
  driver, cyclist, surfer, swimmer, skater, hiker, climber, astronaut, detective, bride, groom,
  student, teacher, doctor, nurse, monk, priest, witch, wizard, vampire, zombie, ghost, monster,
  robot, android, cyborg, alien, angel, demon, mermaid, elf, army, troop, team, band, protagonist,
  villager, commuter, passenger, model, athlete, player, cowboy, pirate, ninja, princess, prince,
  traveler, stranger, barista, photographer, cameraman, operator, fisherman, farmer, skier, boxer,
  skateboarder, snowboarder, mother, father, friend, sister, brother, daughter, son, grandmother,
  grandfather, tourist, shopper, thief, burglar, spy, assassin, killer, hacker, bandit, outlaw,
  sheriff, prisoner, waitress, hostess, duchess, stewardess, sorcerer, barber, butcher, clerk,
  ballerina, acrobat, gymnast, wrestler, sailor, captain, clown, magician, geisha, guard,
  entrepreneur, executive, influencer, vlogger, chauffeur, backpacker, trader, bishop, mechanic,
  engineer, technician, pilot, butler, maid, courier, scientist, judge, host, officer, firefighter,
  bartender, customer, shopkeeper, nun, emperor, goddess, giant, troll, dwarf, fairy, orc, goblin,
  skeleton, audience, spectator, lover, twin, elder, leader, crew, gang, choir, orchestra, racer,
  biker, shepherd, hunter
agent person | child, children, people, men, women, couple, crowd, family, subject, subjects,
  pedestrians
agent | nouns: dog, cat, puppy, kitten, horse, cow, sheep, goat, pig, wolf, fox, bear, lion, tiger,
  leopard, cheetah, elephant, giraffe, zebra, monkey, gorilla, panda, rabbit, squirrel, mouse, rat,
  bird, eagle, hawk, owl, crow, raven, seagull, pigeon, swan, duck, goose, chicken, rooster,
  flamingo, heron, hummingbird, whale, dolphin, shark, turtle, octopus, jellyfish, crab, frog,
  snake, lizard, dragon, dinosaur, insect, bee, butterfly, spider, vulture, falcon, stork, ostrich,
  bull, ox, buffalo, moose, reindeer, kangaroo, koala, beetle, ladybug, moth, wasp, snail,
  starfish, seahorse, stingray, orca, walrus, marble, animal, creature, beast, unicorn, pet, koi,
  ant, dragonfly, bat, parrot, penguin, car, bus, taxi, van, motorcycle, motorbike, bike, bicycle,
  train, tram, subway train, elevator, escalator, drawbridge, ferris wheel, roller coaster,
  rollercoaster, gondola, cable car, bulldozer, excavator, forklift, ambulance, fire engine,
  police car, jeep, coupe, sedan, convertible, hatchback, motorcade, hovercraft, speedboat,
  retriever, sports car, race car, limo, cab, minivan, sleigh, sled, raft, chariot, conveyor belt,
  camel, llama, donkey, mule, otter, seal, hamster, hedgehog, raccoon, crocodile, plane, airplane,
  jet, helicopter, rocket, spaceship, spacecraft, ufo, satellite, ship, boat, sailboat, yacht,
  canoe, kayak, ferry, submarine, balloon, kite, tank, tractor, wagon, carriage, skateboard,
  scooter, limousine, airship, planet, comet, ball, wheel, pendulum, propeller, windmill, gear,
  fan blade, carousel, puppet, toy, tear, hand, arm, leg, head, eye, finger, lip, mouth, shoulder,
  tail, wing, ear, eyebrow, flag, curtain, banner, sail, bubble, petal, feather, confetti,
  firework, flame, candle, fire, campfire, bonfire, explosion, lantern, firefly, neon sign
agent | wolves, foxes, geese, mice, cattle, deer, fish, fishes, salmon, butterflies, birds, dice,
  tumbleweed, tumbleweeds, oxen, vehicles, vehicle, traffic, cars, trucks, cranes, lorry, lorries,
  hair, wings, eyelids, ponytail, cape, dress, skirt, scarf, cloak, veil, robe, lights, the lights,
  street lights, city lights, stage lights, string lights, fireflies, candlelight, lightning,
  flames, headlights, neon lights, lamp
ambient life=sky | nouns: cloud, sky, storm cloud
ambient life=sky | skies, clouds
ambient | nouns: aurora, northern lights, horizon, sunset, sunrise
ambient | mist, fog, haze, wind, breeze, gust, sunlight, sunbeams, light rays, god rays, moonlight,
  shadows, rays, light beams
ambient life=smoke | smoke, steam, vapor, vapour
ambient life=water | nouns: wave, ocean, sea, lake, river, stream, creek, pond, ripple, tide, surf,
  reflection, puddle
ambient rooted life=foliage | foliage, vegetation, leaves, leaf, grass, wheat, reeds, ivy,
  greenery, seaweed
ambient rooted life=foliage | nouns: tree, branch, bush, flower, plant, vine, palm, palm tree,
  pine, willow, fern, blossom
ambient falls | snow, rain, snowflake, snowflakes, raindrops, raindrop, drizzle, hail, sleet, dust,
  particles, particle, dust motes, motes, ash, embers, ember, sparks, spark, pollen, sand, ashes,
  cinders, precipitation, mists
ambient falls life=water | water, waterfall, waterfalls, fountain
action | verbs: cast a net, cast his net, cast a line, cast her net, release, lick, cuddle, hug,
  tickle, whisper, unlock, climb up, pan for gold, beat, slump, yawn, rub, sneak, hurry, scurry,
  dart, dodge, lunge, duck, leap up, lean in, lean forward, lean back, strut, pace, sob, sigh,
  gasp, shudder, flinch, glance, squint, nudge, tug, drag, haul, unwrap, uncork, light up, flick,
  toss, fling, hurl, scoop, sprinkle, drizzle on, whisk, flutter off, scamper, waddle, slither,
  perch up, nibble, gnaw, purr, growl, send, tie, fasten, fold, unroll, unload, deliver, collect,
  mow, mop, polish, scrub, stitch, shave, undress, unpack, push open, pull open, slam, patrol,
  wield, brandish, reload, light a cigarette, light a candle, light a match, light a fire,
  light the candles, let go, let go of, wave, dance, jump, leap, hop, skip, kick, punch, fight,
  clap, nod, bow, shrug, kiss, eat, drink, talk, speak, sing, shout, scream, chat, argue, cheer,
  play, blink, wink, breathe, sneeze, cough, chew, bite, swallow, sip, pour, stir, cook, write,
  type, paint, draw, read, throw, catch, grab, pick, reach, lift up, raise, wipe, touch, stroke,
  brush, scratch, wag, flap, bark, meow, roar, howl, embrace, caress, applaud, celebrate, inhale,
  exhale, sniff, whistle, sketch, create, prepare, serve, assemble, inspect, examine, arrange,
  decorate, take a step, take a bow, take a seat, take a sip, take the first step, mend, repair,
  feed, peel, squeeze, stack, exercise, box, wrestle, strum, knock, bake, fry, swim, surf, skate,
  ski, cycle, bike, paddle, row, stagger, stumble, limp, trot, prance, pounce, graze, peck, land,
  taxi, bounce, dribble, dunk, juggle, stretch, work, clean, wash, dig, build, chop, cut, slice,
  hammer, weld, knit, sew, perform, get up, stand up, sit down, lie down, wake up, pick up, put on,
  take off, walk away, run away, drive off, drive away, drive past, fly away, fly off, turn around,
  turn head, escape, flee, attack, defend, shoot, aim, swing at, swipe, scroll, tap, click, press,
  greet, salute, pray, meditate, tremble, shiver, struggle, hunt, gallop, crouch, tiptoe, gesture,
  point, sway, rock, spin around, shimmy, twirl, adjust, remove, unfold, exit frame,
  exit the frame, enter frame, enter the frame, cross the frame, leave the frame, leave frame,
  walk into frame, step into frame
action restless | verbs: pulse, pulsate, throb, strobe, come alive, come to life, open, close,
  change, turn into, emerge, appear, disappear, vanish, transform, morph, melt, explode, burst,
  shatter, collapse, crumble, pop, erupt, ignite, burn, bloom, blossom, grow, shrink, age, evolve
action violent | verbs: crash, splash, break, smash, collide, spill, boil, sizzle, bubble, flash,
  blink
action pose | verbs: smile, laugh, cry, frown, grin, giggle, weep, scowl
action gentle | verbs: ripple, sway, flow, rustle, flutter, shimmer, swirl, billow, twinkle, lap,
  undulate, flicker, glimmer, glisten, stream, trickle, cascade, churn, waft, blow, drizzle, curl,
  settle, gather, part, dissipate, disperse, thicken, hang, wave, dance, breathe, surge
stative | verbs: kneel, sleep, relax, think, peer, peek, realize, realise, remember, notice, hear,
  understand, believe, hope, take a picture, take a photo, take photos, take pictures,
  take a selfie, take part, move in sync, move in unison, see, show, reveal, capture, display,
  depict, feature, stand, sit, lie, wear, look, stare, gaze, pose, lean, face, live, exist,
  contain, surround, cover, fill, watch, wait, seem, feel, overlook, dress, illuminate, light,
  rest, perch, float in place, hang out, belong, resemble, shine, glow, reflect, carry, bathe,
  frame, line, tower, loom, stretch out, extend, span, cast, backlight, isolate, sparkle, gleam,
  glitter, smell, own, want, know, love, enjoy, admire, ponder, mount
stative | that says, that reads, which says, which reads, morning, evening, building, buildings,
  clothing, king, ring, string, wedding, ceiling, painting, paintings, lighting, setting, railing,
  clearing, crossing, nothing, spring, stunning, charming, interesting, amazing, breathtaking,
  striking, towering, winding, glowing, sleeping, sitting, standing, living, dining, parking,
  engagement ring, during, according, being, having, existing, wedding dress, earring, earrings,
  outing
stative; preposition | verbs: look out, look out of, look in, look into, look through, look over
`;
