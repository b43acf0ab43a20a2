import type { Answer, Refusal, RequestOutline, Warning } from '../../engine/engine.ts';
import type { Targets } from './targets.ts';

/** What of a model's other fields a workflow can take. */
const known = new Set(['negativePrompt']);

/** What a workflow with these places says to a request. */
export function considerFor(targets: Targets, { maxSeconds }: { maxSeconds: number }) {
  const takes = (name: keyof Targets) => targets[name].length > 0;
  return ({ kind, roles, durationSeconds, watermark, options }: RequestOutline): Answer => {
    const refusals: Refusal[] = [];
    const refuse = (field: Refusal['field'], message: string) => refusals.push({ field, message });
    if (kind === 'text_to_video' && takes('image')) {
      refuse(
        'model',
        'The workflow behind this model begins with an image. Send one to /v1/image_to_video.',
      );
    }
    if (kind === 'image_to_video' && !takes('image')) {
      refuse(
        'model',
        'The workflow behind this model takes no image. Send the text alone to /v1/text_to_video.',
      );
    }
    if (roles.includes('last') && !roles.includes('first')) {
      refuse(
        'promptImage',
        'Expected a "first" frame: the workflow behind this model begins with one.',
      );
    }
    if (roles.includes('last') && !takes('endImage')) {
      refuse(
        'promptImage',
        'Expected only a "first" frame: the workflow behind this model takes no "last" one.',
      );
    }
    if (durationSeconds > maxSeconds) {
      refuse(
        'duration',
        `Expected at most ${maxSeconds} seconds, as this model is set up here, but received ${durationSeconds}.`,
      );
    }
    const leftOut = [
      ...(takes('prompt') ? [] : ['promptText']),
      ...(takes('seed') ? [] : ['seed']),
      ...(watermark ? ['watermark'] : []),
      ...(roles.includes('middle') ? ['the image for the middle'] : []),
      ...(roles.includes('reference') ? ['reference images'] : []),
      ...Object.keys(options).filter((field) => !known.has(field) || !takes('negative')),
    ];
    return { refusals, warnings: leftOut.map(notHonoured) };
  };
}

function notHonoured(field: string): Warning {
  return {
    code: 'not-honoured',
    message: `${field}: the workflow behind this model has no place for it.`,
  };
}
