import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { baseName } from '../../finding/paths.js';
import { opaqueMigration } from '../../opaque-migration.js';
import { readEach, taken } from '../../read-each.js';
import type { Section } from '../../sections.js';
import { sectionsOf } from '../../sections.js';
import type { SqlDirection } from '../../sql-migration.js';
import { readSqlMigration } from '../../sql-migration.js';
import { isTemplated } from '../../templated.js';
import { ternName, ternSeparator } from './find-tern.js';
import { ternRunner } from './tern-runner.js';

const disabled = /^---- tern: disable-tx ----$/m;

/** Reads the migrations of a folder of tern. */
export async function readTern(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  return readEach(set.files, async (path) => {
    const [, version = '', name = ''] = ternName.exec(baseName(path)) ?? [];
    const source = await view.read(path);
    const sections = source ? sectionsOf(source, markerOf, 'up') : [];
    const up = source && directionOf(source, sections, 'up');
    const down =
      source && sections.some(({ marker }) => marker !== '')
        ? directionOf(source, sections, 'down')
        : undefined;
    const transaction = up?.parts[0]?.transaction ?? ternRunner.transaction;
    const common = { set, path, name, version, runner: { ...ternRunner, transaction } };
    if (source && isTemplated(source.text)) {
      const reason = 'the file is a template with branches or calls';
      return taken(opaqueMigration({ ...common, down: down ? 'explicit' : 'none', reason, source }));
    }
    return readSqlMigration({ ...common, up, down, downWhenMissing: 'none' });
  });
}

function markerOf(line: string): Section['direction'] | undefined {
  return ternSeparator.test(line) ? 'down' : undefined;
}

/** Each direction switches its own transaction off. */
function directionOf(source: SourceText, sections: readonly Section[], wanted: 'up' | 'down'): SqlDirection {
  const own = sections.filter(({ direction }) => direction === wanted);
  const isOff = own.some(({ start, end }) => disabled.test(source.text.slice(start, end)));
  const transaction = isOff ? 'none' : ternRunner.transaction;
  return { source, parts: own.map(({ start, end }) => ({ start, end, transaction })) };
}
