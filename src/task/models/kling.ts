/**
 * Kuaishou's models at Runway. Lengths of prompts are Kling's own; Runway's types tell no limits of
 * these models but those that their descriptions name.
 */
import {
  byTier,
  choice,
  type Field,
  type Fields,
  flag,
  flat,
  frames,
  images,
  type KindRules,
  type Model,
  needed,
  type Price,
  text,
  untaggedVideos,
  watermark,
  whole,
} from './rules.ts';

const pictures = { minAspect: 0.4, maxAspect: 2.5 };
const promptText = text(2500);
/** 0 gives the model its freedom, 1 follows the prompt; Kling's own default is 0.5. */
const cfgScale: Field = { type: 'number', min: 0, max: 1 };
const firstAndLast = frames(2, ['first', 'last']);

const providerSettings: Field = {
  type: 'group',
  fields: {
    multiPrompt: {
      type: 'group',
      least: 1,
      most: 15,
      fields: {
        prompt: text(2500, { required: true }),
        duration: needed(whole(1, 15)),
      },
    },
    shotType: choice(['intelligence', 'customize']),
  },
};

const common: Fields = {
  promptText,
  duration: whole(3, 15, 5),
  audio: flag(true),
  providerSettings,
  watermark,
};

/** Both generations of three qualities: `more` is what the one has and the other has not. */
function kling3(
  ratios: readonly string[],
  price: Price,
  more: { both?: Fields; fromImages?: Fields },
): Model {
  const shared: Pick<KindRules, 'strict' | 'price' | 'conditions'> = {
    strict: false,
    price: { ...price, estimated: true },
    conditions: ['intelligentShotsNeedPrompt', 'shotsLast3To15'],
  };
  return {
    images: pictures,
    kinds: {
      image_to_video: {
        ...shared,
        fields: {
          promptImage: firstAndLast,
          ...common,
          ...more.both,
          ...more.fromImages,
          ratio: choice(ratios, ratios[0]),
        },
        tier: tierOf(ratios),
        shapedByFrames: true,
      },
      text_to_video: {
        ...shared,
        fields: { ...common, ...more.both, ratio: needed(choice(ratios)) },
      },
    },
  };
}

const tierOf = ([first]: readonly string[]) =>
  first === '1280:720' ? '720p' : first === '1920:1080' ? '1080p' : '4k';

const standard = ['1280:720', '720:1280', '960:960'];
const pro = ['1920:1080', '1080:1920', '1440:1440'];
const fourK = ['3840:2160', '2160:3840', '2880:2880'];

const scaled = { both: { cfgScale } };
const referenced = {
  fromImages: { references: images(7, { single: true }) },
};

export const klingModels = {
  'kling2.5_turbo_pro': {
    images: pictures,
    kinds: {
      image_to_video: {
        strict: false,
        fields: {
          promptImage: firstAndLast,
          promptText: needed(promptText),
          duration: choice([5, 10], 5),
          cfgScale,
          watermark,
        },
        tier: '1080p',
        price: { ...flat(7), estimated: true },
      },
      text_to_video: {
        strict: false,
        fields: {
          promptText: needed(promptText),
          duration: choice([5, 10], 5),
          cfgScale,
          ratio: choice(
            ['1920:1080', '1080:1920', '1440:1440', '1280:720', '720:1280', '720:720'],
            '1920:1080',
          ),
          watermark,
        },
        price: { ...flat(7), estimated: true },
      },
    },
  },
  'kling3.0_standard': kling3(standard, flat(25, 17), scaled),
  'kling3.0_pro': kling3(pro, flat(41, 27), scaled),
  'kling3.0_4k': kling3(fourK, flat(80, 60), scaled),
  klingO3_standard: kling3(standard, flat(22, 17), referenced),
  klingO3_pro: kling3(pro, flat(28, 22), referenced),
  klingO3_4k: kling3(fourK, flat(80, 60), referenced),
  kling_4: {
    images: pictures,
    kinds: {
      image_to_video: {
        strict: false,
        fields: {
          promptImage: frames(3, ['first', 'middle', 'last']),
          promptText,
          duration: whole(3, 15, 5),
          ratio: choice(['auto_720p', 'auto_1080p'], 'auto_720p'),
          references: images(10, {}),
          referenceVideos: untaggedVideos(5),
          watermark,
        },
        price: { perSecond: byTier({ '720p': 19 }, 28), estimated: true },
        conditions: ['firstFrameNeeded', 'tenImages'],
      },
      text_to_video: {
        strict: false,
        fields: {
          promptText: needed(promptText),
          duration: whole(3, 15, 5),
          ratio: choice(
            [
              ...['1280:720', '720:1280', '940:940', '1460:624'],
              ...['1920:1080', '1080:1920', '1440:1440', '2200:940'],
              ...['auto_720p', 'auto_1080p'],
            ],
            '1280:720',
          ),
          references: images(10, {}),
          referenceVideos: untaggedVideos(5),
          watermark,
        },
        price: { perSecond: byTier({ '720p': 19 }, 28), estimated: true },
      },
    },
  },
} satisfies Record<string, Model>;
