/** English words for what is done to a picture's colours, style and light, and for sound and text. */
import { nouns, verbs, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

/** What a picture may be by itself as well: asked for only where the prompt says so. */
const named: Entry[] = [
  ...words(
    'black and white, black & white, black white, b&w, bw, monochrome, grayscale, greyscale',
    {
      look: 'named',
      style: true,
    },
  ),
  ...words('sepia', { look: 'named' }),
  ...words('teal and orange, duotone, technicolor, full color, full colour, high contrast', {
    look: 'named',
    style: true,
  }),
  ...words('anime, anime style, manga, cartoon, cartoon style, comic book style, pixel art', {
    look: 'named',
    thing: true,
  }),
  ...nouns('watercolor, watercolour, oil painting, watercolor painting, watercolour painting', {
    look: 'named',
    thing: true,
  }),
  ...nouns('pencil sketch, pencil drawing, charcoal drawing, line drawing, comic book', {
    look: 'named',
    thing: true,
  }),
  ...words('claymation, stop motion, ghibli style, pixar style, disney style, impressionist', {
    look: 'named',
    style: true,
  }),
];

/** What the prompt may want changed, shown or heard: told by the verb beside it. */
const subjects: Entry[] = [
  ...words('sunlight, moonlight, candlelight', { look: 'subject' }),
  ...words(
    'brighter, darker, warmer, colder, vibrant, more vibrant, vivid, more vivid, saturated',
    {
      look: 'subject',
      style: true,
    },
  ),
  ...words('blurry, pixelated, distorted', { look: 'subject', style: true }),
  ...nouns('painting, drawing, sketch, illustration, engraving, tone', { look: 'subject' }),
  ...nouns('tint, tinge', { look: 'subject', thing: true }),
  ...words('color, colors, colour, colours, lighting, palette, color palette, tones, hues', {
    look: 'subject',
  }),
  ...nouns('color temperature, colour temperature, season, hue, daylight, light', {
    look: 'subject',
    thing: true,
  }),
  ...words('brightness, exposure, saturation, contrast, white balance', {
    look: 'subject',
    style: true,
  }),
  ...nouns('title, caption, logo, letter, headline, slogan, watermark, credit, line of text', {
    look: 'subject',
    thing: true,
  }),
  ...words('text, words, lettering, the words, the word, the text, the title', {
    look: 'subject',
    thing: true,
  }),
  ...words('music, song, melody, orchestra music, piano music, orchestral music, jazz music', {
    look: 'subject',
    thing: true,
  }),
];

/** What no picture has by itself. */
const asked: Entry[] = [
  ...words('turn off the lights, turn on the lights, turn the lights off, turn the lights on', {
    look: 'asked',
  }),
  ...words(
    'ambient noise, rain sounds, nature sounds, city sounds, we hear, you hear, you can hear, we can hear, can be heard, is heard',
    {
      look: 'asked',
    },
  ),
  ...verbs('desaturate, colorize, colourize, colourise, recolor, recolour, restyle', {
    look: 'asked',
  }),
  ...nouns(
    'color grade, colour grade, color filter, colour filter, sepia filter, color correction',
    {
      look: 'asked',
      style: true,
    },
  ),
  ...words('color grading, colour grading, color shift, lighting change, lighting changes', {
    look: 'asked',
    style: true,
  }),
  ...nouns(
    'subtitle, closed caption, text overlay, title card, lower third, end credit, voiceover',
    {
      look: 'asked',
      style: true,
    },
  ),
  ...words(
    'captions, on screen text, onscreen text, title sequence, voice over, narration, dialogue',
    {
      look: 'asked',
      style: true,
    },
  ),
  ...nouns('soundtrack, sound effect, narrator, background sound, ambient sound, theme song', {
    look: 'asked',
    style: true,
  }),
  ...words('sfx, audio, background music, sound of, sounds of, sound design, lip sync, dialog', {
    look: 'asked',
    style: true,
  }),
  ...words(
    'day to night, night to day, dawn to dusk, dusk to dawn, summer to winter, winter to spring',
    {
      look: 'asked',
      style: true,
    },
  ),
  ...words(
    'sun sets, sun rises, sun goes down, sun comes up, moon rises, night falls, day breaks, darkness falls',
    {
      look: 'asked',
      style: true,
    },
  ),
];

export const finish: Entry[] = [...named, ...subjects, ...asked];
