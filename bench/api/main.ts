/**
 * `npm run bench:api`: what a task costs around its render, as ratios measured in one run on a real
 * PostgreSQL on this machine (which does not wait for the disk, unless said so: fsync is off), and for
 * accepting tasks on the embedded database, too.
 *
 *   node bench/api/main.ts [--out bench/out/api.md]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../report/machine.ts';
import { formatNumber, formatTable } from '../report/markdown.ts';
import { measureClaims, measureLife, measurePosts, measureReads, measureSize } from './measure.ts';
import { type Kind, openStage, type Stage } from './stage.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'bench/out/api.md' } } });
const tell = (line: string) => process.stderr.write(`${line}\n`);

const ms = (value: number) => `${formatNumber(value, 2)} ms`;
const rate = (value: number) => `${formatNumber(value, 0)}/s`;

async function on<T>(
  what: string,
  measure: (stage: Stage) => Promise<T>,
  { render = false, kind = 'PostgreSQL' as Kind } = {},
) {
  tell(`${what} … (${kind})`);
  const stage = await openStage({ render, kind });
  try {
    return await measure(stage);
  } finally {
    await stage.close();
  }
}

const reads = await on('reading tasks', async (stage) => ({
  ...(await measureReads(stage)),
  bytes: await measureSize(stage),
}));
const kinds: Kind[] = ['PostgreSQL', 'PostgreSQL with fsync', 'embedded'];
const accepting: string[][] = [];
for (const kind of kinds) {
  const { posts, known, submits, sends } = await on('accepting tasks', measurePosts, { kind });
  const row = (what: string, budget: string, perSecond: number) => {
    const from = `${rate(perSecond)} / ${rate(sends)}`;
    accepting.push([`${what}, ${kind}`, budget, formatNumber(perSecond / sends, 2), from]);
  };
  row(
    'accepted POSTs against raw pg-boss sends',
    kind.endsWith('fsync') ? '>= 0.6' : '>= 0.4',
    posts,
  );
  row('the same of an image that is known', '', known);
  row('the same without HTTP and the image', '', submits);
}
const claims = await on('claiming tasks', measureClaims);
const life = await on('whole lives', measureLife, { render: true });

const report = [
  '# What a task costs around its render',
  '',
  `${new Date().toISOString().slice(0, 10)}, ${describeMachine()}, PostgreSQL 18 beside it without fsync. Medians.`,
  '',
  formatTable(
    ['what', 'budget', 'ratio', 'from'],
    [
      [
        'GET a task: 100,000 stored against 100',
        '<= 1.2',
        formatNumber(reads.many.one / reads.few.one, 2),
        `${ms(reads.many.one)} / ${ms(reads.few.one)}`,
      ],
      [
        'GET a page of 20: 100,000 stored against 100',
        '',
        formatNumber(reads.many.page / reads.few.page, 2),
        `${ms(reads.many.page)} / ${ms(reads.few.page)}`,
      ],
      ...accepting,
      [
        'claiming a task: 10,000 waiting against 20',
        '',
        formatNumber(claims.many / claims.few, 2),
        `${ms(claims.many)} / ${ms(claims.few)}`,
      ],
    ],
  ),
  '',
  `- A key's single task, sent behind 10,000 of another key: ${claims.before} tasks went before it.`,
  `- From POST to SUCCEEDED with an engine that takes no time: ${formatNumber(life.seconds * 1000, 0)} ms, of which its MP4 is most; ` +
    `${formatNumber(life.rows, 1)} rows written and ${formatNumber(life.walBytes / 1024, 1)} KiB of write-ahead log, queue and polling included.`,
  `- A finished task keeps ${formatNumber(reads.bytes / 1024, 2)} KiB in the database, indexes included.`,
  '',
].join('\n');
await mkdir(path.dirname(values.out), { recursive: true });
await writeFile(values.out, report);
process.stdout.write(report);
