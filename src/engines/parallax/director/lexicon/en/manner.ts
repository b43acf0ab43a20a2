/** English words for how fast, how far and with what ease. */
import { words } from '../entries.ts';
import type { Entry } from '../senses.ts';

export const manner: Entry[] = [
  ...words(
    'almost imperceptible, almost imperceptibly, barely noticeable, hardly noticeable, barely there',
    {
      modifier: { pace: -2 },
    },
  ),
  ...words('glacially, glacial, imperceptibly, imperceptible, barely perceptible, barely', {
    modifier: { pace: -2 },
  }),
  ...words('ever so slowly, super slow, ultra slow, slow as possible', { modifier: { pace: -2 } }),
  ...words('in slow motion, in slow mo, slow motion, slow mo, slo mo, slowmo, in slo mo', {
    slowed: -1,
    style: true,
  }),
  ...words('super slow mo, super slow motion, ultra slow motion', {
    slowed: -2,
    style: true,
  }),
  ...words('slow, slowly, slower, gentle, gently, gradual, gradually, leisurely, unhurried', {
    modifier: { pace: -1 },
  }),
  ...words(
    'languorous, languorously, sedate, sedately, stately, unhurriedly, dawdling, ponderous',
    {
      modifier: { pace: -1 },
    },
  ),
  ...words('calm, calmly, soft, softly, languid, languidly, patient, patiently, lingering, lazy', {
    modifier: { pace: -1 },
  }),
  ...words('lazily, relaxed, delicate, delicately, slow paced, tenderly, measured, deliberate', {
    modifier: { pace: -1 },
  }),
  ...words('deliberately, meditative, contemplative, creeping, not too fast', {
    modifier: { pace: -1 },
  }),
  ...words('moderate, moderately, normal speed, medium speed', { modifier: { pace: 0 } }),
  ...words(
    'rapid fire, fast, faster, quick, quickly, rapid, rapidly, swift, swiftly, brisk, briskly, speedy',
    {
      modifier: { pace: 1 },
    },
  ),
  ...words(
    'sudden, suddenly, instantly, energetic, energetically, aggressive, aggressively, abrupt, urgent',
    {
      modifier: { pace: 1 },
    },
  ),
  ...words('abruptly, urgently, fast paced, high speed, snappy, hurried, hurriedly, at speed', {
    modifier: { pace: 1 },
  }),
  ...words('fast forward, sped up, jerky, jerkily, sharply', { modifier: { pace: 1 } }),
  ...words('hyperspeed, hyper speed, lightning fast, breakneck, at breakneck speed, super fast', {
    modifier: { pace: 2 },
  }),
  ...words('ultra fast, frantic, frantically, frenetic, frenzied, blazing fast, warp speed', {
    modifier: { pace: 2 },
  }),
  ...words('at lightning speed, explosive, explosively, hyper fast, at high speed, full speed', {
    modifier: { pace: 2 },
  }),
  ...words(
    'subtle, subtly, slight, slightest, tiniest, faintest, subtlest, small, minimal, tiny, minor, faint, mild, modest, a touch',
    {
      modifier: { size: 0.5 },
    },
  ),
  ...words(
    'slightly, a little, a bit, a little bit, a tad, just a hint of, a hint of, a touch of',
    {
      modifier: { size: 0.5 },
      degree: 0.5,
    },
  ),
  ...words(
    'dramatic, dramatically, strong, strongly, bold, intense, intensely, exaggerated, deep',
    {
      modifier: { size: 1.5 },
    },
  ),
  ...words('extreme', { modifier: { size: 1.5 }, degree: 1.6 }),
  ...words('huge, massive, big, enormous, full, all the way, far, grand, epic, majestic', {
    modifier: { size: 1.5 },
  }),
  ...words('sweeping', { modifier: { size: 1.25 } }),
  ...words('wide', { modifier: { size: 1.25 }, framing: 1, style: true }),
  ...words('close', { framing: 3, style: true }),
  ...words('halfway, half, quarter, partial, partially', { modifier: { size: 0.7 } }),
  ...words('quarter turn, half turn', { modifier: { size: 0.8 }, style: true }),
  ...words('accelerating, speeding up, picks up speed, picking up speed, gaining speed', {
    modifier: { ease: 'accelerate' },
  }),
  ...words('faster and faster, gathering speed, ramping up, speed ramp, with increasing speed', {
    modifier: { ease: 'accelerate' },
  }),
  ...words('accelerates, speeds up, accelerate, ease in, easing in, builds speed, gains speed', {
    modifier: { ease: 'accelerate' },
  }),
  ...words('then accelerates, and accelerates, then speeds up, and speeds up', {
    modifier: { ease: 'accelerate' },
  }),
  ...words(
    'slows, slowing, decelerating, slowing down, slows down, slows to a stop, coming to rest, decelerate',
    {
      modifier: { ease: 'decelerate' },
    },
  ),
  ...words('come to a halt, comes to a halt, come to a stop, grinds to a halt', {
    modifier: { ease: 'decelerate' },
  }),
  ...words('comes to rest, slowing to a stop, easing to a stop, eases to a stop, eases out', {
    modifier: { ease: 'decelerate' },
  }),
  ...words('comes to a stop, coming to a stop, slower and slower, decelerates, settling, settles', {
    modifier: { ease: 'decelerate' },
  }),
  ...words(
    'then slows down, and slows down, then settles, and settles, before settling, ease out',
    {
      modifier: { ease: 'decelerate' },
    },
  ),
  ...words('no easing, without easing', { modifier: { ease: 'linear' } }),
  ...words('at walking pace, walking pace, at walking speed, walking speed', {
    modifier: { pace: 0 },
  }),
  ...words('at a constant speed, constant speed, at constant speed, uniform speed, linear speed', {
    modifier: { ease: 'linear' },
  }),
  ...words('steady pace, at a steady pace, constant pace, at a constant pace, steady speed', {
    modifier: { ease: 'linear' },
  }),
  ...words(
    'ease in out, ease in and out, ease in and ease out, ease in ease out, eases in and out, easing in and out, smooth ease',
    {
      modifier: { ease: 'smooth' },
    },
  ),
  ...words('very, extremely, super, ultra, incredibly, insanely, really, highly, so, too, extra', {
    degree: 1.6,
  }),
  ...words('absurdly, ever so, impossibly, painfully', { degree: 1.6 }),
  ...words('fairly, somewhat, rather, relatively, quite', { degree: 0.7 }),
];
