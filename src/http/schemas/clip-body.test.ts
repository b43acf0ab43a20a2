import { describe, expect, it } from 'vitest';
import {
  cases,
  rightBody,
  rightValue,
  taskKinds,
  wrongBodies,
} from '../../../test/support/model-bodies.ts';
import { ratiosOf, secondsOf } from '../../task/models/describe.ts';
import { modelNames } from '../../task/models.ts';
import type { TaskKind } from '../../task/task.ts';
import { tinyPicture } from '../../task/tiny-picture.ts';
import { validateWith } from '../validate.ts';
import { makeClipBody } from './clip-body.ts';

const check = Object.fromEntries(
  taskKinds.map((kind) => [kind, validateWith(makeClipBody(kind, { strict: true }))]),
) as Record<TaskKind, ReturnType<typeof validateWith>>;
const lenient = validateWith(makeClipBody('image_to_video', { strict: false }));

const takes = (kind: TaskKind, body: object) => check[kind](body).error === undefined;
const named = cases.map((one) => ({ ...one, name: `${one.kind} ${one.model}` }));

describe.each(named)('$name', (one) => {
  const { kind, rules } = one;
  const right = rightBody(one);

  it('takes what it needs, and each of its fields', () => {
    expect(check[kind](right).error?.issues).toBeUndefined();
    // What an option needs beside it has tests of its own.
    const beside = {
      proresProfile: { outputFormat: 'prores' },
      providerSettings: { promptText: 'x' },
      referenceAudio: { references: [{ uri: tinyPicture }] },
    };
    for (const [name, field] of Object.entries(rules.fields)) {
      const body = {
        ...right,
        ...(beside as Record<string, object>)[name],
        [name]: rightValue(field),
      };
      const known = Object.fromEntries(
        Object.entries(body).filter(([key]) => key === 'model' || key in rules.fields),
      );
      if (name === 'draftTaskId') continue;
      expect(check[kind](known).error?.issues, name).toBeUndefined();
    }
  });

  it('refuses whatever is wrong with a field, and names the place', () => {
    for (const { what, body, path, says } of wrongBodies(one)) {
      const { error } = check[kind](body);
      expect(error?.code, what).toBe('INVALID_BODY');
      const issue = error!.issues!.find((found) => isAt(found.path, path));
      expect(issue, `${what}: ${JSON.stringify(error!.issues)}`).toBeDefined();
      expect(issue!.message, what).toMatch(/^Expected .* but received /);
      if (says) expect(issue!.message, what).toContain(says);
    }
  });

  it('takes the ratios and lengths of the table, and no others', () => {
    const all = [...new Set(named.flatMap((other) => ratiosOf(other.rules)))];
    const { ratio } = rules.fields;
    if (ratio) {
      const withoutFrames = rules.conditions?.includes('framesNeedAutoRatio')
        ? { promptImage: [{ uri: tinyPicture }] }
        : {};
      const pictured = 'references' in rules.fields ? { references: [{ uri: tinyPicture }] } : {};
      const taken = all.filter((value) =>
        takes(kind, { ...right, ...withoutFrames, ...pictured, ratio: value }),
      );
      expect(taken.sort()).toEqual([...ratiosOf(rules)].sort());
    }
    const lengths = Array.from({ length: 40 }, (_, i) => i);
    expect(lengths.filter((duration) => takes(kind, { ...right, duration }))).toEqual(
      secondsOf(rules),
    );
  });

  it('ignores unknown keys unless it is strict', () => {
    expect(takes(kind, { ...right, unheardOf: 1 })).toBe(!rules.strict);
  });
});

function isAt(found: readonly PropertyKey[], wanted: readonly PropertyKey[]): boolean {
  return JSON.stringify(found) === JSON.stringify(wanted);
}

const image = { uri: tinyPicture };
const first = { ...image, position: 'first' };
const last = { ...image, position: 'last' };

describe('what must hold between fields', () => {
  it.each<[TaskKind, object, string[]]>([
    [
      'image_to_video',
      { model: 'seedance2', promptImage: [first, image] },
      ['promptImage', '1', 'position'],
    ],
    [
      'image_to_video',
      { model: 'veo3.1', ratio: '1280:720', promptImage: [last] },
      ['promptImage'],
    ],
    [
      'image_to_video',
      {
        model: 'gen4.5',
        promptImage: tinyPicture,
        promptText: 'x',
        ratio: '1280:720',
        duration: 5,
        proresProfile: '422',
      },
      ['proresProfile'],
    ],
    ['text_to_video', { model: 'hailuo3', promptText: 'x', ratio: 'adaptive' }, ['ratio']],
    [
      'image_to_video',
      { model: 'wan3', promptImage: [first], promptText: 'x', ratio: '1280:720' },
      ['ratio'],
    ],
    [
      'text_to_video',
      { model: 'kling3.0_pro', ratio: '1920:1080', providerSettings: { shotType: 'intelligence' } },
      ['promptText'],
    ],
    [
      'text_to_video',
      {
        model: 'klingO3_pro',
        ratio: '1920:1080',
        providerSettings: { multiPrompt: [{ prompt: 'x', duration: 2 }] },
      },
      ['providerSettings', 'multiPrompt'],
    ],
    [
      'image_to_video',
      {
        model: 'kling_4',
        promptImage: [first, last],
        references: Array.from({ length: 9 }, () => image),
      },
      ['references'],
    ],
    [
      'image_to_video',
      { model: 'seedance2_5', promptImage: [first], draft: true, outputFormat: 'mov' },
      ['outputFormat'],
    ],
    ['text_to_video', { model: 'seedance2_5', draftTaskId: 'x', promptText: 'x' }, ['promptText']],
    [
      'text_to_video',
      {
        model: 'grok_imagine_1_5',
        promptText: 'x',
        referenceAudio: [{ type: 'audio', uri: 'https://example.com/a.mp3' }],
      },
      ['referenceAudio'],
    ],
  ])('%s %j', (kind, body, path) => {
    const issues = check[kind](body).error!.issues!;
    expect(issues.map((issue) => issue.path.map(String))).toEqual([path]);
  });

  it('all of it is fine the other way', () => {
    for (const promptImage of [
      [first, last],
      [image, image],
    ]) {
      expect(takes('image_to_video', { model: 'seedance2', promptImage })).toBe(true);
    }
    expect(takes('text_to_video', { model: 'seedance2_5', draftTaskId: 'x' })).toBe(true);
  });
});

it('knows no other model, and names those it knows', () => {
  const { error } = check.image_to_video({ model: 'gen4-turbo', promptImage: tinyPicture });
  expect(error!.issues).toMatchObject([{ code: 'invalid_union', path: ['model'] }]);
  expect(error!.issues![0]!.message).toContain('Did you mean gen4_turbo?');
  expect(takes('text_to_video', { model: 'gen4_turbo', promptText: 'x', ratio: '1280:720' })).toBe(
    false,
  );
});

it('makes more sizes of some models where Runway is not taken strictly', () => {
  const body = { model: 'gen4_turbo', promptImage: tinyPicture, ratio: '1280:768' };
  expect(takes('image_to_video', body)).toBe(false);
  expect(lenient(body).error).toBeUndefined();
  expect(modelNames.length).toBeGreaterThanOrEqual(27);
});

it('tells where a model belongs that makes no clips of text', () => {
  const body = makeClipBody('text_to_video', { strict: false });
  const issueOf = (model: string) => body.safeParse({ model }).error!.issues[0]!;
  expect(issueOf('gen4_turbo').message).toMatch(/"gen4_turbo".*\/v1\/image_to_video$/);
  expect(issueOf('gen9').message).not.toContain('/v1');
});
