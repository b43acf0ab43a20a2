/** Many small things in the air, each with a depth of its own, drifting without end. */
import { createRandom, type Random } from '../../random.ts';
import { type Effect, type EffectSettings, type Moment, referenceHeight } from './effect.ts';
import { drawStroke, type Stroke } from './stroke.ts';

/** What is the same for a particle throughout the clip. Lengths at a frame height of 768. */
export interface Particle {
  /** Where it is at 0 seconds: fractions of the frame and its surroundings. */
  x: number;
  y: number;
  /** 0 far .. above 1: between the scene and the lens. */
  depth: number;
  /** Pixels per second. */
  speedX: number;
  speedY: number;
  /** Sideways sway: pixels, turns per second, 0..1 of a turn. */
  sway: number;
  swayRate: number;
  phase: number;
  size: number;
  opacity: number;
}

export interface ParticleKind {
  purpose: string;
  /** At strength 0.5 in a frame of 1280 x 768. */
  count: number;
  create(random: Random): Particle;
  /** The look at a moment; position and motion are filled in. */
  dress(
    particle: Particle,
    seconds: number,
  ): Pick<Stroke, 'radius' | 'softness' | 'opacity' | 'luma' | 'u' | 'v'>;
  /** How long the shutter is open, in frames: streaks of that length. */
  shutter: number;
}

/** Particles live in a space this much larger than the frame, and re-enter where they left. */
const room = 1.3;

export function createParticles(kind: ParticleKind, settings: EffectSettings): Effect {
  const { width, height, strength, seed, fps } = settings;
  const scale = height / referenceHeight;
  const random = createRandom(seed, kind.purpose);
  const area = (width * height) / (scale * scale) / (1280 * 768);
  // Squared: heavy snow (0.8) is two and a half times as dense as snow, a light one a third of it.
  const count = Math.round(kind.count * (2 * strength) ** 2 * area * room * room);
  const particles = Array.from({ length: count }, () => kind.create(random));
  particles.sort((a, b) => a.depth - b.depth);

  function place(particle: Particle, seconds: number, moment: Moment) {
    const sway = Math.sin(2 * Math.PI * (particle.phase + particle.swayRate * seconds));
    const drift = moment.drift(Math.min(1.3, particle.depth));
    const x = (particle.speedX * seconds + particle.sway * sway) * scale + drift.x;
    const y = particle.speedY * seconds * scale + drift.y;
    return {
      x: (wrap(particle.x + x / (width * room)) - 0.5) * width * room + width / 2,
      y: (wrap(particle.y + y / (height * room)) - 0.5) * height * room + height / 2,
    };
  }

  return (frame, moment) => {
    const open = kind.shutter / fps;
    for (const particle of particles) {
      const { x, y } = place(particle, moment.seconds, moment);
      const before = place(particle, moment.seconds - open, moment);
      // Wrapped around in between: a streak across the whole frame.
      if (Math.hypot(before.x - x, before.y - y) > height / 3) continue;
      const look = kind.dress(particle, moment.seconds);
      drawStroke(
        frame,
        {
          ...look,
          x0: before.x,
          y0: before.y,
          x1: x,
          y1: y,
          radius: look.radius * scale,
          softness: Math.max(0.8, look.softness * scale),
          opacity: look.opacity * moment.presence,
          depth: particle.depth,
        },
        moment.depth,
      );
    }
  };
}

function wrap(value: number): number {
  return value - Math.floor(value);
}
