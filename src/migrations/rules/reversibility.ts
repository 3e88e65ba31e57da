import type { Finding } from '../../model/finding.js';
import type { Migration, SchemaOperationKind } from '../../model/migration.js';
import type { Rule, RuleExample } from '../../model/rule.js';
import type { MigrationFacts } from './facts.js';

/** Operations that leave the schema as it is; what was not understood may do so, too. */
const harmless: ReadonlySet<SchemaOperationKind> = new Set([
  'changeData',
  'truncate',
  'lockTable',
  'reindex',
  'setSetting',
  'beginTransaction',
  'commitTransaction',
  'vacuum',
  'opaque',
]);

/** Whether a migration changes the schema: only then is there something to undo. */
function changesSchema(migration: Migration): boolean {
  return migration.operations.some(
    (operation) =>
      operation.direction === 'up' &&
      !harmless.has(operation.kind) &&
      !(
        operation.kind === 'executeSql' &&
        /^(SELECT|ANALYZE|SHOW|EXPLAIN|COMMENT)\b/.test(operation.statementKind)
      ),
  );
}

function dbmate(text: string): RuleExample {
  return { title: 'dbmate', files: { 'db/migrations/20240101000001_orders.sql': text } };
}

function railsExample(line: string): RuleExample {
  const text = `class Change < ActiveRecord::Migration[8.0]\n  def change\n    ${line}\n  end\nend\n`;
  return { title: 'Rails', files: { 'db/migrate/20240101000001_change.rb': text } };
}

export const missingDown: Rule<MigrationFacts> = {
  id: 'missing-down',
  severity: 'warning',
  question: 'migrations',
  summary: 'A migration has no way back, though its framework has a place for one.',
  why: 'When the release must be rolled back, somebody will write the way back in the middle of an incident, untested.',
  whenNotToUse:
    'When the team rolls forward only, as a decision: then say so in an ADR and switch the rule off. squawk, strong_migrations, Atlas and eugene look at the way forth only (Atlas computes ways back itself).',
  sources: ['https://github.com/amacneil/dbmate#creating-migrations'],
  bad: [dbmate('-- migrate:up\nCREATE TABLE orders (id bigint);\n')],
  good: [dbmate('-- migrate:up\nCREATE TABLE orders (id bigint);\n-- migrate:down\nDROP TABLE orders;\n')],
  check: ({ migrations }) =>
    migrations
      .filter((migration) => migration.down === 'none' && changesSchema(migration))
      .map((migration): Finding => ({
        rule: 'missing-down',
        severity: 'warning',
        message: `"${migration.name}" changes the schema and has no way back.`,
        advice: 'Write the way back beside it, or say in the migration that it cannot be undone.',
        span: migration.span,
      })),
};

export const noopDown: Rule<MigrationFacts> = {
  id: 'noop-down',
  severity: 'warning',
  question: 'migrations',
  summary: 'A way back is there and does nothing.',
  why: 'The runner records the migration as undone while the schema is still the new one; the next way up then fails.',
  whenNotToUse:
    'When the change needs no way back because the older release works on it unchanged. No peer looks for it.',
  sources: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md'],
  bad: [dbmate('-- migrate:up\nCREATE TABLE orders (id bigint);\n-- migrate:down\nSELECT 1;\n')],
  good: [dbmate('-- migrate:up\nCREATE TABLE orders (id bigint);\n-- migrate:down\nDROP TABLE orders;\n')],
  check: ({ migrations }) =>
    migrations
      .filter((migration) => migration.down === 'noop' && changesSchema(migration))
      .map((migration): Finding => ({
        rule: 'noop-down',
        severity: 'warning',
        message: `The way back of "${migration.name}" does nothing, though the way there changes the schema.`,
        advice: 'Undo the change there, or let it fail with a message that says that it cannot be undone.',
        span: migration.span,
      })),
};

export const irreversibleInChange: Rule<MigrationFacts> = {
  id: 'irreversible-in-change',
  severity: 'warning',
  question: 'migrations',
  summary: 'The framework is asked to derive the way back and cannot.',
  why: 'The rollback raises an error in the middle of an incident, while the migration looked as if it could be undone.',
  whenNotToUse:
    'Never: say on purpose that it cannot be undone instead. Rails raises the error when it is rolled back; strong_migrations does not look for it.',
  sources: ['https://guides.rubyonrails.org/active_record_migrations.html'],
  bad: [railsExample('remove_column :orders, :total')],
  good: [railsExample('remove_column :orders, :total, :integer')],
  check: ({ migrations }) =>
    migrations.flatMap((migration) =>
      migration.down === 'inferred'
        ? migration.downProblems.map((problem): Finding => ({
            rule: 'irreversible-in-change',
            severity: 'warning',
            message: `"${migration.name}" cannot be rolled back: ${problem.text}.`,
            advice: 'Give the old definition, wrap it in reversible with both ways, or write up and down.',
            span: problem.span,
          }))
        : [],
    ),
};
