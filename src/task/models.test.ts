import { describe, expect, it } from 'vitest';
import official from '../../test/fixtures/official-models.json' with { type: 'json' };
import { cases } from '../../test/support/model-bodies.ts';
import { ratiosOf, secondsOf, usualSeconds } from './models/describe.ts';
import { priceOf } from './models/price.ts';
import type { Field } from './models/rules.ts';
import { isShapedByImage, sizeOf } from './models/size.ts';
import { modelNames, modelTable, officialName, usualModel } from './models.ts';

/** What Runway's own documents say of a field, as far as they do. */
interface Fact {
  required?: boolean;
  of?: (string | number)[];
  auto?: boolean;
  min?: number;
  max?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  strictItems?: boolean;
  default?: unknown;
  positions?: string[];
  positionNeeded?: boolean;
}

type Facts = Record<string, Record<string, { strict?: boolean; fields: Record<string, Fact> }>>;
const facts = official as Facts;
const officialCases = cases.filter(({ kind, model }) => facts[kind]![model]);

/** Ours, beside Runway's. */
const own = ['watermark'];

describe('the table of models', () => {
  it('has every model of Runway, and the names of relays', () => {
    for (const [kind, models] of Object.entries(facts)) {
      const known = cases.filter((one) => one.kind === kind).map(({ model }) => model);
      const others = kind === 'image_to_video' ? ['gen3a_turbo', 'gen4a_turbo'] : [];
      expect(known.sort()).toEqual([...Object.keys(models), ...others].sort());
    }
    expect(modelTable[usualModel]).toBeDefined();
    expect(modelNames.map(officialName)).not.toContain('gen4a_turbo');
  });

  it.each(officialCases)('has the fields of $kind $model', ({ kind, model, rules }) => {
    const { strict = false, fields } = facts[kind]![model]!;
    expect(rules.strict).toBe(strict);
    expect(
      Object.keys(rules.fields)
        .filter((name) => !own.includes(name))
        .sort(),
    ).toEqual(Object.keys(fields).sort());
    for (const [name, fact] of Object.entries(fields)) compare(name, rules.fields[name]!, fact);
  });
});

function compare(name: string, field: Field, fact: Fact): void {
  expect(field.required ?? false, name).toBe(fact.required ?? false);
  if (fact.default !== undefined) expect(field.default, name).toEqual(fact.default);
  if (fact.of) {
    expect(field.type, name).toBe('choice');
    if (field.type !== 'choice') return;
    const values = [...field.of, ...Object.keys(field.refused ?? {})];
    expect(values.map(String).sort(), name).toEqual(fact.of.map(String).sort());
  }
  if (field.type === 'whole') expect(field.auto ?? false, name).toBe(fact.auto ?? false);
  if (fact.max !== undefined) expect(field, name).toMatchObject({ min: fact.min, max: fact.max });
  if (fact.maxLength !== undefined) {
    expect(field, name).toMatchObject({ min: fact.minLength, max: fact.maxLength });
  }
  if (field.type === 'frames') {
    if (fact.positionNeeded !== undefined) {
      expect(field.references, name).toBe(!fact.positionNeeded);
      expect(field.positions, name).toEqual(expect.arrayContaining(fact.positions!));
    }
    // A last frame is made of more models than Runway makes it of.
    if (fact.maxItems) expect(field.most, name).toBeGreaterThanOrEqual(fact.maxItems);
  } else if (fact.maxItems !== undefined) {
    expect(field, name).toMatchObject({ most: fact.maxItems });
    if (field.type === 'media') expect(field.strict ?? false, name).toBe(fact.strictItems ?? false);
  }
}

describe.each(cases)('$kind $model', ({ rules, model }) => {
  const resolutions = (): (string | undefined)[] => {
    const { resolution } = rules.fields;
    return resolution?.type === 'choice' ? resolution.of.map(String) : [undefined];
  };

  it('comes to an even size, whatever is asked', () => {
    const { minAspect, maxAspect } = modelTable[model]!.images;
    const ratios = [...ratiosOf(rules), ...(rules.moreRatios ?? [])];
    for (const ratio of ratios.length > 0 ? ratios : [undefined]) {
      for (const resolution of resolutions()) {
        for (const aspect of [minAspect, 1, 16 / 9, maxAspect]) {
          const { width, height } = sizeOf(rules, { ratio, resolution }, aspect);
          expect((width % 2) + (height % 2), `${ratio} ${resolution}`).toBe(0);
          expect(Math.min(width, height)).toBeGreaterThan(200);
          expect(width * height).toBeLessThanOrEqual(3840 * 3840);
        }
      }
    }
  });

  it('has a usual length and ratio among those it can have, and a price', () => {
    expect(secondsOf(rules)).toContain(usualSeconds(rules));
    const { ratio } = rules.fields;
    if (ratio?.default !== undefined) expect(ratiosOf(rules)).toContain(ratio.default);
    expect(rules.price.perSecond.at(-1)!.pixels).toBe(Infinity);
  });
});

describe('a size', () => {
  const size = (model: string, asked: Parameters<typeof sizeOf>[1], aspect?: number) => {
    const { width, height } = sizeOf(modelTable[model]!.kinds.image_to_video!, asked, aspect);
    return `${width}x${height}`;
  };

  it.each<[string, Parameters<typeof sizeOf>[1], number | undefined, string]>([
    ['seedance2_5', { ratio: '1470:630' }, undefined, '1470x630'],
    ['seedance2_5', { ratio: '1280:720', draft: true }, undefined, '854x480'],
    ['hailuo3', { ratio: '16:9', resolution: '2K' }, 1, '2560x1440'],
    ['hailuo3', { ratio: '1:1', resolution: '768P' }, 2, '1024x1024'],
    ['hailuo3', { ratio: 'adaptive', resolution: '768p' }, 3 / 4, '886x1182'],
    ['happyhorse_1_0', { resolution: '1080P' }, 16 / 9, '1920x1080'],
    ['happyhorse_1_0', { resolution: '720p' }, 1, '960x960'],
    ['wan3', { ratio: 'auto_480p' }, 9 / 16, '480x854'],
    ['kling2.5_turbo_pro', {}, undefined, '1920x1080'],
    ['kling3.0_4k', { ratio: '3840:2160', betweenFrames: true }, 1, '2880x2880'],
    ['kling3.0_4k', { ratio: '3840:2160' }, 1, '3840x2160'],
    ['grok_imagine_1_5', { resolution: '480p' }, 2.5, '1012x404'],
  ])('of %s with %j and an image of %s', (model, asked, aspect, expected) => {
    expect(size(model, asked, aspect)).toBe(expected);
  });

  it('waits for the image only where that decides', () => {
    const { image_to_video: kling } = modelTable['kling3.0_pro']!.kinds;
    expect(isShapedByImage(kling!, { ratio: '1920:1080' })).toBe(false);
    expect(isShapedByImage(kling!, { ratio: '1920:1080', betweenFrames: true })).toBe(true);
    expect(isShapedByImage(kling!, { ratio: 'adaptive' })).toBe(true);
  });
});

describe('a price', () => {
  const clip = { width: 1280, height: 720, seconds: 5, images: 1, silent: false };
  const price = (model: string, own = {}) =>
    priceOf(modelTable[model]!.kinds.image_to_video!.price, { ...clip, ...own });

  it('is Runway’s for each second, by size and sound', () => {
    expect(price('gen4_turbo')).toBe(25);
    expect(price('gen4.5')).toBe(60);
    expect(price('veo3.1', { seconds: 8 })).toBe(320);
    expect(price('veo3.1', { seconds: 8, silent: true })).toBe(160);
    expect(price('seedance2_5', { width: 1920, height: 1080, seconds: 30 })).toBe(2040);
    expect(price('grok_imagine_1_5_lite', { width: 1920, height: 1080, seconds: 15 })).toBe(211);
  });

  it('has a least, and more for what is larger to keep', () => {
    expect(price('seedance2_5', { width: 854, height: 480, seconds: 1 })).toBe(80);
    expect(price('gen4.5', { format: 'prores' })).toBe(85);
    expect(price('gen4.5', { format: 'sdr_rec709_10bit' })).toBe(160);
    expect(price('gen4.5', { width: 3840, height: 2160, format: 'sdr_rec709_10bit' })).toBe(260);
  });

  it('is the same in any shape that an image gives the clip', () => {
    for (const { rules, model } of cases) {
      const { minAspect, maxAspect } = modelTable[model]!.images;
      const { ratio, resolution } = rules.fields;
      const asked = { ratio: ratio?.default as string, resolution: resolution?.default as string };
      if (!isShapedByImage(rules, asked)) continue;
      const prices = [minAspect, 1, maxAspect].map((aspect) =>
        priceOf(rules.price, { ...clip, ...sizeOf(rules, asked, aspect) }),
      );
      expect(new Set(prices).size, model).toBe(1);
    }
  });
});
