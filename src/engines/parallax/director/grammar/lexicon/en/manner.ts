/** How fast, how far and with what ease, in English. */
export const manner = `
modifier pace=-2 | almost imperceptible, almost imperceptibly, barely noticeable,
  hardly noticeable, barely there, glacially, glacial, imperceptibly, imperceptible,
  barely perceptible, barely, ever so slowly, super slow, ultra slow, slow as possible
slowed -1; style | in slow motion, in slow mo, slow motion, slow mo, slo mo, slowmo, in slo mo
slowed -2; style | super slow mo, super slow motion, ultra slow motion
modifier pace=-1 | slow, slowly, slower, gentle, gently, gradual, gradually, leisurely, unhurried,
  languorous, languorously, sedate, sedately, stately, unhurriedly, dawdling, ponderous, calm,
  calmly, soft, softly, languid, languidly, patient, patiently, lingering, lazy, lazily, relaxed,
  delicate, delicately, slow paced, tenderly, measured, deliberate, deliberately, meditative,
  contemplative, creeping, not too fast
modifier pace=0 | moderate, moderately, normal speed, medium speed, at walking pace, walking pace,
  at walking speed, walking speed
modifier pace=1 | rapid fire, fast, faster, quick, quickly, rapid, rapidly, swift, swiftly, brisk,
  briskly, speedy, sudden, suddenly, instantly, energetic, energetically, aggressive, aggressively,
  abrupt, urgent, abruptly, urgently, fast paced, high speed, snappy, hurried, hurriedly, at speed,
  fast forward, sped up, jerky, jerkily, sharply
modifier pace=2 | hyperspeed, hyper speed, lightning fast, breakneck, at breakneck speed,
  super fast, ultra fast, frantic, frantically, frenetic, frenzied, blazing fast, warp speed,
  at lightning speed, explosive, explosively, hyper fast, at high speed, full speed
modifier size=0.5 | subtle, subtly, slight, slightest, tiniest, faintest, subtlest, small, minimal,
  tiny, minor, faint, mild, modest, a touch
modifier size=0.5; degree 0.5 | slightly, a little, a bit, a little bit, a tad, just a hint of,
  a hint of, a touch of
modifier size=1.5 | dramatic, dramatically, strong, strongly, bold, intense, intensely,
  exaggerated, deep, huge, massive, big, enormous, full, all the way, far, grand, epic, majestic
modifier size=1.5; degree 1.6 | extreme
modifier size=1.25 | sweeping
modifier size=1.25; framing 1; style | wide
framing 3; style | close
modifier size=0.7 | halfway, half, quarter, partial, partially
modifier size=0.8; style | quarter turn, half turn
modifier ease=accelerate | accelerating, speeding up, picks up speed, picking up speed,
  gaining speed, faster and faster, gathering speed, ramping up, speed ramp, with increasing speed,
  accelerates, speeds up, accelerate, ease in, easing in, builds speed, gains speed,
  then accelerates, and accelerates, then speeds up, and speeds up
modifier ease=decelerate | slows, slowing, decelerating, slowing down, slows down, slows to a stop,
  coming to rest, decelerate, come to a halt, comes to a halt, come to a stop, grinds to a halt,
  comes to rest, slowing to a stop, easing to a stop, eases to a stop, eases out, comes to a stop,
  coming to a stop, slower and slower, decelerates, settling, settles, then slows down,
  and slows down, then settles, and settles, before settling, ease out
modifier ease=linear | no easing, without easing, at a constant speed, constant speed,
  at constant speed, uniform speed, linear speed, steady pace, at a steady pace, constant pace,
  at a constant pace, steady speed
modifier ease=smooth | ease in out, ease in and out, ease in and ease out, ease in ease out,
  eases in and out, easing in and out, smooth ease
degree 1.6 | very, extremely, super, ultra, incredibly, insanely, really, highly, so, too, extra,
  absurdly, ever so, impossibly, painfully
degree 0.7 | fairly, somewhat, rather, relatively, quite
`;
