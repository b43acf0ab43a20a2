import { createHash, randomUUID } from 'node:crypto';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { startQueue } from '../../src/queue/start.ts';
import { type NewTask, submitTask } from '../../src/queue/submit.ts';
import { claimInput } from '../../src/store/inputs/input-claims.ts';
import { keyOfInput } from '../../src/store/inputs/stored-input.ts';
import { databaseUrlOf, makeDataFolder, removeDataFolder } from './data-folder.ts';
import { openTestDatabase } from './patience.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A database with its queue, empty, for one test; on whichever database this run is. */
export async function openTestStore() {
  const dataDir = await makeDataFolder();
  const database = await openTestDatabase(dataDir, databaseUrlOf(dataDir));
  const { limits } = loadConfig({});
  const boss = await startQueue(database, ['fake'], pino({ level: 'silent' }));
  onTestFinished(async () => {
    await boss.stop({ graceful: false });
    await database.close();
    await removeDataFolder(dataDir);
  });
  const newTask = (owner = 'root', image: string = randomUUID()): NewTask => ({
    owner,
    engine: 'fake',
    estimatedCredits: 10,
    request: {
      kind: 'image_to_video',
      model: 'gen4_turbo',
      inputs: [{ role: 'first', artifact: keyOfInput(sha256(image), 'png') }],
      promptText: '',
      seed: 1,
      durationSeconds: 2,
      width: 64,
      height: 64,
      watermark: false,
      outputFormat: 'mp4',
      options: {},
    },
  });
  return {
    database,
    boss,
    dataDir,
    /** @param image what its image is made of, if it is to be read */
    async submit(owner?: string, image?: string) {
      const task = newTask(owner, image);
      for (const { artifact } of task.request.inputs) {
        await claimInput(database, artifact, limits);
      }
      return submitTask({ database, boss, limits }, task);
    },
    /** Take the next job as a worker would. */
    async nextJob() {
      const [job] = await boss.fetch<{ task: string }>('render-fake');
      return job && { id: job.id, task: job.data.task };
    },
    row: (id: string) =>
      database.sql.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  };
}
