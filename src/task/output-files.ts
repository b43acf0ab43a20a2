import type { OutputFormat } from './task.ts';

/** What the files of each output format are called, and served as. */
export const outputFiles: Readonly<
  Record<OutputFormat, { extension: string; contentType: string }>
> = {
  mp4: { extension: '.mp4', contentType: 'video/mp4' },
  prores: { extension: '.mov', contentType: 'video/quicktime' },
  png_sequence: { extension: '.zip', contentType: 'application/zip' },
  sdr_rec709_10bit: { extension: '.mp4', contentType: 'video/mp4' },
};
