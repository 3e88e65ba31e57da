import type { MigrationInventory, ReportedMigration, ReportedMigrationSet } from '../../model/report.js';
import type { SchemaOperation } from '../../model/migration.js';
import { printableLine } from '../printable.js';
import type { TextOptions } from './layout.js';
import { plural } from './plural.js';
import { table } from './table.js';

interface InventoryTextOptions extends Pick<TextOptions, 'style' | 'width' | 'all'> {
  /** The revision that new migrations came since. */
  readonly base: string | undefined;
}

/** What `lintel migrations list` prints: each set with what it holds; with `all` each migration and its operations under it. */
export function toInventoryText(inventory: MigrationInventory, options: InventoryTextOptions): string {
  const { style } = options;
  const { migrationSets, migrations, skipped } = inventory;
  const commit = inventory.commit === null ? '' : style.dim(` @ ${inventory.commit.slice(0, 10)}`);
  const operations = migrations.flatMap((migration) => migration.operations);
  const opaque = operations.filter(({ kind }) => kind === 'opaque').length;
  const counts = [
    plural(migrationSets.length, 'set'),
    plural(migrations.length, 'migration'),
    plural(operations.length, 'operation'),
    ...(opaque > 0 ? [`${opaque} not understood (${percent(opaque, operations.length)})`] : []),
  ];
  if (migrationSets.length === 0)
    return `${style.bold(style.accent('lintel'))} ${style.bold(printableLine(inventory.root))}${commit}  ${style.dim('no migrations found')}`;
  return [
    `${style.bold(style.accent('lintel'))} ${style.bold(printableLine(inventory.root))}${commit}  ${style.dim(counts.join(' · '))}`,
    '',
    ...migrationSets.flatMap((set) => [
      ...setLines(set, options),
      ...migrationLines(set, migrations, options),
      '',
    ]),
    ...(skipped.length > 0
      ? [
          style.warn(`${plural(skipped.length, 'place')} could not be read`) +
            style.dim(' (lintel scan shows them)'),
        ]
      : []),
  ]
    .join('\n')
    .trimEnd();
}

function setLines(
  set: ReportedMigrationSet,
  { style, width, base }: InventoryTextOptions,
): readonly string[] {
  const service = set.service === '' ? '' : `  ${style.dim(`(${printableLine(set.service)})`)}`;
  const fresh = base === undefined ? '' : `, ${set.new} new since ${printableLine(base)}`;
  const row = (label: string, ...cells: Parameters<typeof table>[0][number]): readonly string[] =>
    table([[{ text: label.padEnd(8), dress: style.dim }, ...cells]], 2, width);
  return [
    `${style.bold(printableLine(set.directory))}  ${style.accent(set.framework)}${service}`,
    ...row('dialect', set.dialect, { text: set.dialectReason, dress: style.dim, cut: true }),
    ...row('found by', { text: set.reason, dress: style.dim, cut: true }),
    ...row(
      'holds',
      `${plural(set.migrations, 'migration')}${fresh}, ${plural(set.operations, 'operation')}${set.opaque > 0 ? `, ${set.opaque} not understood` : ''}`,
    ),
  ];
}

/** Each migration: version, name, way back, and what it does in few words. */
function migrationLines(
  set: ReportedMigrationSet,
  migrations: readonly ReportedMigration[],
  { style, width, all, base }: InventoryTextOptions,
): readonly string[] {
  if (!all) return [];
  const own = migrations.filter(
    (migration) => migration.framework === set.framework && set.files.includes(migration.path),
  );
  return table(
    own.map((migration) => [
      { text: migration.version === '' ? '–' : migration.version, dress: style.dim },
      { text: `${migration.name}${base !== undefined && migration.new ? ' (new)' : ''}`, dress: style.bold },
      { text: wayBack(migration), dress: style.dim },
      { text: summaryOf(migration.operations), cut: true },
    ]),
    4,
    width,
  );
}

function wayBack({ down, downProblems }: ReportedMigration): string {
  if (down === 'inferred' && downProblems.length > 0) return 'cannot go back';
  const words: Readonly<Record<ReportedMigration['down'], string>> = {
    explicit: 'goes back',
    inferred: 'goes back',
    none: 'no way back',
    noop: 'empty way back',
    irreversible: 'irreversible',
    unsupported: 'forward only',
  };
  return words[down];
}

/** `createTable orders, createIndex orders, 2 × addColumn users`. */
function summaryOf(operations: readonly SchemaOperation[]): string {
  const counts = new Map<string, number>();
  for (const operation of operations) {
    if (operation.direction !== 'up') continue;
    const text =
      'table' in operation && operation.table !== undefined
        ? `${operation.kind} ${operation.table}`
        : operation.kind;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) => (count > 1 ? `${count} × ${text}` : text)).join(', ');
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1)} %`;
}
