/** English words for who and what is in the picture, and what they do. */
import { nouns, verbs, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

const agents: Entry[] = [
  ...words('she, he, they, them, him, her, i, someone, somebody, everyone, everybody, anyone', {
    agent: { pronoun: true },
  }),
  ...nouns('man, woman, person, girl, boy, lady, guy, gentleman, kid, baby, toddler, teenager', {
    agent: { person: true },
  }),
  ...words(
    'child, children, people, men, women, couple, crowd, family, subject, subjects, pedestrians',
    {
      agent: { person: true },
    },
  ),
  ...nouns('character, figure, hero, heroine, warrior, soldier, knight, samurai, king, queen', {
    agent: { person: true },
  }),
  ...nouns(
    'dancer, runner, walker, singer, musician, artist, worker, waiter, chef, actor, actress',
    {
      agent: { person: true },
    },
  ),
  ...nouns(
    'rider, driver, cyclist, surfer, swimmer, skater, hiker, climber, astronaut, detective',
    {
      agent: { person: true },
    },
  ),
  ...nouns('bride, groom, student, teacher, doctor, nurse, monk, priest, witch, wizard, vampire', {
    agent: { person: true },
  }),
  ...nouns('zombie, ghost, monster, robot, android, cyborg, alien, angel, demon, mermaid, elf', {
    agent: { person: true },
  }),
  ...nouns(
    'army, troop, team, band, protagonist, villager, commuter, passenger, model, athlete, player, cowboy, pirate, ninja, princess, prince, traveler, stranger',
    {
      agent: { person: true },
    },
  ),
  ...nouns(
    'barista, photographer, cameraman, operator, fisherman, farmer, skier, boxer, skateboarder, snowboarder, mother, father',
    {
      agent: { person: true },
    },
  ),
  ...nouns('friend, sister, brother, daughter, son, grandmother, grandfather, tourist, shopper', {
    agent: { person: true },
  }),
  ...nouns('thief, burglar, spy, assassin, killer, hacker, bandit, outlaw, sheriff, prisoner', {
    agent: { person: true },
  }),
  ...nouns('waitress, hostess, duchess, stewardess, sorcerer, barber, butcher, clerk', {
    agent: { person: true },
  }),
  ...nouns(
    'ballerina, acrobat, gymnast, wrestler, sailor, captain, clown, magician, geisha, guard',
    {
      agent: { person: true },
    },
  ),
  ...nouns('entrepreneur, executive, influencer, vlogger, chauffeur, backpacker, trader, bishop', {
    agent: { person: true },
  }),
  ...nouns('mechanic, engineer, technician, pilot, butler, maid, courier, scientist, judge, host', {
    agent: { person: true },
  }),
  ...nouns('officer, firefighter, bartender, customer, shopkeeper, nun, emperor, goddess, giant', {
    agent: { person: true },
  }),
  ...nouns('troll, dwarf, fairy, orc, goblin, skeleton, audience, spectator, lover, twin, elder', {
    agent: { person: true },
  }),
  ...nouns(
    'leader, crew, gang, choir, orchestra, dancer, racer, biker, shepherd, bartender, farmer, hunter',
    {
      agent: { person: true },
    },
  ),
  ...nouns('dog, cat, puppy, kitten, horse, cow, sheep, goat, pig, wolf, fox, bear, lion, tiger', {
    agent: {},
  }),
  ...words('wolves, foxes, geese, mice, cattle, deer, fish, fishes, salmon, butterflies, birds', {
    agent: {},
  }),
  ...nouns('leopard, cheetah, elephant, giraffe, zebra, monkey, gorilla, panda, rabbit, squirrel', {
    agent: {},
  }),
  ...nouns('mouse, rat, bird, eagle, hawk, owl, crow, raven, seagull, pigeon, swan, duck, goose', {
    agent: {},
  }),
  ...nouns(
    'chicken, rooster, flamingo, heron, hummingbird, whale, dolphin, shark, turtle, octopus',
    {
      agent: {},
    },
  ),
  ...nouns(
    'jellyfish, crab, frog, snake, lizard, dragon, dinosaur, insect, bee, butterfly, spider',
    {
      agent: {},
    },
  ),
  ...nouns('vulture, falcon, stork, ostrich, bull, ox, buffalo, moose, reindeer, kangaroo, koala', {
    agent: {},
  }),
  ...nouns(
    'beetle, ladybug, moth, wasp, snail, starfish, seahorse, stingray, orca, walrus, marble',
    {
      agent: {},
    },
  ),
  ...words('dice, tumbleweed, tumbleweeds, oxen', { agent: {} }),
  ...nouns('animal, creature, beast, unicorn, pet, koi, ant, dragonfly, bat, parrot, penguin', {
    agent: {},
  }),
  ...nouns('car, bus, taxi, van, motorcycle, motorbike, bike, bicycle, train, tram, subway train', {
    agent: {},
  }),
  ...words('vehicles, vehicle, traffic, cars, trucks, cranes, lorry, lorries', { agent: {} }),
  ...nouns(
    'elevator, escalator, drawbridge, ferris wheel, roller coaster, rollercoaster, gondola',
    {
      agent: {},
    },
  ),
  ...nouns('cable car, bulldozer, excavator, forklift, ambulance, fire engine, police car, jeep', {
    agent: {},
  }),
  ...nouns('coupe, sedan, convertible, hatchback, motorcade, hovercraft, speedboat, retriever', {
    agent: {},
  }),
  ...nouns('sports car, race car, limo, cab, minivan, sleigh, sled, raft, chariot, conveyor belt', {
    agent: {},
  }),
  ...nouns('camel, llama, donkey, mule, otter, seal, hamster, hedgehog, raccoon, crocodile', {
    agent: {},
  }),
  ...nouns(
    'plane, airplane, jet, helicopter, rocket, spaceship, spacecraft, ufo, satellite, ship',
    {
      agent: {},
    },
  ),
  ...nouns('boat, sailboat, yacht, canoe, kayak, ferry, submarine, balloon, kite, tank, tractor', {
    agent: {},
  }),
  ...nouns('wagon, carriage, skateboard, scooter, limousine, spacecraft, airship, planet, comet', {
    agent: {},
  }),
  ...nouns('ball, wheel, pendulum, propeller, windmill, gear, fan blade, carousel, puppet, toy', {
    agent: {},
  }),
  ...nouns(
    'tear, hand, arm, leg, head, eye, finger, lip, mouth, shoulder, tail, wing, ear, eyebrow',
    {
      agent: {},
    },
  ),
  ...words('hair, wings, eyelids, ponytail, cape, dress, skirt, scarf, cloak, veil, robe', {
    agent: {},
  }),
  ...nouns('flag, curtain, banner, sail, bubble, petal, feather, confetti, firework, flame', {
    agent: {},
  }),
  ...nouns('candle, fire, campfire, bonfire, explosion, lantern, firefly, neon sign', {
    agent: {},
  }),
  ...words('lights, the lights, street lights, city lights, stage lights, string lights', {
    agent: {},
  }),
  ...words('fireflies, candlelight, lightning, flames, headlights, neon lights, lamp', {
    agent: {},
  }),
];

const ambients: Entry[] = [
  ...nouns('cloud, sky, storm cloud', { ambient: { life: 'sky' } }),
  ...words('skies, clouds', { ambient: { life: 'sky' } }),
  ...nouns('aurora, northern lights, horizon, sunset, sunrise', { ambient: {} }),
  ...words('mist, fog, haze, wind, breeze, gust', { ambient: {} }),
  ...words('smoke, steam, vapor, vapour', { ambient: { life: 'smoke' } }),
  ...nouns(
    'wave, ocean, sea, lake, river, stream, creek, pond, ripple, tide, surf, reflection, puddle',
    { ambient: { life: 'water' } },
  ),
  ...words('foliage, vegetation, leaves, leaf, grass, wheat, reeds, ivy, greenery, seaweed', {
    ambient: { rooted: true, life: 'foliage' },
  }),
  ...nouns(
    'tree, branch, bush, flower, plant, vine, palm, palm tree, pine, willow, fern, blossom',
    {
      ambient: { rooted: true, life: 'foliage' },
    },
  ),
  ...words('snow, rain, snowflake, snowflakes, raindrops, raindrop, drizzle, hail, sleet', {
    ambient: { falls: true },
  }),
  ...words('water, waterfall, waterfalls, fountain', { ambient: { falls: true, life: 'water' } }),
  ...words('dust, particles, particle, dust motes, motes, ash', {
    ambient: { falls: true },
  }),
  ...words('embers, ember, sparks, spark, pollen, sand, ashes, cinders, precipitation, mists', {
    ambient: { falls: true },
  }),
  ...words('sunlight, sunbeams, light rays, god rays, moonlight, shadows, rays, light beams', {
    ambient: {},
  }),
];

const actions: Entry[] = [
  ...verbs('cast a net, cast his net, cast a line, cast her net', { action: {} }),
  ...verbs('release, lick, cuddle, hug, tickle, whisper, unlock, climb up', { action: {} }),
  ...verbs('pan for gold', { action: {} }),
  ...verbs('pulse, pulsate, throb, strobe', { action: { restless: true } }),
  ...verbs('come alive, come to life', { action: { restless: true } }),
  ...verbs(
    'beat, slump, yawn, rub, sneak, hurry, scurry, dart, dodge, lunge, duck, leap up, lean in, lean forward, lean back, strut, pace',
    {
      action: {},
    },
  ),
  ...verbs('sob, sigh, gasp, shudder, flinch, glance, squint, nudge, tug, drag, haul', {
    action: {},
  }),
  ...verbs(
    'unwrap, uncork, light up, flick, toss, fling, hurl, scoop, sprinkle, drizzle on, whisk',
    {
      action: {},
    },
  ),
  ...verbs('flutter off, scurry, scamper, waddle, slither, perch up, nibble, gnaw, purr, growl', {
    action: {},
  }),
  ...verbs(
    'send, tie, fasten, fold, unroll, unload, deliver, collect, mow, mop, polish, scrub, stitch, shave, undress, unpack, push open, pull open, slam, patrol, wield, brandish, reload',
    { action: {} },
  ),
  ...verbs('light a cigarette, light a candle, light a match, light a fire, light the candles', {
    action: {},
  }),
  ...verbs('let go, let go of', { action: {} }),
  { phrase: 'doing', form: 'ing', senses: { action: {} } },
  ...verbs('wave, dance, jump, leap, hop, skip, kick, punch, fight, clap, nod, bow, shrug, hug', {
    action: {},
  }),
  ...verbs(
    'kiss, eat, drink, talk, speak, sing, shout, scream, whisper, chat, argue, cheer, play',
    {
      action: {},
    },
  ),
  ...verbs(
    'blink, wink, breathe, sneeze, cough, yawn, chew, lick, bite, swallow, sip, pour, stir',
    {
      action: {},
    },
  ),
  ...verbs('cook, write, type, paint, draw, read, throw, catch, grab, pick, reach', {
    action: {},
  }),
  ...verbs(
    'lift up, raise, wipe, touch, stroke, brush, scratch, wag, flap, bark, meow, roar, howl',
    {
      action: {},
    },
  ),
  ...verbs('embrace, cuddle, caress, applaud, celebrate, inhale, exhale, sniff, whistle, sketch', {
    action: {},
  }),
  { phrase: 'presenting', form: 'ing', senses: { action: {} } },
  ...verbs('create, prepare, serve, assemble, inspect, examine, arrange, decorate', {
    action: {},
  }),
  ...verbs('take a step, take a bow, take a seat, take a sip, take the first step, mend, repair', {
    action: {},
  }),
  ...verbs('feed, peel, squeeze, stack, exercise, box, wrestle, strum, knock, bake, fry', {
    action: {},
  }),
  ...verbs('swim, surf, skate, ski, cycle, bike, paddle, row, stagger, stumble, limp', {
    action: {},
  }),
  ...verbs(
    'trot, prance, pounce, graze, peck, land, taxi, bounce, dribble, dunk, juggle, stretch',
    {
      action: {},
    },
  ),
  ...verbs('work, clean, wash, dig, build, chop, cut, slice, hammer, weld, knit, sew, perform', {
    action: {},
  }),
  ...verbs(
    'open, close, change, turn into, emerge, appear, disappear, vanish, transform, morph, melt, explode, burst, shatter',
    {
      action: { restless: true },
    },
  ),
  ...verbs(
    'collapse, crumble, pop, erupt, ignite, burn, bloom, blossom, grow, shrink, age, evolve',
    {
      action: { restless: true },
    },
  ),
  ...verbs('crash, splash, break, smash, collide, spill, boil, sizzle, bubble, flash, blink', {
    action: { violent: true },
  }),
  ...verbs('get up, stand up, sit down, lie down, wake up, pick up, put on, take off, walk away', {
    action: {},
  }),
  ...verbs(
    'run away, drive off, drive away, drive past, fly away, fly off, turn around, turn head',
    {
      action: {},
    },
  ),
  ...verbs('escape, flee, attack, defend, shoot, aim, swing at, swipe, scroll, tap, click, press', {
    action: {},
  }),
  ...verbs(
    'greet, salute, pray, meditate, tremble, shiver, struggle, hunt, gallop, crouch, tiptoe',
    {
      action: {},
    },
  ),
  ...verbs(
    'gesture, point, sway, rock, spin around, shimmy, twirl, adjust, remove, unfold, unwrap',
    {
      action: {},
    },
  ),
  ...verbs('smile, laugh, cry, frown, grin, giggle, weep, scowl', {
    action: { pose: true },
  }),
  ...verbs('ripple, sway, flow, rustle, flutter, shimmer, swirl, billow, twinkle, lap, undulate', {
    action: { gentle: true },
  }),
  ...verbs(
    'flicker, glimmer, glisten, stream, trickle, cascade, churn, waft, blow, drizzle, curl',
    {
      action: { gentle: true },
    },
  ),
  ...verbs(
    'settle, gather, part, dissipate, disperse, thicken, hang, wave, dance, breathe, surge',
    {
      action: { gentle: true },
    },
  ),
];

/** Not `leave`: `autumn leaves` are none of it. */
const partings: Entry[] = [
  ...verbs('exit frame, exit the frame, enter frame, enter the frame, cross the frame', {
    action: {},
  }),
  ...verbs('leave the frame, leave frame, walk into frame, step into frame', {
    action: {},
  }),
  { phrase: 'leaves the', form: 's', senses: { action: {} } },
  { phrase: 'leaving the', form: 'ing', senses: { action: {} } },
  { phrase: 'arrives', form: 's', senses: { action: {} } },
  { phrase: 'arriving', form: 'ing', senses: { action: {} } },
];

const statives: Entry[] = [
  ...verbs(
    'kneel, sleep, relax, think, peer, peek, realize, realise, remember, notice, hear, understand, believe, hope',
    {
      stative: true,
    },
  ),
  ...verbs('take a picture, take a photo, take photos, take pictures, take a selfie, take part', {
    stative: true,
  }),
  ...words('that says, that reads, which says, which reads', { stative: true }),
  ...verbs('move in sync, move in unison', { stative: true }),
  ...verbs('look out, look out of, look in, look into, look through, look over', {
    stative: true,
    preposition: true,
  }),
  ...verbs('see, show, reveal, capture, display, depict, feature', { stative: true }),
  ...verbs('stand, sit, lie, wear, look, stare, gaze, pose, lean, face, live, exist, contain', {
    stative: true,
  }),
  ...verbs('surround, cover, fill, watch, wait, seem, feel, overlook, dress, illuminate, light', {
    stative: true,
  }),
  ...verbs('rest, perch, float in place, hang out, belong, resemble, shine, glow, reflect, carry', {
    stative: true,
  }),
  ...verbs('bathe, frame, line, tower, loom, stretch out, extend, span, cast, backlight, isolate', {
    stative: true,
  }),
  ...verbs('sparkle, gleam, glitter, smell, own, want, know, love, enjoy, admire, ponder, mount', {
    stative: true,
  }),
  ...words(
    'morning, evening, building, buildings, clothing, king, ring, string, wedding, ceiling',
    {
      stative: true,
    },
  ),
  ...words('painting, paintings, lighting, setting, railing, clearing, crossing, nothing, spring', {
    stative: true,
  }),
  ...words('stunning, charming, interesting, amazing, breathtaking, striking, towering, winding', {
    stative: true,
  }),
  ...words('glowing, sleeping, sitting, standing, living, dining, parking, engagement ring, king', {
    stative: true,
  }),
  ...words('during, according, being, having, existing, wedding dress, earring, earrings, outing', {
    stative: true,
  }),
];

export const scene: Entry[] = [...agents, ...ambients, ...actions, ...partings, ...statives];
