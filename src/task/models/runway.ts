/** Runway's own models, and their names at relays of the API. */
import {
  choice,
  contentModeration,
  type Field,
  flat,
  frames,
  type KindRules,
  type Model,
  needed,
  seed,
  text,
  watermark,
  whole,
} from './rules.ts';

/** The pixels that clips of the relays' models can have, the usual ones first. */
const turboRatios = ['1280:768', '768:1280'];

const officialRatios = ['1280:720', '720:1280', '1104:832', '832:1104', '960:960', '1584:672'];

// Runway has only the first position for gen4_turbo and gen4.5; here a last frame is made as well.
const promptImage = frames(2, ['first', 'last']);

/** As the relays' documentation has them; an empty prompt is what a form sends that was left blank. */
const relayTurbo: KindRules = {
  strict: false,
  fields: {
    promptImage,
    promptText: text(512, { min: 0 }),
    duration: choice([5, 10], 5),
    ratio: choice(turboRatios, '1280:768'),
    seed,
    watermark,
    contentModeration,
  },
  price: flat(5),
};

const trueHdr =
  'true HDR is made of pictures with more than standard dynamic range, and none comes out of this server.';

/** `mp4`, and what costs more. */
const outputFormat: Field = {
  type: 'choice',
  of: ['mp4', 'prores', 'png_sequence', 'sdr_rec709_10bit'],
  refused: Object.fromEntries(
    [
      'hdr10',
      'hlg',
      'hdr_pq_12bit_master',
      'hdr_prores',
      'hdr_png_sequence',
      'hdr_exr_sequence',
      'hdr_exr_acescg_sequence_1_3',
      'hdr_exr_acescg_sequence_2_0',
    ].map((value) => [value, trueHdr]),
  ),
};

const gen45 = {
  promptText: text(1000, { required: true }),
  duration: needed(whole(2, 10, 5)),
  seed,
  watermark,
  contentModeration,
  outputFormat,
  proresProfile: choice(['422', '4444', '422 Proxy', '422 LT', '422 HQ', '4444 XQ']),
};

const turboImages = { minAspect: 0.5, maxAspect: 2.358 };

export const runwayModels = {
  gen4_turbo: {
    images: turboImages,
    kinds: {
      image_to_video: {
        strict: false,
        fields: {
          promptImage,
          promptText: text(1000),
          // The official default is not documented; the relays' turbo models have 5.
          duration: whole(2, 10, 5),
          ratio: needed(choice(officialRatios)),
          seed,
          watermark,
          contentModeration,
        },
        moreRatios: turboRatios,
        price: flat(5),
      },
    },
  },
  'gen4.5': {
    images: { minAspect: 0.5, maxAspect: 2 },
    kinds: {
      image_to_video: {
        strict: false,
        fields: { promptImage, ...gen45, ratio: needed(choice(officialRatios)) },
        moreRatios: turboRatios,
        price: flat(12),
        conditions: ['profileNeedsProres'],
      },
      text_to_video: {
        strict: false,
        fields: { ...gen45, ratio: needed(choice(['1280:720', '720:1280'])) },
        price: flat(12),
        conditions: ['profileNeedsProres'],
      },
    },
  },
  gen4a_turbo: {
    images: turboImages,
    kinds: { image_to_video: relayTurbo },
    standsFor: 'gen4_turbo',
  },
  gen3a_turbo: { images: turboImages, kinds: { image_to_video: relayTurbo } },
} satisfies Record<string, Model>;
