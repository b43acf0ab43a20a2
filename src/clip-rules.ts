/** By which rules clips of upstreams are fetched and brought to what was asked for. */
import type { Config } from './config.ts';
import type { Confinement } from './media/confinement.ts';
import { normaliseClip } from './media/normalise.ts';
import type { ClipServices } from './queue/take-clips.ts';

export function clipRules(
  { inputHosts, inputRanges, limits }: Config,
  confinement: Confinement,
): Pick<ClipServices, 'fetchRules' | 'normalise'> {
  return {
    fetchRules: { allowedHosts: inputHosts, allowedRanges: inputRanges },
    normalise: (clip) =>
      normaliseClip({
        ...clip,
        limits: {
          maxBytes: limits.maxClipBytes,
          maxPixels: limits.maxClipPixels,
          timeoutMs: limits.clipTimeoutMs,
        },
        confinement,
      }),
  };
}
