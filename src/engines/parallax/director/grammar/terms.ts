/** Film terms and words for stillness: the camera's by the company they keep. */
import {
  hasObject,
  isDescribed,
  isFilmLanguage,
  movesCamera,
  opensSegment,
  ownerAfter,
  ownerBefore,
} from './company.ts';
import { families } from './families.ts';
import { isChinese, type Lexeme } from './lexeme.ts';
import { isToldOf, nounOf } from './nouns.ts';
import type { MoveVerdict, Scope } from './scope.ts';
import type { Way } from './way.ts';

/** Film terms: the camera's by their company, or by having no better owner. */
export function judgeTerm(scope: Scope, at: number, way: Way): MoveVerdict {
  const { lexemes, head, carried, nearest } = scope;
  const lexeme = lexemes[at]!;
  const { family, licence, to, transitive, common } = lexeme.move!;
  const [before, next] = [lexemes[at - 1], lexemes[at + 1]];
  const chinese = isChinese(lexeme);
  const fitting = way.headings.some((heading) => families[family].headings[heading]);
  const headed = fitting || Boolean(to && licence === 'film');
  // 镜头围绕主体环绕: the subject is what is circled.
  if (chinese && licence === 'film' && head === 'camera') return 'camera';
  const owner = ownerBefore(lexemes, at);
  // 主体逐渐放大, `the subject enlarges`: it is the camera that makes it so.
  if (owner && family === 'zoom' && to && licence === 'term') return 'name';
  if (owner && !(head === 'camera' && headed && !common)) {
    if (owner === 'ambient') return 'ambient';
    // `satellite zoom-out`: nobody is told to do anything.
    const term = licence === 'film' && lexeme.form === 'base' && headed && !common;
    const told = isToldOf(lexemes, { doer: 'agent', at: at - 1 }, at);
    if (term && !told && !before?.agent?.pronoun) return 'camera';
    return lexeme.form === 's' || lexeme.form === 'ing' || told || chinese ? 'deed' : 'name';
  }
  // `pan with the ball as it rolls right`
  const told = licence === 'term' && lexeme.form === 's';
  if (before?.text === 'it' && head === 'agent' && told) return 'deed';
  // `up to the storm rolling in over the bay`
  const beside = nearest?.at === at - 1 && nearest.doer !== 'camera';
  if (lexeme.form === 'ing' && lexeme.move!.thing && licence === 'term' && beside) return 'name';
  // `reveal the castle by pushing through the trees`
  const means = before?.text === 'by' && lexeme.form === 'ing' && carried !== 'agent';
  if (means && head !== 'agent' && (fitting || way.path)) return 'camera';
  if (hasObject(lexemes, at) && !transitive && head !== 'camera') {
    return lexeme.form === 'ing' && head === 'agent' ? 'deed' : 'name';
  }
  // `zoomed out slowly`
  const done = head === 'camera' || (headed && isFilmLanguage(lexemes));
  if (lexeme.form === 'ed') return done ? 'camera' : 'name';
  if (next?.film || (next?.camera && !next.move)) return 'camera';
  if (nounOf(lexemes, at - 1) === 'camera' || before?.film) return 'camera';
  // 霓虹灯在路面上拉出光带: what stands there draws it.
  const drawn = head === 'agent' && lexemes.slice(0, at).some(({ text }) => text === '在');
  // 车灯拉出光轨: a subject that is no camera, and an object.
  const whence = lexemes.slice(0, at).some(({ text }) => /^[从由自]$/.test(text));
  const draws = head && to && next?.unknown && !lexeme.fused && !whence;
  if (chinese && licence === 'film') return drawn || draws ? 'name' : 'camera';
  if (family === 'shake' || family === 'roll') {
    // Shaky hands and bread rolls are more common than rolls without a camera.
    const shaky = family === 'shake' && next?.move?.licence === 'film';
    if (fitting || shaky || head === 'camera' || isFilmLanguage(lexemes)) return 'camera';
    return head === null && carried === 'camera' ? 'camera' : 'name';
  }
  // `a slow crane rising from the sea` is no bird, unless it is said to be one.
  const lifts = next?.move?.to === 'up' || next?.move?.to === 'down';
  if (family === 'crane' && lifts && !before?.determiner) return 'camera';
  const strangerBefore = before?.unknown || before?.thing;
  // `no pans, no tilts`
  if (lexeme.negated && isFilmLanguage(lexemes)) return 'camera';
  // `a rolling suitcase rolls by`
  const one = /^an?$/.test(lexemes.find(({ determiner }) => determiner)?.text ?? '');
  const passes = lexeme.form === 's' && lexeme.move!.thing && way.path === 'across';
  if (passes && one && nearest?.doer === 'thing') return 'deed';
  // A plural is spelt like a verb: pots and pans, trucks on a highway.
  if (lexeme.form === 's' && !headed && head !== 'camera' && carried !== 'camera') {
    // `Orbits around the subject`, with the camera left unsaid.
    const goes = transitive
      ? way.path || hasObject(lexemes, at)
      : way.path && way.path !== 'toward';
    const said =
      goes && opensSegment(lexemes, at) && (!lexeme.move!.thing || lexeme.text === 'pans');
    return said ? 'camera' : 'name';
  }
  if (headed) {
    return strangerBefore && licence !== 'film' && !isDescribed(lexemes, at, way)
      ? 'name'
      : 'camera';
  }
  if (head === 'camera') return 'camera';
  if (isFilmLanguage(lexemes)) return 'camera';
  if (strangerBefore) return 'name';
  const introduced = Boolean(before?.modifier || before?.style || before?.quantity);
  const opens = opensSegment(lexemes, at);
  const ledIn = introduced || opens;
  if (way.path && (ledIn || (licence === 'film' && before?.determiner))) return 'camera';
  if (next?.preposition && ledIn && (licence === 'film' || !lexeme.move!.thing)) return 'camera';
  if (transitive && opens) return 'camera';
  if (licence === 'film' && (introduced || (opens && !before?.determiner))) return 'camera';
  return carried === 'camera' && !before?.determiner && lexeme.form === 'ing' ? 'camera' : 'name';
}

/** `static elevated angle`, `fixed bird's-eye view`: what is between describes the view. */
function isStillView(lexemes: Lexeme[], at: number): boolean {
  if (!/^(?:static|fixed|stationary|locked)$/.test(lexemes[at]!.text)) return false;
  const end = lexemes.findIndex(({ camera, film }, i) => i > at && (camera || film));
  if (end < 0 || end > at + 3) return false;
  return lexemes.slice(at + 1, end).every(({ unknown, style, thing, agent, height, form }) => {
    return unknown || style || thing || agent || height || form === 'ed';
  });
}

/** Stillness: of the camera, or of the whole shot; not a still lake, not a fixed gaze. */
export function judgeHold({ lexemes, head, carried, nearest }: Scope, at: number): MoveVerdict {
  const lexeme = lexemes[at]!;
  // `stays two metres behind`
  const near = lexemes.slice(at + 1).some(({ path, heading }) => path === 'behind' || heading);
  if (/^stays?$/.test(lexeme.text) && near) return 'name';
  if (lexeme.move!.personal && (head !== 'camera' || lexeme.form === 'ing')) return 'name';
  const next = lexemes[at + 1];
  if (next?.film || (next?.camera && !next.move)) return 'camera';
  // `rain on the glass, static`
  const alone =
    lexemes.length === 1 && /^(?:static|locked|stationary|静止|固定)$/.test(lexeme.text);
  if (alone && (carried !== 'agent' || lexeme.text === 'static')) return 'camera';
  // 停着的汽车
  if (ownerAfter(lexemes, at)) return 'name';
  // `a still from a documentary`
  if (lexemes[at - 1]?.determiner && !lexeme.form && next?.preposition) return 'name';
  // `the smart lock on the door`
  if (lexemes[at - 1]?.unknown && lexeme.form === 'base') return 'name';
  // `spins in place`, but `locked in place`
  const held = lexemes[at - 1]?.move;
  if (/^in.place$/.test(lexeme.text) && held && held.family !== 'hold') return 'name';
  if (head === 'camera' && next?.move?.family === 'hold') return 'camera';
  if (isStillView(lexemes, at)) return 'camera';
  const framing = next?.framing !== undefined && !next.style;
  // `motionless statue`
  const scenery = /^(?:tall|product|portrait|deep)$/.test(next?.mood ?? '') && !next!.style;
  // 最后停在女孩手上
  if (isChinese(lexeme) && /[在到]$/.test(lexeme.text) && carried === 'camera' && !head)
    return 'camera';
  if (framing || scenery || next?.unknown || next?.thing || next?.agent || next?.ambient) {
    return lexeme.move!.licence === 'plain' && head === 'camera' ? 'camera' : 'name';
  }
  if (next?.move || next?.action) return 'name';
  if (lexeme.move!.licence === 'plain') {
    if (head === 'camera') return 'camera';
    const order = opensSegment(lexemes, at) && lexeme.form !== 'ed';
    // `hold the shot`, not `stop the camera from shaking`.
    if (order && lexeme.text !== 'stop' && movesCamera(lexemes, at)) return 'camera';
    // `stops an inch away`
    if (at === 0 && lexeme.form === 's' && carried === 'camera' && next?.determiner)
      return 'camera';
    const goesOn = next?.preposition || next?.path || next?.quantity || next?.auxiliary;
    if (!order || (next && !goesOn && !next.modifier && !next.style)) return 'name';
    return carried === 'agent' || carried === 'ambient' ? 'name' : 'camera';
  }
  if (head === 'camera' && nearest?.doer !== 'agent') return 'camera';
  if (head) return 'name';
  if (nounOf(lexemes, at - 1) === 'camera') return 'camera';
  return isFilmLanguage(lexemes) && carried !== 'agent' && carried !== 'ambient'
    ? 'camera'
    : 'name';
}
