import type {
  Dialect,
  OperationBody,
  SchemaOperation,
  TransactionPlacement,
} from '../../../model/migration.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { invert } from '../../inversion.js';
import { readEmbeddedSql, readSql } from '../../sql/index.js';
import type { ChangelogNode } from './changelog-node.js';
import { valueOf } from './changelog-node.js';
import { resolveReference } from './changelog-tree.js';
import type { Scene } from './change-set.js';
import { runsOn } from './change-set.js';
import { readChange } from './change-types.js';

/** What holds for all changes that are read together. */
export interface Reading {
  readonly scene: Scene;
  readonly source: SourceText;
  readonly dialect: Dialect;
  readonly direction: 'up' | 'down';
  readonly transaction: TransactionPlacement;
}

/** The operations of changes, and their undoing where Liquibase derives it. */
export interface ReadChanges {
  readonly operations: readonly SchemaOperation[];
  readonly skipped: readonly Skipped[];
  /** The derived way back, last change first; undefined when one of the changes has none. */
  readonly back: readonly SchemaOperation[] | undefined;
}

/** Reads changes one after the other; those for other databases do not run. */
export async function readChanges(nodes: readonly ChangelogNode[], reading: Reading): Promise<ReadChanges> {
  const operations: SchemaOperation[] = [];
  const skipped: Skipped[] = [];
  const back: SchemaOperation[][] = [];
  let reversible = true;
  let statement = 0;
  for (const node of nodes) {
    if (!runsOn(valueOf(node, 'dbms'), reading.dialect)) continue;
    const read = readChange({ node, dialect: reading.dialect });
    const place = (bodies: readonly OperationBody[], direction: 'up' | 'down'): SchemaOperation[] =>
      bodies.map((body) => ({
        ...body,
        span: node.span,
        direction,
        statement,
        transaction: reading.transaction,
        confidence: 'high',
      }));
    if ('operations' in read) {
      operations.push(...place(read.operations, reading.direction));
      if (read.back === 'inverse') back.unshift(place(undone(read.operations), 'down'));
      if (read.back === 'none') reversible = false;
    } else {
      reversible = false;
      const found =
        'sql' in read
          ? await readText(read.sql, read.delimiter, node.span, statement, reading)
          : await readFile(read, node, statement, reading);
      operations.push(...found.operations);
      skipped.push(...found.skipped);
    }
    statement = (operations.at(-1)?.statement ?? statement - 1) + 1;
  }
  return { operations, skipped, back: reversible ? back.flat() : undefined };
}

type Found = Pick<ReadChanges, 'operations' | 'skipped'>;

/** SQL in a changelog; statements have their own places where the text stands in the file letter by letter. */
export async function readText(
  sql: string,
  delimiter: string | undefined,
  span: SourceSpan,
  firstStatement: number,
  { source, dialect, direction, transaction }: Reading,
): Promise<Found> {
  const operations: SchemaOperation[] = [];
  const skipped: Skipped[] = [];
  let statement = firstStatement;
  const start = (source.lineStarts[span.line - 1] ?? 0) + span.column - 1;
  for (const piece of pieces(sql, delimiter)) {
    const offset = source.text.indexOf(piece, start);
    const read = await readEmbeddedSql({
      sql: piece,
      span,
      ...(offset !== -1 && { verbatim: { source, offset } }),
      dialect,
      direction,
      transaction,
      firstStatement: statement,
    });
    operations.push(...read.operations);
    skipped.push(...read.skipped);
    statement += read.statements;
  }
  return { operations, skipped };
}

/** `endDelimiter` other than `;` cuts the text into statements. */
function pieces(sql: string, delimiter: string | undefined): readonly string[] {
  const plain = delimiter?.replaceAll('\\n', '\n').trim();
  if (plain === undefined || plain === '' || plain === ';') return [sql];
  return (
    /^\/$|^go$/i.test(plain) ? sql.split(new RegExp(`^[ \\t]*${plain}[ \\t]*$`, 'im')) : sql.split(plain)
  ).filter((piece) => piece.trim() !== '');
}

async function readFile(
  file: { readonly sqlFile: string; readonly relative: boolean; readonly delimiter?: string | undefined },
  node: ChangelogNode,
  statement: number,
  reading: Reading,
): Promise<Found> {
  const { scene, direction, transaction, dialect } = reading;
  const path = resolveReference(file.sqlFile, reading.source.path, String(file.relative), scene.view);
  const source = path === undefined ? undefined : await scene.view.read(path);
  if (!source) {
    const operation: SchemaOperation = {
      kind: 'opaque',
      reason: `the file ${file.sqlFile} is not in the repository`,
      span: node.span,
      direction,
      statement,
      transaction,
      confidence: 'high',
    };
    return { operations: [operation], skipped: [] };
  }
  if (pieces(source.text, file.delimiter).length > 1)
    return readText(source.text, file.delimiter, source.span(0, 0), statement, { ...reading, source });
  return readSql({ source, dialect, direction, transaction, firstStatement: statement });
}

/** What undoes operations; more than Rails turns round. */
function undone(bodies: readonly OperationBody[]): readonly OperationBody[] {
  const created = bodies.find((body) => body.kind === 'createTable');
  if (created) return invert([created]);
  return bodies.toReversed().flatMap((body): readonly OperationBody[] => {
    switch (body.kind) {
      case 'setDefault':
        return [{ kind: 'dropDefault', table: body.table, column: body.column }];
      case 'setNotNull':
        return [{ kind: 'dropNotNull', table: body.table, column: body.column }];
      case 'dropNotNull':
        return [{ kind: 'setNotNull', table: body.table, column: body.column }];
      case 'addPrimaryKey':
        return [
          {
            kind: 'dropConstraint',
            table: body.table,
            constraint: body.constraint ?? '',
            constraintKind: 'primary-key',
          },
        ];
      case 'createView':
        return [{ kind: 'dropView', view: body.view, materialized: body.materialized }];
      case 'executeSql':
        return [{ ...body, statementKind: body.statementKind.replace(/^create /, 'drop ') }];
      default:
        return invert([body]);
    }
  });
}
