/** English connectives, negators and plain grammar. */
import { words } from '../entries.ts';
import type { Entry } from '../senses.ts';

/** `step one`, `Shot 2`: the parts of a shot, counted. */
const stages: Entry[] = ['step', 'phase', 'part', 'stage', 'beat', 'shot', 'section'].flatMap(
  (part) => [
    ...words(`${part} one, ${part} 1, first ${part}`, { link: { link: 'begin' } }),
    ...['two', 'three', 'four', 'second', 'third', 'fourth'].flatMap((count, i) =>
      words(i < 3 ? `${part} ${count}, ${part} ${i + 2}` : `${count} ${part}`, {
        link: { link: 'then' },
      }),
    ),
  ],
);

const connectives: Entry[] = [
  ...words(
    'then, and then, next, afterwards, afterward, after that, after which, later, followed by',
    {
      link: { link: 'then' },
    },
  ),
  ...words('finally, lastly, and finally, eventually, subsequently, thereafter, ends with', {
    link: { link: 'then' },
  }),
  ...words('end, ends, ending, finish, finishes, finishing, completes, concludes', {
    link: { link: 'then' },
  }),
  ...words('and continues, and continue, and continuing, and proceeds, and proceed', {
    link: { link: 'then' },
  }),
  ...words('transitions to, transitioning to, transitioning into, transition to, transition into', {
    link: { link: 'then' },
  }),
  ...words('becomes, becoming, turns into, turning into, morphs into', {
    link: { link: 'then', weak: true },
  }),
  ...words('leads into, gives way to, evolves into, merges into, flows into, blends into', {
    link: { link: 'then' },
  }),
  ...words('is complete, is done, is over, is finished, has finished, comes to an end', {
    link: { link: 'then' },
  }),
  ...words('start, begin', { link: { link: 'begin' }, auxiliary: true }),
  ...words('ending with, ending in, finishing with, finish with, end with, ends on, ending on', {
    link: { link: 'then' },
  }),
  ...words(
    'end on, finishes with, finishing on, concluding with, transitions into, before finally',
    {
      link: { link: 'then' },
    },
  ),
  ...words(
    'followed immediately by, which leads to, and ends with, and finishes with, at the end',
    {
      link: { link: 'then' },
    },
  ),
  ...words(
    'for the last, in the last, during the last, over the last, for the final, in the final',
    {
      link: { link: 'then', timed: true },
      preposition: true,
    },
  ),
  ...words('before', { link: { link: 'then', opening: 'reverse' }, preposition: true }),
  ...words('after, once', { link: { link: 'reverse', opening: 'then' }, preposition: true }),
  ...words('when', { link: { link: 'while', opening: 'then' } }),
  ...words('while, whilst, as, during, and as, all while, while also, even as, just as', {
    link: { link: 'while', opening: 'while' },
  }),
  ...words('combined with, coupled with, accompanied by, paired with, along with, together with', {
    link: { link: 'while' },
  }),
  ...words('with', { link: { link: 'while', weak: true }, preposition: true }),
  ...words('n, and, plus, as well as, and also, also, &, +', { link: { link: 'and' } }),
  ...words('or, nor, and or', { link: { link: 'or' } }),
  ...words('but, instead, rather, however, yet, although, though', { link: { link: 'but' } }),
  ...words('just, only, except, except for, apart from, aside from, save for, other than', {
    link: { link: 'but', excepts: true },
  }),
  ...words('where, until, because, so that, so, revealing, to reveal, reveals, showing', {
    link: { link: 'and' },
  }),
  ...words(
    'first, firstly, at first, initially, start with, starts with, starting with, start by',
    {
      link: { link: 'begin' },
    },
  ),
  ...words('begin with, begins with, beginning with, begin by, begins by, starts by, starting by', {
    link: { link: 'begin' },
  }),
  ...words(
    'starts on, begins on, start on, begin on, starting on, opening on, opens on, opens with',
    {
      link: { link: 'begin' },
    },
  ),
  ...words(
    'starting, beginning, starts, begins, starts off, begins as, starts as, starts from, begins from',
    {
      link: { link: 'begin' },
      auxiliary: true,
    },
  ),
  ...words('starting from, beginning from, start from', { link: { link: 'begin' } }),
  ...words('->, =>, →, ➡, ➔, ⇒', { link: { link: 'then' } }),
  ...words('at the same time, simultaneously, at once, concurrently, all at once, together', {
    together: true,
  }),
  ...words('in that order, in this order, one after another, one after the other, in sequence', {
    inTurn: true,
  }),
  ...words('sequentially, in succession, one by one', { inTurn: true }),
  ...words('in the second half, for the second half, during the second half', { later: true }),
  ...words('in sync, in unison, meanwhile, simultaneous', { together: true }),
];

const negators: Entry[] = [
  ...words('none, disabled, false, 0', { negator: 'before' }),
  ...words('anything but, everything but', { negator: 'noun' }),
  ...words('positive, positive prompt', { negator: 'over' }),
  ...words('neither', { negator: 'verb' }),
  ...words(
    "never stop, never stops, doesn't stop, don't stop, without stopping, non stop, nonstop",
    {
      auxiliary: true,
    },
  ),
  ...words(
    'no, less, fewer, without, without any, zero, free of, free from, lack of, absence of, minus',
    {
      negator: 'noun',
    },
  ),
  ...words("don't, dont, do not, not, never, doesn't, doesnt, does not, isn't, is not, isnt", {
    negator: 'verb',
  }),
  ...words("cannot, can't, cant, won't, will not, must not, should not, shouldn't, didn't", {
    negator: 'verb',
  }),
  ...words(
    'remove, removing, eliminate, get rid of, avoid, avoiding, instead of, rather than, no longer, stop, nothing, excluding',
    {
      negator: 'noun',
    },
  ),
  ...words("aren't, are not, wasn't, stays without, refrain from", { negator: 'verb' }),
  ...words('negative prompt, negative prompts, negative', { negator: 'all' }),
];

const particles: Entry[] = [
  ...words('two, three, four, five, several, many, few, couple of, dozens of, hundreds of, all', {
    determiner: true,
  }),
  ...words('a, an, the, this, that, these, those, some, each, every, one, another, any, both', {
    determiner: true,
  }),
  ...words('its, his, my, your, our, their', { determiner: true, possessive: true }),
  ...words('halfway down, halfway along, halfway through, halfway up, midway through, midway', {
    preposition: true,
  }),
  ...words('of, on, for, from, about, against, upon, within, without, amid, per, via, onto', {
    preposition: true,
  }),
  ...words('like, than, facing, holding, wearing, carrying, featuring, showing, including, using', {
    preposition: true,
  }),
  ...words('is, are, was, were, be, being, been, will, would, can, could, should, must, may', {
    auxiliary: true,
  }),
  ...words('over the full duration, over the duration, over the clip, over the course of', {
    style: true,
  }),
  ...words('until the end, till the end, to the end, for the rest, for the remainder, till', {
    style: true,
  }),
  ...words('whatsoever, at all, more', { style: true }),
  ...words('keep on, keeps on, carry on, carries on, goes on', { auxiliary: true }),
  ...words('fine to, ok to, okay to, free to, allowed to', { auxiliary: true }),
  ...words('has, have, had, do, does, did, continue, continues, continuing, keep, keeps, keeping', {
    auxiliary: true,
  }),
  ...words("let's, let, please, make, makes, it's, that's, which, who, stay, stays, staying", {
    auxiliary: true,
  }),
  ...words('remain, remains, remaining, starting, start, begin, beginning, started, began, seems', {
    auxiliary: true,
  }),
  ...words('appears, appear, tends, slowly begins to, begins to, starts to, start to, begin to', {
    auxiliary: true,
  }),
  ...words(
    'want, wants, need, i want, i want the, want the, should be, have the, now, again, still',
    {
      auxiliary: true,
    },
  ),
  ...words('it, there, here, everything, something, anything, nothing, itself', { pronoun: true }),
];

export const grammar: Entry[] = [...stages, ...connectives, ...negators, ...particles];
