import { expect, test } from 'vitest';
import { readSql } from '../../../src/migrations/sql/index.js';
import { SourceText } from '../../../src/model/source-text.js';
import { operationLine } from '../operation-line.js';

/** What is read from a DO block of PostgreSQL, one line each. */
async function block(body: string): Promise<readonly string[]> {
  const source = new SourceText('a.sql', `DO $$\nDECLARE s name;\nBEGIN\n${body}\nEND $$;\n`);
  const read = await readSql({ source, dialect: 'postgresql', direction: 'up', transaction: 'none' });
  return [
    ...read.operations.map(
      (operation) => `${operation.span.line} ${operation.confidence} ${operationLine(operation)}`,
    ),
    ...read.skipped.map(({ line, reason }) => `${line} ${reason}`),
  ];
}

test('EXECUTE format: identifiers, literals and texts that come in are placeholders', async () => {
  expect(
    await block(
      "EXECUTE format('ALTER TABLE %I.orders ADD COLUMN state text DEFAULT %L', s, first_state);\nEXECUTE format('CREATE INDEX ON %1$I.orders (%2$I)', s, 'state');",
    ),
  ).toEqual([
    "4 medium addColumn ${s}.orders.state text null default '${first_state}' unsure",
    '5 medium createIndex ${s}.orders(state) - unsure',
  ]);
});

test('joined texts, with quote_ident and quote_literal between', async () => {
  expect(
    await block(
      "EXECUTE 'ALTER TABLE orders DROP CONSTRAINT ' || quote_ident(found_name);\nEXECUTE 'UPDATE orders SET state = ' || quote_literal(x);\nEXECUTE 'DROP TABLE ' || 'old' || '_orders';",
    ),
  ).toEqual([
    '4 medium dropConstraint orders ${found_name} ? unsure',
    '5 medium changeData update orders all unsure',
    '6 high dropTable old_orders',
  ]);
});

test('a text that is known as a whole keeps its place and certainty', async () => {
  expect(await block("EXECUTE 'DROP TABLE a';\nEXECUTE format('DROP TABLE %I', 'Odd Name');")).toEqual([
    '4 high dropTable a',
    '5 high dropTable Odd Name',
  ]);
});

test('what begins with a value, or parses with none of them, stays opaque', async () => {
  expect(
    await block(
      "EXECUTE statement;\nEXECUTE format('%s TABLE %s %s', a, b, c);\nEXECUTE 'ALTER TABLE ' || a || b || ' x y z';",
    ),
  ).toEqual([
    '4 high opaque "dynamic SQL: EXECUTE of an expression"',
    '5 high opaque "dynamic SQL: EXECUTE of an expression"',
    '6 high opaque "dynamic SQL: EXECUTE of an expression"',
    '4 dynamic',
    '5 dynamic',
    '6 dynamic',
  ]);
});
