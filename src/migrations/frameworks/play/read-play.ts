import type { Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { SourceText } from '../../../model/source-text.js';
import { baseName } from '../../finding/paths.js';
import { neutralised } from '../../placeholders.js';
import { readEach, refused } from '../../read-each.js';
import type { Section } from '../../sections.js';
import { sectionsOf } from '../../sections.js';
import { readSqlMigration } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import { playMarker, playName } from './find-play.js';
import { playConfigs } from './play-settings.js';
import { playRunner } from './play-runner.js';

/** Reads the evolutions of a database. */
export async function readPlay(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const runner = await runnerFor(set, view);
  const { transaction } = runner;
  return readEach(set.files, async (path) => {
    const written = await view.read(path);
    const source = written && prepared(written);
    const sections = source ? sectionsOf(source, markerOf, 'neither') : [];
    const parts = (wanted: Section['direction']): readonly Section[] =>
      sections.filter(({ direction }) => direction === wanted);
    if (source && parts('up').length === 0 && parts('down').length === 0)
      return refused(path, 'an evolution without "!Ups" does nothing');
    const direction = (wanted: 'up' | 'down') =>
      source && { source, parts: parts(wanted).map(({ start, end }) => ({ start, end, transaction })) };
    return readSqlMigration({
      set,
      path,
      name: '',
      version: playName.exec(baseName(path))?.[1] ?? '',
      runner,
      up: direction('up'),
      down: parts('down').length === 0 ? undefined : direction('down'),
      downWhenMissing: 'none',
    });
  });
}

function markerOf(line: string): Section['direction'] | undefined {
  const word = playMarker.exec(line)?.[1];
  return word === undefined ? undefined : word === 'Up' ? 'up' : 'down';
}

/** `;;` is a semicolon inside a statement, `$evolutions{{{name}}}` a value that Play fills in. */
function prepared(source: SourceText): SourceText {
  const text = source.text.replaceAll(';;', '; ');
  const plain = text === source.text ? source : new SourceText(source.path, text);
  return neutralised(plain, /\$evolutions\{\{\{(\w+)\}\}\}/g);
}

async function runnerFor({ dialect }: MigrationSet, view: RepositoryView): Promise<RunnerModel> {
  const text = (await playConfigs(view)).map((config) => config.text).join('\n');
  const isOff =
    /\bevolutions\b[^\n]*\.autocommit\s*=\s*false|\bevolutions\s*\{[^}]*\bautocommit\s*=\s*false/.test(text);
  const holdsLock =
    /\bevolutions\b[^\n]*\.useLocks\s*=\s*true|\bevolutions\s*\{[^}]*\buseLocks\s*=\s*true/.test(text);
  return { ...playRunner, transaction: isOff ? placementOn(dialect, 'all-migrations') : 'none', holdsLock };
}
