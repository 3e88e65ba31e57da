import { describe, expect, it } from 'vitest';
import { readSightings } from '../../src/evidence/read-sightings.js';
import type { Recogniser } from '../../src/evidence/recogniser.js';
import { inMemoryRepository } from '../in-memory-repository.js';

const shutdown: Recogniser = {
  in: 'settings',
  sighting: 'graceful',
  words: /graceful|SHUTDOWN/,
  *see({ framework, key, value, span }) {
    yield { span, text: `${framework} ${key} ${value}`, confidence: 'high' };
  },
};

describe('recognisers of settings', () => {
  it('see the settings of product files whose text has one of their words, at their lines', async () => {
    const { facts } = await readSightings(
      inMemoryRepository({
        'src/main/resources/application.yml': 'server:\n  shutdown: graceful\n',
        'src/main/resources/application-test.yml': 'server:\n  shutdown: graceful\n',
        'src/test/resources/application.yml': 'server:\n  shutdown: graceful\n',
        'other/application.yml': 'server:\n  port: 1\n',
        'shop/settings.py': 'SHUTDOWN = 3\n',
      }),
      [shutdown],
      () => true,
    );
    expect(facts.map(({ text, span }) => [text, span.file, span.line])).toEqual([
      ['django SHUTDOWN 3', 'shop/settings.py', 1],
      ['jvm server.shutdown graceful', 'src/main/resources/application.yml', 2],
    ]);
  });
});
