// From pixels to cells of `size` x `size` of them, the last of each row and column over what there
// is of it: columns of a cell's height are summed up first, many at a time, then those of its width.

/**
 * Mean colours of the cells of a part of a picture.
 * @param source the part's first pixel; rows are `stride` bytes apart.
 * @param columns room for two bytes for each byte of a row, and 32 more.
 */
export function averageCells(
  source: usize, stride: i32, width: i32, height: i32, size: i32, out: usize, columns: usize,
): void {
  const bytes = width * 3;
  for (let top = 0; top < height; top += size) {
    const tall = min(size, height - top);
    memory.fill(columns, 0, bytes * 2 + 32);
    for (let y = top; y < top + tall; y++) addRow(columns, source + y * stride, bytes);
    for (let left = 0; left < width; left += size) {
      const wide = min(size, width - left);
      const scale = 1.0 / <f64>(tall * wide);
      const end = columns + (left + wide) * 6;
      let r: i32 = 0;
      let g: i32 = 0;
      let b: i32 = 0;
      for (let at = columns + left * 6; at < end; at += 6) {
        r += load<u16>(at);
        g += load<u16>(at, 2);
        b += load<u16>(at, 4);
      }
      store<u8>(out, <u8>(<f64>r * scale + 0.5));
      store<u8>(out, <u8>(<f64>g * scale + 0.5), 1);
      store<u8>(out, <u8>(<f64>b * scale + 0.5), 2);
      out += 3;
    }
  }
}

function addRow(columns: usize, row: usize, bytes: i32): void {
  for (let i = 0; i < bytes; i += 16) {
    const sixteen = v128.load(row + i);
    const at = columns + i * 2;
    v128.store(at, i16x8.add(v128.load(at), i16x8.extend_low_i8x16_u(sixteen)));
    v128.store(at, i16x8.add(v128.load(at, 16), i16x8.extend_high_i8x16_u(sixteen)), 16);
  }
}
