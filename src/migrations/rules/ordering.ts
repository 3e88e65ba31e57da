import type { Finding } from '../../model/finding.js';
import type { Migration } from '../../model/migration.js';
import type { Rule } from '../../model/rule.js';
import type { MigrationFacts } from './facts.js';

const up = '-- migrate:up\nCREATE TABLE a (id bigint);\n-- migrate:down\nDROP TABLE a;\n';

export const duplicateVersion: Rule<MigrationFacts> = {
  id: 'duplicate-version',
  severity: 'error',
  question: 'migrations',
  summary: 'Two migrations of one folder have the same version.',
  why: 'Two branches took the same number and merged without a conflict. The runner applies one of them, or refuses to start.',
  whenNotToUse:
    'When the framework orders by the whole name and not by the version. squawk, strong_migrations and eugene see one file at a time; Atlas compares a folder with its sum file.',
  sources: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md'],
  bad: [
    {
      title: 'dbmate',
      files: { 'db/migrations/20240101000001_a.sql': up, 'db/migrations/20240101000001_b.sql': up },
    },
  ],
  good: [
    {
      title: 'dbmate',
      files: { 'db/migrations/20240101000001_a.sql': up, 'db/migrations/20240101000002_b.sql': up },
    },
  ],
  check: ({ migrations }) => {
    const seen = new Map<string, Migration>();
    const findings: Finding[] = [];
    for (const migration of migrations) {
      // These order by the whole name of the folder or file, so that equal times do no harm.
      if (migration.version === '' || migration.phase === 'repeatable' || migration.framework === 'prisma')
        continue;
      const key = [
        migration.framework,
        migration.dialect,
        migration.set,
        // The context of a Liquibase change set is no part of its identity.
        migration.framework === 'liquibase' ? '' : (migration.phase ?? ''),
        migration.version,
        // The identity of a Liquibase change set is its id with its author and file.
        ...(migration.framework === 'liquibase' ? [migration.path, migration.name] : []),
      ].join('\u0000');
      const first = seen.get(key);
      if (first === undefined) seen.set(key, migration);
      else {
        findings.push({
          rule: 'duplicate-version',
          severity: 'error',
          message: `Version ${migration.version} is taken twice: "${first.name}" and "${migration.name}".`,
          advice: 'Give the later one the next version, before anybody has run it.',
          span: migration.span,
          related: [{ span: first.span, text: 'the other one' }],
        });
      }
    }
    return findings;
  },
};
