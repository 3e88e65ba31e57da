import { expect, test } from 'vitest';
import { downFormOf } from '../../src/migrations/down-form.js';

test.each([
  '',
  '\n-- nothing to undo\n',
  '/* one\n-- two */ -- three',
  '# MySQL\n',
  'SELECT 1;',
  "SELECT 'down SQL query';\n",
  'BEGIN;\n-- none\nCOMMIT;',
  'select 1 + 1 as x',
])('%j does nothing', (text) => {
  expect(downFormOf(text)).toBe('noop');
});

test.each([
  "DO $$ BEGIN RAISE EXCEPTION 'irreversible'; END $$;",
  "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no';",
  "THROW 50000, 'no', 1;",
  "RAISERROR('no', 16, 1);",
])('%j refuses', (text) => {
  expect(downFormOf(text)).toBe('irreversible');
});

test.each([
  'DROP TABLE a;',
  "SELECT setval('a', 1);",
  "DROP TABLE a; DO $$ BEGIN RAISE EXCEPTION 'x'; END $$;",
  "DELETE FROM a WHERE b = '--';",
  "SELECT '/* text */', f();",
])('%j goes back', (text) => {
  expect(downFormOf(text)).toBe('explicit');
});
