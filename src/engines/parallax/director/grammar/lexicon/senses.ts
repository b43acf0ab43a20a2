/**
 * What a word can mean to the director. A word may have several senses; the grammar decides by
 * what stands around it. The tables in `en/` and `zh/` give words their senses; a new word is a row
 * there, a new language a folder like them and a line in `lexicon.ts`.
 */

import type { AtmosphereKind, Direction, Ease, LifeKind, MoveKind } from '../../../shot.ts';
import type { Mood } from '../../script.ts';

/** A way that prompts send the camera, in words: `closer` is `in`, `anticlockwise` a turn. */
export type Heading =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'in'
  | 'out'
  | 'back'
  | 'clockwise'
  | 'counterclockwise'
  | 'sideways'
  | 'vertical'
  | 'to and fro'
  | 'in and out'
  | 'up and down';

/** How a camera passes what is in the picture. */
export type Path = 'around' | 'across' | 'through' | 'toward' | 'behind' | 'ahead';

/** Which table of `families.ts` tells what a verb becomes in each heading. */
export type Family =
  | 'turn'
  | 'tilt'
  | 'travel'
  | 'zoom'
  | 'dolly-zoom'
  | 'orbit'
  | 'rotate'
  | 'spin'
  | 'roll'
  | 'crane'
  | 'whip'
  | 'shake'
  | 'swoop'
  | 'hold';

/**
 * How much it takes to read a word as a camera move.
 * - `sure`: it is one wherever it stands (`whip pan`).
 * - `film`: a film term first (`pan`, `zoom`); only a thing of that name or another doer is against it.
 * - `term`: a film term and an everyday word alike (`tilt`, `orbit`, `static`); needs film company.
 * - `plain`: an everyday verb (`move`, `rise`); a move only when it is the camera that does it.
 */
export type Licence = 'sure' | 'film' | 'term' | 'plain';

export interface MoveSense {
  family: Family;
  licence: Licence;
  /** The heading it has by itself: `rise` is up. Beats a path, gives way to a heading. */
  to?: Heading;
  /** The heading it falls back to: `fly` goes in unless the path says otherwise. */
  otherwise?: Heading;
  /** Pace, size and ease it implies when no modifier says otherwise. */
  pace?: number;
  size?: number;
  ease?: Ease;
  /** A thing has this name too: a crane, a truck, a frying pan. */
  thing?: true;
  /** Others do it too: a crowd pushes forward, a car backs up. */
  common?: true;
  /** Only the camera's when it is named in the same segment: she stands, looking down. */
  personal?: true;
  /** Said of scenery that stands still: mountains rise, a road climbs. */
  scenic?: true;
  /** Takes the subject as its object: orbit the statue. */
  transitive?: true;
  /** Names a kind of shot (`tracking shot`): gives way to a move that says where it goes. */
  label?: true;
  /** Counts only when the prompt names no move: an aerial shot drifts in. */
  hint?: true;
  /** A way to stand, not to move: a dutch angle from a static camera stays as it is. */
  angle?: true;
  /** Goes where somebody goes. */
  follows?: true;
  /** On foot or in a saddle: the camera sways. */
  steps?: true;
  /** Any movement at all, as in `no camera movement`. */
  any?: true;
}

export interface Modifier {
  /** -2 very slow .. 2 very fast. */
  pace?: number;
  /** Factor on the move's size. */
  size?: number;
  ease?: Ease;
}

/** How what follows a connective stands to what is before it, in time. */
export interface LinkSense {
  link: Link;
  /** The link of the main clause, when the connective opens the sentence: `After panning, zoom`. */
  opening?: Link;
  /** Also a plain preposition: splits only before camera words. */
  weak?: true;
  /** What follows is left out of what was said before: `static, except for a slow zoom`. */
  excepts?: true;
  /** Connects only before a time: `for the last two seconds`, not `in the last light`. */
  timed?: true;
}

export type Link = 'and' | 'or' | 'but' | 'then' | 'while' | 'reverse' | 'begin';

export interface Senses {
  move?: MoveSense;
  /** `also`: a diagonal. `particle`: it means a way only right beside a verb. */
  heading?: { to: Heading; also?: Heading; particle?: true };
  path?: Path;
  modifier?: Modifier;
  /** Makes the modifier after it (or before) stronger (> 1) or weaker (< 1). */
  degree?: number;
  link?: LinkSense;
  /** It comes after what was said before: `in the second half`. */
  later?: true;
  /** The moves of its sentence are made one after another. */
  inTurn?: true;
  /** What it is linked to happens at once with it. */
  together?: true;
  /**
   * `noun` denies a thing, `verb` an action, `all` everything to the end of the text, `before` what
   * stands before it (`zoom: none`); `over` ends what `all` began.
   */
  negator?: 'noun' | 'verb' | 'all' | 'before' | 'over';
  /** The eye that films: subject of camera moves. */
  camera?: true;
  /** Makes the word before it a film term: shot, movement. */
  film?: true;
  /** Says how a shot looks and nothing of what is in it: cinematic, smooth. */
  style?: true;
  /** Somebody or something that can move by itself; a person is never `it`. */
  agent?: { pronoun?: true; person?: true };
  /**
   * Sky, water, smoke, foliage, weather: moves by itself, and the engine may let it. `falls`: as
   * weather does. `rooted`: sways where it stands; when it falls, it leaves. `life`: what of a picture
   * it is.
   */
  ambient?: { falls?: true; rooted?: true; life?: LifeKind };
  /**
   * What agents do. `pose`: also how they look in a photograph. `gentle`: leaves and water do it.
   * `restless`: things do it. `violent`: waters do it, and the engine's waters do not.
   */
  action?: { pose?: true; gentle?: true; falls?: true; restless?: true; violent?: true };
  /** Says how somebody is, without movement: stands, wears. */
  stative?: true;
  atmosphere?: { kind: AtmosphereKind; strength: number; adjective?: true };
  /** A move that the look asks for beside all others: disorienting. */
  flavour?: { kind: MoveKind; direction: Direction | 'either turn'; amount: number };
  /** Weight on the kinds the seed may choose. */
  mood?: Mood;
  /** Slow motion: the pace it lends to moves that have none of their own. */
  slowed?: -1 | -2;
  /** Everything stands still, in the picture too. */
  stillness?: true;
  /** Says that the picture is to live, however still the camera: `subtle life`. */
  life?: true;
  /**
   * Of the finished picture, or to be read or heard: what no picture has by itself (`asked`), what
   * it may have (`named`), and what a verb may say is to change, to appear or to sound (`subject`).
   */
  look?: 'asked' | 'named' | 'subject';
  /** What is done after the shooting: cuts, fades. */
  edit?: true;
  /** Takes the shake out. */
  steady?: true;
  /** How near a framing is: 0 widest .. 4 nearest. */
  framing?: number;
  /** Tells where up and down are: the sky, the ground. */
  height?: 'up' | 'down';
  /** Runs away from the viewer: down the street. */
  way?: true;
  /** Plain grammar. */
  determiner?: true;
  possessive?: true;
  preposition?: true;
  auxiliary?: true;
  pronoun?: true;
  /**
   * A Chinese verb fused with a side, which after a noun is the noun's own: 桌上|摇 is not 桌|上摇.
   */
  fused?: true;
  /** A thing whose name has a camera word in it: zoom lens, frying pan. */
  thing?: true;
}

/** The form of an inflected word. */
export type Form = 'base' | 's' | 'ing' | 'ed';

export interface Entry {
  phrase: string;
  form?: Form;
  senses: Senses;
}
