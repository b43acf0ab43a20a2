import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Disk } from 'flydrive';
import { S3Driver } from 'flydrive/drivers/s3';
import { type Artifacts, type S3Storage, StorageAway, StorageUnusable } from './artifacts.ts';

/** How long a link that a client is sent to works; it was sent there just now. */
const linkSeconds = 3600;

/** How long a storage may be silent before a request counts as failed; a busy upload may last longer. */
const silence = { connectionTimeout: 5_000, socketTimeout: 30_000 };

/** Artifacts in a bucket of Amazon S3 or whatever speaks its protocol. A PUT is atomic there. */
export async function openS3(storage: S3Storage): Promise<Artifacts> {
  const { bucket } = storage;
  const client = createClient(storage, storage.endpoint);
  // The host is part of a signature, so a link for another host is signed for that one.
  const signer = storage.publicEndpoint ? createClient(storage, storage.publicEndpoint) : client;
  const driver = new S3Driver({ client, bucket, visibility: 'private', supportsACL: false });
  const disk = new Disk(driver);
  const root = storage.prefix && `${storage.prefix}/`;
  const place = `s3://${bucket}/${storage.prefix}`;

  await client.send(new HeadBucketCommand({ Bucket: bucket })).catch((error) => {
    throw new StorageUnusable(
      `The storage ${place} cannot be used${storage.endpoint ? ` at ${storage.endpoint}` : ''} ` +
        `(${describe(error)}). Check the bucket in PHOTOPLAY_STORAGE, AWS_ENDPOINT_URL_S3, AWS_REGION ` +
        'and the credentials.',
      { cause: error },
    );
  });

  return {
    place,
    putBytes: (key, bytes) => orAway(disk.put(root + key, bytes)),
    async moveIn(key, file) {
      await orAway(disk.copyFromFs(file, root + key));
      await rm(file, { force: true });
    },
    async copyOut(key, file, signal) {
      try {
        const from = await orAway(disk.getStream(root + key));
        await orAway(pipeline(from, createWriteStream(file, { flags: 'wx' }), { signal }));
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    },
    getBytes: (key) => orAway(disk.getBytes(root + key)),
    exists: (key) => orAway(disk.exists(root + key)),
    delete: (key) => orAway(disk.delete(root + key)),
    // The slash matters: without it `clips/1` would match `clips/10`.
    deleteAll: (prefix) => orAway(deleteAll(client, bucket, `${root}${prefix}/`)),
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
}

function createClient({ region, credentials }: S3Storage, endpoint: string | undefined): S3Client {
  return new S3Client({
    region,
    ...(credentials && { credentials }),
    // Servers of one's own rarely have a name per bucket.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    // Many of them do not know the checksums that Amazon's SDK adds since 2025.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 5,
    requestHandler: silence,
  });
}

/** Not by the disk, which overlooks that a reply of 200 can name objects that stay. */
async function deleteAll(client: S3Client, bucket: string, prefix: string): Promise<void> {
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
    const Objects = (page.Contents ?? []).map(({ Key }) => ({ Key }));
    if (Objects.length === 0) continue;
    const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
    const [kept] = (await client.send(command)).Errors ?? [];
    if (kept) throw new Error(`${kept.Key} could not be deleted: ${kept.Code} ${kept.Message}`);
  }
}

/** Tell a storage that is away by an error of its own, lest it be taken for the database. */
async function orAway<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isAway(error)) throw error;
    throw new StorageAway('The storage does not answer.', { cause: error });
  }
}

const awayCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;

/** Flydrive wraps what the client says. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return (
    awayCodes.test(code ?? '') ||
    error.name === 'TimeoutError' ||
    status >= 500 ||
    status === 429 ||
    isAway(error.cause)
  );
}

function describe(error: {
  name?: string;
  code?: string;
  $metadata?: { httpStatusCode?: number };
}) {
  const { code, name, $metadata } = error;
  const status = $metadata?.httpStatusCode;
  return [code ?? name, status && `HTTP ${status}`].filter(Boolean).join(', ');
}
