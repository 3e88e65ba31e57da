/** What a statement of SQL does when its row is there already. */
export interface ConflictClause {
  readonly table: string;
  /** As it is written, e.g. `ON CONFLICT`. */
  readonly clause: string;
  /** Where in the text it stands. */
  readonly index: number;
  readonly length: number;
}

const name = String.raw`[\w."\x60\[\]{}$:]+`;

/**
 * Statements that write a row once however often they run.
 * Sources: https://www.postgresql.org/docs/current/sql-insert.html, https://dev.mysql.com/doc/refman/8.4/en/insert-on-duplicate.html,
 * https://www.sqlite.org/lang_conflict.html, https://learn.microsoft.com/en-us/sql/t-sql/statements/merge-transact-sql
 */
const statements: readonly { readonly clause: string; readonly pattern: RegExp }[] = [
  {
    clause: 'ON CONFLICT',
    pattern: new RegExp(
      String.raw`\bINSERT\s+INTO\s+(?<table>${name})(?:(?!\bINSERT\s+INTO\b|;\s*\n)[\s\S]){0,4000}?\bON\s+CONFLICT\b(?<action>(?:(?!;)[\s\S]){0,1500})`,
      'gi',
    ),
  },
  {
    clause: 'ON DUPLICATE KEY UPDATE',
    pattern: new RegExp(
      String.raw`\bINSERT\s+INTO\s+(?<table>${name})(?:(?!\bINSERT\s+INTO\b|;\s*\n)[\s\S]){0,4000}?\bON\s+DUPLICATE\s+KEY\s+UPDATE\b(?<action>(?:(?!;)[\s\S]){0,1500})`,
      'gi',
    ),
  },
  {
    clause: 'INSERT IGNORE',
    pattern: new RegExp(String.raw`\bINSERT\s+IGNORE\s+INTO\s+(?<table>${name})`, 'gi'),
  },
  {
    clause: 'INSERT OR IGNORE',
    pattern: new RegExp(String.raw`\bINSERT\s+OR\s+(?:IGNORE|REPLACE)\s+INTO\s+(?<table>${name})`, 'gi'),
  },
  {
    clause: 'MERGE',
    pattern: new RegExp(
      String.raw`\bMERGE\s+INTO\s+(?<table>${name})(?:(?!;)[\s\S]){0,4000}?\bWHEN\s+NOT\s+MATCHED\b(?<action>(?:(?!;)[\s\S]){0,1500})`,
      'gi',
    ),
  },
];

/** `SET count = items.count + 1`, `SET {} = {} + 1` where names are put in at run time: what is added again with each attempt. */
const counting =
  /\{\}\s*=\s*(?:COALESCE\s*\(\s*)?\{\}(?:\s*,\s*\d+\s*\))?\s*[+-]|\b(\w+)\s*=\s*(?:COALESCE\s*\(\s*)?(?:[\w"]+\.)?"?\1"?(?:\s*,\s*\d+\s*\))?\s*(?:[+-]|\|\|)\s*/i;

/** `count: sql\`${hits.count} + 1\``, `"count": gorm.Expr("count + ?", n)`, `{"count": Hit.count + 1}`: the same in the words of a library. */
const countingInCode =
  /["']?\b(\w+)["']?\s*(?::|=>?)\s*(?!=)[^,;{}\n]{0,60}?(?:\$\{[\w.]{0,60}?)?\b\1["'`)\]}]{0,3}\s*[+-]\s/i;

/** Whether what a call writes adds to what is there, so that each attempt changes more. */
export function addsToWhatIsThere(text: string): boolean {
  return counting.test(text) || countingInCode.test(text);
}

/** The statements of a text that write a row once; those that add to what is there are none. */
export function conflictClauses(text: string): readonly ConflictClause[] {
  return statements.flatMap(({ clause, pattern }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      if (counting.test(match.groups?.action ?? '')) return [];
      const table = (match.groups?.table ?? '').replace(/["`[\]]/g, '');
      return [
        {
          table: /[{}$:]/.test(table) ? 'a table' : table,
          clause,
          index: match.index,
          length: match[0].length,
        },
      ];
    }),
  );
}
