/** English directions, paces, sizes, connectives and negators. */
import { nouns, verbs, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

const headings: Entry[] = [
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
  ...words('forward, forwards, onward, inward, inwards, closer, nearer, up close, in closer', {
    heading: { to: 'in' },
  }),
  ...words('closer to, nearer to, near to far', { heading: { to: 'in' }, preposition: true }),
  ...words('ahead', { heading: { to: 'in', particle: true } }),
  ...words('in close', { heading: { to: 'in' } }),
  ...words('out, away, off', { heading: { to: 'out', particle: true } }),
  ...words('backward, backwards, outward, outwards, in reverse, further away, farther away', {
    heading: { to: 'out' },
  }),
  ...words('away from', { heading: { to: 'out' }, preposition: true }),
  ...words('back', { heading: { to: 'back', particle: true } }),
  ...words('clockwise', { heading: { to: 'clockwise' } }),
  ...words('counterclockwise, counter clockwise, anticlockwise, anti clockwise', {
    heading: { to: 'counterclockwise' },
  }),
  ...words('sideways, laterally, lateral, horizontally, horizontal, sidewards, crosswise', {
    heading: { to: 'sideways' },
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
  ...words('in a circular motion, in a circular path, circular, in a full circle', {
    path: 'around',
  }),
  ...words('across, along, past, alongside, beside, by, parallel to', {
    path: 'across',
    preposition: true,
  }),
  ...words('through, inside, between, over, under, beneath, among, amongst, throughout', {
    path: 'through',
    preposition: true,
  }),
  ...words('onto, above, below, beyond, out over', { path: 'through', preposition: true }),
  ...words('toward, towards, to, at, into', { path: 'toward', preposition: true }),
  ...words('behind, from behind', { path: 'behind', preposition: true }),
  ...words('in front of, ahead of', { path: 'ahead', preposition: true }),
];

const modifiers: Entry[] = [
  ...words('glacially, glacial, imperceptibly, imperceptible, barely perceptible, barely', {
    modifier: { pace: -2 },
  }),
  ...words('ever so slowly, super slow, ultra slow, slow as possible', { modifier: { pace: -2 } }),
  ...words('slow, slowly, slower, gentle, gently, gradual, gradually, leisurely, unhurried', {
    modifier: { pace: -1 },
  }),
  ...words('calm, calmly, soft, softly, languid, languidly, patient, patiently, lingering, lazy', {
    modifier: { pace: -1 },
  }),
  ...words('lazily, relaxed, delicate, delicately, slow paced, tenderly, measured, deliberate', {
    modifier: { pace: -1 },
  }),
  ...words(
    'deliberately, meditative, contemplative, slow motion, slow mo, creeping, not too fast',
    {
      modifier: { pace: -1 },
    },
  ),
  ...words('moderate, moderately, normal speed, medium speed', { modifier: { pace: 0 } }),
  ...words('fast, faster, quick, quickly, rapid, rapidly, swift, swiftly, brisk, briskly, speedy', {
    modifier: { pace: 1 },
  }),
  ...words('sudden, suddenly, energetic, energetically, aggressive, aggressively, abrupt, urgent', {
    modifier: { pace: 1 },
  }),
  ...words('abruptly, urgently, fast paced, high speed, snappy, hurried, hurriedly, at speed', {
    modifier: { pace: 1 },
  }),
  ...words('fast forward, sped up, jerky, jerkily, sharp, sharply', { modifier: { pace: 1 } }),
  ...words('hyperspeed, hyper speed, lightning fast, breakneck, at breakneck speed, super fast', {
    modifier: { pace: 2 },
  }),
  ...words('ultra fast, frantic, frantically, frenetic, frenzied, blazing fast, warp speed', {
    modifier: { pace: 2 },
  }),
  ...words('at lightning speed, explosive, explosively, hyper fast, at high speed, full speed', {
    modifier: { pace: 2 },
  }),
  ...words('subtle, subtly, slight, small, minimal, tiny, minor, faint, mild, modest, a touch', {
    modifier: { size: 0.5 },
  }),
  ...words(
    'slightly, a little, a bit, a little bit, a tad, just a hint of, a hint of, a touch of',
    {
      modifier: { size: 0.5 },
      degree: 0.5,
    },
  ),
  ...words(
    'dramatic, dramatically, strong, strongly, bold, intense, intensely, exaggerated, deep',
    {
      modifier: { size: 1.5 },
    },
  ),
  ...words('huge, massive, extreme, big, enormous, full, all the way, far, grand, epic, majestic', {
    modifier: { size: 1.5 },
  }),
  ...words('sweeping, wide', { modifier: { size: 1.25 } }),
  ...words('halfway, half, partial, partially', { modifier: { size: 0.7 } }),
  ...words('accelerating, speeding up, picks up speed, picking up speed, gaining speed', {
    modifier: { ease: 'accelerate' },
  }),
  ...words('faster and faster, gathering speed, ramping up, speed ramp, with increasing speed', {
    modifier: { ease: 'accelerate' },
  }),
  ...words('accelerates, speeds up, accelerate, ease in, easing in, builds speed, gains speed', {
    modifier: { ease: 'accelerate' },
  }),
  ...words('then accelerates, and accelerates, then speeds up, and speeds up', {
    modifier: { ease: 'accelerate' },
  }),
  ...words('decelerating, slowing down, slows down, slows to a stop, coming to rest, decelerate', {
    modifier: { ease: 'decelerate' },
  }),
  ...words('comes to rest, slowing to a stop, easing to a stop, eases to a stop, eases out', {
    modifier: { ease: 'decelerate' },
  }),
  ...words('comes to a stop, coming to a stop, slower and slower, decelerates, settling, settles', {
    modifier: { ease: 'decelerate' },
  }),
  ...words(
    'then slows down, and slows down, then settles, and settles, before settling, ease out',
    {
      modifier: { ease: 'decelerate' },
    },
  ),
  ...words('at a constant speed, constant speed, at constant speed, uniform speed, linear speed', {
    modifier: { ease: 'linear' },
  }),
  ...words('steady pace, at a steady pace, constant pace, at a constant pace, steady speed', {
    modifier: { ease: 'linear' },
  }),
  ...words('ease in and out, eases in and out, easing in and out, smooth ease', {
    modifier: { ease: 'smooth' },
  }),
  ...words('very, extremely, super, ultra, incredibly, insanely, really, highly, so, too, extra', {
    degree: 1.6,
  }),
  ...words('absurdly, ever so, impossibly, painfully', { degree: 1.6 }),
  ...words('fairly, somewhat, rather, relatively, quite', { degree: 0.7 }),
];

const connectives: Entry[] = [
  ...words(
    'then, and then, next, afterwards, afterward, after that, after which, later, followed by',
    {
      link: { link: 'then' },
    },
  ),
  ...words('finally, lastly, and finally, eventually, subsequently, thereafter, ends with', {
    link: { link: 'then' },
  }),
  ...words('ending with, ending in, finishing with, finish with, end with, ends on, ending on', {
    link: { link: 'then' },
  }),
  ...words(
    'end on, finishes with, finishing on, concluding with, transitions into, before finally',
    {
      link: { link: 'then' },
    },
  ),
  ...words(
    'followed immediately by, which leads to, and ends with, and finishes with, at the end',
    {
      link: { link: 'then' },
    },
  ),
  ...words('before', { link: { link: 'then', opening: 'reverse' }, preposition: true }),
  ...words('after, once', { link: { link: 'reverse', opening: 'then' }, preposition: true }),
  ...words('when', { link: { link: 'while', opening: 'then' } }),
  ...words('while, whilst, as, during, and as, all while, while also, even as, just as', {
    link: { link: 'while', opening: 'while' },
  }),
  ...words('combined with, coupled with, accompanied by, paired with, along with, together with', {
    link: { link: 'while' },
  }),
  ...words('with', { link: { link: 'while', weak: true }, preposition: true }),
  ...words('and, plus, as well as, and also, also, &, +', { link: { link: 'and' } }),
  ...words('or, nor, and or', { link: { link: 'or' } }),
  ...words('but, just, only, instead, rather, however, yet, except, except for', {
    link: { link: 'but' },
  }),
  ...words('where, until, because, so that, so, revealing, to reveal, reveals, showing', {
    link: { link: 'and' },
  }),
  ...words(
    'first, firstly, at first, initially, start with, starts with, starting with, start by',
    {
      link: { link: 'begin' },
    },
  ),
  ...words('begin with, begins with, beginning with, begin by, begins by, starts by, starting by', {
    link: { link: 'begin' },
  }),
  ...words(
    'starts on, begins on, start on, begin on, starting on, opening on, opens on, opens with',
    {
      link: { link: 'begin' },
    },
  ),
  ...words('starts, begins, starts off, begins as, starts as, starts from, begins from', {
    link: { link: 'begin' },
    auxiliary: true,
  }),
  ...words('starting from, beginning from, start from', { link: { link: 'begin' } }),
  ...words('->, =>, →, ➡, ➔, ⇒', { link: { link: 'then' } }),
  ...words('at the same time, simultaneously, at once, concurrently, all at once, together', {
    together: true,
  }),
  ...words('in sync, in unison, meanwhile, simultaneous', { together: true }),
];

const negators: Entry[] = [
  ...words('no, without, without any, zero, free of, free from, lack of, absence of, minus', {
    negator: 'noun',
  }),
  ...words("don't, dont, do not, not, never, doesn't, doesnt, does not, isn't, is not, isnt", {
    negator: 'verb',
  }),
  ...words("cannot, can't, cant, won't, will not, must not, should not, shouldn't, didn't", {
    negator: 'verb',
  }),
  ...words('avoid, avoiding, instead of, rather than, no longer, stop, nothing, excluding', {
    negator: 'noun',
  }),
  ...words("aren't, are not, wasn't, stays without, refrain from", { negator: 'verb' }),
  ...words('negative prompt, negative prompts, negative', { negator: 'all' }),
];

const grammar: Entry[] = [
  ...words('a, an, the, this, that, these, those, some, each, every, one, another, any, both', {
    determiner: true,
  }),
  ...words('its, his, my, your, our, their', { determiner: true, possessive: true }),
  ...words('of, on, for, from, about, near, against, upon, within, without, amid, per, via, onto', {
    preposition: true,
  }),
  ...words('like, than, facing, holding, wearing, carrying, featuring, showing, including, using', {
    preposition: true,
  }),
  ...words('is, are, was, were, be, being, been, will, would, can, could, should, must, may', {
    auxiliary: true,
  }),
  ...words('has, have, had, do, does, did, continue, continues, continuing, keep, keeps, keeping', {
    auxiliary: true,
  }),
  ...words(
    "let's, let, please, make, makes, it's, we're, that's, which, who, stay, stays, staying",
    {
      auxiliary: true,
    },
  ),
  ...words('remain, remains, remaining, starting, start, begin, beginning, started, began, seems', {
    auxiliary: true,
  }),
  ...words('appears, appear, tends, slowly begins to, begins to, starts to, start to, begin to', {
    auxiliary: true,
  }),
  ...words(
    'want, wants, need, i want, i want the, want the, should be, have the, now, again, still',
    {
      auxiliary: true,
    },
  ),
  ...words('it, there, here, everything, something, itself', { pronoun: true }),
];

const camera: Entry[] = [
  ...words('camera, cameras, cam, lens, viewpoint, viewer, viewers, the viewer, we, we are', {
    camera: true,
  }),
  ...words('view, perspective, angle, vantage point, our view, frame, framing, cameraman', {
    camera: true,
  }),
  ...words('footage, scene, image, picture, photo, take, sequence', { camera: true }),
  ...nouns('shot, video, clip', { camera: true, film: true }),
  ...words('drone, the drone, gopro, dash cam, timelapse, time lapse', { camera: true }),
  ...nouns('effect, transition, technique, reveal', { film: true }),
  ...words('speed, pace, direction, style, intro, opening, angle shift, view change', {
    film: true,
    style: true,
  }),
  ...words('cinematic, smooth, smoothly, steady, steadily, stable, fluid, fluidly, seamless', {
    style: true,
  }),
  ...words('seamlessly, continuous, continuously, professional, professionally, dynamic, elegant', {
    style: true,
  }),
  ...words(
    'elegantly, graceful, gracefully, stylish, beautiful, beautifully, stunning, nice, cool',
    {
      style: true,
    },
  ),
  ...words('immersive, simple, clean, perfect, perfectly, single, long, uninterrupted, unbroken', {
    style: true,
  }),
  ...words(
    'constant, constantly, consistent, controlled, precise, natural, naturally, effortless',
    {
      style: true,
    },
  ),
  ...words('effortlessly, hypnotic, mesmerizing, tense, ominous, ominously, low, high, overhead', {
    style: true,
  }),
  ...words('low angle, high angle, wide angle, ground level, eye level, top down, straight', {
    style: true,
  }),
  ...words('directly, straight ahead, diagonal, diagonally, classic, traditional, stabilized', {
    style: true,
  }),
  ...words(
    'ultra smooth, buttery smooth, silky smooth, silky, buttery, hd, 4k, 8k, uhd, realistic',
    {
      style: true,
    },
  ),
  ...words('documentary style, documentary, hollywood, film style, movie style, music video', {
    style: true,
  }),
  ...words('slow burn, atmospheric, moody, powerful, amazing, awesome, intimate, quiet, quietly', {
    style: true,
  }),
  ...words('macro', { style: true, framing: 4 }),
  ...words('extreme close up, extreme closeup, detail shot, macro shot', {
    style: true,
    framing: 4,
  }),
  ...words('close up, closeup, close ups, close up shot, closeup shot, tight shot, tight', {
    style: true,
    framing: 3,
  }),
  ...words('medium shot, mid shot, medium close up, medium', { style: true, framing: 2 }),
  ...words('wide shot, full shot, long shot, establishing shot, wide view, wide angle shot', {
    style: true,
    framing: 1,
  }),
  ...words('wide establishing shot, full body shot', { style: true, framing: 1 }),
  ...words('extreme wide shot, panoramic view, extreme long shot', { style: true, framing: 0 }),
  ...words('foreground', { framing: 3 }),
  ...words('background', { framing: 1 }),
  ...words('steady, stabilized, smooth, stable, no shake, shake free, jitter free', {
    steady: true,
  }),
];

const places: Entry[] = [
  ...nouns('street, road, corridor, hallway, aisle, path, alley, alleyway, lane, tunnel, canyon', {
    way: true,
  }),
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

export const modifiersAndGrammar: Entry[] = [
  ...headings,
  ...paths,
  ...modifiers,
  ...connectives,
  ...negators,
  ...grammar,
  ...camera,
  ...places,
  ...verbs('see, show, reveal, capture, display, depict, feature', { stative: true }),
];
