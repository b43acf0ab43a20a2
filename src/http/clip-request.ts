/** What a body comes to: the request that an engine is asked about, its pictures and its price. */
import type { RequestOutline } from '../engine/engine.ts';
import { priceOf } from '../task/models/price.ts';
import { formats, type KindRules, type Model } from '../task/models/rules.ts';
import { isShapedByImage, type SizeWords, sizeOf } from '../task/models/size.ts';
import { modelTable } from '../task/models.ts';
import type { InputRole, JsonValue, TaskKind } from '../task/task.ts';
import type { ClipBody, ClipField } from './schemas/clip-body.ts';

/** A picture of a request, and where in its body it is. */
export interface Picture {
  uri: string;
  role: InputRole;
  path: (string | number)[];
}

export interface ClipOrder {
  /** Sides and aspect of the pictures that the model takes. */
  limits: Model['images'];
  pictures: Picture[];
  credits: number;
  /** Whether the shape of the first picture decides how large the clip is. */
  shapedByImage: boolean;
  /** @param imageAspect width over height of the first picture, once it is known */
  outline(seed: number, imageAspect?: number): RequestOutline;
}

/** Fields that have a place of their own in a request; whatever else there is are its options. */
const placed: readonly (ClipField | string)[] = [
  'model',
  'promptImage',
  'promptText',
  'duration',
  'seed',
  'watermark',
  'outputFormat',
  'proresProfile',
  'references',
] satisfies ClipField[];

export function readClipBody(
  kind: TaskKind,
  body: ClipBody & Record<string, JsonValue>,
): ClipOrder {
  const { images: limits, kinds } = modelTable[body.model]!;
  const rules = kinds[kind]!;
  const pictures = listPictures(body);
  const words = sizeWords(body);
  const format = formats[body.outputFormat ?? 'mp4']!;
  return {
    limits,
    pictures,
    credits: creditsFor(rules, body, pictures.length),
    shapedByImage: isShapedByImage(rules, words),
    outline: (seed, imageAspect) => ({
      kind,
      model: body.model,
      roles: pictures.map(({ role }) => role),
      promptText: body.promptText ?? '',
      seed,
      durationSeconds: body.duration,
      ...sizeOf(rules, words, imageAspect),
      watermark: body.watermark ?? false,
      outputFormat: format.format,
      proresProfile: body.proresProfile ?? format.profile,
      options: Object.fromEntries(
        Object.entries(body).filter(
          ([field, value]) => !placed.includes(field) && value !== undefined,
        ),
      ),
    }),
  };
}

function sizeWords(body: ClipBody): SizeWords {
  const frames = (body.promptImage ?? []).filter(({ position }) => position !== undefined);
  const { ratio, resolution, draft } = body;
  return { ratio, resolution, draft, betweenFrames: frames.length > 1 };
}

/** A size that waits for a picture has the price of its like: it has as many pixels in any shape. */
function creditsFor(rules: KindRules, body: ClipBody, images: number): number {
  return priceOf(rules.price, {
    ...sizeOf(rules, sizeWords(body)),
    seconds: body.duration,
    images,
    silent: body.audio === false,
    format: body.outputFormat,
  });
}

/** Frames before references. */
function listPictures({ promptImage = [], references = [] }: ClipBody): Picture[] {
  const alone = promptImage.length === 1;
  return [
    ...promptImage.map(({ uri, position }, index) => ({
      uri,
      role: position ?? ('reference' as const),
      // With several images, the path tells which of them it is about.
      path: alone ? ['promptImage'] : ['promptImage', index, 'uri'],
    })),
    ...references.map(({ uri }, index) => ({
      uri,
      role: 'reference' as const,
      path: ['references', index, 'uri'],
    })),
  ];
}
