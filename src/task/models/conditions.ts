/** What must hold between the fields of a request, and what is said where it does not. */
import type { ConditionName } from './rules.ts';

/** A request whose fields are right one by one. */
// biome-ignore lint/suspicious/noExplicitAny: the fields differ by model; each is of its own rule
type Checked = Record<string, any>;

interface Breach {
  path: (string | number)[];
  message: string;
}

const count = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
/** None where the images themselves are refused. */
const positions = ({ promptImage }: Checked): (string | undefined)[] =>
  Array.isArray(promptImage) ? promptImage.map(({ position }) => position) : [];

const shotSeconds = { least: 3, most: 15 };
const mostImages = 10;

export const conditions: Record<ConditionName, (body: Checked) => Breach | undefined> = {
  framesOrReferences(body) {
    const without = positions(body).indexOf(undefined);
    if (without < 0 || positions(body).every((position) => position === undefined)) return;
    return {
      path: ['promptImage', without, 'position'],
      message:
        'Expected every image to have a position, as frames of the clip, or none of them, as references',
    };
  },
  firstFrameNeeded(body) {
    if (positions(body).length === 0 || positions(body).includes('first')) return;
    return {
      path: ['promptImage'],
      message: 'Expected a "first" frame, without which this model takes no other',
    };
  },
  profileNeedsProres({ outputFormat, proresProfile }) {
    if (proresProfile === undefined || outputFormat === 'prores') return;
    return {
      path: ['proresProfile'],
      message: 'Expected no profile, which only the outputFormat "prores" has',
    };
  },
  adaptiveNeedsPicture({ ratio, references, referenceVideos }) {
    if (ratio !== 'adaptive' || count(references) + count(referenceVideos) > 0) return;
    return {
      path: ['ratio'],
      message: 'Expected a shape such as "16:9", for there is no picture to take it from',
    };
  },
  framesNeedAutoRatio(body) {
    if (body.ratio.startsWith('auto_') || positions(body).includes(undefined)) return;
    return {
      path: ['ratio'],
      message:
        'Expected "auto_480p", "auto_720p" or "auto_1080p", for the clip has the shape of its first frame',
    };
  },
  intelligentShotsNeedPrompt({ promptText, providerSettings }) {
    if (promptText || providerSettings?.shotType !== 'intelligence') return;
    return {
      path: ['promptText'],
      message: 'Expected a prompt, which the shotType "intelligence" makes the shots of',
    };
  },
  shotsLast3To15({ providerSettings }) {
    const shots: { duration: number }[] | undefined = providerSettings?.multiPrompt;
    const seconds = shots?.reduce((sum, { duration }) => sum + duration, 0);
    if (seconds === undefined) return;
    if (seconds >= shotSeconds.least && seconds <= shotSeconds.most) return;
    return {
      path: ['providerSettings', 'multiPrompt'],
      message: `Expected the shots to last ${shotSeconds.least} to ${shotSeconds.most} seconds together but received ${seconds}`,
    };
  },
  tenImages({ promptImage, references }) {
    const all = count(promptImage) + count(references);
    if (all <= mostImages) return;
    return {
      path: ['references'],
      message: `Expected at most ${mostImages} images in all, frames included, but received ${all}`,
    };
  },
  draftIsMp4({ draft, outputFormat }) {
    if (!draft || outputFormat === 'mp4') return;
    return { path: ['outputFormat'], message: 'Expected "mp4", the one format of drafts,' };
  },
  draftTaskAlone({ draftTaskId, draft, promptText, references, referenceVideos, referenceAudio }) {
    if (draftTaskId === undefined) return;
    const others = {
      draft: draft || undefined,
      promptText,
      references,
      referenceVideos,
      referenceAudio,
    };
    const [other] = Object.entries(others).find(([, value]) => value !== undefined) ?? [];
    if (!other) return;
    return {
      path: [other],
      message: 'Expected nothing beside draftTaskId, for the draft has settings of its own',
    };
  },
  audioNeedsReference({ referenceAudio, references }) {
    if (count(referenceAudio) === 0 || count(references) > 0) return;
    return {
      path: ['referenceAudio'],
      message: 'Expected at least one image in "references" beside sound to drive it',
    };
  },
};
