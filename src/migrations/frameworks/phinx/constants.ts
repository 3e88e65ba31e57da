import type { Value } from '../../../syntax/imperative/values.js';
import { text } from '../../../syntax/imperative/values.js';

/** Sizes that MySQL's adapter has names for (Db/Adapter/MysqlAdapter.php). */
const sizes: Readonly<Record<string, number>> = {
  TEXT_TINY: 255,
  TEXT_SMALL: 255,
  TEXT_REGULAR: 65_535,
  TEXT_MEDIUM: 16_777_215,
  TEXT_LONG: 2_147_483_647,
  BLOB_TINY: 255,
  BLOB_SMALL: 255,
  BLOB_REGULAR: 65_535,
  BLOB_MEDIUM: 16_777_215,
  BLOB_LONG: 2_147_483_647,
  INT_TINY: 255,
  INT_SMALL: 65_535,
  INT_MEDIUM: 16_777_215,
  INT_REGULAR: 1_073_741_823,
  INT_BIG: 2_147_483_647,
  INT_DISPLAY_TINY: 4,
  INT_DISPLAY_SMALL: 6,
  INT_DISPLAY_MEDIUM: 8,
  INT_DISPLAY_REGULAR: 11,
  INT_DISPLAY_BIG: 20,
};

/** `MysqlAdapter::TEXT_LONG`, `AdapterInterface::PHINX_TYPE_STRING`, `Column::STRING`, `Index::UNIQUE`. */
export function constantOf(name: string): Value | undefined {
  const size = sizes[name];
  if (size !== undefined) return { kind: 'number', text: String(size) };
  if (/^(FIRST|UNIQUE|INDEX|FULLTEXT|CASCADE|RESTRICT|SET_NULL|NO_ACTION)$/.test(name)) return text(name);
  const type = /^(?:PHINX_|)TYPE_([A-Z_]+)$/.exec(name)?.[1] ?? (/^[A-Z_]+$/.test(name) ? name : undefined);
  return type === undefined ? undefined : text(type.toLowerCase().replaceAll('_', ''));
}
