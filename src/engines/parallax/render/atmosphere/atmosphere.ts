/** All the effects of a shot, in the order in which light meets them on its way to the film. */
import type { Atmosphere, AtmosphereKind } from '../../shot.ts';
import { createDepthOfField } from './depth-of-field.ts';
import { createDust } from './dust.ts';
import type { Effect, EffectSettings } from './effect.ts';
import { createEmbers } from './embers.ts';
import { createFilmGrain } from './film-grain.ts';
import { createFog } from './fog.ts';
import { createGlow } from './glow.ts';
import { createLightLeaks } from './light-leaks.ts';
import { createRain } from './rain.ts';
import { createSnow } from './snow.ts';
import { createVhs } from './vhs.ts';
import { createVignette } from './vignette.ts';

/** First the air, then the lens, then the film. */
const order: [AtmosphereKind, (settings: EffectSettings) => Effect][] = [
  ['depth-of-field', createDepthOfField],
  ['fog', createFog],
  ['snow', createSnow],
  ['rain', createRain],
  ['dust', createDust],
  ['embers', createEmbers],
  ['glow', createGlow],
  ['vignette', createVignette],
  ['light-leaks', createLightLeaks],
  ['vhs', createVhs],
  ['film-grain', createFilmGrain],
];

/** Prepare the atmosphere of a shot; undefined when there is none. */
export function createAtmosphere(
  atmosphere: Atmosphere[],
  settings: Omit<EffectSettings, 'strength'>,
): Effect | undefined {
  const effects = order.flatMap(([kind, create]) =>
    atmosphere
      .filter((wanted) => wanted.kind === kind && wanted.strength > 0)
      .map(({ strength }) => create({ ...settings, strength })),
  );
  if (effects.length === 0) return undefined;
  return (frame, moment) => {
    if (moment.presence === 0) return;
    for (const effect of effects) effect(frame, moment);
  };
}
