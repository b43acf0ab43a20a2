/** Interleaved 8-bit sRGB: `data.length === width * height * 3`. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8Array;
}
