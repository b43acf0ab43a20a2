import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/support/database-template.ts',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Renders and real servers on two cores: a slow machine must not fail a right program.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
