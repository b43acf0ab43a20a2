/**
 * Who is in the picture: what belongs to people, and where their faces are. By two small networks
 * that MediaPipe made for video calls, so they know people from near to the middle distance; the
 * first takes animals and what stands out for people, too, which does no harm here.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Picture } from '../../../../media/picture.ts';
import type { Plane } from '../resample.ts';
import { runNetwork } from './network.ts';
import { type Network, readNetwork } from './tflite.ts';

export interface People {
  /** 0..1 per cell of the picture: how surely it is of somebody. Nothing but 0 where nobody is. */
  mask: Plane;
  faces: Face[];
}

export interface Face {
  /** Its middle, in fractions of the picture's width and height. */
  x: number;
  y: number;
  /** Its width, in fractions of the picture's. */
  width: number;
  /** 0..1. */
  score: number;
}

/** Files of MediaPipe's packages. */
export const segmenter = 'selfie_segmentation/selfie_segmentation.tflite';
export const detector = 'face_detection/face_detection_short_range.tflite';

/** Shares of the picture below which nobody is there, and above which the network has lost its way. */
const least = 0.004;
const most = 0.75;

/** Find people in a picture of some 320 pixels on its long side. */
export function findPeople(picture: Picture): People {
  const mask = findMask(picture);
  const share = mask.data.reduce((sum, value) => sum + (value > 0.5 ? 1 : 0), 0) / mask.data.length;
  if (share < least || share > most) {
    mask.data.fill(0);
    return { mask, faces: [] };
  }
  return { mask, faces: findFaces(picture, mask) };
}

/** The side of what the segmenter is shown, whatever the picture's shape. */
const maskSide = 256;

function findMask(picture: Picture): Plane {
  const whole = { left: 0, top: 0, width: picture.width, height: picture.height };
  const input = showPart(picture, whole, maskSide, (value) => value / 255);
  const seen = runNetwork(openNetwork(segmenter), input)[0]!;
  const { width, height } = picture;
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) / height) * maskSide) * maskSide;
    for (let x = 0; x < width; x++) {
      data[y * width + x] = seen[row + Math.floor(((x + 0.5) / width) * maskSide)]!;
    }
  }
  return { width, height, data };
}

/** The side of what the detector is shown, and the score from which a face is one. */
const faceSide = 128;
const surely = 0.7;

/** Look for faces in squares of the picture's shorter side, where there is somebody in them. */
function findFaces(picture: Picture, mask: Plane): Face[] {
  const { width, height } = picture;
  const side = Math.min(width, height);
  const long = Math.max(width, height);
  const count = Math.ceil((1.5 * (long - side)) / side) + 1;
  const faces: Face[] = [];
  for (let i = 0; i < count; i++) {
    const along = count > 1 ? Math.round(((long - side) * i) / (count - 1)) : 0;
    const part = {
      left: width > height ? along : 0,
      top: width > height ? 0 : along,
      width: side,
      height: side,
    };
    if (!somebodyIn(mask, part)) continue;
    const input = showPart(picture, part, faceSide, (value) => value / 127.5 - 1);
    for (const face of readFaces(runNetwork(openNetwork(detector), input))) {
      faces.push({
        x: (part.left + face.x * side) / width,
        y: (part.top + face.y * side) / height,
        width: (face.width * side) / width,
        score: face.score,
      });
    }
  }
  return dropDoubles(faces);
}

interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

function somebodyIn({ width, data }: Plane, part: Part): boolean {
  for (let y = part.top; y < part.top + part.height; y++) {
    const row = data.subarray(y * width + part.left, y * width + part.left + part.width);
    if (row.some((value) => value > 0.5)) return true;
  }
  return false;
}

/**
 * The detector looks from two faces at each place of a grid of 16 x 16, and from six at each of
 * 8 x 8; of every one it gives a score, and how far off the middle is and how large, in pixels.
 */
function readFaces([boxes, scores]: Float32Array[]): Face[] {
  const faces: Face[] = [];
  for (let i = 0; i < scores!.length; i++) {
    const score = 1 / (1 + Math.exp(-scores![i]!));
    if (score < surely) continue;
    const fine = i < 512;
    const place = fine ? i >> 1 : Math.floor((i - 512) / 6);
    const across = fine ? 16 : 8;
    faces.push({
      x: ((place % across) + 0.5) / across + boxes![i * 16]! / faceSide,
      y: (Math.floor(place / across) + 0.5) / across + boxes![i * 16 + 1]! / faceSide,
      width: boxes![i * 16 + 2]! / faceSide,
      score,
    });
  }
  return faces;
}

/** Of findings of one face the surest is kept. */
function dropDoubles(faces: Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of faces.sort((one, other) => other.score - one.score)) {
    const known = kept.some(({ x, y, width }) => {
      return Math.hypot(x - face.x, y - face.y) < 0.7 * Math.max(width, face.width);
    });
    if (!known) kept.push(face);
  }
  return kept;
}

/** A part of a picture as a network's input: a square of `side`, stretched if need be. */
function showPart(
  { width, height, data }: Picture,
  part: Part,
  side: number,
  scale: (value: number) => number,
): Float32Array {
  const out = new Float32Array(side * side * 3);
  for (let y = 0, at = 0; y < side; y++) {
    const v = part.top + Math.max(0, ((y + 0.5) * part.height) / side - 0.5);
    const row = Math.min(height - 1, Math.floor(v));
    const below = Math.min(height - 1, row + 1);
    for (let x = 0; x < side; x++) {
      const u = part.left + Math.max(0, ((x + 0.5) * part.width) / side - 0.5);
      const column = Math.min(width - 1, Math.floor(u));
      const right = Math.min(width - 1, column + 1);
      const corner = (row * width + column) * 3;
      const beside = (right - column) * 3;
      const down = (below - row) * width * 3;
      for (let c = 0; c < 3; c++, at++) {
        const i = corner + c;
        const upper = data[i]! + (u - column) * (data[i + beside]! - data[i]!);
        const lower = data[i + down]! + (u - column) * (data[i + down + beside]! - data[i + down]!);
        out[at] = scale(upper + (v - row) * (lower - upper));
      }
    }
  }
  return out;
}

const networks = new Map<string, Network>();

/** A network of MediaPipe's, read once. */
export function openNetwork(file: string): Network {
  let network = networks.get(file);
  if (!network) {
    network = readNetwork(readFileSync(fileURLToPath(import.meta.resolve(`@mediapipe/${file}`))));
    networks.set(file, network);
  }
  return network;
}
