import { describe, expect, it } from 'vitest';
import { blurField, createField, expandRow, shrinkPlane } from './field.ts';

describe('a field', () => {
  it('averages the plane it is made of', () => {
    const plane = Uint8Array.from({ length: 8 * 4 }, (_, i) => (i % 8 < 4 ? 10 : 30));
    const field = createField(8, 4, 4);
    shrinkPlane(plane, 8, 8, 4, field, (average) => average * 2);
    expect([...field.values]).toEqual([20, 60]);
  });

  it('averages what there is at a border that is no whole pixel of it', () => {
    const field = createField(6, 2, 4);
    shrinkPlane(new Uint8Array(12).fill(9), 6, 6, 2, field);
    expect([...field.values]).toEqual([9, 9]);
  });

  it('is expanded along straight lines between its pixels, level beyond them', () => {
    const field = createField(16, 8, 8);
    field.values.set([0, 80]);
    const row = new Float32Array(16);
    expandRow(field, 3, 8, row);
    expect(Array.from(row, Math.round)).toEqual([
      0, 0, 0, 0, 5, 15, 25, 35, 45, 55, 65, 75, 80, 80, 80, 80,
    ]);
  });

  it('is expanded downwards too, and into fewer columns than it covers', () => {
    const field = createField(8, 8, 4);
    field.values.set([0, 0, 40, 40]);
    const row = new Float32Array(6);
    const rows = Array.from({ length: 8 }, (_, i) => {
      expandRow(field, i, 4, row);
      return Math.round(row[5]!);
    });
    expect(rows).toEqual([0, 0, 5, 15, 25, 35, 40, 40]);
  });

  it('keeps its sum when blurred, and spreads it evenly to both sides', () => {
    const field = createField(41, 41, 1);
    field.values[20 * 41 + 20] = 1000;
    blurField(field, 3);
    expect(field.values.reduce((a, b) => a + b)).toBeCloseTo(1000, 1);
    expect(field.values[20 * 41 + 14]).toBeCloseTo(field.values[20 * 41 + 26]!, 3);
    expect(field.values[14 * 41 + 20]).toBeCloseTo(field.values[20 * 41 + 14]!, 3);
    expect(field.values[20 * 41 + 20]).toBeLessThan(60);
  });
});
