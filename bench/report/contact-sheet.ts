import type { Picture } from '../../src/media/picture.ts';
import { drawText } from './lettering.ts';

/** One line of a contact sheet: what it is, and its pictures, all of one size. */
export interface SheetRow {
  label: string;
  pictures: readonly Picture[];
}

const margin = 6;
const labelHeight = 16;

/** Shrink a picture to a width by averaging whole boxes of pixels. */
export function shrinkPicture(picture: Picture, width: number): Picture {
  const height = Math.max(1, Math.round((picture.height * width) / picture.width));
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * picture.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * picture.height) / height));
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * picture.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * picture.width) / width));
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let row = top; row < bottom; row++) {
          for (let column = left; column < right; column++) {
            sum += picture.data[(row * picture.width + column) * 3 + c]!;
          }
        }
        data[(y * width + x) * 3 + c] = sum / ((bottom - top) * (right - left));
      }
    }
  }
  return { width, height, data };
}

/**
 * Lay clips out as rows of pictures under their labels, so that one can look at all of them.
 * @throws RangeError when there is no row with a picture
 */
export function layOutSheet(rows: readonly SheetRow[], columns = 1): Picture {
  const sample = rows.find(({ pictures }) => pictures.length > 0)?.pictures[0];
  if (!sample) throw new RangeError('Expected at least one picture to lay out but received none');
  const perRow = Math.max(...rows.map(({ pictures }) => pictures.length));
  const block = {
    width: perRow * (sample.width + margin) + margin,
    height: sample.height + labelHeight + margin,
  };
  const lines = Math.ceil(rows.length / columns);
  const sheet: Picture = {
    width: block.width * columns,
    height: block.height * lines + margin,
    data: new Uint8Array(block.width * columns * (block.height * lines + margin) * 3).fill(24),
  };
  rows.forEach(({ label, pictures }, index) => {
    const left = (index % columns) * block.width + margin;
    const top = Math.floor(index / columns) * block.height + margin;
    drawText(sheet, label, left, top + 2);
    pictures.forEach((picture, column) => {
      place(sheet, picture, left + column * (sample.width + margin), top + labelHeight);
    });
  });
  return sheet;
}

function place(sheet: Picture, picture: Picture, left: number, top: number): void {
  const rows = Math.min(picture.height, sheet.height - top);
  for (let y = 0; y < rows; y++) {
    const row = picture.data.subarray(y * picture.width * 3, (y + 1) * picture.width * 3);
    sheet.data.set(row, ((top + y) * sheet.width + left) * 3);
  }
}
