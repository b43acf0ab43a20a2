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
import type { Layers } from '../../canvas.ts';
import { kernel, openRoom, type Room } from '../kernel/kernel.ts';

/** A step in depth that the shot parts by less, in pixels, is stretched. */
const stretched = 4;

/** The least step that is cut at all: below, depth itself is no surer. */
const leastJump = 0.06;

/** The front reaches beyond its step by this, in canvas widths: as far as soft depth may be off. */
const rim = 1 / 91;

/** Places within which a soft step is seen whole. */
const wholeStep = 5;

/** Planes that the guided filter works in, besides a row of one. */
const guidedPlanes = 12;

/** Variance of colours, in levels squared, that is noise. */
const noise = 6.5;

/**
 * Cut the picture.
 * @param depth of the picture's size, smooth where it is one surface: 0 far .. 1 near.
 * @param travel pixels that a depth of 1 slides against a depth of 0, at most, in this shot.
 */
export function separateLayers(picture: Picture, depth: Float32Array, travel: number): Layers {
  if (travel === 0) return layOne(picture, depth);
  const table = setTable(picture, travel);
  const { room } = table;
  const [rgb, whole] = [room.put(picture.data), room.put(depth)];
  kernel.setCut(picture.width, picture.height, Math.max(leastJump, stretched / travel));
  const steps = findSteps(table, whole);
  if (!steps) return layOne(picture, depth);
  // The background's colours, its depth, and where its detail is taken from: first what is seen.
  const behind = table.planes(6);
  const [red, green, blue] = [0, 1, 2].map((i) => behind + i * table.size) as Three;
  kernel.halvePicture(rgb, picture.width, picture.height, red, green, blue);
  const shares = followColours(table, steps, [red, green, blue]);
  const cut = measureCut(table, steps, shares.plane);
  const front = averageFront(table, cut.front, [red, green, blue]);
  const smooth = makeUpBehind(table, steps, cut, behind);
  const layers = layTwo(room, picture, depth, whole);
  kernel.cutLayers(
    rgb,
    picture.width,
    picture.height,
    cut.strength,
    cut.clear,
    steps.near,
    steps.far,
    shares.fit,
    cut.dirty,
    cut.known,
    cut.zone,
    behind,
    front,
    steps.sharp,
    smooth,
    ...layers.addresses,
  );
  return layers.read();
}

type Three = [number, number, number];

/** Planes at half the picture's size, and room for the filters over them. */
function setTable({ width, height }: Picture, travel: number) {
  const [columns, rows] = [(width + 1) >> 1, (height + 1) >> 1];
  const size = columns * rows * 4;
  const reach = Math.max(2, Math.round((rim * width) / 2));
  /** Places inside the front's edge that the shot may uncover. */
  const uncovered = reach + Math.ceil(travel / 2);
  const room = openRoom();
  const scratch = room.take(
    Math.max(
      kernel.extremesRoom(columns, rows, Math.max(uncovered, 2 * reach, wholeStep)),
      columns * 4 + guidedPlanes * size,
      kernel.fillRoom(columns, rows, 6),
    ),
  );
  return {
    room,
    width,
    height,
    columns,
    rows,
    size,
    reach,
    uncovered,
    scratch,
    planes: (count: number) => room.take(count * size),
    most(plane: number, reach: number, out: number): number {
      kernel.findMost(plane, columns, rows, reach, out, scratch);
      return out;
    },
    least(plane: number, reach: number, out: number): number {
      kernel.findLeast(plane, columns, rows, reach, out, scratch);
      return out;
    },
    mean(plane: number, out: number, reach: number): void {
      kernel.boxMean(plane, columns, rows, reach, out, scratch, scratch + size);
    },
  };
}

type Table = ReturnType<typeof setTable>;

/**
 * Depth at half the size: as it is, with its steps made sharp, and what is near and far around every
 * place; twice as far for what the filter sees. Undefined where nothing is to be cut.
 */
function findSteps(table: Table, depth: number) {
  const { planes, most, least } = table;
  const [soft, rise, near, far] = [planes(1), planes(1), planes(1), planes(1)];
  kernel.halvePlane(depth, table.width, table.height, soft);
  kernel.measureRise(most(soft, 1, near), least(soft, 1, far), rise);
  if (!kernel.hasCut(rise)) return undefined;
  const radius = chooseRim(table, soft);
  const rise2 = most(rise, 2 * radius, planes(1));
  most(rise, radius, rise);
  most(soft, radius, near);
  least(soft, radius, far);
  const sharp = planes(1);
  kernel.sharpenDepth(soft, near, far, rise, sharp);
  return {
    radius,
    soft,
    sharp,
    rise,
    rise2,
    near: most(sharp, radius, near),
    far: least(sharp, radius, far),
    near2: most(sharp, 2 * radius, planes(1)),
    far2: least(sharp, 2 * radius, planes(1)),
    inner: most(sharp, radius - 1, planes(1)),
  };
}

type Steps = NonNullable<ReturnType<typeof findSteps>>;

/**
 * How far the front reaches beyond its step, in places: as far as depth may be off. Where depth's own
 * steps are sharp, it is exact: then it is one place, and thin things keep what is seen between them.
 */
function chooseRim({ planes, most, least, reach }: Table, soft: number): number {
  const around = Math.max(reach, wholeStep);
  const slope = planes(1);
  kernel.measureSlope(soft, slope);
  most(slope, around, slope);
  const [near, far] = [most(soft, around, planes(1)), least(soft, around, planes(1))];
  if (!kernel.isSharp(near, far, slope)) return reach;
  kernel.trustDepth();
  return 1;
}

/** How much of each place is in front, by the picture's own edges: found once widely, once closely. */
function followColours(table: Table, { radius, soft, near2, far2 }: Steps, colours: Three) {
  const { columns, rows, scratch } = table;
  const [plane, fit] = [table.planes(1), table.planes(4)];
  const follow = (reach: number) => {
    kernel.fitToColours(...colours, plane, columns, rows, reach, noise, fit, scratch);
    kernel.applyFit(...colours, fit, columns * rows, plane);
  };
  kernel.judgeSides(soft, near2, far2, plane);
  follow(Math.round(1.5 * radius));
  kernel.steepen(plane, 2.5);
  follow(Math.max(1, radius >> 1));
  return { plane, fit };
}

/** How much is cut where, and how far the front's trace reaches: see `measureCut` in cut.as. */
function measureCut(table: Table, steps: Steps, shares: number) {
  const { radius, sharp, near, far, rise, inner } = steps;
  const [strength, clear, front, dirty] = Array.from({ length: 4 }, () => table.planes(1)) as [
    ...Three,
    number,
  ];
  kernel.measureCut(sharp, near, far, rise, inner, shares, strength, clear, front, dirty);
  table.most(dirty, Math.min(radius, 3), dirty);
  table.mean(dirty, dirty, 1);
  const zone = table.most(strength, table.uncovered, table.planes(1));
  return { strength, clear, front, dirty, zone, known: table.planes(1) };
}

type Cut = ReturnType<typeof measureCut>;

/** The front's own colours around every place, each times its share, and the share. */
function averageFront(table: Table, front: number, colours: Three): number {
  const { size } = table;
  const mean = table.planes(4);
  for (const [i, plane] of colours.entries()) {
    kernel.multiplyPlane(plane, front, mean + i * size);
    table.mean(mean + i * size, mean + i * size, 2);
  }
  table.mean(front, mean + 3 * size, 2);
  return mean;
}

/**
 * Fill `behind` from clean background beside the cut.
 * @returns the background's mean colours, from which its detail is told.
 */
function makeUpBehind(table: Table, steps: Steps, cut: Cut, behind: number): number {
  const { columns, rows, size, scratch } = table;
  const { sharp, far, near2, far2, rise2 } = steps;
  const { strength, front, dirty, known, zone } = cut;
  const [depth, places] = [behind + 3 * size, behind + 4 * size];
  const around = [near2, far2, rise2] as const;
  kernel.chooseSources(sharp, far, ...around, strength, front, dirty, known, depth, places);
  const smooth = table.planes(3);
  kernel.smoothAlike(behind, sharp, dirty, zone, smooth);
  kernel.fillGaps(behind, known, columns, rows, 6, scratch);
  return smooth;
}

/** Two layers that are still the picture, in the kernel's memory. */
function layTwo(room: Room, { width, height, data }: Picture, depth: Float32Array, whole: number) {
  const pixels = width * height;
  const alpha = room.put(new Uint8Array(pixels).fill(255));
  const [frontRgb, backRgb, backDepth] = [room.put(data), room.put(data), room.put(depth)];
  return {
    addresses: [frontRgb, alpha, whole, backRgb, backDepth] as const,
    read(): Layers {
      const { bytes, floats } = room.leave();
      return {
        foreground: {
          rgb: bytes(frontRgb, pixels * 3),
          alpha: bytes(alpha, pixels),
          depth: floats(whole, pixels),
        },
        background: { rgb: bytes(backRgb, pixels * 3), depth: floats(backDepth, pixels) },
      };
    },
  };
}

/** The whole sheet, and nothing to be seen behind it. */
function layOne({ data, width, height }: Picture, depth: Float32Array): Layers {
  const alpha = new Uint8Array(width * height).fill(255);
  return { foreground: { rgb: data, alpha, depth }, background: { rgb: data, depth } };
}
