/** Every kind of engine there is. A new one is its folder and a line here. */
import type { EngineManifest } from './engine/manifest.ts';
import { comfyui } from './engines/comfyui/manifest.ts';
import { fake } from './engines/fake/manifest.ts';
import { parallax } from './engines/parallax/manifest.ts';
import { runway } from './engines/runway/manifest.ts';
import { sdcpp } from './engines/sdcpp/manifest.ts';
import { videos } from './engines/videos/manifest.ts';

export const engineKinds: readonly EngineManifest[] = [
  parallax,
  runway,
  sdcpp,
  comfyui,
  videos,
  fake,
];
