// Gaps filled smoothly from what is known around them (push-pull): planes are halved until hardly any
// gap is left, and drawn out again; each place takes the finest size at which something is known.

/** Bytes that `fillGaps` works in, for `planes` planes. */
export function fillRoom(width: i32, height: i32, planes: i32): i32 {
  let bytes = 0;
  while (width > 2 && height > 2) {
    width = (width + 1) >> 1;
    height = (height + 1) >> 1;
    bytes += width * height * 4 * (planes + 1);
  }
  return bytes;
}

/**
 * Fill the gaps of `planes` planes, one after the other at `values`, in place.
 * @param known a plane: 1 where a value is known, 0 where it is not, or in between.
 */
export function fillGaps(values: usize, known: usize, width: i32, height: i32, planes: i32, room: usize): void {
  if (width <= 2 || height <= 2) return;
  const columns = (width + 1) >> 1;
  const rows = (height + 1) >> 1;
  const size = columns * rows * 4;
  const smaller = room;
  const weights = room + size * planes;
  memory.fill(room, 0, size * (planes + 1));
  const plane = width * height * 4;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const weight = load<f32>(known + at);
      if (weight == 0) continue;
      const to = ((y >> 1) * columns + (x >> 1)) * 4;
      store<f32>(weights + to, load<f32>(weights + to) + weight);
      for (let i = 0; i < planes; i++) {
        const sum = smaller + i * size + to;
        store<f32>(sum, load<f32>(sum) + weight * load<f32>(values + i * plane + at));
      }
    }
  }
  for (let at = 0; at < size; at += 4) {
    const weight = load<f32>(weights + at);
    if (weight == 0) continue;
    for (let i = 0; i < planes; i++) {
      store<f32>(smaller + i * size + at, load<f32>(smaller + i * size + at) / weight);
    }
    store<f32>(weights + at, min<f32>(1, weight));
  }
  fillGaps(smaller, weights, columns, rows, planes, room + size * (planes + 1));
  for (let y = 0; y < height; y++) {
    const v = max<f32>(0, (<f32>y + 0.5) * 0.5 - 0.5);
    const row = min(rows - 1, <i32>v);
    const below = (min(rows - 1, row + 1) - row) * columns * 4;
    const fy = v - <f32>row;
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const weight = load<f32>(known + at);
      if (weight >= 1) continue;
      const u = max<f32>(0, (<f32>x + 0.5) * 0.5 - 0.5);
      const column = min(columns - 1, <i32>u);
      const beside = (min(columns - 1, column + 1) - column) * 4;
      const fx = u - <f32>column;
      for (let i = 0; i < planes; i++) {
        const from = smaller + i * size + (row * columns + column) * 4;
        const upper = load<f32>(from) + fx * (load<f32>(from + beside) - load<f32>(from));
        const lower = load<f32>(from + below) + fx * (load<f32>(from + below + beside) - load<f32>(from + below));
        const filled = upper + fy * (lower - upper);
        const to = values + i * plane + at;
        store<f32>(to, filled + weight * (load<f32>(to) - filled));
      }
    }
  }
}
