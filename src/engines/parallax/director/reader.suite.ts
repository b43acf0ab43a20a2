/** What every reader has to pass. */
import { expect, test } from 'vitest';
import { layOut } from './layout/layout.ts';
import type { Reader } from './reader.ts';

export function readerSuite(reader: Reader): void {
  const shotOf = async (text: string) => {
    const { script } = await reader.read(text);
    return layOut(script, { text, seed: 1, durationSeconds: 5 });
  };

  test('reads moves in turn and at once', async () => {
    const { shot } = await shotOf('pan left, then zoom in');
    expect(shot.moves).toMatchObject([
      { kind: 'pan', direction: 'left', start: 0 },
      { kind: 'zoom', direction: 'in', end: 1 },
    ]);
  });

  test('tells what no camera can do', async () => {
    const { warnings } = await shotOf('a dog barks, pan left');
    expect(warnings.map(({ code }) => code)).toEqual(['subject-motion']);
    expect(warnings[0]!.message).toContain('"a dog barks"');
  });

  test('quotes only what the text has, and writes the same script again', async () => {
    for (const text of ['', '🎥', 'pan left, then zoom in', 'a dog barks, pan left', '镜头推近']) {
      const { script } = await reader.read(text);
      const spans = [...script.requests, ...script.refusals, ...script.wishes].map((s) => s.span);
      for (const [start, end] of spans) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      expect((await reader.read(text)).script).toEqual(script);
      expect(layOut(script, { text, seed: 1, durationSeconds: 5 }).shot.moves).not.toHaveLength(0);
    }
  });
}
