/** The picture cut at its depth jumps: what is in front, and what lies behind it. */
import type { Picture } from '../../../../media/picture.ts';
import type { Layers } from '../canvas/canvas.ts';
import { kernel, openRoom, type Room } from '../kernel/kernel.ts';
import { placeCompletion } from './complete.ts';
import { completeBackground } from './inpaint.ts';
import { layRings } from './matte.ts';
import { findHidden } from './occlusion.ts';
import { findRim } from './rim.ts';

/** A smaller difference in depth is stretched, by some 3 pixels in the largest moves, not cut. */
const jump = 0.05;

/** Pixels by which the foreground's depth reaches beyond its edge, so that its rim goes with it. */
const leastRim = 6;
const mostRim = 9;

/** The last pixels of the rim are always clear: what is uncovered is seen through them. */
const clearRim = 2;

/** Pixels inside the edge that may be partly background. */
const innerRim = 2;

/** Slide of the nearest against the farthest thing in the largest moves, in picture widths. */
const largestSlide = 0.08;

/**
 * Cut the picture.
 * @param cells the picture in cells of `size` pixels.
 * @param edgeWidth pixels over which the picture's sharpest edges rise.
 */
export function separateLayers(
  picture: Picture,
  depth: Float32Array,
  cells: Picture,
  size: number,
  edgeWidth: number,
): Layers {
  const { width, height } = picture;
  const reach = Math.min(mostRim, Math.max(leastRim, 2 * edgeWidth + 3));
  const rim = findRim(depth, width, height, jump, reach + 1, innerRim);
  const hidden = findHidden(depth, width, height, size, rim, jump, largestSlide * width);
  const task = completeBackground(cells, hidden, jump);
  const room = openRoom();
  const cut = placeLayers(room, picture, depth);
  placeCompletion(room, task);
  kernel.uncoverBehind(size, room.put(hidden.hidden), room.put(hidden.behind), jump / 2);
  // Pixels just outside the foreground go with it (they hold its blurred outline) and are cut away
  // as far as they are background; one more is cut away whole where it is, so that the jump itself
  // is never seen stretched. Cut away, they are their own background, even where they stand in front
  // of something farther still.
  const painted = reach - clearRim;
  const outside = [
    room.put(rim.outside),
    room.put(rim.distance),
    room.put(rim.depth),
    rim.outside.length,
  ] as const;
  kernel.cutRim(...outside, size, reach, painted);
  const inside = [room.put(rim.inside), rim.inside.length] as const;
  const rings = layRings(painted);
  kernel.matteRim(...outside, painted, ...inside, room.put(rings), rings.length / 2, jump / 2);
  const pixels = width * height;
  const { bytes, floats } = room.leave();
  return {
    foreground: {
      rgb: bytes(cut.frontRgb, pixels * 3),
      alpha: bytes(cut.alpha, pixels),
      depth: floats(cut.frontDepth, pixels),
    },
    background: { rgb: bytes(cut.backRgb, pixels * 3), depth: floats(cut.backDepth, pixels) },
  };
}

/** Put the picture into the kernel's memory, and two layers that are still the picture. */
function placeLayers(room: Room, { width, height, data }: Picture, depth: Float32Array) {
  const [rgb, plane] = [room.put(data), room.put(depth)];
  const cut = {
    frontRgb: room.put(data),
    alpha: room.put(new Uint8Array(width * height).fill(255)),
    frontDepth: room.put(depth),
    backRgb: room.put(data),
    backDepth: room.put(depth),
  };
  const { frontRgb, alpha, frontDepth, backRgb, backDepth } = cut;
  const layers = [frontRgb, alpha, frontDepth, backRgb, backDepth] as const;
  kernel.setLayers(width, height, rgb, plane, ...layers);
  return cut;
}
