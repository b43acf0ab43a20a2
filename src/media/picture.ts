/** An image in memory: interleaved 8-bit sRGB, upright; `data.length === width * height * 3`. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8Array;
}

/** An image file: its path, or its bytes. */
export type ImageSource = string | Uint8Array;
