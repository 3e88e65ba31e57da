import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { changeUnitsOf, type ChangeUnit } from './change-units.js';
import { mongockRunner } from './mongock-runner.js';

/** Reads the change units of a set, sorted by their `order`. */
export async function readMongock(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const found: { readonly order: string; readonly migration: Migration }[] = [];
  for (const path of set.files) {
    const source = await view.read(path);
    if (!source) continue;
    const language = path.slice(path.lastIndexOf('.') + 1);
    for (const unit of changeUnitsOf(source)) {
      const span = source.span(
        unit.start,
        source.text.indexOf('\n', unit.start) === -1 ? unit.end : source.text.indexOf('\n', unit.start),
      );
      found.push({ order: unit.order, migration: migrationOf(unit, { set, path, span, language }) });
    }
  }
  return {
    facts: found
      .toSorted((one, other) => compareText(one.order, other.order))
      .map(({ migration }) => migration),
    skipped: [],
  };
}

interface Scene {
  readonly set: MigrationSet;
  readonly path: string;
  readonly span: Migration['span'];
  readonly language: string;
}

function migrationOf(unit: ChangeUnit, { set, path, span, language }: Scene): Migration {
  const transaction = unit.inTransaction ? 'per-migration' : 'none';
  return {
    framework: set.framework,
    path,
    name: unit.id,
    version: unit.order,
    dialect: set.dialect,
    dialectReason: set.dialectReason,
    ...(unit.runsAlways && { phase: 'repeatable' }),
    down: unit.down,
    downProblems: [],
    runner: { ...mongockRunner, transaction },
    operations: unit.isEmpty
      ? []
      : [
          {
            kind: 'opaque',
            reason: `the change unit is a program (.${language})`,
            span,
            direction: 'up',
            statement: 0,
            transaction,
            confidence: 'high',
          },
        ],
    set: set.directory,
    span,
  };
}
