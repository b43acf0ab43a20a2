import { describe, expect, it } from 'vitest';
import { chooseOutputFormat } from './output-format.ts';

describe('the format of a clip', () => {
  it.each([
    ['gen4.5', 'clip.mov', 'prores'],
    ['gen4.5', 'frames/All.ZIP', 'png_sequence'],
    ['seedance2_5', 'clip.mov', 'mov'],
    ['gen4.5', 'clip.mp4', undefined],
    ['gen4_turbo', 'clip', undefined],
    ['gen4_turbo', '-', undefined],
  ])('of %s in %s is what the name of its file says', (model, file, format) => {
    expect(chooseOutputFormat(model, file)).toBe(format);
  });

  it('that the model does not make is refused with the models that do', () => {
    expect(() => chooseOutputFormat('gen4_turbo', 'clip.zip')).toThrow(
      /^Expected -o to name an MP4 for gen4_turbo but received clip\.zip\. Files that end in \.zip are made by --model .*gen4\.5/,
    );
  });
});
