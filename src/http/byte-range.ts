/** Both inclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The part that a `Range` header asks for, by RFC 9110, section 14. Whatever is no range of bytes is
 * ignored, as the standard has it, and so are several at a time, as it allows.
 * @returns `none` when nothing of it is in the file, which is a 416
 */
export function chooseRange(
  header: string | undefined,
  size: number,
): ByteRange | 'whole' | 'none' {
  const list = header?.match(/^bytes=(.*)$/i)?.[1];
  if (list === undefined) return 'whole';
  const asked = list
    .split(',')
    .map((spec) => spec.trim())
    .filter(Boolean)
    .map((spec) => readSpec(spec, size));
  if (asked.length === 0 || asked.includes('invalid')) return 'whole';
  const found = asked.filter((range) => typeof range === 'object');
  if (found.length === 0) return 'none';
  return found.length === 1 ? found[0]! : 'whole';
}

function readSpec(spec: string, size: number): ByteRange | 'outside' | 'invalid' {
  const [, first, last] = spec.match(/^(\d*)-(\d*)$/) ?? [];
  if (first === undefined || last === undefined || first + last === '') return 'invalid';
  if (first === '') {
    // The last so many bytes; of a shorter file, all of it.
    const length = Math.min(Number(last), size);
    return length > 0 ? { start: size - length, end: size - 1 } : 'outside';
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return 'invalid';
  return start < size ? { start, end } : 'outside';
}
