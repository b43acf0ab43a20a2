import type { Answer, Refusal, RequestOutline, Warning } from '../../engine/engine.ts';

/** What an operator lets this engine make. */
export interface RenderLimits {
  maxSeconds: number;
  /** Width times height. */
  maxPixels: number;
}

export const usualLimits: RenderLimits = { maxSeconds: 30, maxPixels: 3840 * 2160 };

/** Options that say how large a clip is, which it then is. */
const settled = new Set(['ratio', 'resolution', 'draft']);

/** What this engine says to a request: it moves a camera in one image, or goes from one to another. */
export function consider(outline: RequestOutline, limits: RenderLimits): Answer {
  const refusals = [...refuseKind(outline), ...refuseSize(outline, limits)];
  return { refusals, warnings: refusals.length > 0 ? [] : warnOf(outline) };
}

function refuseKind({ kind, roles }: RequestOutline): Refusal[] {
  if (kind === 'text_to_video') {
    const message =
      'This engine makes clips from images alone. Send an image to /v1/image_to_video, or have the model led to an engine that makes clips from text ("models" in the configuration file).';
    return [{ field: 'model', message }];
  }
  if (roles.some((role) => role !== 'middle')) return [];
  const message =
    'Expected an image that the clip begins or ends with: a "first" or a "last" frame.';
  return [{ field: 'promptImage', message }];
}

function refuseSize(
  { durationSeconds, width, height, options }: RequestOutline,
  { maxSeconds, maxPixels }: RenderLimits,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (durationSeconds > maxSeconds) {
    const message = `Expected at most ${maxSeconds} seconds, which is what this engine is set to make (its setting maxSeconds), but received ${durationSeconds}.`;
    refusals.push({ field: 'duration', message });
  }
  if (width * height > maxPixels) {
    const asked = [options.ratio, options.resolution].filter(Boolean).join(', ');
    const message = `Expected a clip of at most ${maxPixels} pixels, which is what this engine is set to make (its setting maxPixels), but received ${width}x${height}${asked ? ` (${asked})` : ''}.`;
    refusals.push({ field: 'ratio', message });
  }
  return refusals;
}

function warnOf({ roles, options }: RequestOutline): Warning[] {
  const framed = roles.includes('first') || roles.includes('last');
  const references = roles.filter((role) => role === 'reference').length;
  return [
    ...(roles.includes('middle') ? [leftOut('promptImage', 'the image for the middle')] : []),
    ...(framed ? [] : [fromReference]),
    ...(references > (framed ? 0 : 1) ? [leftOut('references', 'reference images')] : []),
    // What asks for nothing is honoured.
    ...Object.entries(options)
      .filter(([field, value]) => !settled.has(field) && value !== false)
      .map(([field]) => (field === 'audio' ? silent : leftOut(field, `the field ${field}`))),
  ];
}

const fromReference: Warning = {
  code: 'not-honoured',
  message:
    'references: the engine shows pictures as they are, so the clip begins with the first image instead of showing what is in it elsewhere.',
};

const silent: Warning = {
  code: 'not-honoured',
  message: 'audio: the engine makes no sound; the clip is silent.',
};

function leftOut(field: string, what: string): Warning {
  return {
    code: 'not-honoured',
    message: `${field}: the engine moves the camera alone and makes no use of ${what}.`,
  };
}
