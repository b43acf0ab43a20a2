import type { Readable } from 'node:stream';

/**
 * The stored files: input images and clips. A key is a path such as `clips/<task>/<attempt>.mp4`.
 * A file is there whole or not at all, so what a kill interrupts is never mistaken for an artifact.
 * Power that fails is another thing: a disk may then have the name and not yet the bytes.
 */
export interface Artifacts {
  putBytes(key: string, bytes: Uint8Array): Promise<void>;
  /** Takes the file away from `file`. */
  moveIn(key: string, file: string): Promise<void>;
  copyOut(key: string, file: string, signal?: AbortSignal): Promise<void>;
  getBytes(key: string): Promise<Uint8Array>;
  /** Whether it is there; given a size in bytes, whether it is there and as large. */
  exists(key: string, size?: number): Promise<boolean>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** A URL by which a client gets the file from the storage itself; undefined: serve it by `open`. */
  link(key: string, method: 'GET' | 'HEAD'): Promise<string | undefined>;
  /** For serving a file; undefined: there is none. Absent where `link` has a URL. */
  open?(key: string): Promise<OpenFile | undefined>;
  close(): Promise<void>;
  /** Where this is, for people. */
  place: string;
}

/** A file that stays what it is while it is open, even if it is deleted meanwhile. */
export interface OpenFile {
  size: number;
  modifiedAt: Date;
  /** Its bytes, or those from `start` to `end`, both inclusive; the end of the stream closes the file. */
  read(range?: { start: number; end: number }): Readable;
  /** Of a file that is not read. */
  close(): Promise<void>;
}

/** `s3://bucket/prefix`, with what the usual AWS variables said. */
export interface S3Storage {
  bucket: string;
  prefix: string;
  /** Other than Amazon's; clients are sent there, too, unless there is a `publicEndpoint`. */
  endpoint?: string | undefined;
  publicEndpoint?: string | undefined;
  /** How the bucket is named in a request; `auto`: as the storage takes it. */
  addressingStyle: 'auto' | 'path' | 'virtual';
  region: string;
  /** Absent: the SDK looks where it usually does (profiles, instance roles). */
  credentials?:
    | { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined }
    | undefined;
}

/** The storage does not answer for now; what was asked of it is worth asking again later. */
export class StorageAway extends Error {
  override name = 'StorageAway';
}

/** The storage answers, with a refusal: a permission that is missing, a key that has expired. */
export class StorageRefused extends Error {
  override name = 'StorageRefused';
}

/** The storage cannot be reached or written. */
export class StorageUnusable extends Error {
  override name = 'StorageUnusable';
}
