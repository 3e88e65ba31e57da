import { defineConfig } from 'vitest/config';

const notOurs = ['test/repos/**', '**/node_modules/**'];

export default defineConfig({
  test: {
    disableConsoleIntercept: true,
    testTimeout: 30_000,
    // Two projects, so that only a run that has tests of the built program builds it.
    projects: [
      {
        extends: true,
        test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: [...notOurs, 'test/cli/**'] },
      },
      {
        extends: true,
        test: {
          name: 'program',
          include: ['test/cli/**/*.test.ts'],
          exclude: notOurs,
          globalSetup: ['test/build.ts'],
        },
      },
    ],
  },
});
