import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, jsonOf, lintel, scratchFolder } from './program.js';

const answers = `service: api
answers:
  partial-failure.timeouts: some
  independent-scaling.autoscaling: { choice: none, note: three instances do, owner: "@api" }
  partial-failure.retries: { choice: n/a, note: nothing is called }
`;

function repository(): string {
  const root = join(scratchFolder(), 'api');
  mkdirSync(root);
  writeFileSync(join(root, 'Dockerfile'), 'FROM node:22\nCMD ["node", "server.js"]\n');
  writeFileSync(join(root, 'given.yaml'), answers);
  commitAll(root);
  return root;
}

const kept = (root: string): string => readFileSync(join(root, 'docs/reviews/api.yaml'), 'utf8');

describe('answers from a file', () => {
  it(
    'give the same bytes in two repositories, and are not touched when they are given again',
    { timeout: 60_000 },
    async () => {
      const [one, other] = [repository(), repository()];
      for (const root of [one, other])
        expect(
          await lintel(['review', root, '--answers', join(root, 'given.yaml'), '--by', 'a@example.com']),
        ).toMatchObject({ code: 0 });
      expect(kept(one)).toBe(kept(other));

      const before = kept(one);
      const again = await lintel([
        'review',
        one,
        '--answers',
        join(one, 'given.yaml'),
        '--by',
        'b@example.com',
        '--json',
      ]);
      expect(jsonOf(again)).toMatchObject({
        written: [],
        kept: expect.arrayContaining(['partial-failure.timeouts']),
      });
      expect(kept(one)).toBe(before);

      // Two audits of one commit are the same bytes, too.
      const audits = await Promise.all([lintel(['audit', one, '--json']), lintel(['audit', one, '--json'])]);
      expect(audits[0].stdout).toBe(audits[1].stdout);
      // The schema that the first line of the file names is there.
      expect(existsSync(join(one, '.lintel/answers.schema.json'))).toBe(true);
    },
  );

  it(
    'come back from a form, are shown first with --dry-run, and write nothing when one is wrong',
    { timeout: 60_000 },
    async () => {
      const root = repository();
      const form = join(root, 'form.md');
      await lintel(['review', root, '--export-form', form]);
      const text = readFileSync(form, 'utf8');
      const filled = text.replace('- [ ] `some`', '- [x] `some`');
      writeFileSync(form, filled);
      const dry = await lintel(['review', root, '--answers', form, '--dry-run']);
      expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('+     choice: some') });
      expect(existsSync(join(root, 'docs/reviews'))).toBe(false);

      writeFileSync(
        form,
        filled
          .replace('### partial-failure.timeouts', '### partial-failure.timeout')
          .replace('- [ ] `all` Every call', '- [x] `all` Every call'),
      );
      const wrong = await lintel(['review', root, '--answers', form]);
      expect(wrong).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/form\.md:\d+: there is no question "partial-failure\.timeout"/),
      });
      expect(existsSync(join(root, 'docs/reviews'))).toBe(false);

      writeFileSync(form, filled);
      expect(await lintel(['review', root, '--import', form])).toMatchObject({ code: 0 });
      expect(kept(root)).toContain('choice: some');
    },
  );
});
