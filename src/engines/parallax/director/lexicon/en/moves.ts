/** English words for what the camera does. */
import { nouns, verbs, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

/** Terms of the trade. Hyphens count as spaces: `push-in` is `push in`. */
const terms: Entry[] = [
  ...verbs('pan', { move: { family: 'turn', licence: 'film', thing: true } }),
  ...verbs('swivel, pivot', { move: { family: 'turn', licence: 'plain' } }),
  ...verbs('pitch', { move: { family: 'tilt', licence: 'term', thing: true } }),
  ...verbs('yaw', { move: { family: 'turn', licence: 'film' } }),
  ...verbs('tilt', { move: { family: 'tilt', licence: 'term' } }),
  ...verbs('zoom', { move: { family: 'zoom', licence: 'film' } }),
  ...verbs('zoom in, punch in', { move: { family: 'zoom', licence: 'film', to: 'in' } }),
  ...verbs('zoom into, zoom onto', {
    move: { family: 'zoom', licence: 'film', to: 'in', transitive: true },
  }),
  ...verbs('zoom out, zoom back, unzoom', { move: { family: 'zoom', licence: 'film', to: 'out' } }),
  ...verbs('snap tilt, whip tilt, crash tilt', {
    move: { family: 'tilt', licence: 'sure', pace: 1 },
  }),
  ...verbs('crash zoom, snap zoom, smash zoom, whip zoom, flash zoom, punch zoom', {
    move: { family: 'zoom', licence: 'sure', otherwise: 'in', pace: 2 },
  }),
  ...words('crash zooms, snap zooms, smash zooms, whip zooms', {
    move: { family: 'zoom', licence: 'sure', otherwise: 'in', pace: 2 },
  }),
  ...words('zooms, zoom shot, zoom lens effect', { move: { family: 'zoom', licence: 'film' } }),
  ...verbs('dolly', { move: { family: 'travel', licence: 'film', otherwise: 'in', thing: true } }),
  ...words('reverse dolly, reverse tracking shot, reverse tracking, reverse dolly shot', {
    move: { family: 'travel', licence: 'sure', to: 'out' },
  }),
  ...words('slider', {
    move: { family: 'travel', licence: 'film', otherwise: 'sideways', thing: true },
  }),
  ...words('breathing camera, breathing movement, breathing motion, handheld breathing', {
    move: { family: 'shake', licence: 'sure', size: 0.5 },
  }),
  ...words('rough camera movement, rough camera, amateur footage, bodycam, bodycam footage', {
    move: { family: 'shake', licence: 'sure' },
  }),
  ...words('chaotic camera movement, erratic camera movement, chaotic camera, erratic camera', {
    move: { family: 'shake', licence: 'sure', size: 1.4 },
  }),
  ...words('earthquake shake, earthquake effect, drunk camera, drunken camera', {
    move: { family: 'shake', licence: 'sure', size: 1.6 },
  }),
  ...verbs('nudge in, nudge closer, edge in, edge closer', {
    move: { family: 'travel', licence: 'film', to: 'in', size: 0.5, common: true },
  }),
  ...verbs('ease in to, ease into', {
    move: {
      family: 'travel',
      licence: 'film',
      to: 'in',
      pace: -1,
      common: true,
      transitive: true,
    },
  }),
  ...words('horizon sways, horizon swaying, horizon rocks, horizon rocking, swaying horizon', {
    move: { family: 'shake', licence: 'sure' },
  }),
  ...words('horizon tilts, horizon slowly tilts, horizon tilting, tilting the horizon', {
    move: { family: 'roll', licence: 'sure', size: 0.7 },
  }),
  ...words('tilts the horizon, tilt the horizon', {
    move: { family: 'roll', licence: 'sure', size: 0.7 },
  }),
  ...verbs('dolly in', { move: { family: 'travel', licence: 'film', to: 'in' } }),
  ...verbs('push in, push forward, move in closer, close in', {
    move: { family: 'travel', licence: 'film', to: 'in', common: true },
  }),
  ...verbs('dolly out, dolly back', { move: { family: 'travel', licence: 'film', to: 'out' } }),
  ...verbs('pull out, pull back, pull away, back away, back up, back off', {
    move: { family: 'travel', licence: 'film', to: 'out', common: true },
  }),
  ...verbs('back out of, pull out of', {
    move: { family: 'travel', licence: 'film', to: 'out', common: true, transitive: true },
  }),
  ...verbs('push back, push out, push backward, push backwards', {
    move: { family: 'travel', licence: 'film', to: 'out', common: true },
  }),
  ...words('pullout, pullback', { move: { family: 'travel', licence: 'film', to: 'out' } }),
  ...words('pushin', { move: { family: 'travel', licence: 'film', to: 'in' } }),
  ...verbs('push', { move: { family: 'travel', licence: 'term', to: 'in' } }),
  ...verbs('pull', { move: { family: 'travel', licence: 'term', to: 'out' } }),
  ...verbs('truck', {
    move: { family: 'travel', licence: 'film', otherwise: 'sideways', thing: true },
  }),
  ...verbs('strafe, crab', { move: { family: 'travel', licence: 'term', otherwise: 'sideways' } }),
  ...verbs('track', {
    move: {
      family: 'travel',
      licence: 'term',
      otherwise: 'sideways',
      thing: true,
      transitive: true,
      follows: true,
    },
  }),
  ...words('tracking shot, trucking shot, track shot, truck shot, crab shot, side scrolling shot', {
    move: { family: 'travel', licence: 'sure', otherwise: 'sideways', label: true },
  }),
  ...words('side tracking, side tracking shot, side dolly, sideways tracking', {
    move: { family: 'travel', licence: 'sure', otherwise: 'sideways', label: true },
  }),
  ...words('slider shot, sliding shot, side scrolling', {
    move: { family: 'travel', licence: 'sure', otherwise: 'sideways', label: true },
  }),
  // What any travel brings about; wanted by itself, it takes a truck.
  ...words('parallax, parallax shot, parallax effect, parallax motion, parallax movement', {
    move: { family: 'travel', licence: 'sure', to: 'sideways', hint: true, label: true },
  }),
  ...words('2.5d parallax', {
    move: { family: 'travel', licence: 'sure', to: 'sideways', hint: true, label: true },
  }),
  ...words('dolly shot, push shot, rolling shot', {
    move: { family: 'travel', licence: 'sure', otherwise: 'in', label: true },
  }),
  ...words('follow shot, following shot, tracking follow', {
    move: {
      family: 'travel',
      licence: 'sure',
      otherwise: 'sideways',
      size: 0.6,
      label: true,
      follows: true,
    },
  }),
  ...words('pan shot, panning shot', { move: { family: 'turn', licence: 'sure', label: true } }),
  ...words('dolly zoom, dolly zoom effect, zolly, vertigo effect, vertigo shot, vertigo zoom', {
    move: { family: 'dolly-zoom', licence: 'sure' },
  }),
  ...words(
    'hitchcock zoom, hitchcock style zoom, jaws effect, jaws shot, jaws zoom, jaws style zoom, trombone shot, contra zoom, hitchcock effect',
    {
      move: { family: 'dolly-zoom', licence: 'sure' },
    },
  ),
  ...words('counter zoom, dolly counter zoom, push pull, push pull effect, push pull shot', {
    move: { family: 'dolly-zoom', licence: 'sure' },
  }),
  ...verbs('dolly zoom', { move: { family: 'dolly-zoom', licence: 'sure' } }),
  ...verbs('orbit', { move: { family: 'orbit', licence: 'term', transitive: true } }),
  ...verbs('arc', { move: { family: 'orbit', licence: 'term', scenic: true } }),
  ...words('arc shot, orbit shot, orbital shot, orbiting shot, circling shot, orbital move', {
    move: { family: 'orbit', licence: 'sure', label: true },
  }),
  ...words('arc path, arc trajectory, circular path, curved path, curved arc, arc movement', {
    move: { family: 'orbit', licence: 'sure', label: true },
  }),
  ...words('arc shaped movement, orbital path, helical path, spiral path, circular orbit', {
    move: { family: 'orbit', licence: 'sure', label: true },
  }),
  ...words('spiral ascent, spiral rise', { move: { family: 'orbit', licence: 'sure', to: 'up' } }),
  ...words('spiral descent', { move: { family: 'orbit', licence: 'sure', to: 'down' } }),
  ...nouns('ascent', { move: { family: 'travel', licence: 'term', to: 'up' } }),
  ...nouns('descent', { move: { family: 'travel', licence: 'term', to: 'down' } }),
  ...words('semi circle, half circle, semicircle, semi circular, quarter circle', {
    move: { family: 'orbit', licence: 'sure', size: 0.8 },
  }),
  ...words('orbital', { move: { family: 'orbit', licence: 'term' } }),
  ...words('turntable', { move: { family: 'orbit', licence: 'term', thing: true } }),
  ...words('lazy susan, swirling camera, swirling camera movement', {
    move: { family: 'orbit', licence: 'sure' },
  }),
  ...words(
    'bullet time, bullet time freeze, bullet time effect, turntable shot, turntable view, turntable animation',
    {
      move: { family: 'orbit', licence: 'sure' },
    },
  ),
  ...words('360 shot, 360 degree shot, 360 view, 360 spin, 360, full circle, full rotation', {
    move: { family: 'orbit', licence: 'term', label: true },
    modifier: { size: 3 },
  }),
  ...verbs('roll', { move: { family: 'roll', licence: 'term', thing: true } }),
  ...words('barrel roll, camera roll, dutch roll', { move: { family: 'roll', licence: 'sure' } }),
  ...verbs('roll the horizon', { move: { family: 'roll', licence: 'sure' } }),
  ...words('barrel rolls', { move: { family: 'roll', licence: 'sure' } }),
  ...words('dutch angle, dutch tilt, canted angle, canted frame, tilted frame, tilted horizon', {
    move: { family: 'roll', licence: 'sure', size: 0.7, angle: true },
  }),
  ...verbs(
    'flip, flip upside down, turn upside down, turn the camera upside down, turn the camera on its side',
    {
      move: { family: 'roll', licence: 'plain', size: 3, transitive: true },
    },
  ),
  ...verbs('crane', { move: { family: 'crane', licence: 'term', thing: true } }),
  ...verbs('jib', { move: { family: 'crane', licence: 'film', thing: true } }),
  ...words('crane shot, jib shot, craning shot', {
    move: { family: 'crane', licence: 'sure', label: true },
  }),
  ...verbs('boom', { move: { family: 'travel', licence: 'term', otherwise: 'up', thing: true } }),
  ...verbs('pedestal', {
    move: { family: 'travel', licence: 'term', otherwise: 'up', thing: true },
  }),
  ...words('boom shot, pedestal shot', {
    move: { family: 'travel', licence: 'sure', otherwise: 'up', label: true },
  }),
  ...verbs('whip pan, swish pan, flash pan, crash pan, snap pan, smash pan', {
    move: { family: 'whip', licence: 'sure' },
  }),
  ...words('whip pans, swish, whip panning', { move: { family: 'whip', licence: 'sure' } }),
  ...verbs('whip', { move: { family: 'whip', licence: 'plain' } }),
  ...words('ken burns effect, ken burns', {
    move: { family: 'zoom', licence: 'sure', to: 'in', pace: -1 },
  }),
  ...words('handheld, hand held, shaky cam, shakycam, camera shake, handicam, run and gun', {
    move: { family: 'shake', licence: 'sure' },
  }),
  ...words('shaky camera, shaky footage, shoulder mounted, snorricam, screen shake', {
    move: { family: 'shake', licence: 'sure' },
  }),
  ...words('shaky, jittery, bumpy, wobbly, camera jitter', {
    move: { family: 'shake', licence: 'term' },
  }),
  ...verbs('shake, wobble, jitter, vibrate, tremble, rumble', {
    move: { family: 'shake', licence: 'plain' },
  }),
  ...words('found footage', { move: { family: 'shake', licence: 'sure' } }),
  ...words('shakes, jolts, jitters', { move: { family: 'shake', licence: 'plain' } }),
];

/** Everyday verbs that the camera can do as well as anybody. */
const everyday: Entry[] = [
  ...verbs('move, go, travel, shift, come, get', { move: { family: 'travel', licence: 'plain' } }),
  ...verbs('budge', { move: { family: 'travel', licence: 'plain' } }),
  ...verbs('nudge', { move: { family: 'travel', licence: 'plain', size: 0.5 } }),
  ...verbs('step', { move: { family: 'travel', licence: 'plain', thing: true } }),
  ...verbs('move in, come in', { move: { family: 'travel', licence: 'plain', to: 'in' } }),
  ...verbs('glide, sail, cruise, journey', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in' },
  }),
  ...verbs('float, drift', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', pace: -1, scenic: true },
  }),
  ...verbs('fly, soar', { move: { family: 'travel', licence: 'plain', otherwise: 'in' } }),
  ...verbs('hover', { move: { family: 'shake', licence: 'plain', size: 0.4 } }),
  ...verbs('race, rush, hurtle, blast, rocket, zip, barrel', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', pace: 1, ease: 'accelerate' },
  }),
  ...words('speeds, speeding', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', pace: 1 },
  }),
  ...verbs('dash, charge, streak, careen', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', pace: 1 },
  }),
  ...words('inching', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', pace: -2 },
  }),
  // Not `inches`: those are a measure.
  ...(['left', 'right', 'up', 'down'] as const).flatMap((to) =>
    verbs(`inch ${to}`, { move: { family: 'travel', licence: 'plain', to, pace: -2 } }),
  ),
  ...verbs('inch forward, inch closer, inch toward, inch towards', {
    move: { family: 'travel', licence: 'plain', to: 'in', pace: -2 },
  }),
  ...verbs('bank', { move: { family: 'roll', licence: 'plain', thing: true } }),
  ...verbs('creep, crawl', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', pace: -2 },
  }),
  ...verbs('weave, snake, thread', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', scenic: true },
  }),
  ...verbs('ease, slip, wander, roam', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', pace: -1, scenic: true },
  }),
  ...verbs('advance, approach, enter, penetrate, venture, proceed', {
    move: { family: 'travel', licence: 'plain', to: 'in', transitive: true, scenic: true },
  }),
  ...verbs('go through, move through, pass through', {
    move: { family: 'travel', licence: 'plain', to: 'in', transitive: true, scenic: true },
  }),
  ...verbs('cross', {
    move: {
      family: 'travel',
      licence: 'plain',
      otherwise: 'in',
      transitive: true,
      scenic: true,
      thing: true,
    },
  }),
  ...verbs('exit, depart', {
    move: { family: 'travel', licence: 'plain', to: 'out', transitive: true, scenic: true },
  }),
  ...verbs('retreat, recede, withdraw', {
    move: { family: 'travel', licence: 'plain', to: 'out', scenic: true },
  }),
  ...verbs('pass', { move: { family: 'travel', licence: 'plain', scenic: true, thing: true } }),
  ...verbs('skim', { move: { family: 'travel', licence: 'plain', otherwise: 'in', scenic: true } }),
  ...verbs('slide, sidestep', {
    move: { family: 'travel', licence: 'plain', otherwise: 'sideways', scenic: true, thing: true },
  }),
  ...verbs('sweep', {
    move: { family: 'travel', licence: 'plain', otherwise: 'sideways', size: 1.3, scenic: true },
  }),
  ...words('sweeping shot, sweeping view, sweeping aerial shot', {
    move: { family: 'travel', licence: 'sure', otherwise: 'sideways', size: 1.3, label: true },
  }),
  ...verbs('rise, ascend, climb, lift, elevate, levitate', {
    move: { family: 'travel', licence: 'plain', to: 'up', scenic: true },
  }),
  ...verbs('raise', { move: { family: 'travel', licence: 'plain', to: 'up' } }),
  ...verbs('take the camera, bring the camera', { move: { family: 'travel', licence: 'plain' } }),
  ...verbs('lift off, take off', { move: { family: 'travel', licence: 'plain', to: 'up' } }),
  ...verbs('descend, lower, drop, sink, fall, plummet', {
    move: { family: 'travel', licence: 'plain', to: 'down', scenic: true, thing: true },
  }),
  ...verbs('swoop, dive, plunge', { move: { family: 'swoop', licence: 'plain' } }),
  ...verbs('turn around', {
    move: { family: 'rotate', licence: 'plain', otherwise: 'sideways', scenic: true },
  }),
  ...words('reverse zoom', { move: { family: 'zoom', licence: 'film', to: 'out' } }),
  ...verbs('zoom back in', { move: { family: 'zoom', licence: 'film', to: 'in' } }),
  ...verbs('push back in, move back in, dolly back in, go back in', {
    move: { family: 'travel', licence: 'film', to: 'in' },
  }),
  ...verbs('fall back', { move: { family: 'travel', licence: 'plain', to: 'out', scenic: true } }),
  ...verbs('scroll', { move: { family: 'travel', licence: 'plain' } }),
  ...words(
    'bring us, take us, carry us, lead us, pull us, draw us, brings us, takes us, carries us, leads us, pulls us, draws us, bringing us, taking us, carrying us, leading us, pulling us, drawing us',
    {
      move: { family: 'travel', licence: 'plain', transitive: true },
    },
  ),
  ...verbs('sneak up, creep up', { move: { family: 'travel', licence: 'plain', to: 'in' } }),
  ...verbs('get closer, get close, go closer, come closer', {
    move: { family: 'travel', licence: 'plain', to: 'in' },
  }),
  ...verbs('breathe', { move: { family: 'shake', licence: 'plain', size: 0.5 } }),
  ...verbs('sway, rock, bob', {
    move: { family: 'shake', licence: 'plain', pace: -1, scenic: true },
  }),
  // Not `cant`: it may be short of an apostrophe.
  ...words('cants, canting', { move: { family: 'roll', licence: 'plain' } }),
  ...verbs('gain altitude, gain height', {
    move: { family: 'travel', licence: 'plain', to: 'up' },
  }),
  ...verbs('lose altitude, lose height', {
    move: { family: 'travel', licence: 'plain', to: 'down' },
  }),
  ...verbs('lurch, whoosh, surge', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', pace: 1 },
  }),
  ...verbs('shoot forward, shoot ahead, burst through, burst into, burst forward', {
    move: { family: 'travel', licence: 'plain', to: 'in', pace: 1 },
  }),
  ...verbs('shoot up, shoot upward, shoot skyward', {
    move: { family: 'travel', licence: 'plain', to: 'up', pace: 1 },
  }),
  ...verbs('veer, swerve', { move: { family: 'turn', licence: 'plain', common: true } }),
  ...verbs('dip', { move: { family: 'travel', licence: 'plain', to: 'down', thing: true } }),
  ...verbs('crash in', {
    move: { family: 'zoom', licence: 'film', to: 'in', pace: 2, common: true },
  }),
  ...verbs('glance', { move: { family: 'turn', licence: 'plain', personal: true } }),
  ...verbs('nod', { move: { family: 'tilt', licence: 'plain', personal: true } }),
  ...verbs('drop in, drop into', {
    move: { family: 'travel', licence: 'plain', to: 'down', common: true },
  }),
  // Not `leaves`: those hang on trees.
  ...(['leave', 'leaving'] as const).map(
    (phrase, i) =>
      ({
        phrase,
        form: i === 0 ? ('base' as const) : ('ing' as const),
        senses: {
          move: { family: 'travel', licence: 'plain', to: 'out', transitive: true, scenic: true },
        },
      }) satisfies Entry,
  ),
  ...verbs('recoil', { move: { family: 'travel', licence: 'plain', to: 'out', pace: 1 } }),
  ...verbs('bounce, jostle, rattle, judder', {
    move: { family: 'shake', licence: 'plain', scenic: true },
  }),
  ...verbs('tip', { move: { family: 'tilt', licence: 'plain', thing: true } }),
  ...verbs('peel away, peel off', { move: { family: 'travel', licence: 'plain', to: 'out' } }),
  ...verbs('scoot, shuffle', { move: { family: 'travel', licence: 'plain' } }),
  ...verbs('open up the frame, open up the shot, open the frame', {
    move: { family: 'zoom', licence: 'film', to: 'out' },
  }),
  ...verbs('lead', {
    move: {
      family: 'travel',
      licence: 'plain',
      to: 'out',
      transitive: true,
      scenic: true,
      thing: true,
    },
  }),
  ...verbs('lean', { move: { family: 'roll', licence: 'plain', personal: true } }),
  ...verbs('scan', { move: { family: 'turn', licence: 'plain', transitive: true } }),
  ...verbs('turn', { move: { family: 'turn', licence: 'plain', scenic: true } }),
  ...verbs('look', { move: { family: 'turn', licence: 'plain', scenic: true, personal: true } }),
  ...verbs('lift up', { move: { family: 'travel', licence: 'plain', to: 'up' } }),
  ...verbs('tumble', { move: { family: 'spin', licence: 'plain' } }),
  ...verbs('rotate', { move: { family: 'rotate', licence: 'plain' } }),
  ...verbs('spin, twist, twirl, whirl', { move: { family: 'spin', licence: 'plain' } }),
  ...nouns('rotation', { move: { family: 'rotate', licence: 'plain' } }),
  ...verbs('swing', { move: { family: 'rotate', licence: 'plain', otherwise: 'sideways' } }),
  ...verbs('circle, revolve, encircle', {
    move: { family: 'orbit', licence: 'plain', transitive: true, scenic: true },
  }),
  ...verbs('circle around, arc around, revolve around, rotate around, spin around, move around', {
    move: { family: 'orbit', licence: 'plain', transitive: true, scenic: true },
  }),
  ...verbs('orbit around, wrap around', {
    move: { family: 'orbit', licence: 'term', transitive: true, scenic: true },
  }),
  ...verbs('spiral, corkscrew', { move: { family: 'orbit', licence: 'plain', scenic: true } }),
  ...verbs('walk, stroll, run, jog, sprint, march, gallop, hike', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', steps: true, scenic: true },
  }),
  ...verbs('drive, ride', {
    move: { family: 'travel', licence: 'plain', otherwise: 'in', common: true },
  }),
  ...verbs('stay behind, keep behind', {
    move: {
      family: 'travel',
      licence: 'plain',
      to: 'in',
      size: 0.6,
      transitive: true,
      follows: true,
    },
  }),
  ...verbs('stay with, stay close to, keep pace with, keep up with', {
    move: {
      family: 'travel',
      licence: 'plain',
      otherwise: 'sideways',
      size: 0.6,
      transitive: true,
      follows: true,
    },
  }),
  ...verbs('follow, trail, chase, pursue, stalk', {
    move: {
      family: 'travel',
      licence: 'plain',
      otherwise: 'sideways',
      size: 0.6,
      transitive: true,
      scenic: true,
      follows: true,
    },
  }),
  ...verbs('widen, widen out, expand', { move: { family: 'zoom', licence: 'plain', to: 'out' } }),
  // Not `narrow`: streets are.
  ...words('narrows, narrowing', { move: { family: 'zoom', licence: 'plain', to: 'in' } }),
  ...verbs('tighten', { move: { family: 'zoom', licence: 'plain', to: 'in' } }),
  ...verbs('magnify, enlarge', { move: { family: 'zoom', licence: 'plain', to: 'in' } }),
  ...verbs('lock', { move: { family: 'hold', licence: 'plain', label: true } }),
  ...words('stay, stays', { move: { family: 'hold', licence: 'plain', scenic: true } }),
  ...verbs('hang, sit, perch, stand', {
    move: { family: 'hold', licence: 'plain', scenic: true, personal: true },
  }),
  ...verbs('hold, linger, pause, stop, rest, freeze, wait, stop dead, stop short, stop cold', {
    move: { family: 'hold', licence: 'plain', scenic: true },
  }),
];

/** Kinds of shot that move, and words for movement as such. */
const shots: Entry[] = [
  ...words('hyperlapse, hyper lapse', {
    move: {
      family: 'travel',
      licence: 'sure',
      otherwise: 'in',
      pace: 2,
      size: 1.2,
      ease: 'accelerate',
    },
    camera: true,
  }),
  ...words('fpv, fpv shot, fpv drone shot, fpv drone', {
    move: { family: 'travel', licence: 'sure', otherwise: 'in', pace: 1, hint: true, label: true },
    camera: true,
  }),
  ...words('flyover, fly over shot, flythrough, fly through, flyby, fly by, flight through', {
    move: { family: 'travel', licence: 'sure', to: 'in' },
  }),
  ...words('walkthrough, walk through, walking tour, walking pov', {
    move: { family: 'travel', licence: 'sure', to: 'in', steps: true },
  }),
  ...words(
    'drone reveal, aerial reveal, drone shot, drone footage, drone view, aerial drone shot, helicopter shot, drone video',
    {
      move: { family: 'travel', licence: 'sure', otherwise: 'in', hint: true, label: true },
      camera: true,
    },
  ),
  ...words('aerial shot, aerial view, aerial footage, aerial, steadicam, steadicam shot', {
    move: {
      family: 'travel',
      licence: 'sure',
      otherwise: 'in',
      size: 0.8,
      hint: true,
      label: true,
    },
    camera: true,
  }),
  ...words('gimbal, gimbal shot, steadycam, gliding shot, cable cam, cablecam, wire cam', {
    move: {
      family: 'travel',
      licence: 'sure',
      otherwise: 'in',
      size: 0.8,
      hint: true,
      label: true,
    },
    camera: true,
  }),
  ...words("bird's eye flyover, birds eye flyover", {
    move: { family: 'travel', licence: 'sure', to: 'in' },
  }),
  ...words('pov, first person, pov shot, first person view, point of view, first person pov', {
    move: { family: 'shake', licence: 'sure', size: 0.4, hint: true },
    camera: true,
  }),
  ...words('reveal shot, pull out reveal', {
    move: { family: 'travel', licence: 'sure', otherwise: 'out', label: true },
  }),
  ...words('movement, movements, motion', {
    move: { family: 'travel', licence: 'term', any: true, label: true },
    film: true,
  }),
  ...words('camera work, camerawork, camera movement', {
    move: { family: 'travel', licence: 'term', any: true, label: true },
    film: true,
    camera: true,
  }),
  ...words('camera movements, camera motion, camera motions, camera moves, camera move', {
    move: { family: 'travel', licence: 'sure', any: true, label: true },
    film: true,
    camera: true,
  }),
  ...words('sweeping motion, sweeping movement, sweeping camera movement', {
    move: { family: 'travel', licence: 'sure', any: true, label: true, size: 1.25 },
    film: true,
  }),
  ...words('motions', { move: { family: 'travel', licence: 'term', any: true, label: true } }),
];

/** Stillness of the camera. */
const stillness: Entry[] = [
  ...words('static shot, locked off, locked off shot, lock off, locked down, lockdown shot', {
    move: { family: 'hold', licence: 'sure', label: true },
  }),
  ...words('locked shot, fixed shot, still shot, stationary shot, static camera, fixed camera', {
    move: { family: 'hold', licence: 'sure', label: true },
  }),
  ...words('static wide, static medium, static close up, static closeup, static medium shot', {
    move: { family: 'hold', licence: 'sure', label: true },
  }),
  ...words(
    'frozen camera, frozen shot, stationary camera, still camera, locked camera, static frame, fixed frame',
    {
      move: { family: 'hold', licence: 'sure', label: true },
    },
  ),
  ...words(
    'tripod shot, immobile shot, static wide shot, security camera, cctv, security footage',
    {
      move: { family: 'hold', licence: 'sure', label: true },
    },
  ),
  ...words('static hold, tripod hold, locked hold, locked tripod, static tripod, fixed tripod', {
    move: { family: 'hold', licence: 'sure', label: true },
  }),
  ...words('static, fixed, stationary, still, locked, immobile, motionless, unmoving, in place', {
    move: { family: 'hold', licence: 'term', label: true },
  }),
  ...words('where it is, where it stands, as it is, exactly where it is, in one place', {
    move: { family: 'hold', licence: 'term', label: true },
  }),
  ...words('perfectly still, completely still, steady frame, holds steady, hold steady', {
    move: { family: 'hold', licence: 'term', label: true },
  }),
  // From a tripod one pans: it means stillness only where nothing moves.
  ...words('tripod, on a tripod, tripod mounted', {
    move: { family: 'hold', licence: 'term', hint: true, label: true },
  }),
  ...words('remains steady, stays steady, remain steady, stay steady, is steady, kept steady', {
    move: { family: 'hold', licence: 'plain', label: true },
  }),
  ...words('holds still, hold still, stays still, stay still, stays put, holding still', {
    move: { family: 'hold', licence: 'plain', label: true },
  }),
];

export const moves: Entry[] = [...terms, ...everyday, ...shots, ...stillness];
