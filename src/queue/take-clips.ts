import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ClipSource, RenderResult, UpstreamEngine, Warning } from '../engine/engine.ts';
import { FetchRefused } from '../net/fetch-refused.ts';
import {
  DownloadBroken,
  type DownloadOptions,
  DownloadTooLarge,
  downloadGuarded,
} from '../net/guarded-download.ts';
import type { StoredTask } from '../store/tasks.ts';
import { RenderFailure } from '../task/errors.ts';
import type { OutputFormat } from '../task/task.ts';
import { type DriveContext, fps } from './driving.ts';

export interface ClipServices {
  /** The rules by which clips are fetched. */
  fetchRules: Pick<DownloadOptions, 'allowedHosts' | 'allowedRanges'>;
  normalise: Normalise;
  limits: {
    /** Bytes of a clip as it comes from an upstream. */
    maxClipBytes: number;
    /** How long the server of a clip may send nothing. */
    clipSilenceMs: number;
    renderTimeoutSeconds: number;
  };
}

/** What a clip is to become. */
export interface AskedClip {
  width: number;
  height: number;
  fps: number;
  durationSeconds: number;
  outputFormat: OutputFormat;
  proresProfile?: string | undefined;
}

/**
 * Brings a clip that came from outside to exactly what was asked for.
 * @returns its files, and in words for people what had to be done
 * @throws RenderFailure BAD_OUTPUT when it cannot be read as a clip
 */
export type Normalise = (work: {
  /** The clip as it came. */
  file: string;
  asked: AskedClip;
  /** An empty folder for the result. */
  workDir: string;
  signal: AbortSignal;
  /** 0..1 */
  progress(fraction: number): void;
}) => Promise<{ files: string[]; done: string[] }>;

/**
 * Fetch an upstream's clips and make them what was asked for.
 * @throws RenderFailure
 */
export async function takeClips(
  outputs: readonly ClipSource[],
  { request }: Pick<StoredTask, 'request'>,
  engine: UpstreamEngine,
  services: ClipServices,
  { workDir, signal, progress }: Pick<DriveContext, 'workDir' | 'signal' | 'progress'>,
): Promise<RenderResult> {
  const wanted = outputs.slice(0, request.outputCount ?? 1);
  if (wanted.length === 0) {
    throw new RenderFailure('UPSTREAM_LINK', {
      message: 'The upstream says that it is done and links to no clip.',
    });
  }
  const { width, height, durationSeconds, outputFormat, proresProfile } = request;
  const asked = { width, height, fps, durationSeconds, outputFormat, proresProfile };
  const files: string[] = [];
  const warnings: Warning[] = [];
  for (const [index, source] of wanted.entries()) {
    const raw = 'file' in source ? source.file : path.join(workDir, `upstream-${index}`);
    if ('url' in source) await fetchClip(source.url, raw, engine.hosts, services, signal);
    const folder = path.join(workDir, `clip-${index}`);
    await mkdir(folder);
    const clip = await services.normalise({
      file: raw,
      asked,
      workDir: folder,
      signal,
      progress: (fraction) => progress((index + fraction) / wanted.length),
    });
    files.push(...clip.files);
    for (const message of clip.done) warnings.push({ code: 'fitted', message });
  }
  return { files, frames: durationSeconds * fps, warnings, shot: null };
}

async function fetchClip(
  url: string,
  file: string,
  hosts: readonly string[],
  { fetchRules, limits }: ClipServices,
  signal: AbortSignal,
): Promise<void> {
  const { allowedHosts, allowedRanges } = fetchRules;
  try {
    await downloadGuarded(url, file, {
      allowedHosts: [...allowedHosts, ...hosts],
      allowedRanges,
      maxBytes: limits.maxClipBytes,
      silenceMs: limits.clipSilenceMs,
      timeoutMs: limits.renderTimeoutSeconds * 1000,
      signal,
    });
  } catch (error) {
    if (error instanceof FetchRefused) {
      const message = `The clip of the upstream is not fetched: ${error.reason}`;
      throw new RenderFailure('UPSTREAM_LINK', { message, cause: error });
    }
    if (error instanceof DownloadTooLarge) {
      const message = `The clip of the upstream is too large. ${error.message}`;
      throw new RenderFailure('BAD_OUTPUT', { message, cause: error });
    }
    if (error instanceof DownloadBroken) {
      const message = `The clip of the upstream could not be fetched. ${error.message}`;
      throw new RenderFailure('UPSTREAM_OUTPUT', { message, cause: error });
    }
    throw error;
  }
}
