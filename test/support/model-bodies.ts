/** Requests to every model, right and wrong, made from the table of models. */
import type { Field, Fields, KindRules } from '../../src/task/models/rules.ts';
import { modelsOf } from '../../src/task/models.ts';
import type { TaskKind } from '../../src/task/task.ts';
import { tinyPicture } from '../../src/task/tiny-picture.ts';

type Body = Record<string, unknown>;
type Path = (string | number)[];

export interface Case {
  kind: TaskKind;
  model: string;
  rules: KindRules;
}

export const taskKinds: TaskKind[] = ['image_to_video', 'text_to_video'];

/** Every model in each of its kinds. */
export const cases: Case[] = taskKinds.flatMap((kind) =>
  modelsOf(kind).map(([model, rules]) => ({ kind, model, rules })),
);

/** A request with what the model needs, and nothing else. */
export function rightBody({ model, rules }: Case, image = tinyPicture): Body {
  const needed = Object.entries(rules.fields).filter(([, field]) => field.required);
  return {
    model,
    ...Object.fromEntries(needed.map(([name, field]) => [name, rightValue(field, image)])),
  };
}

/** A value that a field may have. */
export function rightValue(field: Field, image = tinyPicture): unknown {
  switch (field.type) {
    case 'text':
      return 'slow dolly in'.slice(0, field.max);
    case 'whole':
      return Math.max(field.min, Math.min(field.max, 5));
    case 'number':
      return field.min;
    case 'flag':
      return true;
    case 'choice':
      return field.of[0];
    case 'frames':
      return [{ uri: image, position: 'first' }];
    case 'media':
      return [rightMedia(field, image)];
    case 'group': {
      const entry = rightFields(field.fields, image);
      return field.most === undefined ? entry : [entry];
    }
  }
}

const rightFields = (fields: Fields, image: string): Body =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, rightValue(field, image)]),
  );

const rightMedia = ({ media, tagged }: Extract<Field, { type: 'media' }>, image: string) => ({
  uri: media === 'image' ? image : `https://example.com/it.${media === 'audio' ? 'mp3' : 'mp4'}`,
  ...(tagged && { type: media }),
});

export interface WrongBody {
  /** What is wrong, for people. */
  what: string;
  body: Body;
  /** Where an issue is to lie. */
  path: Path;
  /** For a key that nobody knows, zod tells the place it is in, and the sentence its name. */
  says?: string;
}

/** Every way in which each field can be wrong. */
export function wrongBodies(one: Case): WrongBody[] {
  const right = rightBody(one);
  const found: WrongBody[] = Object.entries(one.rules.fields).flatMap(([name, field]) => [
    ...(field.required
      ? [{ what: `${name} is missing`, body: { ...right, [name]: undefined }, path: [name] }]
      : []),
    ...wrongValues(field).map(({ what, value, path, says }) => ({
      what: `${name} is ${what}`,
      body: { ...right, [name]: value },
      path: [name, ...path],
      ...(says && { says }),
    })),
  ]);
  if (one.rules.strict) {
    const body = { ...right, unheardOf: 1 };
    found.push({ what: 'an unknown key', body, path: [], says: 'unheardOf' });
  }
  return found;
}

interface WrongValue {
  what: string;
  value: unknown;
  /** Inside the field. */
  path: Path;
  says?: string;
}

const here = (what: string, value: unknown): WrongValue => ({ what, value, path: [] });

function wrongValues(field: Field): WrongValue[] {
  const types = [here('null', null), here('an object', { a: 1 })];
  switch (field.type) {
    case 'text':
      return [
        ...types,
        here('a number', 5),
        here('too long', 'x'.repeat(field.max + 1)),
        ...(field.min > 0 ? [here('too short', 'x'.repeat(field.min - 1))] : []),
      ];
    case 'whole':
      return [
        ...types,
        here('text', '5'),
        here('another word', 'automatic'),
        here('a fraction', field.min + 0.5),
        here('too small', field.min - 1),
        here('too large', field.max + 1),
        ...(field.auto ? [] : [here('auto', 'auto')]),
      ];
    case 'number':
      return [...types, here('too small', field.min - 1), here('too large', field.max + 1)];
    case 'flag':
      return [...types, here('text', 'true'), here('a number', 1)];
    case 'choice':
      return [
        ...types,
        here('another value', 'none of them'),
        here('a list', [field.of[0]]),
        ...Object.keys(field.refused ?? {}).map((value) => here(value, value)),
      ];
    case 'frames':
      return [...types, ...wrongFrames(field)];
    case 'media':
      return [...types, ...wrongMedia(field)];
    case 'group':
      return wrongGroups(field);
  }
}

function wrongFrames({ positions, most, references }: Extract<Field, { type: 'frames' }>) {
  const first = { uri: tinyPicture, position: 'first' };
  const wrong: WrongValue[] = [
    here('a number', 5),
    here('no image', 'beach.jpg'),
    here('too long', `https://example.com/${'x'.repeat(2048)}`),
    here('an empty list', []),
    here(
      'too many',
      Array.from({ length: most + 1 }, () => first),
    ),
    { what: 'without a uri', value: [{ position: 'first' }], path: [0, 'uri'] },
    { what: 'elsewhere', value: [{ ...first, position: 'end' }], path: [0, 'position'] },
  ];
  if (!references) {
    wrong.push({ what: 'nowhere', value: [{ uri: tinyPicture }], path: [0, 'position'] });
  }
  if (most > 1) wrong.push({ what: 'twice first', value: [first, first], path: [1, 'position'] });
  if (!positions.includes('last')) {
    wrong.push({ what: 'last', value: [{ ...first, position: 'last' }], path: [0, 'position'] });
  }
  return wrong;
}

function wrongMedia(field: Extract<Field, { type: 'media' }>): WrongValue[] {
  const right = rightMedia(field, tinyPicture);
  const wrong: WrongValue[] = [
    here('a number', 5),
    here(
      'too many',
      Array.from({ length: field.most + 1 }, () => right),
    ),
    { what: 'without a uri', value: [{ ...right, uri: undefined }], path: [0, 'uri'] },
    { what: 'no address', value: [{ ...right, uri: 'it' }], path: [0, 'uri'] },
  ];
  if (field.tagged) {
    wrong.push({ what: 'of no type', value: [{ uri: right.uri }], path: [0, 'type'] });
  }
  if (field.strict) {
    const value = [{ ...right, unheardOf: 1 }];
    wrong.push({ what: 'with an unknown key', value, path: [0], says: 'unheardOf' });
  }
  return wrong;
}

function wrongGroups({ fields, least = 0, most }: Extract<Field, { type: 'group' }>) {
  const right = rightFields(fields, tinyPicture);
  const inside: Path = most === undefined ? [] : [0];
  const wrap = (value: unknown) => (most === undefined ? value : [value]);
  const wrong: WrongValue[] = [
    here('null', null),
    here('text', 'x'),
    {
      what: 'with an unknown key',
      value: wrap({ ...right, unheardOf: 1 }),
      path: inside,
      says: 'unheardOf',
    },
    ...Object.entries(fields).flatMap(([name, field]) =>
      wrongValues(field).map(({ what, value, path, says }) => ({
        what: `${name} ${what}`,
        value: wrap({ ...right, [name]: value }),
        path: [...inside, name, ...path],
        ...(says && { says }),
      })),
    ),
  ];
  if (most !== undefined) {
    wrong.push(
      here(
        'too many',
        Array.from({ length: most + 1 }, () => right),
      ),
    );
    if (least > 0) wrong.push(here('empty', []));
  }
  return wrong;
}
