/** Google's models at Runway. */
import {
  byTier,
  choice,
  flag,
  flat,
  frames,
  images,
  type KindRules,
  type Model,
  needed,
  type Price,
  seed,
  text,
  untaggedVideos,
  watermark,
  whole,
  wholeOrAuto,
} from './rules.ts';

const veoFields = {
  ratio: needed(choice(['1280:720', '720:1280', '1080:1920', '1920:1080'])),
  audio: flag(true),
  negativePrompt: text(1000),
  // Google's own default.
  duration: choice([4, 6, 8], 8),
  seed,
  watermark,
};

const veo = (price: Price): Model => ({
  images: { minAspect: 0.5, maxAspect: 2 },
  kinds: {
    image_to_video: {
      strict: false,
      fields: {
        promptImage: frames(2, ['first', 'last']),
        promptText: text(1000),
        ...veoFields,
      },
      price,
      conditions: ['firstFrameNeeded'],
    },
    text_to_video: {
      strict: false,
      fields: { promptText: text(1000, { required: true }), ...veoFields },
      price,
    },
  },
});

const omniFields = {
  ratio: choice(['1280:720', '720:1280'], '1280:720'),
  duration: whole(3, 10, 8),
  watermark,
};
const omniPrice: Price = { ...flat(12), estimated: true };

const newOmni: Pick<KindRules, 'strict' | 'price'> & { fields: KindRules['fields'] } = {
  strict: false,
  fields: {
    promptText: text(4000, { required: true }),
    ratio: choice(
      [
        ...['1280:720', '720:1280', '640:360', '360:640'],
        ...['1920:1080', '1080:1920', '3840:2160', '2160:3840'],
      ],
      '1280:720',
    ),
    duration: wholeOrAuto(3, 10, 8),
    watermark,
  },
  price: { perSecond: byTier({ '720p': 12, '1080p': 18 }, 40), estimated: true },
};

export const googleModels = {
  'veo3.1': veo(flat(40, 20)),
  'veo3.1_fast': veo(flat(15, 10)),
  gemini_omni_flash: {
    images: { minAspect: 0.5, maxAspect: 2 },
    kinds: {
      image_to_video: {
        strict: false,
        fields: { promptImage: frames(1, ['first']), promptText: text(4000), ...omniFields },
        price: omniPrice,
      },
      text_to_video: {
        strict: false,
        fields: { promptText: text(4000, { required: true }), ...omniFields },
        price: omniPrice,
      },
    },
  },
  'gemini_omni_flash_1.1': {
    images: { minAspect: 0.5, maxAspect: 2 },
    kinds: {
      image_to_video: {
        ...newOmni,
        fields: { promptImage: frames(2, ['first', 'last']), ...newOmni.fields },
        conditions: ['firstFrameNeeded'],
      },
      text_to_video: {
        ...newOmni,
        // How many is not published.
        fields: {
          ...newOmni.fields,
          references: images(10, {}),
          referenceVideos: untaggedVideos(3),
        },
      },
    },
  },
} satisfies Record<string, Model>;
