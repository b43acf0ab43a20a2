import { readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** The configuration file: what stands in it, and where. */
export interface ConfigFile {
  /** A section that is there and empty says nothing, and is left out. */
  settings: Record<string, unknown>;
  /** The line of a setting, from 1; of what it would stand in, where it is missing. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/**
 * Read a YAML or JSON file.
 * @throws Error that says what is wrong with it
 */
export function readConfigFile(file: string): ConfigFile {
  const lines = new LineCounter();
  const document = parse(file, lines);
  const content = document.toJS() ?? {};
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new Error(
      `Expected PHOTOPLAY_CONFIG to name a YAML or JSON file with settings such as "strict: true", but in ${file} there is something else.`,
    );
  }
  const settings = Object.entries(content).filter(([, value]) => value !== null);
  return {
    settings: Object.fromEntries(settings),
    lineOf: (path) => findLine(document.contents, path, lines),
  };
}

function parse(file: string, lineCounter: LineCounter) {
  try {
    const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter });
    if (document.errors[0]) throw document.errors[0];
    return document;
  } catch (error) {
    throw new Error(
      `Expected PHOTOPLAY_CONFIG to name a readable YAML or JSON file, but ${file} is not: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

function findLine(
  contents: unknown,
  path: readonly PropertyKey[],
  lines: LineCounter,
): number | undefined {
  let found: number | undefined;
  let node = contents;
  for (const step of path) {
    let place: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      [place, node] = [pair?.key, pair?.value];
    } else if (isSeq(node)) {
      place = node.items[Number(step)];
      node = place;
    }
    const start = (place as Node | undefined)?.range?.[0];
    if (start === undefined) break;
    found = lines.linePos(start).line;
  }
  return found;
}
