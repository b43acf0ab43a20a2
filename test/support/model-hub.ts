import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { KnownModel } from '../../src/models.ts';

export interface ModelHub {
  url: string;
  /** The paths that were asked for. */
  asked: string[];
}

/** A hub of models on the loopback, which answers every path with `bytes`, or says nothing. */
export async function startModelHub(bytes: Uint8Array | 'silence'): Promise<ModelHub> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    if (bytes !== 'silence') response.end(bytes);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** What the table of known models would say of a file. */
export function describeModel(bytes: Uint8Array): KnownModel {
  return {
    name: 'depth',
    title: 'Brightness',
    licence: 'MIT',
    repository: 'someone/brightness',
    revision: 'abc',
    file: 'onnx/model.onnx',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    gives: 'inverse-depth',
  };
}
