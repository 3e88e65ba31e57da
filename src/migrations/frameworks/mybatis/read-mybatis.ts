import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { baseName } from '../../finding/paths.js';
import { readEach } from '../../read-each.js';
import type { Section } from '../../sections.js';
import { sectionsOf } from '../../sections.js';
import type { SqlDirection } from '../../sql-migration.js';
import { readSqlMigration } from '../../sql-migration.js';
import type { StatementCount } from '../../transaction-placement.js';
import { implicitPlacement, placementOn } from '../../transaction-placement.js';
import { environmentsOf, mybatisName, undoLine } from './find-mybatis.js';
import { mybatisRunner } from './mybatis-runner.js';

/** Reads the scripts of a folder of MyBatis. */
export async function readMybatis(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const environments = [...(await environmentsOf(view, set.directory)).values()];
  const says = (key: string): boolean =>
    environments.some((settings) => settings.get(key)?.toLowerCase() === 'true');
  const commitsItself = says('auto_commit');
  const transaction = commitsItself ? 'none' : placementOn(set.dialect, mybatisRunner.transaction);
  const runner = { ...mybatisRunner, transaction };
  const sentWhole = commitsItself && says('send_full_script');
  return readEach(set.files, async (path) => {
    const [, version = '', name = ''] = mybatisName.exec(baseName(path)) ?? [];
    const source = await view.read(path);
    const sections = source ? sectionsOf(source, markerOf, 'up') : [];
    const direction = (wanted: 'up' | 'down'): SqlDirection | undefined => {
      const parts = sections
        .filter((section) => section.direction === wanted)
        .map(({ start, end }) => ({ start, end, transaction }));
      const placement = (reading: StatementCount): TransactionPlacement =>
        implicitPlacement(set.dialect, reading);
      return source && parts.length > 0 ? { source, parts, ...(sentWhole ? { placement } : {}) } : undefined;
    };
    return readSqlMigration({
      set,
      path,
      name,
      version,
      runner,
      up: direction('up'),
      down: direction('down'),
      downWhenMissing: 'none',
    });
  });
}

function markerOf(line: string): Section['direction'] | undefined {
  return undoLine.test(line) ? 'down' : undefined;
}
