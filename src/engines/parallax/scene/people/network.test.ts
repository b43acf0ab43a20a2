import { describe, expect, it } from 'vitest';
import { runNetwork } from './network.ts';
import { detector, openNetwork, segmenter } from './people.ts';

/** A head and shoulders in three colours, as a square of 256 pixels. */
function drawBust(): Float32Array {
  const inside = (x: number, y: number, top: number, across: number, down: number) =>
    ((x - 128) / across) ** 2 + ((y - top) / down) ** 2 < 1;
  return Float32Array.from({ length: 256 * 256 * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % 256;
    const y = Math.floor(i / 3 / 256);
    const head = inside(x, y, 90, 34, 44);
    const body = inside(x, y, 230, 60, 110);
    const colour = head ? [220, 170, 140] : body ? [40, 60, 120] : [180, 190, 200];
    return colour[i % 3]! / 255;
  });
}

const sumOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0);

// The numbers are those of TensorFlow Lite itself (ai-edge-litert 2.3.0).
describe('runNetwork', () => {
  it('tells people from what is around them as TensorFlow Lite does', () => {
    const mask = runNetwork(openNetwork(segmenter), drawBust())[0]!;
    const at = (x: number, y: number) => mask[y * 256 + x]!;
    expect(at(128, 90)).toBeCloseTo(1, 5);
    expect(at(128, 200)).toBeCloseTo(0.8431, 3);
    expect(at(128, 140)).toBeCloseTo(0.99988, 4);
    expect(at(20, 20)).toBeCloseTo(0, 5);
    expect(sumOf(mask) / 12333.71).toBeCloseTo(1, 3);
  });

  it('finds in a pattern of waves the boxes and scores that TensorFlow Lite finds', () => {
    const waves = Float32Array.from(
      { length: 128 * 128 * 3 },
      (_, i) => Math.abs(Math.sin(i * 0.0137)) * (0.5 + 0.5 * Math.sin(i * 0.00001)),
    );
    const [boxes, scores] = runNetwork(openNetwork(detector), waves);
    expect(boxes![0]).toBeCloseTo(0.38928, 3);
    expect(boxes![1000]).toBeCloseTo(-0.011494, 4);
    expect(sumOf(boxes!) / 71633.625).toBeCloseTo(1, 4);
    expect(scores![0]).toBeCloseTo(-4.576203, 4);
    expect(sumOf(scores!)).toBeCloseTo(-3653.222, 1);
  });

  it('says which operator it does not know', () => {
    const known = openNetwork(segmenter);
    const operators = [{ ...known.operators[0]!, kind: 99 }];
    expect(() => runNetwork({ ...known, operators }, drawBust())).toThrow(
      /Expected operators that are known here but found 99/,
    );
  });
});
