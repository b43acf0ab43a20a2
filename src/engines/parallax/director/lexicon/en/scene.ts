/** English words for who and what is in the picture, and what they do. */
import { nouns, verbs, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

const agents: Entry[] = [
  ...words('she, he, they, them, him, her, i, someone, somebody, everyone, everybody, anyone', {
    agent: { pronoun: true },
  }),
  ...nouns('man, woman, person, girl, boy, lady, guy, gentleman, kid, baby, toddler, teenager', {
    agent: {},
  }),
  ...words(
    'child, children, people, men, women, couple, crowd, family, subject, subjects, pedestrians',
    {
      agent: {},
    },
  ),
  ...nouns('character, figure, hero, heroine, warrior, soldier, knight, samurai, king, queen', {
    agent: {},
  }),
  ...nouns(
    'dancer, runner, walker, singer, musician, artist, worker, waiter, chef, actor, actress',
    {
      agent: {},
    },
  ),
  ...nouns(
    'rider, driver, cyclist, surfer, swimmer, skater, hiker, climber, astronaut, detective',
    {
      agent: {},
    },
  ),
  ...nouns('bride, groom, student, teacher, doctor, nurse, monk, priest, witch, wizard, vampire', {
    agent: {},
  }),
  ...nouns('zombie, ghost, monster, robot, android, cyborg, alien, angel, demon, mermaid, elf', {
    agent: {},
  }),
  ...nouns('model, athlete, player, cowboy, pirate, ninja, princess, prince, traveler, stranger', {
    agent: {},
  }),
  ...nouns('barista, fisherman, farmer, skier, boxer, skateboarder, snowboarder, mother, father', {
    agent: {},
  }),
  ...nouns('friend, sister, brother, daughter, son, grandmother, grandfather, tourist, shopper', {
    agent: {},
  }),
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
  ...nouns('animal, creature, beast, unicorn, pet, koi, ant, dragonfly, bat, parrot, penguin', {
    agent: {},
  }),
  ...nouns('car, bus, taxi, van, motorcycle, motorbike, bike, bicycle, train, tram, subway train', {
    agent: {},
  }),
  ...words('vehicles, vehicle, traffic, cars, trucks, cranes, lorry, lorries', { agent: {} }),
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
  ...nouns('hand, arm, leg, head, eye, finger, lip, mouth, shoulder, tail, wing, ear, eyebrow', {
    agent: {},
  }),
  ...words('hair, wings, eyelids, ponytail, cape, dress, skirt, scarf, cloak, veil, robe', {
    agent: {},
  }),
  ...nouns('flag, curtain, banner, sail, bubble, petal, feather, confetti, firework, flame', {
    agent: {},
  }),
  ...nouns('candle, fire, campfire, bonfire, explosion, lantern, firefly, neon sign', {
    agent: {},
  }),
  ...words('fireflies, candlelight, lightning, flames, headlights, neon lights, lamp', {
    agent: {},
  }),
];

const ambients: Entry[] = [
  ...nouns('cloud, sky, storm cloud, aurora, northern lights, horizon, sunset, sunrise, wave', {
    ambient: {},
  }),
  ...words('skies, clouds, mist, fog, haze, smoke, steam, vapor, vapour, wind, breeze, gust', {
    ambient: {},
  }),
  ...nouns('ocean, sea, lake, river, stream, creek, pond, ripple, tide, surf, reflection, puddle', {
    ambient: {},
  }),
  ...words('foliage, vegetation, leaves, leaf, grass, wheat, reeds, ivy, greenery, seaweed', {
    ambient: {},
  }),
  ...nouns(
    'tree, branch, bush, flower, plant, vine, palm, palm tree, pine, willow, fern, blossom',
    {
      ambient: {},
    },
  ),
  ...words('snow, rain, snowflake, snowflakes, raindrops, raindrop, drizzle, hail, sleet, water', {
    ambient: { falls: true },
  }),
  ...words('waterfall, waterfalls, fountain, dust, particles, particle, dust motes, motes, ash', {
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
  ...verbs('cook, write, type, paint, draw, read, open, close, throw, catch, grab, pick, reach', {
    action: {},
  }),
  ...verbs(
    'lift up, raise, wipe, touch, stroke, brush, scratch, wag, flap, bark, meow, roar, howl',
    {
      action: {},
    },
  ),
  ...verbs('swim, dive into, surf, skate, ski, cycle, bike, paddle, row, stagger, stumble, limp', {
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
  ...verbs('emerge, appear, disappear, vanish, transform, morph, melt, explode, burst, shatter', {
    action: { restless: true },
  }),
  ...verbs('collapse, crumble, erupt, ignite, burn, bloom, blossom, grow, shrink, age, evolve', {
    action: { restless: true },
  }),
  ...verbs('crash, splash, break, smash, collide, spill, boil, sizzle, bubble, flash, blink', {
    action: {},
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
  ...verbs('walk past, walk by, walk toward, walk towards, walk in, walk out, come in, come out', {
    action: {},
  }),
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
  ...verbs('smile, laugh, cry, frown, grin, giggle, weep, kneel, scowl, sleep, relax, think', {
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

const statives: Entry[] = [
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

/** Names of things with a camera word in them. */
const things: Entry[] = [
  ...nouns('frying pan, sauce pan, cooking pan, baking pan, cake pan, wok pan, roasting pan', {
    thing: true,
  }),
  ...nouns('zoom lens, zoom call, zoom meeting, zoom button, zoom background, dolly cart', {
    thing: true,
  }),
  ...words('static electricity, static noise, tv static, radio static, static hair, on the right', {
    thing: true,
  }),
  ...nouns('sit up, press up, push button, push pin, pull tab, tow truck', {
    thing: true,
  }),
  ...nouns('pick up truck, pickup truck, food truck, fire truck, dump truck, garbage truck', {
    thing: true,
    agent: {},
  }),
  ...nouns('ice cream truck, monster truck, delivery truck, semi truck', {
    thing: true,
    agent: {},
  }),
  ...nouns(
    'tower crane, construction crane, harbor crane, port crane, paper crane, origami crane',
    {
      thing: true,
    },
  ),
  ...nouns('rolling hill, rolling pin, rolling stone, rolling chair, roll of film, sushi roll', {
    thing: true,
  }),
  ...words(
    'rolling fields, rolling countryside, rolling landscape, rolling meadows, rolling dunes',
    {
      thing: true,
    },
  ),
  ...words(
    'rock and roll, rock n roll, drum roll, egg roll, spring roll, spring rolls, toilet roll',
    {
      thing: true,
    },
  ),
  ...words(
    'pan fried, pan seared, peter pan, pan flute, pan pizza, dolly parton, dolly the sheep',
    {
      thing: true,
    },
  ),
  ...words(
    'left hand, right hand, left arm, right arm, left eye, right eye, left side, right side',
    {
      thing: true,
    },
  ),
  ...words('left foot, right foot, left leg, right leg, left corner, right corner, on the left', {
    thing: true,
  }),
  ...words('left of, right of, push ups, pull ups, left behind, right now, right away', {
    thing: true,
  }),
  ...words('right behind, right next, right in front, right there, right here, right before', {
    thing: true,
  }),
  ...words('left wing, right wing, top left, top right, bottom left, bottom right, left third', {
    thing: true,
  }),
  ...words('right third, upper left, upper right', {
    thing: true,
  }),
  ...words('lower left, lower right, from the left, from the right, left over, all right', {
    thing: true,
  }),
  ...words(
    'still life, still water, still waters, still lake, still pond, standing still, sit still',
    {
      thing: true,
    },
  ),
  ...words('stands still, stand still, sits still, sitting still, still standing, still sitting', {
    thing: true,
  }),
  ...words(
    'stock still, still wearing, film still, movie still, up and coming, make up, dressed up',
    {
      thing: true,
    },
  ),
  ...words('in orbit, into orbit, earth orbit, low orbit, joan of arc, arc de triomphe, arc lamp', {
    thing: true,
  }),
  ...words('story arc, boom box, boom mic, baby boom, boom town, race track, train tracks', {
    thing: true,
  }),
  ...words('train track, railway tracks, railroad tracks, tire tracks, soundtrack, track suit', {
    thing: true,
  }),
  ...words(
    'in camera, on camera, off camera, camera shop, camera store, camera bag, camera strap',
    {
      thing: true,
    },
  ),
  ...words('jib arm, crane arm, boom arm, camera crane, dolly track, dolly tracks, on rails', {
    style: true,
  }),
  ...words('camera lens flare, camera operator, camera crew, camera angle, camera angles', {
    style: true,
  }),
  ...words('push through, pull up a chair, pull over, pulled up, tilt shift lens, turning point', {
    thing: true,
  }),
  ...words(
    'fixed gaze, fixed stare, moving boxes, moving truck, moving van, lift off pad, ski lift',
    {
      thing: true,
    },
  ),
  ...words(
    'swing set, slide show, slideshow, playground slide, water slide, drop of water, water drop',
    {
      thing: true,
    },
  ),
  ...words('water drops, water droplets, dew drops, rain drops, teardrop, tear drop, drop shadow', {
    thing: true,
  }),
  ...words(
    'as if, as though, such as, same as, as a, as an, as seen, as part of, known as, as usual',
    {
      preposition: true,
    },
  ),
  ...words('as far as, as soon as, so much, as well, not only, no one, no matter, by the', {
    preposition: true,
  }),
];

export const scene: Entry[] = [...agents, ...ambients, ...actions, ...statives, ...things];
