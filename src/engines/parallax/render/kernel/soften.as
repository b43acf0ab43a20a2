// Small steps in the foreground's depth, spread out. A step that is not cut can only be shown as a
// stretch; over a dozen pixels instead of one nobody sees it, and the mapping stays straight
// enough for plain cells.
import { alpha, canvasHeight, canvasWidth, frontDepth } from './memory';

/** Steps larger than this are edges: the scene stage cuts there, and nothing crosses them. */
const edge: f32 = 0.055;

/**
 * Smooth the depth between its edges: a recursive filter along rows and columns, forth and back,
 * twice. Its width halves from the first time to the second, which rids it of streaks.
 */
export function softenDepth(): void {
  for (let round = 0; round < 2; round++) {
    // What a pixel takes over from the one before: a decay over 9 pixels, then 4.5.
    const share: f32 = round == 0 ? 0.855 : 0.73;
    for (let y = 0; y < canvasHeight; y++) {
      const row = y * canvasWidth;
      for (let x = 1; x < canvasWidth; x++) follow(row + x, row + x - 1, share);
      for (let x = canvasWidth - 2; x >= 0; x--) follow(row + x, row + x + 1, share);
    }
    for (let y = 1; y < canvasHeight; y++) followRow(y, y - 1, share);
    for (let y = canvasHeight - 2; y >= 0; y--) followRow(y, y + 1, share);
  }
}

function followRow(y: i32, from: i32, share: f32): void {
  for (let x = 0; x < canvasWidth; x++) follow(y * canvasWidth + x, from * canvasWidth + x, share);
}

// @ts-ignore: decorator
@inline
function follow(pixel: i32, before: i32, share: f32): void {
  const at = frontDepth + (pixel << 2);
  const own = load<f32>(at);
  const step = load<f32>(frontDepth + (before << 2)) - own;
  // Cut pixels neither give nor take: they belong to the gap.
  const both = <i32>load<u8>(alpha + pixel) & <i32>load<u8>(alpha + before);
  if (abs<f32>(step) < edge && both == 255) store<f32>(at, own + share * step);
}
