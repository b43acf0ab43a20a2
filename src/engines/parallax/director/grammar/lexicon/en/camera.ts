/** The camera, its shots and its style, in English. */
export const camera = `
film; style | b roll, broll, position, chaos, energy, vibe, vibes, aesthetic, intensity, realism,
  speed, pace, direction, style, intro, opening, angle shift, view change
steady | gimbal, steadicam, gimbal shot, steadicam shot, steadily, smoothly, steady, stabilized,
  smooth, stable, no shake, shake free, jitter free
camera | we're, you're, we are, you are, our gaze, our eyes, our attention, our point of view,
  camera, cameras, cam, lens, viewpoint, viewer, viewers, the viewer, we, you, view, perspective,
  angle, vantage point, our view, frame, framing, cameraman, robo arm, motion control, bolt arm,
  pic, pics, img, footage, scene, image, picture, photo, take, sequence, oner, one take, drone,
  the drone, gopro, dash cam, timelapse, time lapse
camera; film | nouns: shot, video, clip
style | start and stop, feathered start and stop, soft start, feathered start, feathered stop,
  cinematic, smooth, smoothly, steady, steadily, stable, fluid, fluidly, seamless, seamlessly,
  continuous, continuously, professional, professionally, dynamic, elegant, elegantly, graceful,
  gracefully, stylish, beautiful, beautifully, stunning, nice, cool, immersive, simple, clean,
  sharp, perfect, perfectly, single, long, uninterrupted, unbroken, constant, constantly,
  consistent, controlled, precise, natural, naturally, effortless, effortlessly, hypnotic,
  mesmerizing, tense, ominous, ominously, wide angle, top down, straight, directly, straight ahead,
  diagonal, diagonally, classic, traditional, stabilized, panoramic, ultra smooth, buttery smooth,
  silky smooth, silky, buttery, hd, 4k, 8k, uhd, realistic, ken burns style, documentary style,
  documentary, hollywood, film style, movie style, music video, slow burn, atmospheric, moody,
  powerful, amazing, awesome, intimate, quiet, quietly, north, south, east, west, home,
  roll camera, cameras rolling, camera is rolling, camera rolls on, everywhere, nowhere, nearby,
  outside, indoors, outdoors, upstairs, color, colors, colour, colours, world, surroundings, t
film | move, moves
film | nouns: effect, transition, technique, reveal
style; height up | high angle, high, overhead, up high
style; height down | low angle, low, ground level, eye level, street level
style; framing 4 | macro, extreme close up, extreme closeup, detail shot, macro shot
style; framing 3 | close up, closeup, close ups, close up shot, closeup shot, tight shot, tight
style; framing 2 | medium shot, mid shot, medium close up, medium
style; framing 1 | wide shot, full shot, long shot, establishing shot, wide view, wide angle shot,
  wide establishing shot, full body shot
style; framing 0 | extreme wide shot, panoramic view, extreme long shot
framing 3 | foreground
framing 1 | background
style; steady | rock steady, rock solid
`;
