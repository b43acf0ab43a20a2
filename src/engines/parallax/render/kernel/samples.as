// Cells whose samples each have a place of their own in two pictures, the front before the back.
import {
  cellShift,
  cellSize,
  frameHeight,
  frameWidth,
  frameY,
  frontChroma,
  frontLuma,
  sampleAlpha,
  sampleBackX,
  sampleBackY,
  sampleFrontX,
  sampleFrontY,
  sampleSeen,
} from './memory';
import {
  chromaPair,
  cubicSums,
  finishChroma,
  finishFour,
  finishLuma,
  half,
  storeBytes,
  storeChroma,
} from './sample';

/** A cell's samples: rows of luma, then rows of chroma. */
export const lumaSamples: i32 = cellSize * cellSize;
export const chromaSide: i32 = cellSize >> 1;

/** Tables of tones, as `blendTones` has them, or 0. */
let tones: usize = 0;

export function useTones(tables: usize): void {
  tones = tables;
}

/**
 * Paint a cell from what is noted of its samples: `sampleFrontX` and what follows it in memory.as.
 * The front is the foreground; what is behind it is told, and may be the foreground too.
 */
export function paintSamples(column: i32, row: i32, behindLuma: usize, behindChroma: usize): void {
  paintLuma(column, row, behindLuma);
  paintChroma(column, row, behindChroma);
}

function paintLuma(column: i32, row: i32, behind: usize): void {
  const left = column << cellShift;
  const top = row << cellShift;
  const across = min(cellSize, frameWidth - left);
  const down = min(cellSize, frameHeight - top);
  for (let j = 0; j < down; j++) {
    const sample = j << cellShift;
    const opaque = load<i64>(sampleAlpha + sample);
    let words = opaque == 0 ? i16x8.splat(0) : lumaOfEight(frontLuma, sampleFrontX, sampleFrontY, sample);
    if (tones) words = toneEight(words, tones, tones);
    // All eight opaque, as in most rows: nothing behind them is seen.
    if (opaque != -1) {
      let back = lumaOfEight(behind, sampleBackX, sampleBackY, sample);
      if (tones) back = toneEight(back, tones + 768, tones + 768);
      words = mix(words, back, v128.load64_zero(sampleAlpha + sample));
    }
    storeBytes(frameY + (top + j) * frameWidth + left, i8x16.narrow_i16x8_u(words, words), across);
  }
}

function lumaOfEight(luma: usize, fromX: usize, fromY: usize, sample: i32): v128 {
  const at = sample << 2;
  const first = lumaOfFour(luma, fromX + at, fromY + at);
  return finishLuma(first, lumaOfFour(luma, fromX + at + 16, fromY + at + 16));
}

// @ts-ignore: decorator
@inline
function lumaOfFour(luma: usize, x: usize, y: usize): v128 {
  return finishFour(
    cubicSums(luma, load<i32>(x), load<i32>(y)),
    cubicSums(luma, load<i32>(x, 4), load<i32>(y, 4)),
    cubicSums(luma, load<i32>(x, 8), load<i32>(y, 8)),
    cubicSums(luma, load<i32>(x, 12), load<i32>(y, 12)),
  );
}

function paintChroma(column: i32, row: i32, behind: usize): void {
  const left = column << cellShift;
  const top = row << cellShift;
  const across = min(cellSize, frameWidth - left) >> 1;
  const down = min(cellSize, frameHeight - top) >> 1;
  for (let j = 0; j < down; j++) {
    const to = ((top >> 1) + j) * (frameWidth >> 1) + (left >> 1);
    const sample = lumaSamples + j * chromaSide;
    let words = chromaOfFour(frontChroma, sampleFrontX, sampleFrontY, sample);
    if (tones) words = toneEight(words, tones + 256, tones + 512);
    if (load<i32>(sampleAlpha + sample) != -1) {
      let back = chromaOfFour(behind, sampleBackX, sampleBackY, sample);
      if (tones) back = toneEight(back, tones + 1024, tones + 1280);
      words = mix(words, back, v128.load32_splat(sampleAlpha + sample));
    }
    storeChroma(to, words, v128.load32_zero(sampleSeen + j * chromaSide), across);
  }
}

/** Chroma sits in the middle of its 2 x 2 pixels. */
function chromaOfFour(chroma: usize, fromX: usize, fromY: usize, sample: i32): v128 {
  const x = fromX + (sample << 2);
  const y = fromY + (sample << 2);
  return finishChroma(
    chromaPair(
      chroma,
      load<i32>(x) - half,
      load<i32>(y) - half,
      load<i32>(x, 4) - half,
      load<i32>(y, 4) - half,
    ),
    chromaPair(
      chroma,
      load<i32>(x, 8) - half,
      load<i32>(y, 8) - half,
      load<i32>(x, 12) - half,
      load<i32>(y, 12) - half,
    ),
  );
}

/** Eight words of foreground over background, by the low eight bytes of alpha. */
// @ts-ignore: decorator
@inline
function mix(front: v128, back: v128, opaque: v128): v128 {
  const share = i16x8.extend_low_i8x16_u(opaque);
  const rest = i16x8.sub(i16x8.splat(255), share);
  // Divided by 255 and rounded, in 16 bits without a sign.
  const sum = i16x8.add(i16x8.mul(front, share), i16x8.mul(back, rest));
  const rounded = i16x8.add(sum, i16x8.splat(128));
  return i16x8.shr_u(i16x8.add(rounded, i16x8.shr_u(rounded, 8)), 8);
}

/** Look four words up in one table and four in another. */
function toneEight(words: v128, one: usize, other: usize): v128 {
  // Chroma may be a little beyond a byte.
  const within = i16x8.min_s(i16x8.max_s(words, i16x8.splat(0)), i16x8.splat(255));
  return i16x8(
    load<u8>(one + i16x8.extract_lane_u(within, 0)),
    load<u8>(one + i16x8.extract_lane_u(within, 1)),
    load<u8>(one + i16x8.extract_lane_u(within, 2)),
    load<u8>(one + i16x8.extract_lane_u(within, 3)),
    load<u8>(other + i16x8.extract_lane_u(within, 4)),
    load<u8>(other + i16x8.extract_lane_u(within, 5)),
    load<u8>(other + i16x8.extract_lane_u(within, 6)),
    load<u8>(other + i16x8.extract_lane_u(within, 7)),
  );
}
