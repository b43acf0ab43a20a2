/**
 * The words in which the table of models is written. A *field* says what a key of a request may
 * hold; *rules* are the fields of one model in one kind of task, with its sizes and its price.
 */
import type { OutputFormat, TaskKind } from '../task.ts';

export type Position = 'first' | 'middle' | 'last';

interface Common {
  /** A request without it is refused. */
  required?: boolean;
  /** What a request without it gets; absent: the field is left out. */
  default?: string | number | boolean;
}

/** Characters are counted in UTF-16 units. */
export type Field = Common &
  (
    | { type: 'text'; min: number; max: number }
    /** A whole number; with `auto`, the word `auto` too, which stands for the default. */
    | { type: 'whole'; min: number; max: number; auto?: boolean }
    | { type: 'number'; min: number; max: number }
    | { type: 'flag' }
    | {
        type: 'choice';
        of: readonly (string | number)[];
        /** Values that Runway has and this server cannot make, each with the reason. */
        refused?: Readonly<Record<string, string>>;
      }
    /** `promptImage`: one image as text, or a list of them with positions. */
    | {
        type: 'frames';
        positions: readonly Position[];
        /** Images in all. */
        most: number;
        /** An image without a position is a reference. */
        references?: boolean;
      }
    /** Files by their URIs, that are no frames of the clip. */
    | {
        type: 'media';
        media: 'image' | 'audio' | 'video';
        most: number;
        /** Each says what it is, as `type`. */
        tagged?: boolean;
        /** An entry with an unknown key is refused. */
        strict?: boolean;
        /** One URI may stand for the list. */
        single?: boolean;
      }
    /** An object, or with `most` a list of them; unknown keys are refused. */
    | { type: 'group'; fields: Fields; least?: number; most?: number }
  );

export type Fields = Readonly<Record<string, Field>>;

/** Runway's names for sizes: as many pixels as a picture of 16:9 with so many lines. */
export type Tier = '360p' | '480p' | '720p' | '768p' | '1080p' | '2k' | '4k';

/** In credits, each of which is a cent at Runway. */
export interface Price {
  /** For each second of the clip, the rate of the first step that has as many pixels. */
  perSecond: readonly { pixels: number; credits: number; silent?: number }[];
  /** For each image that is sent. */
  perImage?: number;
  /** What any clip costs at least. */
  least?: number;
  /** Runway's figure is not known here: this one is near what others ask for the model. */
  estimated?: true;
}

/** What must hold between fields; see `conditions.ts`. */
export type ConditionName =
  | 'framesOrReferences'
  | 'firstFrameNeeded'
  | 'profileNeedsProres'
  | 'adaptiveNeedsPicture'
  | 'framesNeedAutoRatio'
  | 'intelligentShotsNeedPrompt'
  | 'shotsLast3To15'
  | 'tenImages'
  | 'draftIsMp4'
  | 'draftTaskAlone'
  | 'audioNeedsReference';

export interface KindRules {
  /** Every key that a request may have, `model` apart. */
  fields: Fields;
  /** Whether other keys are refused. Else they are ignored. */
  strict: boolean;
  price: Price;
  /** How large a clip is whose `ratio` and `resolution` do not say it: as the first image is shaped. */
  tier?: Tier;
  /** A clip between two frames has the shape of the first one, whatever `ratio` says. */
  shapedByFrames?: boolean;
  /** Ratios that the model has here, and not at Runway: refused where that is taken strictly. */
  moreRatios?: readonly string[];
  conditions?: readonly ConditionName[];
}

export interface Model {
  kinds: Readonly<Partial<Record<TaskKind, KindRules>>>;
  /** Width divided by height of the images that it takes, and pixels of their sides. */
  images: { minAspect: number; maxAspect: number; minSide?: number };
  /** The official name of the model that this one stands for. */
  standsFor?: string;
}

export const text = (max: number, { min = 1, required = false } = {}): Field => ({
  type: 'text',
  min,
  max,
  required,
});
export const needed = (field: Field): Field => ({ ...field, required: true });
export const whole = (min: number, max: number, usual?: number): Field => ({
  type: 'whole',
  min,
  max,
  ...(usual !== undefined && { default: usual }),
});
export const wholeOrAuto = (min: number, max: number, usual: number): Field => ({
  type: 'whole',
  min,
  max,
  auto: true,
  default: usual,
});
export const choice = (of: readonly (string | number)[], usual?: string | number): Field => ({
  type: 'choice',
  of,
  ...(usual !== undefined && { default: usual }),
});
export const flag = (usual?: boolean): Field => ({
  type: 'flag',
  ...(usual !== undefined && { default: usual }),
});
export const frames = (
  most: number,
  positions: readonly Position[],
  { references = false } = {},
): Field => ({ type: 'frames', positions, most, references, required: true });

export const seed = whole(0, 4294967295);
/** Runway's have none any more; relays do, and it is taken wherever unknown keys are. */
export const watermark = flag(false);
export const contentModeration: Field = {
  type: 'group',
  fields: { publicFigureThreshold: choice(['auto', 'low']) },
};

const media = (
  kind: 'image' | 'audio' | 'video',
  most: number,
  rules: { tagged?: boolean; strict?: boolean; single?: boolean } = {},
): Field => ({ type: 'media', media: kind, most, ...rules });
export const images = (
  most: number,
  rules: { strict?: boolean; single?: boolean } = { strict: true },
): Field => media('image', most, rules);
export const audios = (most: number, strict = false): Field =>
  media('audio', most, { tagged: true, strict });
export const videos = (most: number, strict = false): Field =>
  media('video', most, { tagged: true, strict });
/** As the youngest models have them, whose entries need not say what they are. */
export const untaggedVideos = (most: number): Field => media('video', most);

/** What clips are handed out as, by the words that clients use. */
export const formats: Readonly<Record<string, FormatWord>> = {
  mp4: { format: 'mp4', surcharge: 0 },
  prores: { format: 'prores', surcharge: 5 },
  png_sequence: { format: 'png_sequence', surcharge: 5 },
  sdr_rec709_10bit: { format: 'sdr_rec709_10bit', surcharge: 20, largeSurcharge: 40 },
  // "Keeps high colour precision for grading".
  mov: { format: 'prores', profile: '422 HQ', surcharge: 0 },
};

interface FormatWord {
  format: OutputFormat;
  /** Of ProRes, where the word implies one. */
  profile?: string;
  /** Credits for each second, on top of the model's. */
  surcharge: number;
  /** The same for a clip of more than four megapixels. */
  largeSurcharge?: number;
}

/** Prices by size: an area each, up to which a rate holds. */
export const flat = (credits: number, silent?: number): Price => ({
  perSecond: [{ pixels: Infinity, credits, ...(silent !== undefined && { silent }) }],
});
/** Between the tiers: no size of one has as many pixels as any of the next. */
const upTo = { '480p': 450_000, '720p': 1_000_000, '768p': 1_200_000, '1080p': 2_200_000 };
export const byTier = (
  rates: Partial<Record<keyof typeof upTo, number>>,
  above: number,
): Price['perSecond'] => [
  ...Object.entries(rates).map(([tier, credits]) => ({
    pixels: upTo[tier as keyof typeof upTo],
    credits,
  })),
  { pixels: Infinity, credits: above },
];
