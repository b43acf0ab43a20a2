import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3Storage } from './artifacts.ts';

/** How a bucket is named in a request: `host/bucket/key`, or `bucket.host/key`. */
export type AddressingStyle = 'path' | 'virtual';

/** How long a storage may be silent before a request counts as failed; a busy upload may last longer. */
const silence = { connectionTimeout: 5_000, socketTimeout: 30_000 };

export function createS3Client(
  { region, credentials }: S3Storage,
  endpoint: string | undefined,
  style: AddressingStyle,
): S3Client {
  return new S3Client({
    region,
    ...(credentials && { credentials }),
    ...(endpoint && { endpoint }),
    forcePathStyle: style === 'path',
    // Many servers do not know the checksums that Amazon's SDK adds since 2025.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 5,
    requestHandler: {
      ...silence,
      httpAgent: { lookup: lookUpLocalhost },
      httpsAgent: { lookup: lookUpLocalhost },
    },
  });
}

/**
 * The styles worth trying, the likelier first. Servers of one's own rarely have a name per bucket;
 * Amazon's have.
 */
export function stylesToTry({ endpoint, addressingStyle }: S3Storage): AddressingStyle[] {
  if (addressingStyle !== 'auto') return [addressingStyle];
  if (!endpoint) return ['virtual'];
  return isAddress(endpoint) ? ['path'] : ['path', 'virtual'];
}

/** Whether a URL has an address where others have a name: no bucket's name can stand before that. */
export function isAddress(url: string): boolean {
  return isIP(new URL(url).hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/** `bucket.localhost` is this machine (RFC 6761), which not every system's resolver knows. */
const lookUpLocalhost: LookupFunction = (hostname, options, callback) =>
  lookUp(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, callback);
