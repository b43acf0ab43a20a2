/** What is done to a picture, and sound and text, in English. */
export const finish = `
look named; style | black and white, black & white, black white, b&w, bw, monochrome, grayscale,
  greyscale, teal and orange, duotone, technicolor, full color, full colour, high contrast,
  claymation, stop motion, ghibli style, pixar style, disney style, impressionist
look named | sepia
look named; thing | anime, anime style, manga, cartoon, cartoon style, comic book style, pixel art
look named; thing | nouns: watercolor, watercolour, oil painting, watercolor painting,
  watercolour painting, pencil sketch, pencil drawing, charcoal drawing, line drawing, comic book
look subject | sunlight, moonlight, candlelight, color, colors, colour, colours, lighting, palette,
  color palette, tones, hues
look subject; style | brighter, darker, warmer, colder, vibrant, more vibrant, vivid, more vivid,
  saturated, blurry, pixelated, distorted, brightness, exposure, saturation, contrast,
  white balance
look subject | nouns: painting, drawing, sketch, illustration, engraving, tone
look subject; thing | nouns: tint, tinge, color temperature, colour temperature, season, hue,
  daylight, light, title, caption, logo, letter, headline, slogan, watermark, credit, line of text
look subject; thing | text, words, lettering, the words, the word, the text, the title, music,
  song, melody, orchestra music, piano music, orchestral music, jazz music
look asked | turn off the lights, turn on the lights, turn the lights off, turn the lights on,
  ambient noise, rain sounds, nature sounds, city sounds, we hear, you hear, you can hear,
  we can hear, can be heard, is heard
look asked | verbs: desaturate, colorize, colourize, colourise, recolor, recolour, restyle
look asked; style | nouns: color grade, colour grade, color filter, colour filter, sepia filter,
  color correction, subtitle, closed caption, text overlay, title card, lower third, end credit,
  voiceover, soundtrack, sound effect, narrator, background sound, ambient sound, theme song
look asked; style | color grading, colour grading, color shift, lighting change, lighting changes,
  captions, on screen text, onscreen text, title sequence, voice over, narration, dialogue, sfx,
  audio, background music, sound of, sounds of, sound design, lip sync, dialog, day to night,
  night to day, dawn to dusk, dusk to dawn, summer to winter, winter to spring,
  night falls, day breaks, darkness falls
`;
