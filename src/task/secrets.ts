/**
 * What must not be repeated, wherever in a request it came: an error, a log line and a sentence about
 * a field are read by others than the one who sent it.
 */

/** Secrets by their looks: ours, those of a URL, and whatever is long and no word and no UUID. */
const looks: [RegExp, string][] = [
  [/(?<![a-z\d])key_[\w-]{8,}/gi, 'key_…'],
  [/whsec_[\w+/=-]*/gi, 'whsec_…'],
  [/\b(bearer|basic)\s+[^\s<"]{8,}/gi, '$1 …'],
  [/(?<![\w-])eyJ[\w-]+\.[\w.-]+/gi, '…'],
  [/\/\/[^\s/?#@"]+@/g, '//…@'],
  [/(https?:\/\/[^\s"?#]*)[?#][^\s"]{4,}/gi, '$1?…'],
  [/\b(signature|secret|token|password|api[-_]?key)=[^&\s"]+/gi, '$1=…'],
  [
    /(?<![\w-])(?![\dA-Fa-f]{8}(?:-[\dA-Fa-f]{4}){3}-[\dA-Fa-f]{12}(?![\w-]))(?=[\w-]*[\dA-Z])[\w-]{32,}/g,
    '…',
  ],
];

/** What is told is read by people; and looking through megabytes would take long. */
const longestText = 4000;

/** Shorter ones would be found in words. */
const leastLength = 8;

/** @param known secrets that are hidden whatever they look like, in capitals or not */
export function hideSecrets(text: string, known: readonly (string | undefined)[] = []): string {
  let shown = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  for (const secret of known) {
    if (secret && secret.length >= leastLength) shown = shown.replace(literally(secret), '…');
  }
  for (const [look, shape] of looks) shown = shown.replace(look, shape);
  return shown;
}

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi');
}
