import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/repos/**', '**/node_modules/**'],
    disableConsoleIntercept: true,
    testTimeout: 30_000,
  },
});
