import type { Row } from './row.ts';

/** What somebody or something does, which the camera cannot; and what merely is so. */
export const deeds: Row[] = [
  ['a dancer spinning in place', 'seed, !subject-motion'],
  ['a ballerina pirouetting on stage, slow push in', 'dolly in, slow, !subject-motion'],
  ['the horse rears up, pan left', 'pan left, !subject-motion'],
  ['steam train chugging through the valley, zoom out', 'zoom out, !subject-motion'],
  ['coins spilling out of a chest', 'seed, !subject-motion'],
  ["the book's pages flip by themselves", 'seed, !subject-motion'],
  ['a potter shaping clay on a wheel', 'seed, !subject-motion'],
  ['the barista steams milk', 'seed, !subject-motion'],
  ['kids splashing in a fountain', 'seed, !subject-motion'],
  ['leaves tumble down the street', 'seed, !subject-motion'],
  ['the crowd cheers, dolly in', 'dolly in, !subject-motion'],
  ['her face morphs into a wolf, zoom in', 'zoom in, !subject-motion'],
  ['a cat sitting on a sill', 'seed'],
  ['a house standing alone', 'seed'],
  ['a man wearing a coat', 'seed'],
  ['a street lined with trees', 'seed'],
  ['mountains rising in the distance', 'seed'],
  ['an old man with a long flowing beard', 'seed'],
  ['a woman reclining on a sofa, dolly in', 'dolly in'],
  ['a cottage nestled among rolling hills', 'seed'],
  ['clouds drifting, reeds swaying', 'seed'],
  ['少女在海边捡贝壳，镜头推近', 'dolly in, !subject-motion'],
  ['老人正在修补渔网', 'seed, !subject-motion'],
  ['一位老妇人披着围巾，镜头推近', 'dolly in'],
];
