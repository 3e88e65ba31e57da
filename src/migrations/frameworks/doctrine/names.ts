import { crc32 } from 'node:zlib';
import type { Dialect } from '../../../model/migration.js';

/** Longest identifiers (getMaxIdentifierLength of DBAL's platforms). */
const longest: Partial<Record<Dialect, number>> = {
  postgresql: 63,
  mysql: 64,
  mariadb: 64,
  sqlserver: 128,
  oracle: 30,
};

/** DBAL's name of an index or key without one (Schema/AbstractAsset.php, _generateIdentifierName). */
export function generatedName(
  prefix: 'IDX' | 'UNIQ' | 'FK',
  table: string,
  columns: readonly string[],
  dialect: Dialect,
): string {
  const hash = [table, ...columns].map((part) => crc32(part).toString(16)).join('');
  return `${prefix}_${hash}`.slice(0, longest[dialect] ?? 63).toUpperCase();
}
