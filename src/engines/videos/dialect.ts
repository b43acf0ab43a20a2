import type {
  CheckContext,
  JsonValue,
  Log,
  Operation,
  OperationStatus,
  RenderRequest,
  UpstreamContext,
} from '../../engine/engine.ts';
import type { FittedClip } from '../../engine/fit-clip.ts';
import type { Pace } from '../../engine/pace.ts';
import type { ServerClient } from '../../engine/server-client.ts';
import type { Keyframes, VideoFamily } from '../../engine/video-families.ts';

/** The servers that are known; `openai` is whatever else speaks OpenAI's `/v1/videos`. */
export const serverKinds = ['vllm-omni', 'sglang', 'qvac', 'unsloth', 'localai', 'openai'] as const;

export type ServerKind = (typeof serverKinds)[number];

/** For people. */
export const serverTitles: Record<ServerKind, string> = {
  'vllm-omni': 'vLLM-Omni',
  sglang: 'SGLang',
  qvac: 'QVAC',
  unsloth: 'Unsloth Studio',
  localai: 'LocalAI',
  openai: 'a server of /v1/videos',
};

/** What a server says of itself. */
export interface VideosFacts {
  server: ServerKind;
  /** By the name that the server has for it; empty: it has not said, and it need not be named. */
  model: string;
  family: VideoFamily;
  /** Sizes that it takes, and no others. */
  sizes?: [number, number][] | undefined;
  /** Why it can make nothing now, for its operator. */
  trouble?: string | undefined;
}

/** One clip to be asked for. */
export interface Job {
  request: RenderRequest;
  facts: VideosFacts;
  clip: FittedClip;
  /** Its prompt; never empty. */
  prompt: string;
  /** Its frames, as PNG files of the clip's own size. */
  images: { role: 'first' | 'last'; png: Uint8Array }[];
  /** Fields that the configuration adds. */
  extra: { [field: string]: JsonValue };
}

export interface DialectPorts {
  client: ServerClient;
  pace: Pace;
  log: Log;
}

/** How one sort of server is spoken to. */
export interface Dialect {
  /** The keyframes that it has fields for. */
  passes(family: VideoFamily): readonly Keyframes[];
  /** What the job is known by there. @throws RenderFailure, UpstreamAway */
  submit(job: Job, context: UpstreamContext): Promise<Operation>;
  check(operation: Operation, context: CheckContext): Promise<OperationStatus>;
  cancel(operation: Operation, context: UpstreamContext): Promise<'stopped' | 'cannot'>;
  close?(): Promise<void>;
}

export function imageOf({ images }: Job, role: 'first' | 'last'): Uint8Array | undefined {
  return images.find((image) => image.role === role)?.png;
}

export function toDataUri(png: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

/** A form; what is undefined is left out, and what is no text is written as JSON. */
export function toForm(fields: { [field: string]: JsonValue | undefined }): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return form;
}

export function toFile(png: Uint8Array): File {
  return new File([Buffer.from(png)], 'frame.png', { type: 'image/png' });
}
