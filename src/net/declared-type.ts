/**
 * What a data URI or the server behind a URL says its bytes are. Only the bytes tell what they are,
 * so an image that is called another kind of image is taken as what it is, and so is one of which
 * nothing is said. A page that is called a page is not looked into.
 */
export type AcceptsType = (declared: string) => boolean;

/** As Runway has it; `image/jpg` is no type, and common. */
const officialTypes = ['image/jpeg', 'image/jpg', 'image/png', 'image/webp'];

/** What stores call a file whose type nobody told them. */
const unspecific = ['', 'application/octet-stream', 'binary/octet-stream'];

/** @returns a test for a type in lower case, without parameters */
export function acceptTypes({ strict }: { strict: boolean }): AcceptsType {
  if (strict) return (declared) => officialTypes.includes(declared);
  return (declared) => declared.startsWith('image/') || unspecific.includes(declared);
}
