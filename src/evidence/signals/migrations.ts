import type { Migration } from '../../model/migration.js';
import type { InService } from '../../model/service.js';
import { signalOfRules } from '../signal.js';
import type { EvidenceSignal, LocatedMatch } from '../signal.js';

const question = 'migrations';

/** Migrations that change something and could be undone: the others say nothing about a way back. */
function changing(migrations: readonly InService<Migration>[]): readonly InService<Migration>[] {
  return migrations.filter((migration) =>
    migration.operations.some((operation) => operation.direction === 'up'),
  );
}

function match(migration: InService<Migration>, text: string): LocatedMatch {
  return { span: migration.span, text, confidence: 'high', service: migration.service };
}

export const migrationSignals: readonly EvidenceSignal[] = [
  {
    id: 'migration-has-down',
    question,
    stance: 'supports',
    meaning: 'The way back is written or can be derived by the framework.',
    recognition:
      'A down file, section or method with operations, or a change that the framework can turn round.',
    detect: ({ migrations }) =>
      changing(migrations)
        .filter(
          (migration) =>
            migration.down === 'explicit' ||
            (migration.down === 'inferred' && migration.downProblems.length === 0),
        )
        .map((migration) => match(migration, `${migration.name} has a way back (${migration.down})`)),
  },
  {
    id: 'migration-without-down',
    question,
    stance: 'contradicts',
    meaning: 'The framework has a way back and this migration does not use it.',
    recognition:
      'The down is missing, empty, or cannot be derived. Frameworks without a way back (Prisma, Flyway community) are not counted, nor is a migration that says on purpose that it cannot be undone.',
    detect: ({ migrations }) =>
      changing(migrations).flatMap((migration) => {
        if (migration.down === 'none') return [match(migration, `${migration.name} has no way back`)];
        if (migration.down === 'noop')
          return [match(migration, `${migration.name} has a way back that does nothing`)];
        const [problem] = migration.down === 'inferred' ? migration.downProblems : [];
        return problem
          ? [
              {
                ...match(migration, `${migration.name} cannot be turned round: ${problem.text}`),
                span: problem.span,
              },
            ]
          : [];
      }),
  },
  {
    id: 'migration-sets-lock-timeout',
    question,
    stance: 'supports',
    meaning: 'A migration gives up waiting for a lock instead of queueing all traffic behind it.',
    recognition: 'SET lock_timeout, or lock_wait_timeout on MySQL, in a migration.',
    detect: ({ migrations }) =>
      migrations.flatMap((migration) =>
        migration.operations
          .filter(
            (operation) =>
              operation.kind === 'setSetting' &&
              /^(lock_timeout|lock_wait_timeout)$/i.test(operation.setting),
          )
          .map((operation) => ({
            ...match(migration, `${migration.name} sets a lock timeout`),
            span: operation.span,
          })),
      ),
  },
  signalOfRules(
    {
      id: 'migration-blocks-traffic',
      question,
      stance: 'contradicts',
      meaning: 'A statement holds a lock that reads or writes wait for while it scans, rewrites or builds.',
    },
    [
      'create-index-blocking',
      'drop-index-blocking',
      'add-column-volatile-default',
      'change-column-type',
      'set-not-null-scan',
      'add-check-not-valid',
      'add-fk-not-valid',
      'add-unique-constraint-blocking',
    ],
  ),
  signalOfRules(
    {
      id: 'migration-breaks-running-code',
      question,
      stance: 'contradicts',
      meaning: 'The release before this one fails on the new schema while both run.',
    },
    ['drop-column', 'drop-table', 'rename-column', 'rename-table', 'add-column-not-null-no-default'],
  ),
  signalOfRules(
    {
      id: 'migration-mixes-ddl-and-backfill',
      question,
      stance: 'contradicts',
      meaning: 'Rows are rewritten while the locks of a schema change are held, or all at once.',
    },
    ['ddl-and-backfill-same-transaction', 'unbatched-backfill'],
  ),
];
