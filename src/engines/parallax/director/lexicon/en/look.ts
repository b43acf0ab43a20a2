/** English words for what is in the air and on the film, and for the mood. */
import { nouns, verbs, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

const weather: Entry[] = [
  ...words('snow, snowing, snowfall, falling snow, snowflakes, snow falling, snowy, flurries', {
    atmosphere: { kind: 'snow', strength: 0.5 },
  }),
  ...words('snows, flurry, wintry weather, let it snow', {
    atmosphere: { kind: 'snow', strength: 0.5 },
  }),
  ...nouns('blizzard, snowstorm, snow storm', { atmosphere: { kind: 'snow', strength: 0.9 } }),
  ...words(
    "rain, raining, rainfall, rainy, falling rain, raindrops, rains, showers, it's pouring, pouring down",
    {
      atmosphere: { kind: 'rain', strength: 0.5 },
    },
  ),
  ...words('drizzle, drizzling, drizzly', { atmosphere: { kind: 'rain', strength: 0.3 } }),
  ...words(
    'downpour, rainstorm, rain storm, torrential rain, pouring rain, monsoon, thunderstorm',
    {
      atmosphere: { kind: 'rain', strength: 0.9 },
    },
  ),
  ...words(
    'dust, dust motes, dust particles, motes, floating particles, particles, pollen, motes',
    {
      atmosphere: { kind: 'dust', strength: 0.5 },
    },
  ),
  ...words(
    'floating dust, specks of dust, dust in the air, dusty air, dust filled air, particle effects, fairy dust',
    {
      atmosphere: { kind: 'dust', strength: 0.5 },
    },
  ),
  ...nouns('sandstorm, sand storm, dust storm', { atmosphere: { kind: 'dust', strength: 0.9 } }),
  ...words('embers, ember, sparks, glowing embers, floating embers, flying sparks, cinders', {
    atmosphere: { kind: 'embers', strength: 0.5 },
  }),
  ...words('fire sparks, fireflies', { atmosphere: { kind: 'embers', strength: 0.35 } }),
  ...words('fog, foggy, mist, misty, mists, haze, low fog, ground fog, fog rolling in, fog bank', {
    atmosphere: { kind: 'fog', strength: 0.5 },
  }),
  ...words('smoky, smoggy, smog', { atmosphere: { kind: 'fog', strength: 0.35 } }),
];

/** Ground, not weather: a snowy mountain does not mean that it snows. */
const onTheGround: Entry[] = [
  ...words('snow covered, snow capped, snowcapped, snowy mountain, snowy mountains, snowy peaks', {
    style: true,
  }),
  ...words('snowy peak, snowy landscape, snowy field, snowy fields, snowy hill, snowy hills', {
    style: true,
  }),
  ...words(
    'snow tipped, snow clad, snow topped, snow laden, snow draped, snow blanketed, on snow, blanketed in snow, covered in snow, snow leopard, snow white, snow globe, snow dusted, melting snow',
    {
      style: true,
    },
  ),
  ...words(
    'after rain, after the rain, after a rain, after snowfall, after a storm, after the storm',
    {
      style: true,
    },
  ),
  ...words(
    'rain soaked, rain slicked, rain slick, rain coat, rain boots, rain forest, rain jacket',
    {
      style: true,
    },
  ),
  ...words(
    'dust covered, dusted with, covered in dust, fog lights, fog lamp, mist blue, spark plug',
    {
      style: true,
    },
  ),
  ...words('snowy owl, snow owl, snowy roof, snowy rooftops, snow field, snow fields, deep snow', {
    style: true,
  }),
  ...words(
    'in the snow, on the snow, through the snow, through deep snow, snow angel, snow drift',
    {
      style: true,
    },
  ),
];

const film: Entry[] = [
  ...words('light leaks, light leak, film burn, film burns, lens leak, light flares', {
    atmosphere: { kind: 'light-leaks', strength: 0.5 },
  }),
  ...words('film grain, grainy, grain, grain texture, film look, film stock, film texture', {
    atmosphere: { kind: 'film-grain', strength: 0.5 },
  }),
  ...words('16mm, 16 mm, super 8, super8, super 16, 8mm, 8 mm, 8mm film, 16mm film, super 8 film', {
    atmosphere: { kind: 'film-grain', strength: 0.7 },
  }),
  ...words('35mm film, 70mm film, shot on film, analog film, analogue film, analog, celluloid', {
    atmosphere: { kind: 'film-grain', strength: 0.4 },
  }),
  ...words('kodak, kodachrome, portra, fujifilm, ektachrome, cinestill, polaroid, lomography', {
    atmosphere: { kind: 'film-grain', strength: 0.4 },
  }),
  ...words('vintage film, old film, old movie, old movies, silent film, silent movie, newsreel', {
    atmosphere: { kind: 'film-grain', strength: 0.7 },
  }),
  ...words('archival, archival footage, archive footage, sepia, noir, film noir, daguerreotype', {
    atmosphere: { kind: 'film-grain', strength: 0.5 },
  }),
  ...words('vintage look, vintage style, vintage feel, vintage aesthetic, vintage footage', {
    atmosphere: { kind: 'film-grain', strength: 0.5 },
  }),
  ...words(
    'retro look, retro style, retro aesthetic, retro film, nostalgic film, old fashioned film',
    {
      atmosphere: { kind: 'film-grain', strength: 0.5 },
    },
  ),
  ...words('vintage, retro, old timey', {
    atmosphere: { kind: 'film-grain', strength: 0.45, adjective: true },
  }),
  ...words(
    'vhs, vhs tape, vhs effect, vhs footage, vhs look, camcorder, crt, videotape, video tape',
    {
      atmosphere: { kind: 'vhs', strength: 0.6 },
    },
  ),
  ...words(
    'home video, home movie, home movies, vaporwave, analog horror, scan lines, scanlines, tracking lines',
    {
      atmosphere: { kind: 'vhs', strength: 0.5 },
    },
  ),
  ...words(
    'glow, soft glow, dreamy, dreamlike, dream like, ethereal, hazy, otherworldly, heavenly',
    {
      atmosphere: { kind: 'glow', strength: 0.5 },
    },
  ),
  ...words(
    'soft focus, halation, bloom effect, dreamscape, hazy light, diffused glow, glow effect',
    {
      atmosphere: { kind: 'glow', strength: 0.5 },
    },
  ),
  ...words('magical, fairytale, fairy tale, mystical, enchanted, surreal, angelic, dreamily', {
    atmosphere: { kind: 'glow', strength: 0.35 },
  }),
  ...words('vignette, vignetting, vignetted, dark edges, darkened edges, dark corners', {
    atmosphere: { kind: 'vignette', strength: 0.5 },
  }),
  ...words('darkened corners', { atmosphere: { kind: 'vignette', strength: 0.5 } }),
  ...words(
    'bokeh, shallow depth of field, shallow focus, depth of field, blurred background, background blurred',
    {
      atmosphere: { kind: 'depth-of-field', strength: 0.5 },
    },
  ),
  ...words('background out of focus, blurred backdrop, background softly blurred', {
    atmosphere: { kind: 'depth-of-field', strength: 0.5 },
  }),
  ...words('blurry background, background blur, out of focus background, shallow dof, dof', {
    atmosphere: { kind: 'depth-of-field', strength: 0.5 },
  }),
  ...words('soft rack, rack from, rack to, racks to, racks from, racking from', {
    atmosphere: { kind: 'depth-of-field', strength: 0.6 },
  }),
  ...words('rack focus, focus pull, pull focus, pulls focus, racks focus, selective focus', {
    atmosphere: { kind: 'depth-of-field', strength: 0.6 },
  }),
  ...words('focus shifts, shifts focus, shift focus, shifting focus, focus shift, focus changes', {
    atmosphere: { kind: 'depth-of-field', strength: 0.6 },
  }),
  ...words('tilt shift, miniature effect, rack focusing, pulling focus, defocused background', {
    atmosphere: { kind: 'depth-of-field', strength: 0.6 },
  }),
];

/** Not that anything breaks. */
const idioms: Entry[] = words('dawn breaks, dawn breaking, day breaks, day is breaking', {
  style: true,
});

const flavours: Entry[] = [
  ...words('disorienting, disorientating, dizzying, vertiginous, trippy, psychedelic, woozy', {
    flavour: { kind: 'roll', direction: 'either turn', amount: 0.5 },
  }),
  ...words('hallucinatory, drunken, off kilter, off balance, topsy turvy, disoriented', {
    flavour: { kind: 'roll', direction: 'either turn', amount: 0.5 },
  }),
];

/** Strength of what is in the air, beside the paces and sizes that also say it. */
const strengths: Entry[] = [
  ...words('heavy, heavily, thick, dense, lots of, lot of, intense, strong, hard, torrential', {
    degree: 1.6,
  }),
  ...words(
    'light, lightly, thin, faint, faintly, delicate, sparse, few, hint of, touch of, gentle, dusting of, light dusting of, sprinkling of, wisps of',
    {
      degree: 0.6,
    },
  ),
];

const moods: Entry[] = [
  ...words('calm, serene, peaceful, tranquil, quiet, still, meditative, relaxing, cozy, soothing', {
    mood: 'calm',
  }),
  ...nouns('landscape, mountain, ocean, sea, desert, horizon, skyline, panorama, beach, coast', {
    mood: 'vast',
  }),
  ...words('epic, vast, sweeping, majestic, grand, aerial, cityscape, wilderness, galaxy, canyon', {
    mood: 'vast',
  }),
  ...nouns('portrait, face, close up, closeup, headshot, selfie, bride, eye', { mood: 'portrait' }),
  ...nouns('tower, skyscraper, cathedral, church, lighthouse, castle, statue, temple, pagoda', {
    mood: 'tall',
  }),
  ...words('waterfall, redwood, tall, towering, monument', { mood: 'tall' }),
  ...nouns('product, bottle, watch, perfume, sneaker, shoe, sculpture, vase, ring, cake, burger', {
    mood: 'product',
  }),
  ...words('jewelry, jewellery, advertisement, commercial, packshot, handbag, lipstick', {
    mood: 'product',
  }),
  ...nouns('corridor, hallway, tunnel, street, road, path, alley, railway, bridge, forest, aisle', {
    mood: 'deep',
  }),
  ...words(
    'tense, suspense, suspenseful, horror, scary, creepy, ominous, eerie, thriller, menacing',
    {
      mood: 'tense',
    },
  ),
  ...words('energetic, dynamic, exciting, action, lively, upbeat, party, festival, sport, sports', {
    mood: 'lively',
  }),
  ...words('cyberpunk, chaotic, intense', { mood: 'lively' }),
];

const stillness: Entry[] = [
  ...words(
    'total stillness, complete stillness, absolute stillness, frozen in time, freeze frame, nothing moves, nothing should move, nothing must move, nothing may move, frozen moment, time stands still',
    {
      stillness: true,
    },
  ),
  ...words('motionless scene, everything is still, everything frozen, everything is frozen', {
    stillness: true,
  }),
  ...words('background is completely still, environment is completely still, background is still', {
    stillness: true,
  }),
  ...words('environment is still, everything remains still', {
    stillness: true,
  }),
  ...words('keep everything still, everything still, everything stays still, all still', {
    stillness: true,
  }),
  // Something is to move, then.
  ...words('everything else still, everything else stays still, everything else is still', {
    stillness: true,
    life: true,
  }),
  ...words('completely frozen, nothing is moving, no animation, perfectly motionless', {
    stillness: true,
  }),
];

const life: Entry[] = [
  ...words(
    'subtle life, gentle life, ambient life, signs of life, ambient motion, ambient movement',
    {
      life: true,
    },
  ),
  ...words('living photo, living photograph, living portrait, cinemagraph', { life: true }),
];

export const look: Entry[] = [
  ...weather,
  ...onTheGround,
  ...film,
  ...idioms,
  ...flavours,
  ...strengths,
  ...moods,
  ...stillness,
  ...life,
  ...verbs('snow, rain, drizzle', { ambient: { falls: true } }),
];
