/** What is in the air and on the film, and moods, in English. */
export const look = `
atmosphere snow 0.5 | snow, snowing, snowfall, falling snow, snowflakes, snow falling, snowy,
  flurries, snows, flurry, wintry weather, let it snow
atmosphere snow 0.9 | nouns: blizzard, snowstorm, snow storm
atmosphere rain 0.5 | rain, raining, rainfall, rainy, falling rain, raindrops, rains, showers,
  it's pouring, pouring down
atmosphere rain 0.3 | drizzle, drizzling, drizzly
atmosphere rain 0.9 | downpour, rainstorm, rain storm, torrential rain, pouring rain, monsoon,
  thunderstorm
atmosphere dust 0.5 | dust, dust motes, dust particles, motes, floating particles, particles,
  pollen, floating dust, specks of dust, dust in the air, dusty air, dust filled air,
  particle effects, fairy dust
atmosphere dust 0.9 | nouns: sandstorm, sand storm, dust storm
atmosphere embers 0.5 | embers, ember, sparks, glowing embers, floating embers, flying sparks,
  cinders
atmosphere embers 0.35 | fire sparks, fireflies
atmosphere fog 0.5 | fog, foggy, mist, misty, mists, haze, low fog, ground fog, fog rolling in,
  fog bank
atmosphere fog 0.35 | smoky, smoggy, smog
style | snow covered, snow capped, snowcapped, snowy mountain, snowy mountains, snowy peaks,
  snowy peak, snowy landscape, snowy field, snowy fields, snowy hill, snowy hills, snow tipped,
  snow clad, snow topped, snow laden, snow draped, snow blanketed, on snow, blanketed in snow,
  covered in snow, snow leopard, snow white, snow globe, snow dusted, melting snow, after rain,
  after the rain, after a rain, after snowfall, after a storm, after the storm, rain soaked,
  rain slicked, rain slick, rain coat, rain boots, rain forest, rain jacket, dust covered,
  dusted with, covered in dust, fog lights, fog lamp, mist blue, spark plug, snowy owl, snow owl,
  snowy roof, snowy rooftops, snow field, snow fields, deep snow, in the snow, on the snow,
  through the snow, through deep snow, snow angel, snow drift, dawn breaks, dawn breaking,
  day breaks, day is breaking
atmosphere light-leaks 0.5 | light leaks, light leak, film burn, film burns, lens leak,
  light flares
atmosphere film-grain 0.5 | film grain, grainy, grain, grain texture, film look, film stock,
  film texture, archival, archival footage, archive footage, sepia, noir, film noir, daguerreotype,
  vintage look, vintage style, vintage feel, vintage aesthetic, vintage footage, retro look,
  retro style, retro aesthetic, retro film, nostalgic film, old fashioned film
atmosphere film-grain 0.7 | 16mm, 16 mm, super 8, super8, super 16, 8mm, 8 mm, 8mm film, 16mm film,
  super 8 film, vintage film, old film, old movie, old movies, silent film, silent movie, newsreel
atmosphere film-grain 0.4 | 35mm film, 70mm film, shot on film, analog film, analogue film, analog,
  celluloid, kodak, kodachrome, portra, fujifilm, ektachrome, cinestill, polaroid, lomography
atmosphere film-grain 0.45 adjective | vintage, retro, old timey
atmosphere vhs 0.6 | vhs, vhs tape, vhs effect, vhs footage, vhs look, camcorder, crt, videotape,
  video tape
atmosphere vhs 0.5 | home video, home movie, home movies, vaporwave, analog horror, scan lines,
  scanlines, tracking lines
atmosphere glow 0.5 | glow, soft glow, dreamy, dreamlike, dream like, ethereal, hazy, otherworldly,
  heavenly, soft focus, halation, bloom effect, dreamscape, hazy light, diffused glow, glow effect
atmosphere glow 0.35 | magical, fairytale, fairy tale, mystical, enchanted, surreal, angelic,
  dreamily
atmosphere vignette 0.5 | vignette, vignetting, vignetted, dark edges, darkened edges,
  dark corners, darkened corners
atmosphere depth-of-field 0.5 | bokeh, shallow depth of field, shallow focus, depth of field,
  blurred background, background blurred, background out of focus, blurred backdrop,
  background softly blurred, blurry background, background blur, out of focus background,
  shallow dof, dof
atmosphere depth-of-field 0.6 | soft rack, rack from, rack to, racks to, racks from, racking from,
  rack focus, focus pull, pull focus, pulls focus, racks focus, selective focus, focus shifts,
  shifts focus, shift focus, shifting focus, focus shift, focus changes, tilt shift,
  miniature effect, rack focusing, pulling focus, defocused background
flavour roll either-turn 0.5 | disorienting, disorientating, dizzying, vertiginous, trippy,
  psychedelic, woozy, hallucinatory, drunken, off kilter, off balance, topsy turvy, disoriented
degree 1.6 | heavy, heavily, thick, dense, lots of, lot of, intense, strong, hard, torrential
degree 0.6 | light, lightly, thin, faint, faintly, delicate, sparse, few, hint of, touch of,
  gentle, dusting of, light dusting of, sprinkling of, wisps of
mood calm | calm, serene, peaceful, tranquil, quiet, still, meditative, relaxing, cozy, soothing
mood vast | nouns: landscape, mountain, ocean, sea, desert, horizon, skyline, panorama, beach,
  coast
mood vast | epic, vast, sweeping, majestic, grand, aerial, cityscape, wilderness, galaxy, canyon
mood portrait | nouns: portrait, face, close up, closeup, headshot, selfie, bride, eye
mood tall | nouns: tower, skyscraper, cathedral, church, lighthouse, castle, statue, temple, pagoda
mood tall | waterfall, redwood, tall, towering, monument
mood product | nouns: product, bottle, watch, perfume, sneaker, shoe, sculpture, vase, ring, cake,
  burger
mood product | jewelry, jewellery, advertisement, commercial, packshot, handbag, lipstick
mood deep | nouns: corridor, hallway, tunnel, street, road, path, alley, railway, bridge, forest,
  aisle
mood tense | tense, suspense, suspenseful, horror, scary, creepy, ominous, eerie, thriller,
  menacing
mood lively | energetic, dynamic, exciting, action, lively, upbeat, party, festival, sport, sports,
  cyberpunk, chaotic, intense
stillness | total stillness, complete stillness, absolute stillness, frozen in time, freeze frame,
  nothing moves, nothing should move, nothing must move, nothing may move, frozen moment,
  time stands still, motionless scene, everything is still, everything frozen,
  everything is frozen, background is completely still, environment is completely still,
  background is still, environment is still, everything remains still, keep everything still,
  everything still, everything stays still, all still, completely frozen, nothing is moving,
  no animation, perfectly motionless
stillness; life | everything else still, everything else stays still, everything else is still
life | subtle life, gentle life, ambient life, signs of life, ambient motion, ambient movement,
  living photo, living photograph, living portrait, cinemagraph
ambient falls | verbs: snow, rain, drizzle
`;
