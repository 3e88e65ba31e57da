import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { compareText } from '../../../model/source-span.js';
import { neutralised } from '../../placeholders.js';
import { readProperties } from '../../settings/properties.js';
import type { SqlDirection } from '../../sql-migration.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import type { FlywayFile } from './flyway-files.js';
import { flywayPlacement, runnerOn } from './flyway-runner.js';
import { readProgramMigration } from './flyway-program.js';
import type { FlywaySet } from './flyway-sets.js';
import { flywaySets } from './flyway-sets.js';
import type { FlywaySettings } from './flyway-settings.js';
import { defaultSettings } from './flyway-settings.js';

/** Reads the migrations of a location of Flyway; an undo script is the way back of the version that it names. */
export async function readFlyway(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const found = (await flywaySets(view)).find(({ directory }) => directory === set.directory);
  const settings = found?.settings ?? defaultSettings;
  const runner = runnerOn(set.dialect, settings);
  const files = new Map(found?.files.map((file) => [file.path, file]));
  const undos = undoScripts(found);
  const canGoBack = undos.size > 0;
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const file = files.get(path);
    if (!file) continue;
    const source = await view.read(path);
    if (file.isProgram) {
      const read = await readProgramMigration({ set, file, runner, source, view, ...phaseOf(file) });
      facts.push(read.migration);
      skipped.push(...read.skipped);
      continue;
    }
    const undo = file.kind === 'versioned' ? undos.get(file.version) : undefined;
    const undoSource = undo && (await view.read(undo.path));
    const read = await readSqlMigration({
      set,
      path,
      ...(undo ? { downPath: undo.path } : {}),
      name: file.name,
      version: file.version,
      ...phaseOf(file),
      runner,
      up: source && (await direction(source, set, settings, view)),
      down: undoSource && (await direction(undoSource, set, settings, view)),
      downWhenMissing: file.kind === 'versioned' && canGoBack ? 'none' : 'unsupported',
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
    if (undo) undos.delete(file.version);
  }
  return { facts, skipped: [...skipped, ...orphans(undos)] };
}

function phaseOf({ kind }: FlywayFile): { readonly phase?: string } {
  return kind === 'repeatable' || kind === 'baseline' ? { phase: kind } : {};
}

function undoScripts(set: FlywaySet | undefined): Map<string, FlywayFile> {
  const undos = (set?.files ?? []).filter(({ kind }) => kind === 'undo');
  return new Map(undos.map((file) => [file.version, file]));
}

function orphans(undos: ReadonlyMap<string, FlywayFile>): readonly Skipped[] {
  return [...undos.values()]
    .toSorted((one, other) => compareText(one.path, other.path))
    .map(({ path, version }) => ({
      file: path,
      reason: 'unsupported-syntax',
      detail: `an undo script for version ${version}, of which there is no migration`,
    }));
}

/**
 * A script with placeholders of the project's own form made neutral (the SQL reader knows `${name}` by itself) and its own settings (`V1__x.sql.conf` beside it) regarded. */
async function direction(
  written: SourceText,
  set: MigrationSet,
  settings: FlywaySettings,
  view: RepositoryView,
): Promise<SqlDirection> {
  const conf = view.file(`${written.path}.conf`) && (await view.read(`${written.path}.conf`));
  const own = readProperties(conf?.text ?? '');
  const { prefix, suffix } = settings.placeholders;
  const source =
    prefix === '${' && suffix === '}' ? written : neutralised(written, patternOf(prefix, suffix));
  const placement = flywayPlacement(set.dialect, settings, own.get('executeInTransaction'));
  const first: TransactionPlacement = placement({ operations: [], statements: 0 });
  return { ...wholeText(source, first), placement };
}

function patternOf(prefix: string, suffix: string): RegExp {
  const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`${literal(prefix)}([\\w.:-]{1,200})${literal(suffix)}`, 'g');
}
