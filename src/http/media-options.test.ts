import { describe, expect, it } from 'vitest';
import { handOnMedia } from './media-options.ts';

const onTheWeb = { type: 'audio', uri: 'https://example.com/it.mp3' };
const inside = { type: 'audio', uri: 'data:audio/mp3;base64,AAAA' };
const upload = { uri: 'runway://abc' };

describe('sounds and videos of a request', () => {
  it('are handed on by their address on the web', () => {
    const options = { audio: true, referenceAudio: [onTheWeb] };
    expect(handOnMedia({ kind: 'upstream' }, options)).toEqual(options);
    expect(handOnMedia({ kind: 'local' }, options)).toEqual(options);
  });

  it('are not kept with a task that has no use for them', () => {
    const options = { referenceAudio: [inside], referenceVideos: [upload] };
    expect(handOnMedia({ kind: 'local' }, options)).toEqual({
      referenceAudio: [{ type: 'audio', uri: 'data:' }],
      referenceVideos: [{ uri: 'runway:' }],
    });
    expect(options.referenceAudio).toEqual([inside]);
  });

  it.each([
    ['referenceAudio', inside],
    ['referenceVideos', upload],
  ])('are refused in %s where another server would need them', (field, entry) => {
    const hand = () => handOnMedia({ kind: 'upstream' }, { [field]: [onTheWeb, entry] });
    expect(hand).toThrow(
      expect.objectContaining({
        code: 'INVALID_BODY',
        issues: [expect.objectContaining({ path: [field, 1, 'uri'] })],
      }),
    );
  });
});
