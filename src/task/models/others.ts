/** The models of MiniMax, Alibaba and xAI at Runway. */
import {
  audios,
  byTier,
  choice,
  flag,
  frames,
  images,
  type KindRules,
  type Model,
  needed,
  type Price,
  seed,
  text,
  videos,
  watermark,
  whole,
} from './rules.ts';

const hailuoFields = {
  promptText: text(6000, { required: true }),
  // The words in capitals are Runway's older ones.
  resolution: choice(['768p', '2k', '768P', '2K'], '768p'),
  duration: whole(5, 15, 5),
  ratio: choice(['adaptive', '16:9', '9:16', '1:1', '4:3', '3:4', '21:9'], 'adaptive'),
  referenceAudio: audios(3, true),
};
const hailuoPrice: Price = { perSecond: byTier({ '768p': 14 }, 28), estimated: true };

const h3Fields = {
  promptText: text(6000, { required: true }),
  // Neither length nor prompt have a published limit.
  duration: whole(4, 15, 5),
  promptExpansionMode: choice(['disabled', 'balanced', 'quality']),
  resolution: choice(['768p', '480p'], '768p'),
  seed,
  watermark,
};
const h3Price: Price = { perSecond: byTier({ '480p': 8 }, 14), estimated: true };

const happyPrice: Price = { perSecond: byTier({ '720p': 15 }, 20), estimated: true };

/** A picture's start costs a credit more. */
const grokPrice: Price = { perSecond: byTier({ '480p': 10, '720p': 16 }, 29), perImage: 1 };
const grokLitePrice: Price = { perSecond: byTier({ '480p': 2, '720p': 3 }, 14), perImage: 1 };
const grokImages = { minAspect: 0.4, maxAspect: 2.5 };

const wan = (price: Price): Model => {
  const shared = {
    promptText: text(5000, { required: true }),
    audio: flag(true),
    duration: whole(2, 15, 5),
    referenceAudio: audios(3),
    referenceVideos: videos(3),
    watermark,
  };
  const ratios = [
    ...['1280:720', '720:1280', '960:960', '1104:832', '832:1104'],
    ...['832:480', '720:544', '624:624', '544:720', '480:832'],
    ...['1920:1080', '1648:1248', '1440:1440', '1248:1648', '1080:1920'],
  ];
  const auto = ['auto_720p', 'auto_480p', 'auto_1080p'];
  const own: Pick<KindRules, 'strict' | 'price'> = { strict: false, price };
  return {
    images: grokImages,
    kinds: {
      image_to_video: {
        ...own,
        fields: {
          promptImage: frames(10, ['first', 'last'], { references: true }),
          ...shared,
          ratio: choice([...auto, ...ratios], 'auto_720p'),
        },
        conditions: ['framesOrReferences', 'framesNeedAutoRatio'],
      },
      text_to_video: {
        ...own,
        fields: {
          ...shared,
          references: images(10, {}),
          ratio: choice([...ratios, ...auto], '1280:720'),
        },
      },
    },
  };
};

export const otherModels = {
  hailuo3: {
    images: { minAspect: 0.2, maxAspect: 4 },
    kinds: {
      image_to_video: {
        strict: true,
        fields: {
          promptImage: frames(9, ['first', 'last'], { references: true }),
          ...hailuoFields,
        },
        price: hailuoPrice,
        conditions: ['framesOrReferences'],
      },
      text_to_video: {
        strict: true,
        fields: {
          ...hailuoFields,
          ratio: choice(['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', 'adaptive'], '16:9'),
          references: images(9),
          referenceVideos: videos(3, true),
        },
        price: hailuoPrice,
        conditions: ['adaptiveNeedsPicture'],
      },
    },
  },
  h3_max: {
    images: { minAspect: 0.2, maxAspect: 4, minSide: 256 },
    kinds: {
      image_to_video: {
        strict: false,
        fields: { promptImage: frames(2, ['first', 'last']), ...h3Fields },
        price: h3Price,
        conditions: ['firstFrameNeeded'],
      },
      text_to_video: { strict: false, fields: h3Fields, price: h3Price },
    },
  },
  happyhorse_1_0: {
    images: { minAspect: 0.55, maxAspect: 1.8, minSide: 300 },
    kinds: {
      image_to_video: {
        strict: true,
        fields: {
          promptImage: frames(1, ['first']),
          promptText: text(2500, { min: 2 }),
          resolution: choice(['720p', '1080p', '720P', '1080P'], '720p'),
          duration: whole(3, 15, 5),
        },
        price: happyPrice,
      },
      text_to_video: {
        strict: true,
        fields: {
          promptText: text(2500, { min: 2, required: true }),
          duration: whole(3, 15, 5),
          ratio: choice(
            [
              ...['1280:720', '720:1280', '960:960', '1108:832', '832:1108'],
              ...['1920:1080', '1080:1920', '1440:1440', '1662:1248', '1248:1662'],
            ],
            '1280:720',
          ),
        },
        price: happyPrice,
      },
    },
  },
  grok_imagine_1_5: {
    images: grokImages,
    kinds: {
      image_to_video: {
        strict: false,
        fields: {
          promptImage: frames(1, ['first']),
          promptText: text(2500),
          duration: whole(1, 15, 5),
          resolution: choice(['720p', '480p', '1080p'], '720p'),
          watermark,
        },
        price: grokPrice,
      },
      text_to_video: {
        strict: false,
        fields: {
          promptText: text(2500, { required: true }),
          duration: whole(1, 15, 5),
          ratio: choice(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3'], '16:9'),
          resolution: choice(['720p', '480p', '1080p'], '720p'),
          references: images(7, {}),
          referenceAudio: audios(3),
          watermark,
        },
        price: grokPrice,
        conditions: ['audioNeedsReference'],
      },
    },
  },
  grok_imagine_1_5_lite: {
    images: grokImages,
    kinds: {
      image_to_video: {
        strict: false,
        fields: {
          promptImage: frames(1, ['first']),
          promptText: text(2500),
          duration: whole(1, 15, 5),
          ratio: choice(['auto_720p', 'auto_480p', 'auto_1080p'], 'auto_720p'),
          watermark,
        },
        price: grokLitePrice,
      },
      text_to_video: {
        strict: false,
        fields: {
          promptText: needed(text(2500)),
          duration: whole(1, 15, 5),
          ratio: choice(
            [
              ...['1280:720', '720:1280', '720:720', '960:720', '720:960', '1088:720', '720:1088'],
              ...['848:480', '480:848', '480:480', '640:480', '480:640', '720:480', '480:720'],
              ...['1904:1072', '1072:1904', '1424:1424', '1648:1232', '1232:1648'],
              ...['1744:1152', '1152:1744'],
            ],
            '1280:720',
          ),
          watermark,
        },
        price: grokLitePrice,
      },
    },
  },
  wan3: wan({ perSecond: byTier({ '480p': 5, '720p': 10 }, 15), estimated: true }),
  wan3_prime: wan({ perSecond: byTier({ '480p': 8, '720p': 15 }, 22), estimated: true }),
} satisfies Record<string, Model>;
