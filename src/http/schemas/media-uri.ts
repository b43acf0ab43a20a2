import { z } from 'zod';
import { tinyPicture } from '../../task/tiny-picture.ts';

/** Lengths in characters of the encoded string, from the official schema. */
const lengths = { https: 2048, runway: 5000, image: 5 * 2 ** 20, other: 16 * 2 ** 20 };

export const imageUri = z.string().superRefine((uri, context) => {
  const problem = describeProblem(uri);
  if (!problem) return;
  const params = { hint: 'A file of yours can be sent as a data URI, or by POST /v1/uploads.' };
  context.addIssue({ code: 'custom', message: problem, params });
});

function describeProblem(uri: string): string | undefined {
  const scheme = schemeOf(uri);
  const longest = longestOf(scheme, lengths.image);
  if (uri.length > longest) return tooLong(uri, scheme, longest);
  if (scheme && ['https', 'http', 'data', 'runway'].includes(scheme)) return undefined;
  // Bare Base64 of even the smallest image is longer than any word typed by mistake.
  if (uri.length >= 64 && /^[A-Za-z0-9+/_=\s-]+$/.test(uri)) return undefined;
  return 'Expected an https:// URL, a runway:// URI, a data:image/…;base64, URI or the Base64 of an image';
}

/** A sound or a video. */
export const mediaUri = (media: 'audio' | 'video') =>
  z.string().superRefine((uri, context) => {
    const scheme = schemeOf(uri);
    const longest = longestOf(scheme, lengths.other);
    if (uri.length > longest) {
      context.addIssue({ code: 'custom', message: tooLong(uri, scheme, longest) });
    } else if (!new RegExp(`^(https://|runway://|data:${media}/)`, 'i').test(uri)) {
      const message = `Expected an https:// URL, a runway:// URI or a data:${media}/…;base64, URI`;
      context.addIssue({ code: 'custom', message });
    }
  });

function schemeOf(uri: string): string | undefined {
  return uri.match(/^([a-z][a-z0-9+.-]*):/i)?.[1]?.toLowerCase();
}

function longestOf(scheme: string | undefined, ofData: number): number {
  // Plain http has its own answer, given by the fetch, where named hosts may be exempt.
  if (scheme === 'https' || scheme === 'http') return lengths.https;
  return scheme === 'runway' ? lengths.runway : ofData;
}

function tooLong(uri: string, scheme: string | undefined, longest: number): string {
  return `Expected at most ${longest} characters of ${kindOf(scheme)} but received ${uri.length}`;
}

function kindOf(scheme: string | undefined): string {
  if (scheme === undefined) return 'Base64';
  return scheme === 'data' ? 'a data URI' : `${scheme}://…`;
}

/** How the document describes what the code above checks. */
export const describedImageUri = {
  type: 'string',
  description: 'An https URL, a runway:// URI, a data:image/…;base64, URI or bare Base64',
  examples: [tinyPicture],
  maxLength: lengths.image,
  pattern: '^(https?|data|runway):|^[A-Za-z0-9+/_=\\s-]{64,}$',
};

export const describedMediaUri = (media: 'audio' | 'video') => ({
  type: 'string',
  description: `An https URL, a runway:// URI or a data:${media}/…;base64, URI`,
  maxLength: lengths.other,
  pattern: `^(https://|runway://|data:${media}/)`,
});
