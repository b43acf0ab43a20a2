/** Where each pixel of one image has gone in another: a displacement in pixels per pixel. */
export interface Field {
  width: number;
  height: number;
  x: Float32Array;
  y: Float32Array;
}

/** A field of no motion. */
export function createField(width: number, height: number): Field {
  const count = width * height;
  return { width, height, x: new Float32Array(count), y: new Float32Array(count) };
}

/** One plane read between pixels, borders repeated. */
export function samplePlane(
  plane: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
): number {
  const cx = Math.max(0, Math.min(x, width - 1));
  const cy = Math.max(0, Math.min(y, height - 1));
  const x0 = Math.min(width - 2, Math.floor(cx)) | 0;
  const y0 = Math.min(height - 2, Math.floor(cy)) | 0;
  const fx = cx - x0;
  const fy = cy - y0;
  const i = y0 * width + x0;
  const top = plane[i]! + (plane[i + 1]! - plane[i]!) * fx;
  const low = plane[i + width]! + (plane[i + width + 1]! - plane[i + width]!) * fx;
  return top + (low - top) * fy;
}

/** A field at another size, its displacements stretched along. */
export function resizeField(field: Field, width: number, height: number): Field {
  const made = createField(width, height);
  const scaleX = width / field.width;
  const scaleY = height / field.height;
  for (let y = 0; y < height; y++) {
    const fromY = (y + 0.5) / scaleY - 0.5;
    for (let x = 0; x < width; x++) {
      const fromX = (x + 0.5) / scaleX - 0.5;
      const i = y * width + x;
      made.x[i] = samplePlane(field.x, field.width, field.height, fromX, fromY) * scaleX;
      made.y[i] = samplePlane(field.y, field.width, field.height, fromX, fromY) * scaleY;
    }
  }
  return made;
}

/**
 * How far a pixel misses itself when it follows one field and comes back by the other, in pixels;
 * Infinity where it leaves the picture.
 */
export function roundTripError(there: Field, back: Field): Float32Array {
  const { width, height } = there;
  const error = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const toX = x + there.x[i]!;
      const toY = y + there.y[i]!;
      if (toX < -0.5 || toY < -0.5 || toX > width - 0.5 || toY > height - 0.5) {
        error[i] = Number.POSITIVE_INFINITY;
        continue;
      }
      const backX = samplePlane(back.x, width, height, toX, toY);
      const backY = samplePlane(back.y, width, height, toX, toY);
      error[i] = Math.hypot(there.x[i]! + backX, there.y[i]! + backY);
    }
  }
  return error;
}
