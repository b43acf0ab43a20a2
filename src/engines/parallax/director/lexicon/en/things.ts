/** English names of things that have a camera word in them, and words that must not be split. */
import { nouns, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

/** Names of things with a camera word in them. */
export const things: Entry[] = [
  ...nouns(
    'handheld vacuum, handheld radio, handheld device, handheld console, handheld fan, handheld mirror, handheld game, pull down menu',
    {
      thing: true,
    },
  ),
  ...words('cut to, cuts to, jump cut, match cut, hard cut, smash cut, quick cuts, cuts, montage', {
    edit: true,
  }),
  ...words('fade to black, fades to black, fade out, fades out, fade in, fades in, crossfade', {
    edit: true,
  }),
  ...words('dissolve, slow dissolve, cross dissolve, iris out', { edit: true }),
  ...words('cross fade, dissolve to, dissolves to, dissolves into, split screen, fade to white', {
    edit: true,
  }),

  ...nouns('film camera, old film camera, movie camera, video camera', { thing: true }),
  ...nouns('frying pan, sauce pan, cooking pan, baking pan, cake pan, wok pan, roasting pan', {
    thing: true,
  }),
  ...nouns('zoom lens, zoom call, zoom meeting, zoom button, zoom background, dolly cart', {
    thing: true,
  }),
  ...words('static electricity, static noise, tv static, radio static, static hair, on the right', {
    thing: true,
  }),
  ...words(
    'grain field, grain fields, grain of, grains of, wood grain, grain silo, barrel view, still frame of, still frame from',
    {
      thing: true,
    },
  ),
  ...nouns('dust jacket, dust cover, dust bin, rain check, rain boot, snow globe, spark plug', {
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
  ...words(
    'left of, right of, push ups, pull ups, pull up bar, pull up bars, right now, right away',
    {
      thing: true,
    },
  ),
  ...words('right next, right in front, right there, right here, right before', {
    thing: true,
  }),
  ...words('left wing, right wing, top left, top right, bottom left, bottom right, left third', {
    thing: true,
  }),
  ...words('right third, upper left, upper right', {
    thing: true,
  }),
  ...words('from the left, from the right, from left, from right', {
    thing: true,
    preposition: true,
  }),
  ...words('lower left, lower right, all right', {
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
  ...words(
    'track and field, story arc, boom box, boom mic, baby boom, boom town, race track, train tracks',
    {
      thing: true,
    },
  ),
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
  ...words('pull up a chair, pull over, pulled up, tilt shift lens, turning point', {
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
  ...words('as if, as though, such as, same as, as seen, as part of, known as, as usual', {
    preposition: true,
  }),
  ...words('as far as, as soon as, so much, as well, not only, no one, no matter, by the', {
    preposition: true,
  }),
];
