/** The truth for a second view: the right eye's, made of the left picture and measured disparity. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { createWarper } from '../../src/engines/parallax/render/warp.ts';
import { separateLayers } from '../../src/engines/parallax/scene/layers/layers.ts';
import type { Plane } from '../../src/engines/parallax/scene/resample.ts';
import { decodeImage } from '../../src/media/decode.ts';
import { createFrame } from '../../src/media/frame.ts';
import type { Picture } from '../../src/media/picture.ts';
import { lumaOf } from '../../test/fixtures/ssim.ts';
import { type LumaPlane, measureSsim } from '../../test/support/ssim.ts';
import { formatNumber, formatTable } from '../report/markdown.ts';

/** How like the true view a made one is: decibels, and structural similarity. */
export interface Likeness {
  psnr: number;
  ssim: number;
}

export interface StereoTrial {
  name: string;
  engine: Likeness;
  /** Every pixel moved by its own disparity, gaps filled from the farther side. */
  forward: Likeness;
  /** The left picture as it is. */
  unmoved: Likeness;
}

/** Steps of a disparity file per pixel; 0 in it is unknown. */
const steps = 256;
/** Pixels at the border that interpolation may read. */
const guard = 8;

/**
 * Try every stereo pair of a folder: NAME.left.*, NAME.right.* and NAME.disparity.png, 16 bits, in
 * 1/256 pixels of the left picture. What is at (x, y) there is at (x - disparity, y) on the right.
 */
export async function tryStereo(folder: string): Promise<StereoTrial[]> {
  const files = (await readdir(folder)).sort();
  const trials: StereoTrial[] = [];
  for (const file of files) {
    const [, name] = /^(.*)\.disparity\.png$/i.exec(file) ?? [];
    const find = (eye: string) => files.find((other) => other.startsWith(`${name}.${eye}.`));
    const [left, right] = [find('left'), find('right')];
    if (!name || !left || !right) continue;
    const pictures = [left, right].map((eye) => decodeImage(path.join(folder, eye)));
    const [first, second] = (await Promise.all(pictures)) as [Picture, Picture];
    const disparity = await readDisparity(path.join(folder, file));
    trials.push({ name, ...(await compareViews(first, second, disparity)) });
  }
  return trials;
}

async function readDisparity(file: string): Promise<Plane> {
  const { data, info } = await sharp(file)
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const words = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  const { width, height, channels } = info;
  const values = Float32Array.from(
    { length: width * height },
    (_, i) => words[i * channels]! / steps,
  );
  return { width, height, data: values };
}

/** Make the right view in three ways and compare each with the true one, in luma. */
export async function compareViews(left: Picture, right: Picture, disparity: Plane) {
  const known = fillUnknown(disparity);
  const most = known.reduce((a, b) => Math.max(a, b));
  // Only where no view has to look beyond the picture.
  const even = (length: number) => length - (length % 2);
  const part = {
    left: guard,
    top: guard,
    width: even(Math.floor(left.width - most) - 2 * guard),
    height: even(left.height - 2 * guard),
  };
  const truth = cut(lumaOf(right), part);
  const compare = (view: LumaPlane): Likeness => ({
    psnr: measurePsnr(view, truth),
    ssim: measureSsim(view, truth),
  });
  return {
    engine: compare(await warpByEngine(left, known, most, part)),
    forward: compare(cut(warpForward(lumaOf(left), known), part)),
    unmoved: compare(cut(lumaOf(left), part)),
  };
}

type Part = Record<'left' | 'top' | 'width' | 'height', number>;

async function warpByEngine(
  picture: Picture,
  disparity: Float32Array,
  most: number,
  part: Part,
): Promise<LumaPlane> {
  const depth = disparity.map((value) => value / most);
  const { width, height } = picture;
  const scene = {
    width,
    height,
    left: part.left,
    top: part.top,
    frameWidth: part.width,
    frameHeight: part.height,
    real: { left: 0, top: 0, width, height },
    ...separateLayers(picture, depth, most),
    depthConfidence: 1,
    subject: { x: width / 2, y: height / 2, depth: 0 },
  };
  const warper = createWarper(scene);
  const frame = createFrame(part.width, part.height);
  const homography = Float64Array.of(1, 0, part.left, 0, 1, part.top, 0, 0, 1);
  const still = { parallaxY: 0, growth: 0, centreX: 0, centreY: 0 };
  warper.warp({ homography, pivotDepth: 0, parallaxX: most, ...still }, frame);
  await warper.close();
  return { width: part.width, height: part.height, data: frame.y, stride: frame.yStride };
}

/** Every pixel to where it is seen, the nearer over the farther; gaps take the farther side's colour. */
function warpForward({ width, height, data }: LumaPlane, disparity: Float32Array): LumaPlane {
  const out = new Uint8Array(width * height);
  const seen = new Float32Array(width * height).fill(-1);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const to = Math.round(x - disparity[i]!);
      if (to < 0 || seen[y * width + to]! >= disparity[i]!) continue;
      seen[y * width + to] = disparity[i]!;
      out[y * width + to] = data[i]!;
    }
  }
  for (let i = 0; i < out.length; i++) {
    if (seen[i] !== -1) continue;
    const source = fartherBeside(seen, i, width, -1);
    if (source !== undefined) out[i] = out[source]!;
  }
  return { width, height, data: out };
}

/** Of the nearest places to the left and to the right in a row that are told, the farther. */
function fartherBeside(values: Float32Array, at: number, width: number, untold: number) {
  const start = at - (at % width);
  let before = at;
  while (before >= start && values[before] === untold) before--;
  let after = at;
  while (after < start + width && values[after] === untold) after++;
  const ends = [before, after].filter((end) => end >= start && end < start + width);
  return ends.sort((a, b) => values[a]! - values[b]!)[0];
}

/** What is unknown is mostly hidden from the other eye: it is as far as the farther side of its row. */
function fillUnknown({ width, data }: Plane): Float32Array {
  return data.map((value, i) => {
    const source = value === 0 ? fartherBeside(data, i, width, 0) : i;
    return source === undefined ? 0 : data[source]!;
  });
}

function cut({ width, data, stride = width }: LumaPlane, part: Part): LumaPlane {
  const start = part.top * stride + part.left;
  return { width: part.width, height: part.height, data: data.subarray(start), stride };
}

function measurePsnr(a: LumaPlane, b: LumaPlane): number {
  let squares = 0;
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      squares +=
        (a.data[y * (a.stride ?? a.width) + x]! - b.data[y * (b.stride ?? b.width) + x]!) ** 2;
    }
  }
  return 10 * Math.log10(255 ** 2 / (squares / (a.width * a.height)));
}

export function describeStereo(trials: readonly StereoTrial[]): string {
  const show = ({ psnr, ssim }: Likeness) =>
    `${formatNumber(psnr, 2)} dB, ${formatNumber(ssim, 4)}`;
  const rows = trials.map(({ name, engine, forward, unmoved }) => [
    name,
    ...[engine, forward, unmoved].map(show),
  ]);
  return `## Second views

The right eye's view, made of the left picture and measured disparity, against the real one: PSNR and SSIM.

${formatTable(['pair', 'engine', 'plain forward warp', 'left picture unmoved'], rows)}`;
}
