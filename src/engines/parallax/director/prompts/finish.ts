import type { Row } from './row.ts';

/** What is to be done to the colours, the style and the light, and what is to be read or heard. */
export const finish: Row[] = [
  ['push in slowly, then the image turns black and white', 'dolly in, slow, !look'],
  ['black and white, dolly in', 'dolly in, !look'],
  ['make it sepia toned', 'seed, film-grain, !look'],
  ['convert the shot to monochrome while panning left', 'pan left, !look'],
  ['apply a teal and orange color grade, orbit right', 'orbit right, !look'],
  ['the colours fade to grey as we zoom out', 'zoom out, !look'],
  ['make it look like a watercolor painting', 'seed, !look'],
  ['turn this into anime style', 'seed, !look'],
  ['add subtitles in French', 'seed, !look'],
  ['a title appears on screen, dolly in', 'dolly in, !subject-motion'],
  ['dramatic orchestral music plays, slow tilt up', 'tilt up, slow, !look'],
  ['the lighting shifts from warm to cold', 'seed, !look'],
  ['a black and white photo of an empty street, push in', 'dolly in'],
  ['a sepia portrait from 1900, zoom out', 'zoom out, film-grain'],
  ['an anime girl standing on a rooftop, orbit left', 'orbit left'],
  ['add a zoom on a black and white photo', 'zoom in'],
  ['a shop sign that says OPEN, dolly in', 'dolly in'],
  ['no music, no subtitles, dolly in', 'dolly in'],
  ['画面逐渐变成黑白，镜头推近', 'dolly in, !look'],
  ['添加字幕', 'seed, !look'],
  ['背景音乐响起，镜头环绕', 'orbit ?, !look'],
  ['画面变成水彩风格', 'seed, !look'],
  ['一张黑白老照片，镜头拉远', 'dolly out'],
  ['不要字幕，镜头推近', 'dolly in'],
];
