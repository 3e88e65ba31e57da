import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { lintAdrs } from '../../src/workflows/adr/lint.js';

it("lintel's own decision records are in order", async () => {
  const { findings, records } = await lintAdrs({ path: fileURLToPath(new URL('../..', import.meta.url)) });
  expect(records).toBeGreaterThanOrEqual(5);
  expect(findings.map(({ rule, span, message }) => `${span.file}:${span.line} ${rule} ${message}`)).toEqual(
    [],
  );
});
