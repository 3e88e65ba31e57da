import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { serviceDetectors } from '../../../src/services/detectors/index.js';

it('registers every detector of the folder once, under its file’s name', () => {
  const folder = new URL('../../../src/services/detectors/', import.meta.url);
  const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
  expect(serviceDetectors.map(({ name }) => name).toSorted()).toEqual(
    files.filter((file) => file !== 'index').toSorted(),
  );
  for (const { homepage } of serviceDetectors) expect(homepage).toMatch(/^https:\/\//);
});
