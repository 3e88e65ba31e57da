import { describe, expect, it } from 'vitest';
import { signals } from '../../src/evidence/registry.js';
import { evidenceIn } from './evidence-in.js';

/** The examples of each signal are its tests: through the whole scan, as a user would see it. */
describe.each(signals.filter(({ seen }) => seen !== undefined).map((signal) => [signal.id, signal] as const))(
  '%s',
  (id, signal) => {
    it.each((signal.seen ?? []).map((example) => [example.title, example] as const))(
      'is seen: %s',
      async (_, example) => {
        const evidence = await evidenceIn(example.files, id);
        expect(evidence.map(({ stance }) => stance)).toContain(signal.stance);
        for (const { span, text } of evidence) {
          expect(Object.keys(example.files)).toContain(span.file);
          expect(text).toMatch(/\S.*[^.\s]$/);
        }
      },
    );

    it.each((signal.unseen ?? []).map((example) => [example.title, example] as const))(
      'is not seen: %s',
      async (_, example) => {
        expect(await evidenceIn(example.files, id)).toEqual([]);
      },
    );
  },
);
