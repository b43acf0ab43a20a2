/**
 * The one place that sets sharp up. Import sharp from here, so that no file is ever decoded before
 * the loaders are locked down: an upload may call itself JPEG and be an SVG, a PDF or a Magick
 * script, and libvips goes by content.
 */
import sharp from 'sharp';

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'],
});
// Every image here is read once; a cache would only hold its memory.
sharp.cache(false);

/** The largest image that is decoded, width times height: the 8000 x 8000 that Runway accepts. */
export const maxPixels = 64_000_000;

export { sharp };
