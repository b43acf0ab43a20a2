/** What no camera can fulfil, told as warnings: one for each kind, which quotes up to three phrases. */
import type { Warning } from '../../../../engine/engine.ts';
import type { Script, Span, Wish } from '../script.ts';

type Kind = Wish['kind'];

const sentences: Record<Kind, { code: string; tell(phrases: string): string }> = {
  'subject-motion': {
    code: 'subject-motion',
    tell: (phrases) => `The embedded engine moves only the camera, so it leaves out ${phrases}.`,
  },
  pursuit: {
    code: 'subject-motion',
    tell: (phrases) =>
      `${phrases} is made by the camera alone: whoever is followed stays where the picture has them.`,
  },
  look: {
    code: 'look',
    tell: (phrases) =>
      "The embedded engine keeps the picture's own colours, light and style, and makes no text or " +
      `sound, so it leaves out ${phrases}.`,
  },
  edit: {
    code: 'edit',
    tell: (phrases) =>
      `The embedded engine makes one continuous shot: ${phrases} is left out. ` +
      'Send each shot as a request of its own.',
  },
};

export function tellWishes({ wishes }: Script, quote: (span: Span) => string): Warning[] {
  const moved = wishes.some(({ kind }) => kind === 'subject-motion');
  const kinds = Object.keys(sentences) as Kind[];
  return kinds.flatMap((kind) => {
    // What somebody is followed for says less than what somebody does.
    if (kind === 'pursuit' && moved) return [];
    const spans = wishes.filter((wish) => wish.kind === kind).map(({ span }) => span);
    const phrases = listOf(spans.map(quote));
    const { code, tell } = sentences[kind];
    return phrases ? [{ code, message: tell(phrases) }] : [];
  });
}

/** Up to three phrases in quotation marks; those that are part of another are left out. */
function listOf(phrases: string[]): string {
  const said = [...new Set(phrases.map((phrase) => phrase.replaceAll(/\s+/g, ' ').trim()))];
  const named = said.filter((phrase) => {
    return phrase && !said.some((other) => other !== phrase && other.includes(phrase));
  });
  const quoted = named.slice(0, 3).map((phrase) => `"${shorten(phrase)}"`);
  return quoted.join(', ') + (named.length > 3 ? ` and ${named.length - 3} more` : '');
}

function shorten(phrase: string): string {
  const letters = [...phrase];
  return letters.length > 60 ? `${letters.slice(0, 59).join('').trimEnd()}…` : phrase;
}
