/**
 * The picture cut at its steps in depth: what is in front, and what lies behind it.
 *
 * The picture is one sheet that bends with its depth. Where this shot would stretch the sheet by more
 * than a few pixels it is cut instead. Depth is seldom exact to the pixel, so the guided filter first
 * moves its steps onto the picture's own edges; what it leaves between 0 and 1 there is how much of a
 * mixed pixel (hair, blur) is in front. Behind the cut, colour and depth are drawn in smoothly from the
 * background beside it: a blur there is noticed less than anything that could be made up.
 */
import type { Picture } from '../../../../media/picture.ts';
import type { Layers } from '../canvas/canvas.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';

/** A step in depth that the shot parts by less, in pixels, is stretched. */
const stretched = 4;

/** The least step that is cut at all: below, depth itself is no surer. */
const leastJump = 0.06;

/** The front reaches beyond its step by this, in canvas widths: as far as depth may be off. */
const rim = 1 / 140;

/** Variance of colours, in levels squared, that is noise. */
const noise = 6.5;

/**
 * Cut the picture.
 * @param depth of the picture's size, smooth where it is one surface: 0 far .. 1 near.
 * @param travel pixels that a depth of 1 slides against a depth of 0, at most, in this shot.
 */
export function separateLayers(picture: Picture, depth: Float32Array, travel: number): Layers {
  const { width, height, data } = picture;
  const [columns, rows] = [(width + 1) >> 1, (height + 1) >> 1];
  const places = columns * rows;
  const size = places * 4;
  const room = openRoom();
  const planes = (count: number) => room.take(count * size);
  const [rgb, whole] = [room.put(data), room.put(depth)];
  const radius = Math.max(2, Math.round((rim * width) / 2));
  const uncovered = radius + Math.ceil(travel / 2);
  const scratch = room.take(
    Math.max(
      kernel.extremesRoom(columns, rows, Math.max(uncovered, 2 * radius)),
      columns * 8 + 14 * size,
      kernel.fillRoom(columns, rows, 6),
    ),
  );
  const around = (find: 'findMost' | 'findLeast', plane: number, reach: number, out: number) =>
    kernel[find](plane, columns, rows, reach, out, scratch);

  kernel.setCut(width, height, Math.max(leastJump, stretched / travel));
  const [soft, rise, near, far] = [planes(1), planes(1), planes(1), planes(1)];
  kernel.halvePlane(whole, width, height, soft);
  around('findMost', soft, 1, near);
  around('findLeast', soft, 1, far);
  kernel.measureRise(near, far, rise);
  if (travel === 0 || !kernel.hasCut(rise)) return layOne(picture, depth);

  // Steps made sharp, and what is near and far around them; twice as far for what the filter sees.
  const [sharp, near2, far2, rise2, inner] = [
    planes(1),
    planes(1),
    planes(1),
    planes(1),
    planes(1),
  ];
  around('findMost', rise, 2 * radius, rise2);
  around('findMost', rise, radius, rise);
  around('findMost', soft, radius, near);
  around('findLeast', soft, radius, far);
  kernel.sharpenDepth(soft, near, far, rise, sharp);
  around('findMost', sharp, radius, near);
  around('findLeast', sharp, radius, far);
  around('findMost', sharp, 2 * radius, near2);
  around('findLeast', sharp, 2 * radius, far2);
  around('findMost', sharp, radius - 1, inner);

  // Onto the picture's edges: once widely, once closely.
  const colours = planes(6);
  const [red, green, blue] = [colours, colours + size, colours + 2 * size];
  kernel.halvePicture(rgb, width, height, red, green, blue);
  const [shares, fit] = [planes(1), planes(4)];
  const follow = (reach: number) => {
    kernel.fitToColours(red, green, blue, shares, columns, rows, reach, noise, fit, scratch);
    kernel.applyFit(red, green, blue, fit, places, shares);
  };
  kernel.judgeSides(soft, near2, far2, shares);
  follow(Math.round(1.5 * radius));
  kernel.steepen(shares, 2.5);
  follow(Math.max(1, radius >> 1));

  const [strength, clear, front, dirty] = [planes(1), planes(1), planes(1), planes(1)];
  kernel.measureCut(sharp, near, far, rise, inner, shares, strength, clear, front, dirty);
  around('findMost', dirty, 3, dirty);
  kernel.meanAround(dirty, columns, rows, 1, dirty, scratch);

  // The front's own colours, and the background's from clean places alone.
  const frontMean = planes(4);
  for (const [i, plane] of [red, green, blue].entries()) {
    kernel.multiplyPlane(plane, front, frontMean + i * size);
    kernel.meanAround(frontMean + i * size, columns, rows, 2, frontMean + i * size, scratch);
  }
  kernel.meanAround(front, columns, rows, 2, frontMean + 3 * size, scratch);
  const [known, zone] = [planes(1), planes(1)];
  const sides = [near2, far2, rise2] as const;
  kernel.chooseSources(
    sharp,
    far,
    ...sides,
    strength,
    front,
    dirty,
    known,
    colours + 3 * size,
    colours + 4 * size,
  );
  around('findMost', strength, uncovered, zone);
  const smooth = planes(3);
  kernel.smoothAlike(colours, sharp, dirty, zone, smooth);
  kernel.fillGaps(colours, known, columns, rows, 6, scratch);

  const pixels = width * height;
  const alpha = room.put(new Uint8Array(pixels).fill(255));
  const [frontRgb, backRgb] = [room.put(data), room.put(data)];
  const [frontDepth, backDepth] = [whole, room.put(depth)];
  const measured = [
    strength,
    clear,
    near,
    far,
    fit,
    dirty,
    known,
    zone,
    colours,
    frontMean,
    sharp,
    smooth,
  ] as const;
  const layers = [frontRgb, alpha, frontDepth, backRgb, backDepth] as const;
  kernel.cutLayers(rgb, width, height, ...measured, ...layers);
  const { bytes, floats } = room.leave();
  return {
    foreground: {
      rgb: bytes(frontRgb, pixels * 3),
      alpha: bytes(alpha, pixels),
      depth: floats(frontDepth, pixels),
    },
    background: { rgb: bytes(backRgb, pixels * 3), depth: floats(backDepth, pixels) },
  };
}

/** The whole sheet, and nothing to be seen behind it. */
function layOne({ data, width, height }: Picture, depth: Float32Array): Layers {
  const alpha = new Uint8Array(width * height).fill(255);
  return { foreground: { rgb: data, alpha, depth }, background: { rgb: data, depth } };
}
