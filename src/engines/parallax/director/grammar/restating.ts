/**
 * Phrases that say again, better or worse, what another phrase says: `crane shot, the camera rises`,
 * `slow push-in, gradually tightening the frame`. One move is made of them.
 */
import { isPassing, supersedeLabels } from './labels.ts';
import { isChinese } from './lexeme.ts';
import { withOverall } from './manner.ts';
import type { Phrase } from './phrase.ts';
import type { Trace } from './scope.ts';
import type { Segment, SegmentLink } from './segments.ts';

interface Rewrite {
  name: string;
  example: string;
  apply(phrases: Phrase[], segments: Segment[]): Phrase[];
}

/** In this order: each takes what those before it leave. */
const rewrites: Rewrite[] = [
  { name: 'echo', example: 'steadicam follow, smooth tracking of her', apply: dropEchoes },
  { name: 'passage', example: 'backs away, passing through the seats', apply: dropPassages },
  { name: 'zoom that travels', example: '变焦镜头拉到近处', apply: steerZooms },
  { name: 'turn while circling', example: '环绕主体顺时针旋转', apply: absorbTurns },
  { name: 'pan that sweeps', example: 'a slow pan, sweeping from left to right', apply: steerPans },
  { name: 'tilt of a roll', example: 'dutch angle roll, slight camera tilt', apply: absorbTilts },
  { name: 'outcome', example: 'push in, tightening the frame', apply: dropOutcomes },
  { name: 'hint', example: 'aerial shot, the camera rises', apply: dropHints },
  { name: 'label', example: 'crane shot, the camera rises', apply: supersedeLabels },
];

/** Phrases, each of which is a move of its own. */
export function joinRestated(phrases: Phrase[], segments: Segment[], trace?: Trace): Phrase[] {
  return rewrites.reduce((left, { name, apply }) => {
    const kept = apply(left, segments);
    const texts = new Set(kept.map(({ span }) => span));
    for (const { span } of left) {
      if (!texts.has(span))
        trace?.push({ rule: `rewrite: ${name}`, span, outcome: 'said already' });
    }
    return kept;
  }, phrases);
}

/** `steadicam follow, smooth tracking of her`; 向左横移（dolly）, where the other language says less. */
function dropEchoes(phrases: Phrase[], segments: Segment[]): Phrase[] {
  return phrases.filter(({ sense, headed, segment, readings }, i) => {
    const before = phrases[i - 1];
    const isSame = (other: Phrase) => {
      const [own, its] = [readings![0]!, other.readings![0]!];
      return own.kind === its.kind && own.direction === its.direction;
    };
    const { link, lexemes } = segments[segment]!;
    // `tilt up during the descent`
    const again = link === 'while' && lexemes.length <= 2 && phrases.slice(0, i).some(isSame);
    if (again) return false;
    // 甩镜头从男主转到女主
    const whips = before?.sense.family === 'whip' && before.segment === segment;
    if (whips && sense.family === 'turn' && !headed) return false;
    // `tilts up to follow it into the sky`: that is what it tilts for.
    const near = before && segment - before.segment <= (link === 'comma' ? 1 : 0);
    const serves = sense.follows && near && before.headed;
    if (serves && /^(?:turn|tilt)$/.test(before.sense.family)) return false;
    // `pan left, camera rotating on tripod`
    const turned = /^(?:turn|tilt)$/.test(before?.sense.family ?? '');
    if (turned && sense.family === 'rotate' && !headed && link === 'comma') return false;
    // 镜头摇动，落在她的脸上: that is where it ends.
    if (before && /^落[在到向]/.test(phrases[i]!.text)) return false;
    if (isExplained(before, phrases[i]!, link)) return false;
    if (!before || headed || link !== 'comma') return true;
    if (sense.follows && before.sense.follows) return false;

    const gloss = lexemes.length === 1 && !isChinese(lexemes[0]!) && before.segment === segment - 1;
    return !(gloss && segments[before.segment]!.lexemes.some(isChinese));
  });
}

/** `a tilt up …, the camera moves slowly upward`, `a pan …, moving over the peaks`: what it looks like. */
function isExplained(before: Phrase | undefined, phrase: Phrase, link: SegmentLink): boolean {
  const turns = /^(?:turn|tilt)$/.test(before?.sense.family ?? '') && before!.headed;
  if (!turns || link !== 'comma' || !/^(?:camera )?mov/i.test(phrase.text)) return false;
  const [made, told] = [before!.readings![0]!, phrase.readings![0]!];
  return (
    made.direction === told.direction ||
    !phrase.headed ||
    /^(?:camera )?mov.* over\b/i.test(phrase.text)
  );
}

/** An aerial shot drifts in and a tripod stands still only where nothing else is said. */
function dropHints(phrases: Phrase[]): Phrase[] {
  const hints = phrases.filter(({ sense }) => sense.hint && sense.family !== 'shake');
  const isSaid = ({ sense, headed, readings }: Phrase) => {
    const follows = sense.follows && !headed;
    return !sense.hint && !follows && readings!.some(({ kind }) => kind !== 'handheld');
  };
  const first = phrases.some(isSaid) ? undefined : hints[0];
  // How the aerial shot is, the move made in it is too: hyperspeed, slow.
  const manner = Object.assign(
    {},
    ...hints.map(({ sense, said }) =>
      sense.pace === undefined ? said : { pace: sense.pace, ...said },
    ),
  );
  return phrases
    .filter((phrase) => phrase === first || !hints.includes(phrase))
    .map((phrase) => ({
      ...phrase,
      manner: withOverall(phrase.manner, isSaid(phrase) ? manner : {}),
    }));
}

/**
 * Circling takes in the turning and flying said of it: 环绕主体顺时针旋转, 环绕灯塔飞行. To turn while
 * circling is how one circles.
 */
function absorbTurns(phrases: Phrase[]): Phrase[] {
  const absorbed = new Set<Phrase>();
  for (const phrase of phrases) {
    // 希区柯克变焦推近: to travel and to zoom is what it is made of.
    const made = /^(?:travel|zoom)$/.test(phrase.sense.family);
    const whole = phrases.find(({ segment, sense }) => {
      return segment === phrase.segment && sense.family === 'dolly-zoom';
    });
    if (made && whole) absorbed.add(phrase);
  }
  for (const phrase of phrases) {
    const { sense, headed, segment, readings } = phrase;
    const turns = sense.family === 'rotate' || sense.family === 'spin';
    if (!turns && !(sense.family === 'travel' && !headed && !sense.to)) continue;
    const circling = phrases.find((other) => {
      return other.segment === segment && other.sense.family === 'orbit';
    });
    if (!circling) continue;
    absorbed.add(phrase);
    circling.quantities.push(...phrase.quantities);
    circling.manner = { ...circling.manner, ...phrase.said };
    const toLeft = ['left', 'clockwise'].includes(readings![0]!.direction);
    if (headed) circling.readings = [{ kind: 'orbit', direction: toLeft ? 'left' : 'right' }];
  }
  return phrases.filter((phrase) => !absorbed.has(phrase));
}

/** `dutch angle roll, slight camera tilt`: to roll is to tilt sideways. */
function absorbTilts(phrases: Phrase[], segments: Segment[]): Phrase[] {
  return phrases.filter(({ sense, headed, segment }) => {
    if (sense.family !== 'tilt' || headed) return true;
    return !phrases.some((other) => {
      return other.sense.family === 'roll' && isSameSentence(other.segment, segment, segments);
    });
  });
}

/** `a slow pan, sweeping from left to right`: which way it is that the pan goes. */
function steerPans(phrases: Phrase[], segments: Segment[]): Phrase[] {
  return phrases.filter((phrase, i) => {
    const before = phrases[i - 1];
    const side = phrase.readings!.length === 1 ? phrase.readings![0]! : undefined;
    if (before?.sense.family !== 'turn' || before.headed) return true;
    if (!isPassing(phrase) || !phrase.headed || side?.kind !== 'truck') return true;
    const { link } = segments[phrase.segment]!;
    if (phrase.segment !== before.segment && (!phrase.leads || link !== 'comma')) return true;
    before.readings = [{ kind: 'pan', direction: side.direction }];
    before.headed = true;
    return false;
  });
}

/** 变焦镜头拉到近处: which way it is that the lens goes. */
function steerZooms(phrases: Phrase[]): Phrase[] {
  return phrases.filter((phrase, i) => {
    const before = phrases[i - 1];
    const [along] = phrase.readings!;
    const here = before?.segment === phrase.segment && before.sense.family === 'zoom';
    if (!here || before.headed || along!.kind !== 'dolly') return true;
    before.readings = [{ kind: 'zoom', direction: along!.direction }];
    before.headed = true;
    before.manner = withOverall(phrase.manner, before.manner);
    return false;
  });
}

/** `backs away, passing through the seats`: what is passed on the way says no other way. */
function dropPassages(phrases: Phrase[], segments: Segment[]): Phrase[] {
  return phrases.filter((phrase, i) => {
    const before = phrases[i - 1];
    if (!before?.headed || !/^(?:pass|穿|越|经过|进入)/.test(phrase.text.toLowerCase()))
      return true;
    const { link } = segments[phrase.segment]!;
    // 后退进入房间
    if (before.segment === phrase.segment && isPassing(phrase)) return false;
    return !(isPassing(phrase) && link === 'comma' && before.segment === phrase.segment - 1);
  });
}

/** What an everyday verb says comes of a push or a zoom: `tightening the frame`, `getting closer`. */
function dropOutcomes(phrases: Phrase[], segments: Segment[]): Phrase[] {
  const along = ({ readings }: Phrase) => {
    const [only, more] = readings!;
    return !more && /^(?:dolly|zoom)$/.test(only!.kind) ? only!.direction : undefined;
  };
  return phrases.filter((phrase) => {
    const { link, together } = segments[phrase.segment]!;
    const own = along(phrase);
    if (phrase.sense.licence !== 'plain' || phrase.sense.follows || !own) return true;
    if (phrase.leads && (together || link === 'while' || link === 'then')) return true;
    const cause = phrases.find((other) => {
      const { licence, hint } = other.sense;
      const named = licence !== 'plain' && !hint && along(other) === own;
      return named && isSameSentence(other.segment, phrase.segment, segments);
    });
    if (cause) cause.manner = withOverall(cause.manner, phrase.manner);
    return !cause;
  });
}

function isSameSentence(a: number, b: number, segments: Segment[]): boolean {
  return segments[a]!.sentence === segments[b]!.sentence;
}
