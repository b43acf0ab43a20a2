import { AV_PIX_FMT_RGB24 } from 'node-av/constants';
import { avGetPixFmtName, type Frame } from 'node-av/lib';

/** Steps of 8 bits above black, and the distance of the pixels that are looked at. */
const dark = 12;
const step = 4;

/** Whether a frame shows nothing: each pixel looked at is black, or as good as. */
export function isBlack(frame: Frame): boolean {
  const { width, height } = frame;
  const [plane] = frame.data!;
  const [stride] = frame.linesize;
  const isRgb = frame.format === AV_PIX_FMT_RGB24;
  // Ours are of eight bits, or of ten in two bytes.
  const isDeep = avGetPixFmtName(frame.format as never)?.endsWith('10le') ?? false;
  const most = isRgb ? dark : (16 + dark) * (isDeep ? 4 : 1);
  for (let row = 0; row < height; row += step) {
    for (let column = 0; column < width; column += step) {
      const at = row * stride! + column * (isRgb ? 3 : isDeep ? 2 : 1);
      const value = isRgb
        ? Math.max(plane![at]!, plane![at + 1]!, plane![at + 2]!)
        : isDeep
          ? plane!.readUInt16LE(at)
          : plane![at]!;
      if (value > most) return false;
    }
  }
  return true;
}
