/**
 * Keeps what moves all over (grain, rain, tape noise) from making a clip too large to send. Clips have
 * a constant quality, and most need a third of this rate; where one needs more, quality gives way as
 * far as it must. x264's own cap on the rate (VBV) is not used: it looks at how far its threads have
 * come, so that the same clip came out in other bytes each time. This looks at finished frames alone.
 */

/** Bits a second that a clip may have in the long run, and bits that it may be ahead of that. */
const cap = { perSecond: 11_000_000, ahead: 8_000_000 };

/** The share of `ahead` that is left to a whole picture among the frames. */
const borne = 0.25;

/** How far the quality may give way: x264's rate factor, six of which halve the bits. */
const mostCrf = 14;

/** The rate factor changes by no more from frame to frame: a jump would be seen. */
const mostStep = 0.75;

export interface RateCap {
  /** Count what a frame has become. */
  count(bytes: number): void;
  /** The rate factor for the next frame. */
  nextCrf(): number;
}

/** @param crf the rate factor where nothing has to give way. */
export function capRate(crf: number, fps: number): RateCap {
  let ahead = 0;
  let current = crf;
  return {
    count(bytes) {
      ahead = Math.max(0, ahead + bytes * 8 - cap.perSecond / fps);
    },
    nextCrf() {
      const beyond = Math.max(0, ahead / cap.ahead - borne) / (1 - borne);
      const wanted = crf + mostCrf * Math.min(1, beyond);
      current += Math.min(mostStep, Math.max(-mostStep, wanted - current));
      return current;
    },
  };
}
