import { createHmac } from 'node:crypto';

/** Where a server proves which one it is. */
export const proofPath = '/proof';

/**
 * What only a server that holds `secret` can answer to a question that nobody has asked before: the
 * command line asks so before it sends a key.
 */
export function prove(secret: string, nonce: string): string {
  return createHmac('sha256', secret).update(`photoplay proof ${nonce}`).digest('hex');
}
