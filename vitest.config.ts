import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { keepTemporaryFilesInMemory } from './test/support/memory.ts';

await keepTemporaryFilesInMemory();

/** What has a database, or a server with one. */
const onDatabase = [
  'src/queue/**/*.test.ts',
  'src/store/{database/{migrate,sql-functions},inputs/{input-claims,uploads},retention}.test.ts',
  'test/{e2e,chaos}/**/*.test.ts',
];

/** What touches the database itself runs on both: PGlite in a folder, and a real PostgreSQL. */
const onBothDatabases = [
  'src/queue/**/*.test.ts',
  'test/chaos/chaos.test.ts',
  'src/store/{database/{migrate,sql-functions},inputs/{input-claims,uploads},retention}.test.ts',
  'test/e2e/{image-to-video,recovery,accounting,repeats,hostile-values}.test.ts',
];

/** Several processes on one database, or a network between. */
const needsPostgres = [
  'src/store/database/postgres-pool.test.ts',
  'test/e2e/{cluster,silent-database,upstream-cluster}.test.ts',
];

/** A process that is done with a file takes the next one only if that is of the same project. */
class ByProject extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = Map.groupBy(await super.sort(files), ({ project }) => project.name);
    return [...byProject.values()].flat();
  }
}

export default defineConfig({
  test: {
    // By default a run leaves one core idle: half of two. Most tests wait for processes anyway.
    maxWorkers: '100%',
    // No test leaves anything behind that another would see, so a process runs many files: half of
    // what a file takes is reading the program and PGlite's getting warm.
    isolate: false,
    sequence: { sequencer: ByProject },
    // Nets for what hangs: a machine that is busy with other things must not fail a right program.
    // No test takes a minute of an idle one.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 600_000 } },
    setupFiles: 'test/support/equal-bytes.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['{src,test,bench,examples}/**/*.test.ts'],
          exclude: [...onDatabase, ...needsPostgres],
        },
      },
      {
        extends: true,
        test: {
          name: 'pglite',
          globalSetup: 'test/support/database-template.ts',
          include: onDatabase,
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
