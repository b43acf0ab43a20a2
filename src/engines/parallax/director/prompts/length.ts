import type { Row } from './row.ts';

/** Long prompts, as guides teach them. */
export const length: Row[] = [
  [
    'A sleek smartphone rotates on a reflective surface as the camera slowly pushes in, highlighting its edges. Clean studio lighting. No text, no logos.',
    'dolly in, slow, !subject-motion',
  ],
  [
    'Luxury real estate walkthrough: smooth gimbal movement through the front door, into a bright living room, then a slow pan to the ocean view.',
    'dolly in > pan ?, slow',
  ],
  [
    'Product hero shot. The bottle stands still on wet stones; mist drifts around it; the camera orbits slowly, a quarter turn, with shallow depth of field and soft glow.',
    'orbit ?, slow, fog, depth-of-field, glow',
  ],
  [
    'The shot opens on a close-up of weathered hands, and gradually pulls back to reveal an old fisherman mending nets on a foggy pier. Seagulls circle overhead. The mood is melancholic, with muted colors and subtle film grain.',
    'dolly out, slow, fog, some film-grain, !subject-motion',
  ],
  [
    'In a single continuous take, the camera drifts weightlessly through a derelict space station, rotating slowly as debris floats past. Dust particles catch shafts of light. Eerie and silent.',
    'dolly in + roll ?, slow, dust',
  ],
  [
    'Camera movement: slow dolly-in combined with a subtle upward tilt. Subject: a monk meditating. Atmosphere: incense smoke, candlelight. Style: cinematic, 35mm, warm tones.',
    'dolly in + tilt up, slow, !subject-motion',
  ],
  [
    'An aerial drone shot ascends above a dense rainforest canopy at dawn, mist clinging to the treetops, before tilting down to reveal a winding river below.',
    'pedestal up > tilt down, fog',
  ],
  [
    'Epic establishing shot — sweeping crane move up and over the castle walls; banners flutter; an army marches below.',
    'crane up, !subject-motion',
  ],
  [
    'Scene: A neon-lit ramen shop in the rain. Camera: static medium shot with gentle handheld sway. Action: the chef pours broth. Audio: rain, distant traffic.',
    'handheld, slow, rain, !subject-motion, !look',
  ],
  [
    'The viewer is pulled forward through a tunnel of light at accelerating speed, colors streaking past in a psychedelic blur.',
    'dolly in accelerate + roll ?',
  ],
  [
    'Smooth lateral tracking shot, moving left to right parallel to a row of vintage cars; the camera never stops or changes speed.',
    'truck right',
  ],
  [
    'The video starts with a wide shot of the desert. The camera then begins to zoom in slowly towards a lone cactus. Finally, the camera tilts up to the starry sky.',
    'zoom in > tilt up, slow',
  ],
  [
    'Without any cuts, the camera first rises from the cobblestones, passes the café tables, and ends high above the rooftops of Paris at sunset.',
    'pedestal up',
  ],
  [
    'Gentle parallax effect with the foreground flowers drifting slightly to the left while the background remains still',
    'truck ?, slow',
  ],
  [
    'Dynamic FPV drone footage diving off the cliff, racing inches above the waves, banking left around the lighthouse.',
    'dolly in + pedestal down + roll counterclockwise, fast',
  ],
  [
    'Begin with a macro shot of the jellyfish, then gently pull back and up to showcase the ocean',
    'dolly out + pedestal up, slow',
  ],
  [
    'The camera slowly pushes in through the doorway of a sunlit barn, dust hanging in the golden beams, revealing an old tractor covered in hay.',
    'dolly in, slow, dust',
  ],
  [
    'Neon-soaked cyberpunk alley in heavy rain. Camera starts low at a puddle and slowly tilts up to reveal towering skyscrapers.',
    'tilt up, slow, much rain',
  ],
  [
    'A gentle descending crane shot over a snowy village on Christmas Eve, snowflakes drifting, warm windows.',
    'crane down, slow, snow',
  ],
  [
    'The shot begins tight on an antique pocket watch, then slowly pulls out to show the cluttered desk of an inventor.',
    'dolly out, slow',
  ],
  [
    'Camera movement: slow dolly push-in toward the subject, gradually tightening the frame, shallow depth of field.',
    'dolly in, slow, depth-of-field',
  ],
  [
    'Camera movement: slow dolly pull-back, gradually revealing the environment, controlled and elegant movement.',
    'dolly out, slow',
  ],
  [
    'Smooth rightward orbit around the subject, cinematic gimbal arc, while the background shifts with rich parallax.',
    'orbit right',
  ],
  [
    'Camera movement: crane up shot, camera rises vertically while keeping the subject in frame.',
    'crane up',
  ],
  ['Subtle dutch angle roll, slight rotating camera tilt, unsettling cinematic mood.', 'roll ?'],
  [
    'Camera moves backward while facing a man who walks forward, leading shot.',
    'dolly out, !subject-motion',
  ],
  ['Top-down rotating drone shot of a garden centered below, shifting light.', 'roll ?, !look'],
  [
    'The camera starts with a dolly-in and transitions to a circular orbit around a vase.',
    'dolly in > orbit ?',
  ],
  ['The camera descends smoothly back down to focus on details.', 'pedestal down'],
  [
    'The camera performs a vertical sweep from top to bottom. The tilt motion enriches the perception of depth.',
    'pedestal down',
  ],
  [
    'Mira lifts the mailbox lid, the camera follows the photos upward and tilts up',
    'pedestal up + tilt up, !subject-motion',
  ],
  [
    'Dynamic opening: the camera glides fast through the kitchen, slowing down on a coffee cup',
    'dolly in decelerate, fast',
  ],
  ['From inside the fridge, the camera looks out; slow push toward his face', 'dolly in, slow'],
  ['the camera swings from the side of the desk around to the front', 'orbit ?'],
  [
    'Vertical 9:16, product on marble, slow clockwise orbit, 5 seconds, loopable, no text.',
    'orbit left, slow',
  ],
  ['Slow push-in. A needle moves in a steady rhythm.', 'dolly in, slow, !subject-motion'],
  ['a slow pan, sweeping from left to right across the bay', 'pan right, slow'],
  ['a smooth horizontal pan sweeping across the scene from left to right', 'pan right'],
  [
    'Camera rises vertically. Subject remains visible in lower frame. Tilt down slightly throughout the rise.',
    'pedestal up > tilt down',
  ],
  ['360 Orbit tightening toward her', 'orbit ? + zoom in, !limited'],
  ['Rack focus from foreground to background over 1.5 seconds', 'seed, depth-of-field'],
  ['FPV camera weaving through the environment at walking pace', 'dolly in'],
  ['Dutch Angle as the conspirators whisper', 'roll ?, !subject-motion'],
  ['camera tracks the subject, moving in sync with her', 'truck ?, !subject-motion'],
  [
    'A lone rider crosses the dunes. Drone shot pulling up and back until he is a speck in the sand.',
    'pedestal up + dolly out, !subject-motion',
  ],
  ['The camera sits perfectly still on a tripod while waves crash.', 'static, !subject-motion'],
  [
    'We glide forward along a corridor; halfway down, the camera turns left into a library.',
    'dolly in > pan left',
  ],
  ['A static wide of the canyon. Nothing moves but the clouds.', 'static'],
  [
    'A gentle, floating camera movement drifts upward past the balcony, revealing fireworks over the bay.',
    'pedestal up, slow',
  ],
  [
    'The shot cranes up and over the castle wall, then descends into the courtyard.',
    'crane up > pedestal down',
  ],
  [
    'Rotating product display: the perfume bottle turns on a pedestal, static camera.',
    'static, still, !subject-motion',
  ],
  [
    'Neon-soaked alley after rain; camera trucks right past steaming food stalls, handheld feel.',
    'truck right + handheld',
  ],
  [
    'The camera circles the carousel counterclockwise while the lights flicker.',
    'orbit right, !subject-motion',
  ],
  ['camera slides out from behind a pillar to the right, uncovering a throne room', 'truck right'],
  ['The camera shoots straight up from midfield into the sky, quickly.', 'pedestal up, fast'],
  [
    "I'd like the shot to start still, and after about two seconds begin drifting to the left.",
    'static > truck left, slow',
  ],
  [
    "Boots step into a puddle. Camera tilts up the soldier's body to his face.",
    'tilt up, !subject-motion',
  ],
  [
    'The camera peers over a wall and slowly rises to expose the battlefield beyond.',
    'pedestal up, slow',
  ],
  ['Red alarm lights pulse. Handheld camera backs away.', 'dolly out + handheld, !subject-motion'],
  ['A gentle rocking motion as if filmed from a small boat.', 'handheld, slow'],
  ['Camera enters through the keyhole and expands into a grand ballroom.', 'dolly in > zoom out'],
  [
    'Single person in designer clothes eating alone. Camera slowly pushes in.',
    'dolly in, slow, !subject-motion',
  ],
  ['Camera slowly pushes in. Thin haze thickens slightly around her.', 'dolly in, slow, some fog'],
  ['smooth pan left, camera rotating on tripod', 'pan left'],
  ['camera position stays fixed while it tilts smoothly upward', 'tilt up'],
  [
    'A confident young entrepreneur walking through a showroom. Camera follows from behind.',
    'dolly in, !subject-motion',
  ],
  ['A wooden cruise boat glides through the archipelago.', 'seed, !subject-motion'],
  [
    'A child releases a red balloon; camera tilts up to follow it into a pale sky.',
    'tilt up, !subject-motion',
  ],
  [
    'Low angle static shot: The camera is angled up at a woman wearing all orange as she stands in a tropical rainforest with colorful flora. The dramatic sky is overcast and gray.',
    'static, still',
  ],
  [
    "In a rain-soaked alley of a cyberpunk metropolis, a lone courier in a transparent raincoat waits beneath a flickering sign. The camera glides forward at shoulder height, past steaming vents and puddles that mirror the neon, and comes to rest on the courier's masked face. Shallow depth of field, anamorphic flares, subtle film grain.",
    'dolly in decelerate, depth-of-field, some film-grain',
  ],
  [
    'A grandmother kneads dough on a floured table. Morning light pours through lace curtains. Nothing fancy: the camera just slowly moves in.',
    'dolly in, slow, !subject-motion',
  ],
  [
    'Wide shot of a herd of elephants crossing the savanna at sunset; the drone trails behind them and gradually climbs, revealing the vast plain.',
    'dolly in + pedestal up, slow, !subject-motion',
  ],
  [
    'A weathered hand turns the key in an antique music box; the lid lifts and a tiny porcelain dancer begins to spin. We move in, breath held, until the dancer fills the screen.',
    'dolly in, !subject-motion',
  ],
  [
    'A cinematic aerial tracking shot follows a vintage red convertible as it winds along a coastal road at golden hour. The camera gradually rises and pulls back to reveal the endless ocean. Warm light, subtle film grain, anamorphic bokeh.',
    'pedestal up + dolly out, slow, some film-grain, depth-of-field, !subject-motion',
  ],
  [
    "Photorealistic close-up of an astronaut's visor reflecting a burning planet. The camera slowly orbits to the left, revealing the side of her helmet. Particles of ash float by.",
    'orbit left, slow, dust, !subject-motion',
  ],
  [
    'The scene begins in total darkness. A candle is lit. As its glow spreads, the camera pulls back, and keeps pulling back, until a vast library surrounds us.',
    'dolly out, glow',
  ],
  [
    'Handheld documentary style. A fisherman hauls his net over the side of the boat as grey waves slap the hull. Camera bobs with the swell.',
    'handheld, !subject-motion',
  ],
  [
    'Imagine a paper city unfolding: towers pop up, bridges unroll, trains made of ink slide by. The viewer swoops through it all like a swallow.',
    'dolly in + pedestal down, !subject-motion',
  ],
  [
    'Wes Anderson-style symmetrical hotel lobby, pastel colours, the camera tracks laterally to the right at a constant speed past the reception desk.',
    'truck right linear',
  ],
  [
    'Gothic cathedral interior, god rays through stained glass, dust motes dancing; start low on the marble floor and crane up to the vaulted ceiling.',
    'crane up, dust',
  ],
  [
    "Neon-lit ramen stall in the rain, steam curling from a bowl, chef in the background out of focus. Slow push-in over the customer's shoulder.",
    'dolly in, slow, rain, depth-of-field',
  ],
  [
    'A handheld camera tracks the mechanical bull as it runs across the desert. The movement disturbs dust which trails behind the mechanical bull. Cinematic live-action.',
    'truck ? + handheld, dust, !subject-motion',
  ],
  [
    'Format & look: Duration 4s; 180° shutter; fine grain; subtle halation on speculars; no gate weave. Camera: slow dolly left past the platform sign.',
    'truck left, slow, film-grain, some glow',
  ],
  [
    'Golden hour over a vineyard. A slow crane rises from between the rows of vines to reveal the chateau, then tilts gently down to the winemaker.',
    'crane up > tilt down, slow',
  ],
];
