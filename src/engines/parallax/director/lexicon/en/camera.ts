/** English words for the camera, its shots and its style. */
import { nouns, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

export const cameras: Entry[] = [
  ...words('b roll, broll', { film: true, style: true }),
  ...words('gimbal, steadicam, gimbal shot, steadicam shot, steadily, smoothly', { steady: true }),
  ...words("we're, you're, we are, you are", { camera: true }),
  ...words('our gaze, our eyes, our attention, our point of view', { camera: true }),
  ...words('camera, cameras, cam, lens, viewpoint, viewer, viewers, the viewer, we, we are, you', {
    camera: true,
  }),
  ...words('view, perspective, angle, vantage point, our view, frame, framing, cameraman', {
    camera: true,
  }),
  ...words('robo arm, motion control, bolt arm', { camera: true }),
  ...words('pic, pics, img, footage, scene, image, picture, photo, take, sequence', {
    camera: true,
  }),
  ...nouns('shot, video, clip', { camera: true, film: true }),
  ...words('oner, one take, drone, the drone, gopro, dash cam, timelapse, time lapse', {
    camera: true,
  }),
  ...words(
    'start and stop, feathered start and stop, soft start, feathered start, feathered stop',
    { style: true },
  ),
  ...words('move, moves', { film: true }),
  ...words('position, chaos, energy, vibe, vibes, aesthetic, intensity, realism', {
    film: true,
    style: true,
  }),
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
  ...words(
    'immersive, simple, clean, sharp, perfect, perfectly, single, long, uninterrupted, unbroken',
    {
      style: true,
    },
  ),
  ...words(
    'constant, constantly, consistent, controlled, precise, natural, naturally, effortless',
    {
      style: true,
    },
  ),
  ...words('effortlessly, hypnotic, mesmerizing, tense, ominous, ominously', {
    style: true,
  }),
  ...words('wide angle, top down, straight', {
    style: true,
  }),
  ...words('directly, straight ahead, diagonal, diagonally, classic, traditional, stabilized', {
    style: true,
  }),
  ...words(
    'panoramic, ultra smooth, buttery smooth, silky smooth, silky, buttery, hd, 4k, 8k, uhd, realistic',
    {
      style: true,
    },
  ),
  ...words(
    'ken burns style, documentary style, documentary, hollywood, film style, movie style, music video',
    {
      style: true,
    },
  ),
  ...words('slow burn, atmospheric, moody, powerful, amazing, awesome, intimate, quiet, quietly', {
    style: true,
  }),
  ...words('north, south, east, west, home', { style: true }),
  ...words('roll camera, cameras rolling, camera is rolling, camera rolls on', { style: true }),
  ...words('everywhere, nowhere, nearby, outside, indoors, outdoors, upstairs', { style: true }),
  ...words('color, colors, colour, colours', { style: true }),
  // It seems to turn where the camera does.
  ...words('world, surroundings', { style: true }),
  ...words('high angle, high, overhead, up high', { style: true, height: 'up' }),
  ...words('low angle, low, ground level, eye level, street level', {
    style: true,
    height: 'down',
  }),
  ...words('t', { style: true }),
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
  ...words('rock steady, rock solid', { style: true, steady: true }),
  ...words('steady, stabilized, smooth, stable, no shake, shake free, jitter free', {
    steady: true,
  }),
];
