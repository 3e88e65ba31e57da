import { defineConfig } from 'vitest/config';

const notOurs = ['test/repos/**', '**/node_modules/**'];

export default defineConfig({
  test: {
    disableConsoleIntercept: true,
    testTimeout: 60_000,
    // Most tests wait for the program or for git: every core can take some.
    maxWorkers: '100%',
    // Two projects, so that only a run that has tests of the built program builds it.
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...notOurs, 'test/cli/**'],
          // Parts keep no state between tests, and a worker that keeps their modules reads them once instead of for each file.
          isolate: false,
        },
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
