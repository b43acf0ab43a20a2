/** Every kind of engine there is. A new one is its folder and a line here. */
import type { EngineManifest } from './engine/manifest.ts';
import { fake } from './engines/fake/manifest.ts';
import { parallax } from './engines/parallax/manifest.ts';

export const engineKinds: readonly EngineManifest[] = [parallax, fake];
