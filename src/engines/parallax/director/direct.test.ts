import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atmosphereKinds, type Move, moveKinds, type Shot } from '../shot.ts';
import { direct } from './direct.ts';
import { english } from './grammar/lexicon/en/english.ts';
import { chinese } from './grammar/lexicon/zh/chinese.ts';

function shotOf(promptText: string, { seed = 1, durationSeconds = 5 } = {}): Shot {
  return direct({ promptText, seed, durationSeconds }).shot;
}

function movesOf(
  promptText: string,
  options?: { seed?: number; durationSeconds?: number },
): Move[] {
  return shotOf(promptText, options).moves;
}

function warningsOf(promptText: string) {
  return direct({ promptText, seed: 1, durationSeconds: 5 }).warnings;
}

const amountOf = (promptText: string) => movesOf(promptText)[0]!.amount;

describe('how far and how fast', () => {
  test('a slow move goes less far than a plain one, a fast one farther', () => {
    const amounts = ['very slow', 'slow', '', 'fast', 'very fast'].map((pace) => {
      return amountOf(`${pace} pan left`);
    });
    expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
    expect(new Set(amounts).size).toBe(5);
    expect(amounts[2]).toBe(1);
  });

  test('subtle and dramatic say the size without the pace', () => {
    expect(amountOf('subtle push in')).toBeLessThan(1);
    expect(amountOf('dramatic push in')).toBeGreaterThan(1);
    expect(shotOf('dramatic push in').pace).toBe('normal');
  });

  test('the pace of one move is not the pace of the next', () => {
    const [pan, push] = movesOf('pan left, then slowly push in');
    expect(pan!.amount).toBeGreaterThan(push!.amount);
  });

  test('an adverb before the first verb is said of the verbs after it too', () => {
    const [pan, tilt] = movesOf('slowly pan left and tilt up');
    expect(pan!.amount).toBe(tilt!.amount);
    const [slow, fast] = movesOf('slow pan left and fast tilt up');
    expect(slow!.amount).toBeLessThan(fast!.amount);
  });

  test('a slow river does not slow the camera', () => {
    expect(amountOf('camera pans right past a slow river')).toBe(1);
    expect(amountOf('a fast car, camera zooms in')).toBe(1);
  });

  test('degrees, factors and percentages measure the move, up to the most', () => {
    expect(amountOf('orbit 30 degrees')).toBe(1);
    expect(amountOf('orbit 45°')).toBe(1.5);
    expect(amountOf('orbit 360 degrees')).toBe(3);
    expect(amountOf('环绕45度')).toBe(1.5);
    expect(amountOf('zoom in 1.25x')).toBe(1);
    expect(amountOf('zoom in by 25%')).toBe(1);
    expect(amountOf('zoom in 10%')).toBeLessThan(0.5);
    expect(amountOf('zoom in 400%')).toBe(3);
  });

  test("the document's own example is a fast, accelerating push-in with a slight roll", () => {
    const { moves, atmosphere, pace } = shotOf(
      'A dreamlike and disorienting hyperlapse racing through 1980s New York City.',
    );
    expect(moves[0]).toEqual({
      kind: 'dolly',
      direction: 'in',
      amount: 3,
      start: 0,
      end: 1,
      ease: 'accelerate',
    });
    expect(moves[1]).toMatchObject({ kind: 'roll', amount: 0.5 });
    expect(moves).toHaveLength(2);
    expect(atmosphere.map(({ kind }) => kind)).toEqual(['glow', 'film-grain']);
    expect(pace).toBe('very fast');
  });
});

describe('how time is shared', () => {
  test('moves in turn cover the clip and reach a little into each other', () => {
    const [pan, push] = movesOf('pan left, then push in');
    expect(pan!.start).toBe(0);
    expect(push!.end).toBe(1);
    expect(pan!.end).toBeGreaterThan(push!.start);
    expect(pan!.end - push!.start).toBeLessThanOrEqual(0.1);
  });

  test('a move and its way back do not overlap', () => {
    const [there, back] = movesOf('pan left and then right');
    expect(there!.end).toBe(back!.start);
  });

  test('a slow move is given more of the clip than a fast one', () => {
    const [slow, fast] = movesOf('slowly push in, then quickly tilt up');
    expect(slow!.end - slow!.start).toBeGreaterThan(fast!.end - fast!.start);
  });

  test('seconds that the prompt gives are kept', () => {
    expect(movesOf('[0-2s] pan left [2-5s] zoom in')).toMatchObject([
      { kind: 'pan', start: 0, end: 0.4 },
      { kind: 'zoom', start: 0.4, end: 1 },
    ]);
    const [hold] = movesOf('hold for 2 seconds, then pan left');
    expect(hold).toMatchObject({ kind: 'static', start: 0, end: 0.4 });
  });

  test('times written for a longer clip are scaled to this one', () => {
    expect(movesOf('0-4s: pan left. 4-8s: zoom in.', { durationSeconds: 4 })).toMatchObject([
      { start: 0, end: 0.5 },
      { start: 0.5, end: 1 },
    ]);
  });

  test('more moves than the clip has room for are cut, and that is told', () => {
    const prompt = 'pan left, then tilt up, then zoom in, then pan right, then tilt down';
    expect(movesOf(prompt, { durationSeconds: 10 })).toHaveLength(5);
    expect(movesOf(prompt, { durationSeconds: 2 })).toHaveLength(3);
    const { warnings } = direct({ promptText: prompt, seed: 1, durationSeconds: 2 });
    expect(warnings.map(({ code }) => code)).toEqual(['too-many-moves']);
    expect(warnings[0]!.message).toMatch(/Ask for a longer clip or for fewer moves\.$/);
    // There is no longer clip than one of ten seconds.
    const many = Array(5).fill(prompt).join(', then ');
    const longest = direct({ promptText: many, seed: 1, durationSeconds: 10 });
    expect(longest.warnings.at(-1)!.message).toMatch(/are made\. Ask for fewer moves\.$/);
  });

  test('a move too short for a frame is left out, and that is told', () => {
    const prompt = 'pan left for 0.01 seconds, then zoom in for 5 seconds';
    expect(movesOf(prompt)).toMatchObject([{ kind: 'zoom', start: 0, end: 1 }]);
    expect(warningsOf(prompt)).toMatchObject([
      { code: 'too-many-moves', message: expect.stringContaining('pan left') },
    ]);
  });
});

describe('what is to move by itself', () => {
  test.for([
    ['the clouds drift by', 'sky'],
    ['drifting clouds over a lake', 'sky'],
    ['waves roll onto the beach, static camera', 'water'],
    ['the wind blows through the grass', 'foliage'],
    ['leaves rustle in the wind while steam rises', 'foliage smoke'],
    ['static shot, nothing moves but the clouds', 'sky'],
    ['云朵飘过', 'sky'],
    ['海浪翻滚', 'water'],
    ['微风吹动树叶', 'foliage'],
    ['炊烟升起', 'smoke'],
    ['a woman by the sea, clouds above her', ''],
    ['static shot, the clouds do not move', ''],
    ['rolling hills', ''],
  ])('"%s": %s', ([promptText, life]) => {
    const { shot } = direct({ promptText, seed: 1, durationSeconds: 5 });
    expect(shot.life.toSorted().join(' ')).toBe(life);
    if (life) expect(shot.gentleLife).toBe(true);
  });
});

describe('what is told', () => {
  test('a conflict names both sides and what is made', () => {
    expect(warningsOf('pan left while panning right')).toEqual([
      {
        code: 'conflict',
        message:
          '"pan left" and "panning right" cannot be made at the same time. The first named is ' +
          'kept: pan left. To have both, say which comes first.',
      },
    ]);
  });

  test('a subject that should move is named', () => {
    const [warning] = warningsOf('A dog runs through the field, camera pans left');
    expect(warning!.code).toBe('subject-motion');
    expect(warning!.message).toContain('"A dog runs through the field"');
    expect(warning!.message).toContain('moves only the camera');
    // No engine that could is to be had here, so none is recommended.
    expect(warning!.message).not.toContain('neural');
  });

  test('at most three phrases are named, each shortened', () => {
    const [warning] = warningsOf(
      'She waves. He dances. The cat jumps. A bird flies away. The child laughs.',
    );
    expect(warning!.message).toContain('and 2 more');
    expect(warning!.message.length).toBeLessThan(450);
  });
});

describe('an explanation', () => {
  const explain = (promptText: string) =>
    direct({ promptText, seed: 1, durationSeconds: 5, explain: true }).explanation!;

  test('says which rule read which words, and what came of it', () => {
    expect(explain('a car rolls past, the camera tilts up')).toEqual([
      { rule: "term: somebody's", words: 'rolls', outcome: 'deed' },
      { rule: 'term: beside the camera', words: 'tilts', outcome: 'camera' },
    ]);
    expect(explain('backs away, passing through the seats').at(-1)).toEqual({
      rule: 'rewrite: passage',
      words: 'passing through',
      outcome: 'said already',
    });
  });

  test('is given only to who asks', () => {
    expect(direct({ promptText: 'pan left', seed: 1, durationSeconds: 5 })).not.toHaveProperty(
      'explanation',
    );
  });
});

describe('a prompt that names no move', () => {
  const kinds = Array.from({ length: 400 }, (_, seed) => {
    const [move] = movesOf('', { seed });
    return `${move!.kind} ${move!.direction}`;
  });

  test('gets a gentle one over the whole clip', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { moves, chosenBySeed } = shotOf('a red barn at dusk', { seed });
      expect(chosenBySeed).toBe(true);
      expect(moves).toHaveLength(1);
      expect(moves[0]).toMatchObject({ start: 0, end: 1, ease: 'smooth' });
      expect(moves[0]!.amount).toBeGreaterThanOrEqual(0.55);
      expect(moves[0]!.amount).toBeLessThanOrEqual(1);
    }
  });

  test('gets different ones by different seeds, most often a push in', () => {
    const counts = new Map<string, number>();
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect(counts.size).toBeGreaterThanOrEqual(9);
    const most = [...counts].sort((a, b) => b[1] - a[1])[0]!;
    expect(most[0]).toBe('dolly in');
    expect(most[1]).toBeLessThan(220);
  });

  test('gets none of a kind that it rules out', () => {
    for (let seed = 0; seed < 200; seed++) {
      expect(movesOf('a portrait, no panning', { seed })[0]!.kind).not.toBe('pan');
    }
  });

  test('leans on the mood: a tower is looked up along more often than a portrait', () => {
    const rises = (prompt: string) => {
      const seeds = Array.from({ length: 200 }, (_, seed) => seed);
      return seeds.filter((seed) => movesOf(prompt, { seed })[0]!.kind === 'pedestal').length;
    };
    expect(rises('a tall tower')).toBeGreaterThan(2 * rises('a portrait of a bride'));
  });
});

describe('any text', () => {
  const vocabulary = [...english, ...chinese].map(({ phrase }) => phrase);
  const glue = [' ', ', ', '. ', ' then ', ' and ', '，', ' no ', ' while ', ': ', '\n', '-'];
  const jumble = fc
    .array(fc.tuple(fc.constantFrom(...vocabulary), fc.constantFrom(...glue)), { maxLength: 40 })
    .map((parts) => parts.flat().join(''));
  const text = fc.oneof(
    jumble,
    fc.string({ unit: 'binary', maxLength: 1000 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.constantFrom(
      'مرحبا الكاميرا تتحرك',
      'שלום zoom in',
      '🎥➡️📸 pan left 🔥',
      '\ud800',
      'constructor degrees toString x __proto__ times valueOf',
      '\u0000',
    ),
  );
  const request = fc.record({
    promptText: text,
    seed: fc.integer({ min: 0, max: 4294967295 }),
    durationSeconds: fc.integer({ min: 2, max: 10 }),
  });

  test('becomes a shot that keeps every promise of the type', () => {
    fc.assert(
      fc.property(request, (plan) => {
        const { shot, warnings } = direct(plan);
        expect(shot.moves.length).toBeGreaterThan(0);
        let before = 0;
        for (const { kind, amount, start, end } of shot.moves) {
          expect(moveKinds).toContain(kind);
          expect(amount).toBeGreaterThanOrEqual(0.25);
          expect(amount).toBeLessThanOrEqual(3);
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(1);
          before = start;
        }
        for (const { kind, strength } of shot.atmosphere) {
          expect(atmosphereKinds).toContain(kind);
          expect(strength).toBeGreaterThan(0);
          expect(strength).toBeLessThanOrEqual(1);
        }
        expect(new Set(shot.atmosphere.map(({ kind }) => kind)).size).toBe(shot.atmosphere.length);
        expect(['very slow', 'slow', 'normal', 'fast', 'very fast']).toContain(shot.pace);
        for (const { message } of warnings) expect(message).toMatch(/^.{20,600}$/su);
      }),
      { numRuns: 400 },
    );
  });

  test('gives the same shot again, whatever was read in between', () => {
    fc.assert(
      fc.property(request, request, (plan, another) => {
        const first = JSON.stringify(direct(plan));
        direct(another);
        expect(JSON.stringify(direct(plan))).toBe(first);
      }),
      { numRuns: 100 },
    );
  });

  test('never moves one axis both ways at once', () => {
    fc.assert(
      fc.property(request, (plan) => {
        const { moves } = direct(plan).shot;
        for (const a of moves) {
          const twins = moves.filter(
            (b) => b.kind === a.kind && b.start < a.end && b.end > a.start,
          );
          expect(new Set(twins.map(({ direction }) => direction)).size).toBe(1);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('reads the traditional script as the simplified', () => {
    expect(direct({ promptText: '鏡頭緩慢推近，然後環繞', seed: 1, durationSeconds: 5 })).toEqual(
      direct({ promptText: '镜头缓慢推近，然后环绕', seed: 1, durationSeconds: 5 }),
    );
  });
});
