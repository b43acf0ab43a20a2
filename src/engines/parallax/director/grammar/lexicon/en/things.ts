/** Things that have a camera word in their name, in English. */
export const things = `
thing | nouns: steering wheel, spinning wheel, handheld vacuum, handheld radio, handheld device, handheld console, handheld fan,
  handheld mirror, handheld game, pull down menu, film camera, old film camera, movie camera,
  video camera, frying pan, sauce pan, cooking pan, baking pan, cake pan, wok pan, roasting pan,
  zoom lens, zoom call, zoom meeting, zoom button, zoom background, dolly cart, dust jacket,
  dust cover, dust bin, rain check, rain boot, snow globe, spark plug, sit up, press up,
  push button, push pin, pull tab, tow truck, tower crane, construction crane, harbor crane,
  port crane, paper crane, origami crane, rolling hill, rolling pin, rolling stone, rolling chair,
  roll of film, sushi roll
edit | cut to, cuts to, jump cut, match cut, hard cut, smash cut, quick cuts, cuts, montage,
  fade to black, fades to black, fade out, fades out, fade in, fades in, crossfade, dissolve,
  slow dissolve, cross dissolve, iris out, cross fade, dissolve to, dissolves to, dissolves into,
  split screen, fade to white
thing | static electricity, static noise, tv static, radio static, static hair, on the right,
  grain field, grain fields, grain of, grains of, wood grain, grain silo, barrel view,
  still frame of, still frame from, rolling fields, rolling countryside, rolling landscape,
  rolling meadows, rolling dunes, rock and roll, rock n roll, drum roll, egg roll, spring roll,
  spring rolls, toilet roll, pan fried, pan seared, peter pan, pan flute, pan pizza, dolly parton,
  dolly the sheep, left hand, right hand, left arm, right arm, left eye, right eye, left side,
  right side, left foot, right foot, left leg, right leg, left corner, right corner, on the left,
  left of, right of, push ups, pull ups, pull up bar, pull up bars, right now, right away,
  right next, right in front, right there, right here, right before, left wing, right wing,
  top left, top right, bottom left, bottom right, left third, right third, upper left, upper right,
  lower left, lower right, all right, still life, still water, still waters, still lake,
  still pond, standing still, sit still, stands still, stand still, sits still, sitting still,
  still standing, still sitting, stock still, still wearing, film still, movie still,
  up and coming, make up, dressed up, in orbit, into orbit, earth orbit, low orbit, joan of arc,
  arc de triomphe, arc lamp, track and field, story arc, boom box, boom mic, baby boom, boom town,
  race track, train tracks, train track, railway tracks, railroad tracks, tire tracks, soundtrack,
  track suit, in camera, on camera, off camera, camera shop, camera store, camera bag,
  camera strap, pull up a chair, pull over, pulled up, tilt shift lens, turning point, fixed gaze,
  fixed stare, moving boxes, moving truck, moving van, lift off pad, ski lift, swing set,
  slide show, slideshow, playground slide, water slide, drop of water, water drop, water drops,
  water droplets, dew drops, rain drops, teardrop, tear drop, drop shadow
thing; agent | nouns: pick up truck, pickup truck, food truck, fire truck, dump truck,
  garbage truck, ice cream truck, monster truck, delivery truck, semi truck
thing; preposition | from the left, from the right, from left, from right
style | jib arm, crane arm, boom arm, camera crane, dolly track, dolly tracks, on rails,
  camera lens flare, camera operator, camera crew, camera angle, camera angles
preposition | as if, as though, such as, same as, as seen, as part of, known as, as usual,
  as far as, as soon as, so much, as well, not only, no one, no matter, by the
`;
