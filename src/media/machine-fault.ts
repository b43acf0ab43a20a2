/**
 * How libvips, its threads and libjpeg say that the machine had no room for them. Some loaders put
 * words about the file before it: `Input buffer has corrupt header: vips_tracked: out of memory …`.
 */
const words = /out of memory -- size|insufficient memory \(case|unable to create thread/i;

/** Whether a decoder failed for want of memory or threads, which says nothing about the image. */
export function isMachineFault(error: unknown): boolean {
  return words.test(String(error));
}
