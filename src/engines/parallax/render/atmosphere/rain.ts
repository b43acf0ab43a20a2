import type { Effect, EffectSettings } from './effect.ts';
import { createParticles } from './particles.ts';

/** Rain: thin bright streaks that fall steeply with the wind. */
export function createRain(settings: EffectSettings): Effect {
  return createParticles(
    {
      purpose: 'rain',
      count: 520,
      shutter: 0.75,
      create(random) {
        const depth = 0.1 + 1.1 * random();
        const speed = 650 + 900 * depth * (0.85 + 0.3 * random());
        return {
          x: random(),
          y: random(),
          depth,
          speedX: -speed * 0.11,
          speedY: speed,
          sway: 0,
          swayRate: 0,
          phase: 0,
          size: 0.25 + 0.45 * depth,
          opacity: 0.1 + 0.22 * random() * (0.5 + 0.5 * depth),
        };
      },
      dress: ({ size, opacity }) => ({
        radius: size,
        softness: 0.9,
        opacity,
        luma: 205,
        u: 131,
        v: 127,
      }),
    },
    settings,
  );
}
