import { describe, expect, it } from 'vitest';
import { cases, rightBody } from '../../../test/support/model-bodies.ts';
import { readClipBody } from '../../http/clip-request.ts';
import { makeClipBody } from '../../http/schemas/clip-body.ts';
import { tinyPicture } from '../../task/tiny-picture.ts';
import { makeBody } from './body.ts';

/** A body as it comes to this server, and the one that it makes of it for the next. */
function handOn(kind: (typeof cases)[number]['kind'], sent: unknown) {
  const schema = makeClipBody(kind, { strict: true });
  const order = readClipBody(kind, schema.parse(sent) as never);
  const { roles, ...clip } = order.outline(7, 1);
  const inputs = roles.map((role) => ({ role, file: '/images/picture.png' }));
  const images = inputs.map(() => tinyPicture);
  return { order, schema, made: makeBody({ ...clip, inputs, fps: 24 }, images, {}) };
}

describe('a request that is handed on', () => {
  it.each(cases.map((given) => [given.kind, given.model, given] as const))(
    '%s of %s is one that the next server takes, and means the same',
    (kind, _model, given) => {
      const { schema, made, order } = handOn(kind, rightBody(given));
      const again = readClipBody(kind, schema.parse(made) as never);
      expect(again.outline(7, 1)).toEqual(order.outline(7, 1));
      expect(again.credits).toBe(order.credits);
    },
  );

  it('has its fields as they were sent', () => {
    const sent = {
      model: 'gen4.5',
      promptImage: tinyPicture,
      promptText: 'a dog runs',
      ratio: '960:960',
      duration: 4,
      seed: 7,
      contentModeration: { publicFigureThreshold: 'low' },
      outputFormat: 'prores',
      proresProfile: '4444',
    };
    expect(handOn('image_to_video', sent).made).toEqual(sent);
  });
});
