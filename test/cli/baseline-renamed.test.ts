import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, jsonOf, lintel, scratchFolder } from './program.js';

interface AuditDocument {
  readonly findings: readonly { readonly rule: string; readonly status: string; readonly file: string }[];
  readonly baseline: { readonly listed: number; readonly moved: number; readonly fixed: readonly unknown[] };
}

describe('a baseline whose files were renamed', () => {
  it(
    'still knows what stood in them, says so, is written anew, and takes in nothing else',
    { timeout: 120_000 },
    async () => {
      const root = join(scratchFolder(), 'api');
      const write = (path: string, text: string): void => {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      };
      write('Dockerfile', 'FROM node:22\nCMD ["node", "server.js"]\n');
      write('migrations/001_users.up.sql', 'CREATE TABLE users (id bigint PRIMARY KEY, name text);\n');
      write('migrations/001_users.down.sql', 'DROP TABLE users;\n');
      write('migrations/002_key.up.sql', 'ALTER TABLE users RENAME COLUMN id TO key;\n');
      write('migrations/002_key.down.sql', 'ALTER TABLE users RENAME COLUMN key TO id;\n');
      commitAll(root);
      const audited = async (): Promise<{
        code: number;
        found: readonly string[];
        moved: number;
        fixed: number;
      }> => {
        const run = await lintel(['audit', root, '--json']);
        const { findings, baseline } = jsonOf<AuditDocument>(run);
        return {
          code: run.code,
          found: findings
            .filter(({ rule }) => rule === 'rename-column')
            .map(({ status, file }) => `${status} ${file}`),
          moved: baseline.moved,
          fixed: baseline.fixed.length,
        };
      };
      expect(await lintel(['audit', 'baseline', root])).toMatchObject({ code: 0 });
      expect(await audited()).toEqual({
        code: 0,
        found: ['baselined migrations/002_key.up.sql'],
        moved: 0,
        fixed: 0,
      });

      for (const way of ['up', 'down'])
        renameSync(
          join(root, `migrations/002_key.${way}.sql`),
          join(root, `migrations/002_rename_the_key.${way}.sql`),
        );
      commitAll(root);
      const renamed = ['baselined migrations/002_rename_the_key.up.sql'];
      const followed = await audited();
      expect(followed).toEqual({ code: 0, found: renamed, moved: followed.moved, fixed: 0 });
      expect(followed.moved).toBeGreaterThan(0);
      expect((await lintel(['audit', root])).stdout).toContain(
        'in renamed files: write the new names down with lintel audit baseline',
      );

      // The file follows, and grows by nothing.
      expect(await lintel(['audit', 'baseline', root])).toMatchObject({ code: 0 });
      const text = readFileSync(join(root, '.lintel/baseline.json'), 'utf8');
      expect(text).toContain('002_rename_the_key.up.sql');
      expect(text).not.toContain('002_key.up.sql');
      commitAll(root);
      expect(await audited()).toEqual({ code: 0, found: renamed, moved: 0, fixed: 0 });

      // Renamed and edited where it was flagged: another finding, and the one before is fixed.
      renameSync(
        join(root, 'migrations/002_rename_the_key.up.sql'),
        join(root, 'migrations/002_other.up.sql'),
      );
      renameSync(
        join(root, 'migrations/002_rename_the_key.down.sql'),
        join(root, 'migrations/002_other.down.sql'),
      );
      write('migrations/002_other.up.sql', 'ALTER TABLE users RENAME COLUMN name TO full_name;\n');
      commitAll(root);
      const edited = await audited();
      expect(edited.code).toBe(1);
      expect(edited.found).toEqual(['new migrations/002_other.up.sql']);
      expect(edited.fixed).toBeGreaterThan(0);
    },
  );
});
