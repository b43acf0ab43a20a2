import type { Effect, EffectSettings } from './effect.ts';
import { createParticles } from './particles.ts';

/** Dust in the light: a few motes that hardly move, out of focus when near, glinting as they turn. */
export function createDust(settings: EffectSettings): Effect {
  return createParticles(
    {
      purpose: 'dust',
      count: 130,
      shutter: 0.5,
      create: (random) => {
        const depth = 0.25 + 1.05 * random();
        return {
          x: random(),
          y: random(),
          depth,
          speedX: (random() - 0.4) * 22,
          speedY: (random() - 0.55) * 16,
          sway: 5 + 12 * random(),
          swayRate: 0.06 + 0.12 * random(),
          phase: random(),
          size: 0.8 + 3.6 * Math.max(0, depth - 0.55) * random() + 0.6 * random(),
          opacity: 0.14 + 0.3 * random(),
        };
      },
      dress: ({ size, opacity, phase }, seconds) => {
        const glint =
          0.65 + 0.35 * Math.sin(2 * Math.PI * (phase * 7 + seconds * (0.15 + phase / 5)));
        return {
          radius: size * 0.6,
          softness: size * 1.1,
          opacity: (opacity * glint) / Math.max(1, size * 0.6),
          luma: 226,
          u: 116,
          v: 137,
        };
      },
    },
    settings,
  );
}
