/** The child's side of `fit-image.ts`: one image, one answer. */
import { prepareFrame, UndecodableImage } from './decode.ts';
import type { FitAnswer, FitQuestion } from './fit-image.ts';
import { sharp } from './loaders.ts';

process.on('disconnect', () => process.exit(0));
// Ctrl-C in a terminal reaches the whole group: the parent decides when its children go.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('message', (question: FitQuestion) => void answer(question).then(send));

async function answer({ file, width, height }: FitQuestion): Promise<FitAnswer> {
  try {
    const { picture } = await prepareFrame(file, width, height, { maxOverscan: 0 });
    const raw = { width: picture.width, height: picture.height, channels: 3 as const };
    return { png: await sharp(picture.data, { raw }).png({ compressionLevel: 6 }).toBuffer() };
  } catch (error) {
    if (error instanceof UndecodableImage) return { undecodable: error.message };
    return { failed: String((error as Error).stack ?? error) };
  }
}

function send(answer: FitAnswer): void {
  process.send?.(answer, undefined, undefined, () => {});
}
