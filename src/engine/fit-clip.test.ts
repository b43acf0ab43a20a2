import { describe, expect, it } from 'vitest';
import type { RequestOutline } from './engine.ts';
import { considerFor, fitClip, fitFrames, nearestSize } from './fit-clip.ts';
import { familyByName, familyIds, familyOf } from './video-families.ts';

const sizes = [
  [1280, 720],
  [720, 1280],
  [1104, 832],
  [832, 1104],
  [960, 960],
  [1584, 672],
  [1280, 768],
  [768, 1280],
  [3840, 2160],
];

describe('fitClip', () => {
  it.each(familyIds)('asks %s for what it can do, at least as long and of the same shape', (id) => {
    const family = familyOf(id);
    const { step, offset, fewest, most } = family.frames;
    for (const [width, height] of sizes as [number, number][]) {
      for (let durationSeconds = 2; durationSeconds <= 10; durationSeconds++) {
        const fitted = fitClip({ width, height, durationSeconds }, family);
        expect((fitted.frames - offset) % step).toBe(0);
        expect(fitted.frames).toBeGreaterThanOrEqual(fewest);
        expect(fitted.frames).toBeLessThanOrEqual(most);
        expect(fitted.frames / fitted.fps).toBeGreaterThanOrEqual(durationSeconds);
        expect(fitted.width % family.multiple).toBe(0);
        expect(fitted.height % family.multiple).toBe(0);
        expect(fitted.width * fitted.height).toBeLessThanOrEqual(family.maxPixels);
        const shape = (fitted.width * height) / (fitted.height * width);
        expect(Math.abs(Math.log(shape))).toBeLessThan(0.04);
      }
    }
  });

  it.each([
    ['Wan2.2-TI2V-5B-Q8_0', 1280, 720, 5, { width: 1248, height: 704, frames: 121, fps: 24 }],
    ['Wan2.2-I2V-A14B-LowNoise', 1280, 720, 5, { width: 1280, height: 720, frames: 81, fps: 16 }],
    ['wan2.1_t2v_1.3B_fp16', 1280, 720, 5, { width: 832, height: 464, frames: 81, fps: 16 }],
    [
      'ltx-2.3-22b-dev-UD-Q4_K_M',
      1280,
      768,
      10,
      { width: 1280, height: 768, frames: 241, fps: 24 },
    ],
    ['minimax_h3_fl2va-Q4_K_M', 1280, 768, 2, { width: 1280, height: 768, frames: 107, fps: 24 }],
  ] as const)('asks %s for %dx%d, %d s', (name, width, height, durationSeconds, expected) => {
    expect(fitClip({ width, height, durationSeconds }, familyByName(name))).toEqual(expected);
  });

  it('asks for less where the card has less room', () => {
    const asked = { width: 1280, height: 720, durationSeconds: 5 };
    const { width, height } = fitClip(asked, familyOf('ltx'), { maxPixels: 400_000 });
    expect(width * height).toBeLessThanOrEqual(400_000);
    expect(width * height).toBeGreaterThan(300_000);
  });

  it('asks for no more frames than a family has', () => {
    expect(fitFrames(60, familyOf('minimax-h3'))).toBe(345);
  });
});

it('takes the offered size that is nearest in shape', () => {
  const offered = [
    [768, 512],
    [1216, 704],
    [704, 1216],
  ] as const;
  const landscape = { width: 1280, height: 720, durationSeconds: 5 };
  expect(nearestSize(landscape, offered)).toEqual({ width: 1216, height: 704 });
  expect(nearestSize({ ...landscape, width: 720, height: 1280 }, offered)).toEqual({
    width: 704,
    height: 1216,
  });
  expect(nearestSize(landscape, [])).toBeUndefined();
});

describe('familyByName', () => {
  it.each([
    ['wan2.2_ti2v_5B_fp16', 'wan-ti2v-5b'],
    ['Wan-AI/Wan2.2-TI2V-5B-Diffusers', 'wan-ti2v-5b'],
    ['Wan2.1_14B_VACE-Q8_0', 'wan-vace'],
    ['wan2.1-flf2v-14b-720p-Q8_0', 'wan-i2v'],
    ['Wan-AI/Wan2.2-T2V-A14B-Diffusers', 'wan-t2v'],
    ['Lightricks/LTX-2', 'ltx'],
    ['hunyuanvideo1.5_720p_t2v_fp16', 'hunyuan-t2v'],
    ['HunyuanVideo-1.5-Diffusers-480p_i2v', 'hunyuan-i2v'],
    ['MiniMaxAI/MiniMax-H3', 'minimax-h3'],
    ['minimax_h3_ref2va_pruned-Q4_K_M', 'minimax-h3-ref2va'],
    ['lingbot-video-dens-1.3b', 'lingbot'],
    ['sora-2', 'unknown'],
    ['my-swan-model', 'unknown'],
  ])('knows %s as %s', (name, id) => {
    expect(familyByName(name).id).toBe(id);
  });
});

describe('considerFor', () => {
  const outline: RequestOutline = {
    kind: 'image_to_video',
    model: 'gen4_turbo',
    promptText: '',
    seed: 1,
    durationSeconds: 5,
    width: 1280,
    height: 720,
    watermark: false,
    outputFormat: 'mp4',
    options: {},
    roles: ['first'],
  };
  const all = { name: 'wan', passes: ['first', 'last', 'first+last'] } as const;
  const fieldsOf = (changes: Partial<RequestOutline>, family: string, passes = all) =>
    considerFor({ ...outline, ...changes }, familyOf(family), passes).refusals.map(
      ({ field }) => field,
    );

  it('takes the keyframes that family and server can do', () => {
    expect(fieldsOf({}, 'wan-i2v')).toEqual([]);
    expect(fieldsOf({ roles: ['first', 'last'] }, 'wan-i2v')).toEqual([]);
    expect(fieldsOf({ roles: ['last'] }, 'wan-i2v')).toEqual(['promptImage']);
    expect(fieldsOf({ roles: ['last'] }, 'ltx')).toEqual([]);
    expect(fieldsOf({ roles: ['last'] }, 'ltx', { ...all, passes: ['first'] as never })).toEqual([
      'promptImage',
    ]);
    expect(fieldsOf({}, 'wan-t2v')).toEqual(['promptImage']);
    expect(fieldsOf({ roles: ['first', 'reference'] }, 'ltx')).toEqual(['promptImage']);
  });

  it('takes text alone where the family can', () => {
    const text = { kind: 'text_to_video', roles: [] } as const;
    expect(fieldsOf({ ...text, roles: [] }, 'wan-t2v')).toEqual([]);
    expect(fieldsOf({ ...text, roles: [] }, 'wan-i2v')).toEqual(['model']);
  });

  it('refuses what is too long, and warns of what is longer than it was trained on', () => {
    expect(fieldsOf({ durationSeconds: 15 }, 'minimax-h3')).toEqual(['duration']);
    const { refusals, warnings } = considerFor(
      { ...outline, durationSeconds: 10 },
      familyOf('wan-i2v'),
      all,
    );
    expect(refusals).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(['longer-than-trained']);
  });

  it('says what was expected and what came', () => {
    const { refusals } = considerFor({ ...outline, roles: ['last'] }, familyOf('wan-i2v'), all);
    expect(refusals[0]!.message).toBe(
      'Expected a first frame or a first and a last frame but received a last frame: that is what wan (Wan 2.1 or 2.2, from images) can take.',
    );
  });
});
