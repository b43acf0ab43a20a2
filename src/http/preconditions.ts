import type { IncomingHttpHeaders } from 'node:http';

/**
 * Conditional requests for what never changes, by RFC 9110, section 13. Our own, since the libraries
 * that send files compare weak tags where the standard wants strong ones, and take a condition into
 * account that another one overrules.
 */

/** What tells one file from another. The tag is a strong one: the same tag, the same bytes. */
export interface Validators {
  etag: string;
  modifiedAt: Date;
}

/** `proceed`, or the status to answer instead. */
export function checkPreconditions(
  headers: IncomingHttpHeaders,
  { etag, modifiedAt }: Validators,
): 'proceed' | 304 | 412 {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  const modified = inSeconds(modifiedAt);
  const unmodifiedSince = readDate(headers['if-unmodified-since']);
  if (match !== undefined) {
    if (match.trim() !== '*' && !listTags(match).includes(etag)) return 412;
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) return 412;

  const modifiedSince = readDate(headers['if-modified-since']);
  if (noneMatch !== undefined) {
    const weak = listTags(noneMatch).map((tag) => tag.replace(/^W\//, ''));
    if (noneMatch.trim() === '*' || weak.includes(etag)) return 304;
  } else if (modifiedSince !== undefined && modified <= modifiedSince) return 304;
  return 'proceed';
}

/** Whether the client's part, if it has one, is of this very file; else a range is of no use to it. */
export function isRangeWanted(
  { 'if-range': ifRange }: IncomingHttpHeaders,
  { etag, modifiedAt }: Validators,
): boolean {
  if (ifRange === undefined) return true;
  return String(ifRange).trim() === etag || readDate(String(ifRange)) === inSeconds(modifiedAt);
}

function listTags(header: string): string[] {
  return header.match(/(?:W\/)?"[^"]*"/g) ?? [];
}

/** As `Last-Modified` has it. */
function inSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** The three forms of an HTTP date, in order of age. */
const dateForms = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

/** @returns seconds since 1970; undefined when it is no date, which is to be ignored */
function readDate(header: string | undefined): number | undefined {
  const text = header?.trim() ?? '';
  if (!dateForms.some((form) => form.test(text))) return undefined;
  const ms = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(ms) ? undefined : ms / 1000;
}
