import type { Effect, EffectSettings } from './effect.ts';
import { createParticles } from './particles.ts';

/** Snow, from fine and slow in the distance to large and soft before the lens. */
export function createSnow(settings: EffectSettings): Effect {
  return createParticles(
    {
      purpose: 'snow',
      count: 420,
      shutter: 0.5,
      create(random) {
        const depth = 0.05 + 1.15 * random() ** 1.4;
        return {
          x: random(),
          y: random(),
          depth,
          speedX: (random() - 0.35) * (25 + 60 * depth),
          speedY: 45 + 190 * depth * (0.8 + 0.4 * random()),
          sway: 6 + 18 * depth * random(),
          swayRate: 0.2 + 0.35 * random(),
          phase: random(),
          size: 0.7 + 2.3 * depth * depth * (0.6 + 0.8 * random()),
          opacity: 0.45 + 0.4 * random(),
        };
      },
      dress: ({ size, opacity, depth }) => ({
        radius: size * 0.45,
        softness: size * (depth > 0.9 ? 1.5 : 0.9),
        opacity: depth > 0.9 ? opacity * 0.7 : opacity,
        luma: 228,
        u: 130,
        v: 127,
      }),
    },
    settings,
  );
}
