import type { OperationBody } from '../../model/migration.js';
import type { ChainReading } from './libraries.js';
import { createdFrom } from './model-changes.js';
import { scopeOfRows } from './row-scope.js';
import { readSqlChain, statementOf } from './sql-calls.js';
import type { GoLink, GoValue } from './values.js';
import { textOf, textsOf } from './values.js';

/**
 * Takes down what a chain on bun's DB, Tx or IDB does: query builders are sent by `Exec` or `Scan` at their end.
 * https://bun.uptrace.dev/guide/migrations.html, https://pkg.go.dev/github.com/uptrace/bun
 */
export async function readBunChain(reading: ChainReading): Promise<GoValue> {
  const { handle, placing, recorder } = reading;
  const { links } = handle;
  const builder = links.findLastIndex(({ name }) => /^New[A-Z]\w*$/.test(name));
  const last = links.at(-1);
  if (builder === -1) {
    if (last?.name === 'ResetModel') {
      await reset(last, reading);
      return { ...handle, links: [] };
    }
    const formatted = last?.args && { ...last, args: withArguments(last.args) };
    return readSqlChain({ ...handle, links: formatted ? [formatted] : [] }, placing, recorder);
  }
  const sends = last && /^(Exec|Scan|ScanAndCount)$/.test(last.name);
  if (!sends) return handle;
  const [start, ...calls] = links.slice(builder, -1);
  const { name = '', args = [] } = start ?? {};
  if (name === 'NewRaw') {
    const sql = statementOf(withArguments(args));
    if (last.name === 'Exec') recorder.sql(sql, placing, args.length > 1);
    else recorder.query(sql, placing);
  } else if (name !== 'NewSelect') await send(name, calls, reading);
  return { kind: 'unknown', written: placing.written };
}

async function send(name: string, calls: readonly GoLink[], reading: ChainReading): Promise<void> {
  const { placing, recorder } = reading;
  if (name === 'NewAddColumn') {
    const table = await tableOf(calls, reading);
    const column = withArguments(find(calls, 'ColumnExpr')?.args ?? [])[0];
    const guard = find(calls, 'IfNotExists') ? 'IF NOT EXISTS ' : '';
    if (table !== undefined && column?.kind === 'text')
      recorder.sql(
        { kind: 'text', text: [`ALTER TABLE ${table} ADD COLUMN ${guard}`, ...column.text] },
        placing,
      );
    else recorder.opaque('the column is made while the migration runs', placing);
    return;
  }
  const bodies = await bodiesOf(name, calls, reading);
  if (bodies) recorder.record(bodies, placing);
  else recorder.opaque('the arguments are made while the migration runs', placing);
}

function find(calls: readonly GoLink[], name: string): GoLink | undefined {
  return calls.findLast((call) => call.name === name);
}

async function tableOf(calls: readonly GoLink[], { models }: ChainReading): Promise<string | undefined> {
  for (const name of ['ModelTableExpr', 'Table', 'TableExpr']) {
    const written = textOf(withArguments(find(calls, name)?.args ?? [])[0]);
    const table = /^["`]?([\w.]+)/.exec(written ?? '')?.[1];
    if (table !== undefined) return table;
  }
  return models.tableOf(find(calls, 'Model')?.args?.[0], 'bun');
}

async function bodiesOf(
  name: string,
  calls: readonly GoLink[],
  reading: ChainReading,
): Promise<readonly OperationBody[] | undefined> {
  const { models, memory } = reading;
  const has = (call: string): boolean => find(calls, call) !== undefined;
  const table = await tableOf(calls, reading);
  const guarded = has('IfNotExists') || has('IfExists');
  const guard = guarded ? { guarded } : {};
  const concurrently = has('Concurrently');
  switch (name) {
    case 'NewCreateTable': {
      const model = await models.modelOf(find(calls, 'Model')?.args?.[0], 'bun');
      if (table === undefined) return undefined;
      const made = createdFrom({ table, columns: model?.columns ?? [] }, memory, guarded);
      const keys = calls
        .filter((call) => call.name === 'ForeignKey')
        .flatMap(({ args = [] }) => foreignKeyIn(table, textOf(withArguments(args)[0])) ?? []);
      const isTemporary = has('Temp');
      return [
        ...made.map((body) =>
          body.kind === 'createTable' && isTemporary ? { ...body, temporary: true } : body,
        ),
        ...keys,
      ];
    }
    case 'NewDropTable':
      return table === undefined
        ? undefined
        : [{ kind: 'dropTable', table, ...(has('Cascade') && { cascade: true }), ...guard }];
    case 'NewTruncateTable':
      return table === undefined
        ? undefined
        : [{ kind: 'truncate', table, ...(has('Cascade') && { cascade: true }) }];
    case 'NewDropColumn': {
      const columns = named(calls);
      return table === undefined || !columns || columns.length === 0
        ? undefined
        : columns.map((column) => ({ kind: 'dropColumn', table, column }));
    }
    case 'NewCreateIndex': {
      const index =
        textOf(find(calls, 'Index')?.args?.[0]) ??
        plainName(withArguments(find(calls, 'IndexExpr')?.args ?? []));
      const columns = named(calls);
      if (table === undefined) return undefined;
      const method = textOf(find(calls, 'Using')?.args?.[0])?.toLowerCase();
      const where = textOf(withArguments(find(calls, 'Where')?.args ?? [])[0]);
      return [
        {
          kind: 'createIndex',
          table,
          ...(index !== undefined && { index }),
          columns: columns ?? [],
          unique: has('Unique'),
          concurrently,
          ...(method !== undefined && { method }),
          ...(where !== undefined && { where }),
          ...guard,
        },
      ];
    }
    case 'NewDropIndex': {
      const index = textOf(find(calls, 'Index')?.args?.[0]);
      return index === undefined
        ? undefined
        : [{ kind: 'dropIndex', index, concurrently, ...(has('Cascade') && { cascade: true }), ...guard }];
    }
    case 'NewInsert':
      return table === undefined
        ? undefined
        : [{ kind: 'changeData', table, change: 'insert', scope: 'by-key' }];
    case 'NewMerge':
    case 'NewUpdate':
      return table === undefined
        ? undefined
        : [{ kind: 'changeData', table, change: 'update', scope: scopeOfRows(calls) }];
    case 'NewDelete':
      return table === undefined
        ? undefined
        : [{ kind: 'changeData', table, change: 'delete', scope: scopeOfRows(calls) }];
    default:
      return undefined;
  }
}

/** `("shop_id") REFERENCES "shops" ("id") ON DELETE CASCADE`. */
function foreignKeyIn(table: string, text: string | undefined): OperationBody | undefined {
  const match = /^\s*\(([^)]*)\)\s*references\s+([^\s(]+)\s*(?:\(([^)]*)\))?(.*)$/is.exec(text ?? '');
  if (!match) return undefined;
  const names = (list = ''): readonly string[] =>
    list.split(',').flatMap((name) => name.trim().replaceAll(/["`]/g, '') || []);
  const [, columns, target = '', referenced, actions = ''] = match;
  const action = (on: string): string | undefined =>
    new RegExp(`on ${on} (cascade|set null|set default|restrict)`, 'i').exec(actions)?.[1]?.toUpperCase();
  const [onDelete, onUpdate] = [action('delete'), action('update')];
  return {
    kind: 'addForeignKey',
    table,
    columns: names(columns),
    references: {
      table: target.replaceAll(/["`]/g, ''),
      columns: names(referenced),
      ...(onDelete !== undefined && { onDelete }),
      ...(onUpdate !== undefined && { onUpdate }),
    },
  };
}

/** The columns that `Column` and `ColumnExpr` name. */
function named(calls: readonly GoLink[]): readonly string[] | undefined {
  const found = calls.flatMap(({ name, args = [] }): readonly (string | undefined)[] => {
    if (name === 'Column') return textsOf(args) ?? [undefined];
    return name === 'ColumnExpr' ? [plainName(withArguments(args))] : [];
  });
  return found.every((one) => one !== undefined) ? found : undefined;
}

function plainName([first]: readonly GoValue[]): string | undefined {
  return textOf(first)?.replaceAll(/^["`]|["`]$/g, '');
}

async function reset(
  { args = [] }: GoLink,
  { models, memory, placing, recorder }: ChainReading,
): Promise<void> {
  for (const one of args) {
    const model = await models.modelOf(one, 'bun');
    if (!model) continue;
    const dropped: OperationBody = { kind: 'dropTable', table: model.table, cascade: true, guarded: true };
    recorder.record([dropped, ...createdFrom(model, memory, false)], placing);
  }
}

/**
 * Fills in `?` and `?0` as bun does before it sends a text: names are quoted, texts become literals
 * (https://bun.uptrace.dev/guide/placeholders.html). What is not known stays a placeholder.
 */
function withArguments(args: readonly GoValue[]): readonly GoValue[] {
  const at = args.findIndex(({ kind }) => kind === 'text');
  const format = args[at];
  if (format?.kind !== 'text') return args;
  const given = args.slice(at + 1);
  if (given.length === 0) return args;
  let next = 0;
  const text = format.text.map((piece) =>
    piece === null
      ? null
      : piece.replaceAll(/\?(\d+)?/g, (written, position?: string) => {
          const value = given[position === undefined ? next : Number(position)];
          if (position === undefined) next += 1;
          return literal(value) ?? written;
        }),
  );
  return [...args.slice(0, at), { kind: 'text', text }];
}

function literal(value: GoValue | undefined): string | undefined {
  if (value?.kind === 'identifier')
    return value.name
      .split('.')
      .map((part) => `"${part}"`)
      .join('.');
  if (value?.kind === 'boolean') return String(value.value).toUpperCase();
  if (value?.kind === 'nil') return 'NULL';
  // A text that is only used as SQL comes through bun.Safe, which cannot be told from a literal here: names and numbers stay bare.
  const text = textOf(value);
  return text !== undefined && /^[\w.]+$/.test(text)
    ? text
    : text === undefined
      ? undefined
      : `'${text.replaceAll("'", "''")}'`;
}
