import type { Effect, EffectSettings } from './effect.ts';
import { createParticles, type ParticleKind } from './particles.ts';

const flight: Omit<ParticleKind, 'dress'> = {
  purpose: 'embers',
  count: 85,
  shutter: 0.6,
  create(random) {
    const depth = 0.2 + 1.0 * random();
    return {
      x: random(),
      y: random(),
      depth,
      speedX: (random() - 0.4) * 70,
      speedY: -(50 + 150 * depth * (0.6 + 0.8 * random())),
      sway: 10 + 26 * random(),
      swayRate: 0.25 + 0.5 * random(),
      phase: random(),
      size: 0.7 + 1.2 * depth * (0.5 + random()),
      opacity: 0.55 + 0.4 * random(),
    };
  },
};

/** Embers: sparks that rise, sway and flicker, each in a small glow of its own. */
export function createEmbers(settings: EffectSettings): Effect {
  const flicker = (phase: number, seconds: number) =>
    0.7 + 0.3 * Math.sin(2 * Math.PI * (phase * 11 + seconds * (1.3 + 2 * phase)));
  const glow = createParticles(
    {
      ...flight,
      dress: ({ size, opacity, phase }, seconds) => ({
        radius: 0,
        softness: size * 5,
        opacity: 0.3 * opacity * flicker(phase, seconds),
        luma: 150,
        u: 88,
        v: 186,
      }),
    },
    settings,
  );
  const sparks = createParticles(
    {
      ...flight,
      dress: ({ size, opacity, phase }, seconds) => ({
        radius: size * 0.5,
        softness: size * 0.8,
        opacity: opacity * flicker(phase, seconds),
        luma: 205,
        u: 62,
        v: 178,
      }),
    },
    settings,
  );
  return (frame, moment) => {
    glow(frame, moment);
    sparks(frame, moment);
  };
}
