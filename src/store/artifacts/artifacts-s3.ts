import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Disk } from 'flydrive';
import { S3Driver } from 'flydrive/drivers/s3';
import {
  type Artifacts,
  type S3Storage,
  StorageAway,
  StorageRefused,
  StorageUnusable,
} from './artifacts.ts';
import { createS3Client, isAddress, stylesToTry } from './s3-client.ts';
import { describeS3Error, isMissing, statusOf, tellS3Error } from './s3-errors.ts';

/** How long a link that a client is sent to works; it was sent there just now. */
const linkSeconds = 3600;

/**
 * Artifacts in a bucket of Amazon S3 or whatever speaks its protocol. Only what every dialect of it
 * knows is asked: PutObject, which is atomic, GetObject, HeadObject and DeleteObject, one object at a
 * time. So neither listing the bucket nor asking about it need be allowed.
 */
export async function openS3(storage: S3Storage): Promise<Artifacts> {
  const { bucket, prefix, endpoint, publicEndpoint } = storage;
  const place = `s3://${bucket}/${prefix}`;
  const failed: string[] = [];
  for (const style of stylesToTry(storage)) {
    const client = createS3Client(storage, endpoint, style);
    // The host is part of a signature, so a link for another host is signed for that one.
    const signer = publicEndpoint ? createS3Client(storage, publicEndpoint, style) : client;
    const opened = speak({ client, signer, bucket, prefix, place });
    try {
      await opened.tryOut();
      return opened.artifacts;
    } catch (error) {
      client.destroy();
      failed.push(
        `by ${styleNames[style]}, ${(error as Error).message.replace(/^The/, 'the').replace(/\.$/, '')}`,
      );
      // Who does not answer will not do so by another name either.
      if (error instanceof StorageAway && failed.length === 1) break;
    }
  }
  if (endpoint && isAddress(endpoint)) {
    failed.push(`by ${styleNames.virtual}, it was not tried: that takes an endpoint with a name`);
  }
  throw new StorageUnusable(
    `The storage ${place} cannot be used${endpoint ? ` at ${endpoint}` : ''}. ` +
      `${failed.map((told) => `Addressed ${told}.`).join(' ')} Check the bucket in PHOTOPLAY_STORAGE, AWS_ENDPOINT_URL_S3, AWS_REGION, ` +
      's3AddressingStyle in the configuration file, and the credentials: they need s3:PutObject, ' +
      's3:GetObject and s3:DeleteObject on what is under that prefix.',
  );
}

const styleNames = { path: 'path (host/bucket)', virtual: 'virtual host (bucket.host)' };

function speak(options: {
  client: S3Client;
  signer: S3Client;
  bucket: string;
  prefix: string;
  place: string;
}): { artifacts: Artifacts; tryOut(): Promise<void> } {
  const { client, signer, bucket, place } = options;
  const root = options.prefix && `${options.prefix}/`;
  const driver = new S3Driver({ client, bucket, visibility: 'private', supportsACL: false });
  const disk = new Disk(driver);
  /** Who may not list the bucket is told 403, not 404, of what is not there. */
  let missingIsForbidden = false;

  /** Whatever goes wrong is told in the storage's own words. */
  const asking = async <T>(what: string, key: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw tellS3Error(error, place, `${what} ${key}`);
    }
  };

  const put = (key: string, bytes: Uint8Array) =>
    asking('PutObject', key, () => disk.put(root + key, bytes, { ContentMD5: md5Of(bytes) }));
  const get = (key: string) => asking('GetObject', key, () => disk.getBytes(root + key));
  const remove = (key: string) =>
    asking('DeleteObject', key, async () => {
      await disk.delete(root + key).catch((error) => {
        if (!isMissing(error)) throw error;
      });
    });

  async function exists(key: string, size?: number): Promise<boolean> {
    const object = { Bucket: bucket, Key: root + key };
    try {
      const { ContentLength } = await client.send(new HeadObjectCommand(object));
      return isOfSize(ContentLength, size);
    } catch (error) {
      if (isMissing(error)) return false;
      // The answer to a HEAD says no more than its status; that to a GET has the reason in it.
      return asking('GetObject', key, () => existsByGet(object, error, size));
    }
  }

  async function existsByGet(
    object: { Bucket: string; Key: string },
    headError: unknown,
    size?: number,
  ) {
    try {
      const { Body, ContentRange, ContentLength } = await client.send(
        new GetObjectCommand({ ...object, Range: 'bytes=0-0' }),
      );
      (Body as Readable | undefined)?.destroy();
      // Some storages know no ranges.
      const whole = /\/(\d+)$/.exec(ContentRange ?? `/${ContentLength}`)?.[1];
      return isOfSize(whole === undefined ? undefined : Number(whole), size);
    } catch (error) {
      if (isMissing(error)) return false;
      // There is no first byte.
      if (statusOf(error) === 416) return size === undefined || size === 0;
      if (statusOf(error) === 403 && missingIsForbidden) return false;
      throw statusOf(error) === undefined ? headError : error;
    }
  }

  const artifacts: Artifacts = {
    place,
    putBytes: put,
    async moveIn(key, file) {
      const ContentMD5 = await md5OfFile(file);
      await asking('PutObject', key, () => disk.copyFromFs(file, root + key, { ContentMD5 }));
      await rm(file, { force: true });
    },
    async copyOut(key, file, signal) {
      try {
        await asking('GetObject', key, async () => {
          const from = await disk.getStream(root + key);
          await pipeline(from, createWriteStream(file, { flags: 'wx' }), { signal });
        });
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    },
    getBytes: get,
    exists,
    delete: remove,
    async close() {
      client.destroy();
    },
    link(key, method) {
      const object = { Bucket: bucket, Key: root + key };
      const command =
        method === 'HEAD' ? new HeadObjectCommand(object) : new GetObjectCommand(object);
      return getSignedUrl(signer, command, { expiresIn: linkSeconds });
    },
  };

  /**
   * Do once, with a small object, all that will be done later: what is not allowed is told now and
   * not when a clip is to be stored or, worse, removed.
   */
  async function tryOut(): Promise<void> {
    const key = `probe/${randomUUID()}`;
    /** By what the storage says, which is mostly the same of everything. */
    const refused = new Map<string, string[]>();
    const attempt = async (what: string, work: () => Promise<unknown>) => {
      await work().catch((error) => {
        if (!(error instanceof StorageRefused)) throw error;
        const told = describeS3Error(error.cause);
        refused.set(told, [...(refused.get(told) ?? []), what]);
      });
    };
    const bytes = Buffer.from('May this be stored, read and deleted?');
    await attempt('PutObject', () => put(key, bytes));
    if (refused.size === 0) await attempt('GetObject', () => get(key));
    await attempt('DeleteObject', () => remove(key));
    if (refused.size > 0) {
      const told = Array.from(
        refused,
        ([words, what]) => `refuses ${what.join(' and ')}: ${words}`,
      );
      throw new StorageRefused(`it ${told.join('; ')}`);
    }
    missingIsForbidden = await client
      .send(new HeadObjectCommand({ Bucket: bucket, Key: root + key }))
      .then(
        () => false,
        (error) => statusOf(error) === 403,
      );
  }

  return { artifacts, tryOut };
}

/** What no size is told of is taken to be right; who reads it finds out. */
function isOfSize(found: number | undefined, expected: number | undefined): boolean {
  return found === undefined || expected === undefined || found === expected;
}

/** Old servers, and buckets whose objects are locked, want it; every one that knows it checks it. */
function md5Of(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('base64');
}

async function md5OfFile(file: string): Promise<string> {
  const hash = createHash('md5');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}
