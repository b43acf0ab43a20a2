import { defineConfig } from 'vitest/config';
import { keepTemporaryFilesInMemory } from './test/support/memory.ts';

await keepTemporaryFilesInMemory();

/** What touches the database runs on both: PGlite in a folder, and a real PostgreSQL. */
const onBothDatabases = [
  'src/queue/**/*.test.ts',
  'test/chaos/chaos.test.ts',
  'src/store/{migrate,input-claims}.test.ts',
  'test/e2e/{image-to-video,recovery,accounting,repeats}.test.ts',
];

/** Several processes on one database. */
const needsPostgres = ['test/e2e/cluster.test.ts'];

export default defineConfig({
  test: {
    // By default a run leaves one core idle: half of two. Most tests wait for processes anyway.
    maxWorkers: '100%',
    // Nets for what hangs: a machine that is busy with other things must not fail a right program.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 120_000 } },
    setupFiles: 'test/support/equal-bytes.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'pglite',
          globalSetup: 'test/support/database-template.ts',
          include: ['{src,test,bench}/**/*.test.ts'],
          exclude: needsPostgres,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          globalSetup: 'test/support/postgres-template.ts',
          include: [...onBothDatabases, ...needsPostgres],
        },
      },
    ],
  },
});
