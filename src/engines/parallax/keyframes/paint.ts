import type { Picture } from '../../../media/picture.ts';
import type { Kernel } from './kernel/instance.ts';
import type { Tones } from './tone.ts';

/**
 * Prepare to paint frames between two images from what the kernel's grid says. Reading is cubic,
 * to 1/256 pixel, beyond a border mirrored; where the grid does not move, the pixels come through
 * unchanged.
 * @returns writes a frame as interleaved RGB
 */
export function createPainter(kernel: Kernel, first: Picture, last: Picture) {
  const { width, height, gridWidth, gridHeight } = kernel;
  const target = new Uint8Array(kernel.buffer, kernel.target, width * height * 3);
  // The images pass through the place where frames will be painted.
  target.set(first.data);
  kernel.packImage(kernel.target, kernel.first, width, height);
  target.set(last.data);
  kernel.packImage(kernel.target, kernel.last, width, height);
  const tables = new Uint8Array(kernel.buffer, kernel.tones, 1536);

  return (into: Uint8Array, tones?: Tones): void => {
    if (tones) {
      tables.set(tones.first);
      tables.set(tones.last, 768);
    }
    kernel.paintRows(
      kernel.first,
      kernel.last,
      width,
      height,
      kernel.grid,
      gridWidth,
      gridHeight,
      tones ? kernel.tones : 0,
      kernel.target,
      0,
      height,
    );
    into.set(target);
  };
}
