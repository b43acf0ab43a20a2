/**
 * The foreground's outline, softly: pixels on an edge are part object and part background. How
 * much of each is read off their colour, between that of the object just inside and that of the
 * background just outside; the background's share is then taken out of their colour, so that the
 * outline carries no halo when it moves before something else.
 */
const directions = 8;

/** Rings of places to look at around a rim pixel, outside its blur: dx, dy, dx, dy, … */
export function layRings(rim: number): Int32Array {
  return Int32Array.from(
    [rim, rim + 2, rim + 4].flatMap((radius) =>
      Array.from({ length: directions }, (_, i) => {
        const angle = ((i + (radius % 2) / 2) * 2 * Math.PI) / directions;
        return [Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))];
      }).flat(),
    ),
  );
}
