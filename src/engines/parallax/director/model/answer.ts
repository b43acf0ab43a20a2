/** What a model is to answer: a script, with quotes of the prompt where the script has spans. */
import { z } from 'zod';
import { atmosphereKinds, lifeKinds, moveKinds } from '../../shot.ts';
import { moods, type Script, type Span } from '../script.ts';

const directions = [
  ...['left', 'right', 'up', 'down', 'in', 'out', 'clockwise', 'counterclockwise', 'none'],
  ...['either side', 'up or down', 'either turn'],
] as const;

const move = z.object({ kind: z.enum(moveKinds), direction: z.enum(directions) });
const quote = z.string().min(1);

export const modelAnswer = z.object({
  requests: z
    .array(
      z.object({
        moves: z.array(move).min(1).max(3),
        link: z.enum(['then', 'before', 'while', 'sentence', 'listed', 'joined']),
        pace: z.number().min(-2).max(2).nullable(),
        size: z.number().min(0.25).max(3).nullable(),
        seconds: z.number().positive().max(60).nullable(),
        quote,
      }),
    )
    .max(20),
  refusals: z.array(z.object({ kinds: z.array(z.enum(moveKinds)), quote })).max(20),
  air: z.array(z.object({ kind: z.enum(atmosphereKinds), strength: z.number().min(0.1).max(1) })),
  life: z.array(z.enum(lifeKinds)),
  still: z.boolean(),
  moods: z.array(z.enum(moods)),
  wishes: z
    .array(z.object({ kind: z.enum(['subject-motion', 'pursuit', 'look', 'edit']), quote }))
    .max(20),
});

type Answer = z.infer<typeof modelAnswer>;

/** The script of an answer. What quotes words that the prompt does not have is made up, and dropped. */
export function toScript(answer: Answer, text: string): Script {
  const spanOf = (words: string): Span | null => {
    const start = text.toLowerCase().indexOf(words.toLowerCase());
    return start < 0 ? null : [start, start + words.length];
  };
  const requests = answer.requests.flatMap(({ moves, link, pace, size, seconds, quote: words }) => {
    const span = spanOf(words);
    if (!span) return [];
    return {
      moves: moves as Script['requests'][0]['moves'],
      link,
      ...(pace !== null && { pace }),
      ...(size !== null && { size }),
      measures: seconds === null ? [] : [{ value: seconds, unit: 'seconds' as const }],
      ...(moves[0]!.kind === 'static' && { hold: 'state' as const }),
      span,
    };
  });
  const air = new Map(answer.air.map((one) => [one.kind, one]));
  return {
    requests,
    refusals: answer.refusals.flatMap(({ kinds, quote: words }) => {
      const span = spanOf(words);
      return span ? { moves: kinds.map((kind) => ({ kind })), span } : [];
    }),
    flavours: [],
    moods: [...new Set(answer.moods)],
    air: [...air.values()],
    still: answer.still,
    life: [...new Set(answer.life)],
    gentleLife: answer.life.length > 0 ? 'wanted' : answer.still ? 'unwanted' : 'open',
    wishes: answer.wishes.flatMap(({ kind, quote: words }) => {
      const span = spanOf(words);
      return span ? { kind, span } : [];
    }),
  };
}
