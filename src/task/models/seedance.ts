/** ByteDance's models at Runway. */
import {
  audios,
  byTier,
  choice,
  type Field,
  type Fields,
  flag,
  frames,
  images,
  type KindRules,
  type Model,
  type Price,
  seed,
  text,
  videos,
  wholeOrAuto,
} from './rules.ts';

const sd = ['992:432', '864:496', '752:560', '640:640', '560:752', '496:864'];
const newSd = ['992:432', '854:480', '752:560', '640:640', '560:752', '480:854'];
const hd = ['1470:630', '1280:720', '1112:834', '960:960', '834:1112', '720:1280'];
const fullHd = ['2206:946', '1920:1080', '1664:1248', '1440:1440', '1248:1664', '1080:1920'];
const fourK = ['3840:1646', '3840:2160', '3840:2880', '3840:3840', '2880:3840', '2160:3840'];

interface Seedance {
  /** Of the prompt, in UTF-16 units. */
  longest: number;
  /** Of a clip, in seconds. */
  seconds: number;
  ratios: readonly string[];
  references: { images: number; others: number };
  price: Price;
  promptNeeded?: boolean;
  both?: Fields;
  fromText?: Fields;
  fromTextConditions?: KindRules['conditions'];
  conditions?: KindRules['conditions'];
}

function seedance(own: Seedance): Model {
  const { references } = own;
  const shared: Fields = {
    audio: flag(true),
    duration: wholeOrAuto(4, own.seconds, 5),
    ratio: choice(own.ratios, '1280:720'),
    referenceAudio: audios(references.others),
    seed,
    ...own.both,
  };
  const conditions = own.conditions ?? [];
  return {
    images: { minAspect: 0.4, maxAspect: 4 },
    kinds: {
      image_to_video: {
        strict: true,
        fields: {
          promptImage: frames(references.images, ['first', 'last'], { references: true }),
          promptText: text(own.longest),
          ...shared,
        },
        price: own.price,
        conditions: ['framesOrReferences', ...conditions],
      },
      text_to_video: {
        strict: true,
        fields: {
          promptText: text(own.longest, { required: own.promptNeeded ?? true }),
          ...shared,
          references: images(references.images),
          referenceVideos: videos(references.others),
          ...own.fromText,
        },
        price: own.price,
        conditions: [...conditions, ...(own.fromTextConditions ?? [])],
      },
    },
  };
}

const few = { images: 9, others: 3 };
const outputFormat: Field = choice(['mp4', 'mov'], 'mp4');

export const seedanceModels = {
  seedance2_5: seedance({
    longest: 15_000,
    seconds: 30,
    ratios: [...hd, ...newSd, ...fullHd],
    references: { images: 30, others: 10 },
    price: { perSecond: byTier({ '480p': 20, '720p': 30 }, 68), least: 80 },
    promptNeeded: false,
    both: { draft: flag(), outputFormat },
    // A UUID.
    fromText: { draftTaskId: text(36) },
    conditions: ['draftIsMp4'],
    fromTextConditions: ['draftTaskAlone'],
  }),
  seedance2: seedance({
    longest: 3500,
    seconds: 15,
    ratios: [...hd, ...sd, ...fullHd, ...fourK],
    references: few,
    price: { perSecond: byTier({ '480p': 16, '720p': 36, '1080p': 40 }, 80), estimated: true },
  }),
  seedance2_fast: seedance({
    longest: 3500,
    seconds: 15,
    ratios: [...hd, ...sd],
    references: few,
    price: { perSecond: byTier({ '480p': 13 }, 29), estimated: true },
  }),
  seedance2_mini: seedance({
    longest: 3500,
    seconds: 15,
    ratios: [...hd, ...sd],
    references: few,
    price: { perSecond: byTier({ '480p': 8 }, 16), estimated: true },
  }),
} satisfies Record<string, Model>;
