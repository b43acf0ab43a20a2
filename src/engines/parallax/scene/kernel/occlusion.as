// The loops of occlusion.ts. A cell is hidden where a byte says 1.

let front: usize = 0;
let waiting: i32 = 0;

/**
 * Hide the cells that pixels of the rim lie in.
 * @param pixels a list of i32; `depths` f32, what lies behind each.
 * @param list room for every cell: receives those that were not hidden yet, after `count` others.
 * @returns how many are listed.
 */
export function hideRim(
  pixels: usize, depths: usize, length: i32, pictureWidth: i32, size: i32, columns: i32,
  hidden: usize, behind: usize, list: usize, count: i32,
): i32 {
  for (let i = 0; i < length * 4; i += 4) {
    const at = load<i32>(pixels + i);
    const cell = (at / pictureWidth / size) * columns + (at % pictureWidth) / size;
    if (load<u8>(hidden + cell) == 0) store<i32>(list + count++ * 4, cell);
    store<u8>(hidden + cell, 1);
    const farther = load<f32>(depths + i);
    if (farther < load<f32>(behind + cell * 4)) store<f32>(behind + cell * 4, farther);
  }
  return count;
}

/**
 * From the listed cells inwards, one cell further each time; each takes its depth from outside.
 * @param far f32 per cell: its farthest depth.
 * @param jump how much nearer a cell has to be, at least, to be hidden, and `slide`: see
 *   occlusion.ts.
 * @param list the list of `hideRim`.
 * @param sums room for eight bytes per cell, and `counts` for one, all 0; `next` for four.
 */
export function growHidden(
  width: i32, height: i32, size: i32, far: usize, jump: f64, slide: f64,
  hidden: usize, behind: usize, list: usize, count: i32, sums: usize, counts: usize, next: usize,
): void {
  let from = list;
  front = next;
  for (let steps = 0; count > 0; steps++) {
    const needed = max(jump, <f64>(steps * size) / slide);
    waiting = 0;
    for (let i = 0; i < count; i++) {
      const cell = load<i32>(from + i * 4);
      const x = cell % width;
      const depth = <f64>load<f32>(behind + cell * 4);
      if (x > 0) reach(cell - 1, depth, needed, far, hidden, sums, counts);
      if (x + 1 < width) reach(cell + 1, depth, needed, far, hidden, sums, counts);
      if (cell >= width) reach(cell - width, depth, needed, far, hidden, sums, counts);
      if (cell + width < width * height) {
        reach(cell + width, depth, needed, far, hidden, sums, counts);
      }
    }
    for (let i = 0; i < waiting; i++) {
      const cell = load<i32>(front + i * 4);
      const mean = load<f64>(sums + cell * 8) / <f64>load<u8>(counts + cell);
      store<u8>(hidden + cell, 1);
      store<f32>(behind + cell * 4, <f32>mean);
    }
    const done = from;
    from = front;
    front = done;
    count = waiting;
  }
}

function reach(
  cell: i32, depth: f64, needed: f64, far: usize, hidden: usize, sums: usize, counts: usize,
): void {
  if (load<u8>(hidden + cell) == 1) return;
  if (<f64>load<f32>(far + cell * 4) - depth < needed) return;
  const met = load<u8>(counts + cell);
  if (met == 0) store<i32>(front + waiting++ * 4, cell);
  store<f64>(sums + cell * 8, load<f64>(sums + cell * 8) + depth);
  store<u8>(counts + cell, met + 1);
}

/** Level out the steps between hidden cells that took their depth from different places. */
export function smoothHidden(
  behind: usize, hidden: usize, width: i32, height: i32, jump: f64, rounds: i32,
): void {
  for (let round = 0; round < rounds; round++) {
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1; x < width - 1; x++) {
        const cell = y * width + x;
        if (load<u8>(hidden + cell) == 0) continue;
        const at = behind + cell * 4;
        const own = <f64>load<f32>(at);
        let sum = own;
        let count = 1;
        for (let side = 0; side < 4; side++) {
          const step = side < 2 ? 4 : width * 4;
          const other = <f64>load<f32>(side % 2 == 0 ? at - step : at + step);
          if (abs(other - own) > jump) continue;
          sum += other;
          count++;
        }
        store<f32>(at, <f32>(sum / <f64>count));
      }
    }
  }
}
