import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pino from 'pino';
import { loadConfig } from '../../src/config.ts';
import { queueName } from '../../src/queue/queue.ts';
import { startQueue } from '../../src/queue/start.ts';
import { submitTask } from '../../src/queue/submit.ts';
import { claimTask } from '../../src/queue/transitions.ts';
import { createKey } from '../../src/store/keys.ts';
import { tinyPicture } from '../../src/task/tiny-picture.ts';
import type { Stage } from './stage.ts';

const picture = Buffer.from(tinyPicture.split(',')[1]!, 'base64');
let made = 0;

/** Never twice the same: repeats of a request wait for one another. */
function makeRequest({ newImage = true } = {}) {
  made += 1;
  const bytes = newImage ? Buffer.concat([picture, Buffer.from(`${made}`)]) : picture;
  return {
    model: 'gen4_turbo',
    ratio: '1280:720',
    duration: 5,
    seed: made,
    promptText: 'slow dolly in',
    promptImage: `data:image/png;base64,${bytes.toString('base64')}`,
  };
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Many at a time, as a server has them. @returns how many per second */
async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await work();
  };
  return count / ((await timed(() => Promise.all(Array.from({ length: 16 }, lane)))) / 1000);
}

/** Finished tasks by the root key, as if served over the last months. */
async function fill({ database }: Stage, count: number): Promise<void> {
  await sql`
    insert into task (id, owner, engine, status, request, progress, attempt, job, outputs, warnings,
      estimated_credits, created_at, started_at, finished_at)
    select gen_random_uuid(), 'root', 'fake', 'SUCCEEDED',
      '{"model": "gen4_turbo", "promptText": "slow dolly in", "seed": 1, "width": 1280, "height": 720,
        "watermark": false, "durationSeconds": 5, "kind": "image_to_video", "outputFormat": "mp4",
        "options": {}, "inputs": [{"role": "first", "artifact": "inputs/ab/abcd.png"}]}'::jsonb,
      1, 1, gen_random_uuid(), array['clips/a/1.mp4'], '[]', 25,
      now() - n * interval '1 minute', now() - n * interval '1 minute', now() - n * interval '1 minute'
    from generate_series(1, ${count}) n`.execute(database.sql);
  await sql`analyze task`.execute(database.sql);
}

/** Median milliseconds of a GET of one task, and of a page of the list. */
async function readTimes(stage: Stage): Promise<{ one: number; page: number }> {
  const ids = await stage.database.sql.selectFrom('task').select('id').limit(100_000).execute();
  const one: number[] = [];
  const page: number[] = [];
  for (let n = 0; n < 600; n++) {
    const { id } = ids[Math.floor(Math.random() * ids.length)]!;
    one.push(await timed(() => stage.call('GET', `/v1/tasks/${id}`)));
    if (n % 4 === 0) page.push(await timed(() => stage.call('GET', '/v1/tasks?limit=20')));
  }
  return { one: median(one.slice(100)), page: median(page.slice(25)) };
}

/** What a GET costs with 100 stored tasks and with 100,000. */
export async function measureReads(stage: Stage) {
  await fill(stage, 100);
  const few = await readTimes(stage);
  await fill(stage, 99_900);
  const many = await readTimes(stage);
  return { few, many };
}

/** Accepted requests against the raw sends of the queue library, in turns. */
export async function measurePosts(stage: Stage) {
  const boss = await startQueue(stage.database, ['bench'], pino({ level: 'silent' }));
  const { limits } = loadConfig({});
  const posts: number[] = [];
  const known: number[] = [];
  const submits: number[] = [];
  const sends: number[] = [];
  const task = {
    owner: 'root',
    engine: 'bench',
    estimatedCredits: 25,
    request: {
      model: 'gen4_turbo',
      kind: 'image_to_video' as const,
      inputs: [],
      outputFormat: 'mp4' as const,
      options: {},
      promptText: 'slow dolly in',
      seed: 1,
      durationSeconds: 5,
      width: 1280,
      height: 720,
      watermark: false,
    },
  };
  for (let turn = 0; turn < 4; turn++) {
    sends.push(await perSecond(400, () => boss.send(queueName('bench'), { task: randomUUID() })));
    submits.push(
      await perSecond(400, () => submitTask({ database: stage.database, boss, limits }, task)),
    );
    const post = (newImage: boolean) =>
      perSecond(200, () => stage.call('POST', '/v1/image_to_video', makeRequest({ newImage })));
    posts.push(await post(true));
    known.push(await post(false));
  }
  await boss.stop({ graceful: false });
  return {
    posts: median(posts.slice(1)),
    known: median(known.slice(1)),
    submits: median(submits.slice(1)),
    sends: median(sends.slice(1)),
  };
}

/** Milliseconds to take the next task, with few and with 10,000 waiting; and whose turn it is. */
export async function measureClaims({ database }: Stage) {
  const engine = 'claims';
  const boss = await startQueue(database, [engine], pino({ level: 'silent' }));
  const { limits } = loadConfig({});
  const [busy, quiet] = [
    (await createKey(database, { name: 'busy' })).stored.id,
    (await createKey(database, { name: 'quiet' })).stored.id,
  ];
  const submit = (owner: string) =>
    submitTask(
      { database, boss, limits },
      {
        owner,
        engine,
        estimatedCredits: 1,
        request: {
          model: 'gen4_turbo',
          kind: 'image_to_video',
          inputs: [],
          outputFormat: 'mp4',
          options: {},
          promptText: '',
          seed: 1,
          durationSeconds: 5,
          width: 64,
          height: 64,
          watermark: false,
        },
      },
    );
  const claim = async () => {
    const [job] = await boss.fetch<{ task: string }>(queueName(engine));
    return claimTask(database, { id: job!.id, task: job!.data.task }, 15);
  };
  const claimMany = async (count: number) => {
    const times: number[] = [];
    for (let n = 0; n < count; n++) times.push(await timed(claim));
    return median(times);
  };
  await perSecond(120, () => submit(busy));
  const few = await claimMany(100);
  await perSecond(10_000, () => submit(busy));
  const many = await claimMany(100);
  const single = await submit(quiet);
  let before = 0;
  while ((await claim())?.id !== single) before += 1;
  await boss.stop({ graceful: false });
  return { few, many, before };
}

/** What one task costs the database from POST to SUCCEEDED, and how long it takes beside its render. */
export async function measureLife(stage: Stage, count = 60) {
  const { sql: db } = stage.database;
  const counters = async () => {
    await sql`select pg_stat_force_next_flush()`.execute(db);
    const { rows } = await sql<{ rows: number; commits: number; wal: number }>`
      select
        (select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_user_tables)::float8 as rows,
        (select xact_commit from pg_stat_database where datname = current_database())::float8 as commits,
        (pg_current_wal_lsn() - '0/0')::float8 as wal`.execute(db);
    return rows[0]!;
  };
  const before = await counters();
  const start = performance.now();
  for (let n = 0; n < count; n++) {
    const { id } = await stage.call('POST', '/v1/image_to_video', makeRequest());
    while ((await stage.call('GET', `/v1/tasks/${id}`)).status !== 'SUCCEEDED');
  }
  const seconds = (performance.now() - start) / 1000;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const after = await counters();
  return {
    rows: (after.rows - before.rows) / count,
    walBytes: (after.wal - before.wal) / count,
    seconds: seconds / count,
  };
}

/** Bytes that a finished task keeps in the database, indexes included. */
export async function measureSize({ database }: Stage): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select (pg_total_relation_size('task') + pg_total_relation_size('ledger'))::float8
      / (select count(*) from task) as bytes`.execute(database.sql);
  return rows[0]!.bytes;
}
