import type { Kernel } from './kernel/instance.ts';

/** How much larger the picture grows over a dissolve: a slow push-in, 4%. */
const growth = Math.log(1.04);

/**
 * A cross-fade for images that share nothing, under one slow push-in that neither stops nor turns:
 * the first image leaves enlarged, the last one arrives growing to its own size. The fade keeps to
 * the middle, where the last image, still slightly small, would show at most 1% of mirrored rim.
 * @returns writes the kernel's grid for a time 0..1
 */
export function createDissolve(kernel: Kernel): (time: number) => void {
  const { gridWidth, gridHeight } = kernel;
  const count = gridWidth * gridHeight;
  const planes = new Float32Array(kernel.buffer, kernel.grid, count * 5);
  const scaleX = (256 * kernel.width) / gridWidth;
  const scaleY = (256 * kernel.height) / gridHeight;
  return (time) => {
    const first = Math.exp(-growth * time) - 1;
    const last = Math.exp(growth * (1 - time)) - 1;
    const fade = Math.min(1, Math.max(0, (time - 0.22) / 0.56));
    planes.fill(256 * fade * fade * (3 - 2 * fade), count * 4);
    for (let y = 0, i = 0; y < gridHeight; y++) {
      const down = (y - (gridHeight - 1) / 2) * scaleY;
      for (let x = 0; x < gridWidth; x++, i++) {
        const across = (x - (gridWidth - 1) / 2) * scaleX;
        planes[i] = across * first;
        planes[count + i] = down * first;
        planes[count * 2 + i] = across * last;
        planes[count * 3 + i] = down * last;
      }
    }
  };
}
