import type { JsonValue } from './engine.ts';
import type { ProbePorts } from './manifest.ts';

/** Bytes of an answer to a probe; an API's description has a megabyte or two. */
const maxBytes = 8 * 2 ** 20;

/**
 * Ask a server that may be any for some JSON, without a key.
 * @returns its status, and the fields of its answer: none if that was no JSON object
 * @throws the error of `fetch` when there is no answer, and the signal's reason
 */
export async function askJson(
  url: string,
  { fetch, signal }: ProbePorts,
): Promise<{ status: number; fields: { [name: string]: JsonValue } }> {
  const headers = { accept: 'application/json', 'user-agent': 'Photoplay' };
  // Wherever it leads to, that is another address than the one that would be written down.
  const response = await fetch(url, { signal, headers, redirect: 'manual' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) break;
    chunks.push(chunk);
  }
  return { status: response.status, fields: readFields(Buffer.concat(chunks).toString()) };
}

function readFields(text: string): { [name: string]: JsonValue } {
  try {
    const value = JSON.parse(text) as JsonValue;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
