/** English connectives, negators and plain grammar. */
export const grammar = `
link begin | step one, step 1, first step, phase one, phase 1, first phase, part one, part 1,
  first part, stage one, stage 1, first stage, beat one, beat 1, first beat, shot one, shot 1,
  first shot, section one, section 1, first section, first, firstly, at first, initially,
  start with, starts with, starting with, start by, begin with, begins with, beginning with,
  begin by, begins by, starts by, starting by, starts on, begins on, start on, begin on,
  starting on, opening on, opens on, opens with, starting from, beginning from, start from
link then | step two, step 2, step three, step 3, step four, step 4, second step, third step,
  fourth step, phase two, phase 2, phase three, phase 3, phase four, phase 4, second phase,
  third phase, fourth phase, part two, part 2, part three, part 3, part four, part 4, second part,
  third part, fourth part, stage two, stage 2, stage three, stage 3, stage four, stage 4,
  second stage, third stage, fourth stage, beat two, beat 2, beat three, beat 3, beat four, beat 4,
  second beat, third beat, fourth beat, shot two, shot 2, shot three, shot 3, shot four, shot 4,
  second shot, third shot, fourth shot, section two, section 2, section three, section 3,
  section four, section 4, second section, third section, fourth section, then, and then, next,
  afterwards, afterward, after that, after which, later, followed by, finally, lastly, and finally,
  eventually, subsequently, thereafter, ends with, end, ends, ending, finish, finishes, finishing,
  completes, concludes, and continues, and continue, and continuing, and proceeds, and proceed,
  transitions to, transitioning to, transitioning into, transition to, transition into, leads into,
  gives way to, evolves into, merges into, flows into, blends into, is complete, is done, is over,
  is finished, has finished, comes to an end, ending with, ending in, finishing with, finish with,
  end with, ends on, ending on, end on, finishes with, finishing on, concluding with,
  transitions into, before finally, followed immediately by, which leads to, and ends with,
  and finishes with, at the end, ->, =>, →, ➡, ➔, ⇒
link then weak | becomes, becoming, turns into, turning into, morphs into
link begin; auxiliary | start, begin, starting, beginning, starts, begins, starts off, begins as,
  starts as, starts from, begins from
link then timed; preposition | for the last, in the last, during the last, over the last,
  for the final, in the final
link then opening=reverse; preposition | before
link reverse opening=then; preposition | after, once
link while opening=then | when
link while opening=while | while, whilst, as, during, and as, all while, while also, even as,
  just as
link while | combined with, coupled with, accompanied by, paired with, along with, together with
link while weak; preposition | with
link and | n, and, plus, as well as, and also, also, &, +, where, until, because, so that, so,
  revealing, to reveal, reveals, showing
link or | or, nor, and or
link but | but, instead, rather, however, yet, although, though
link but excepts | just, only, except, except for, apart from, aside from, save for, other than
together | at the same time, simultaneously, at once, concurrently, all at once, together, in sync,
  in unison, meanwhile, simultaneous
inTurn | in that order, in this order, one after another, one after the other, in sequence,
  sequentially, in succession, one by one
later | in the second half, for the second half, during the second half
negator before | none, disabled, false, 0
negator noun | anything but, everything but, no, less, fewer, without, without any, zero, free of,
  free from, lack of, absence of, minus, remove, removing, eliminate, get rid of, avoid, avoiding,
  instead of, rather than, no longer, stop, nothing, excluding
negator over | positive, positive prompt
negator verb | neither, don't, dont, do not, not, never, doesn't, doesnt, does not, isn't, is not,
  isnt, cannot, can't, cant, won't, will not, must not, should not, shouldn't, didn't, aren't,
  are not, wasn't, stays without, refrain from
auxiliary | never stop, never stops, doesn't stop, don't stop, without stopping, non stop, nonstop,
  is, are, was, were, be, being, been, will, would, can, could, should, must, may, keep on,
  keeps on, carry on, carries on, goes on, fine to, ok to, okay to, free to, allowed to, has, have,
  had, do, does, did, continue, continues, continuing, keep, keeps, keeping, let's, let, please,
  make, makes, it's, that's, which, who, stay, stays, staying, remain, remains, remaining,
  starting, start, begin, beginning, started, began, seems, appears, appear, tends,
  slowly begins to, begins to, starts to, start to, begin to, want, wants, need, i want,
  i want the, want the, should be, have the, now, again, still
negator all | negative prompt, negative prompts, negative
determiner | two, three, four, five, several, many, few, couple of, dozens of, hundreds of, all, a,
  an, the, this, that, these, those, some, each, every, one, another, any, both
determiner; possessive | its, his, my, your, our, their
preposition | halfway down, halfway along, halfway through, halfway up, midway through, midway, of,
  on, for, from, about, against, upon, within, without, amid, per, via, onto, like, than, facing,
  holding, wearing, carrying, featuring, showing, including, using
style | over the full duration, over the duration, over the clip, over the course of,
  until the end, till the end, to the end, for the rest, for the remainder, till, whatsoever,
  at all, more
pronoun | it, there, here, everything, something, anything, nothing, itself
`;
