import type { Answer, RequestOutline, Warning } from '../../engine/engine.ts';

/** What this engine says to a request: it moves a camera in one image, or goes from one to another. */
export function consider({ kind, roles, options }: RequestOutline): Answer {
  if (kind === 'text_to_video') {
    const message =
      'This engine makes clips from images alone. Send an image to /v1/image_to_video, or have the model led to an engine that makes clips from text ("models" in the configuration file).';
    return { refusals: [{ field: 'model', message }], warnings: [] };
  }
  const hasFrame = roles.some((role) => role === 'first' || role === 'last');
  if (!hasFrame) {
    const message =
      'Expected an image that the clip begins or ends with: a "first" or a "last" frame.';
    return { refusals: [{ field: 'promptImage', message }], warnings: [] };
  }
  return {
    refusals: [],
    warnings: [
      ...(roles.includes('middle') ? [leftOut('promptImage', 'the image for the middle')] : []),
      ...(roles.includes('reference') ? [leftOut('references', 'reference images')] : []),
      ...Object.keys(options).map((field) => leftOut(field, `the field ${field}`)),
    ],
  };
}

function leftOut(field: string, what: string): Warning {
  return {
    code: 'not-honoured',
    message: `${field}: the engine moves the camera alone and makes no use of ${what}.`,
  };
}
