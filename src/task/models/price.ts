import { formats, type Price } from './rules.ts';
import type { Size } from './size.ts';

/** More pixels than this are a large picture, which 10 bits cost more for. */
const largePixels = 4_000_000;

/** What a clip costs, in credits. */
export function priceOf(
  { perSecond, perImage = 0, least = 0 }: Price,
  clip: Size & {
    seconds: number;
    /** Images that are sent. */
    images: number;
    /** Asked for without sound. */
    silent: boolean;
    /** The word for its format, as it was sent. */
    format?: string | undefined;
  },
): number {
  const pixels = clip.width * clip.height;
  const rate = perSecond.find((step) => pixels <= step.pixels)!;
  const { surcharge = 0, largeSurcharge = surcharge } = formats[clip.format ?? 'mp4'] ?? {};
  const second =
    (clip.silent ? (rate.silent ?? rate.credits) : rate.credits) +
    (pixels > largePixels ? largeSurcharge : surcharge);
  return Math.max(least, second * clip.seconds + perImage * clip.images);
}
