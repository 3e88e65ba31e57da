import type { Dialect } from '../../../model/migration.js';
import { canonicalType } from '../../sql/column-type.js';

/** PostgreSQL, MySQL/MariaDB and SQLite in this order; `%` stands for max_length. */
type Row = readonly [string, string, string];

/**
 * The types of Django's fields per database: `data_types` of django/db/backends/{postgresql,mysql,sqlite3}/base.py, and db_type of
 * django.contrib.postgres.fields and django.contrib.gis.
 */
const types: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['AutoField', ['integer', 'integer', 'integer']],
  ['BigAutoField', ['bigint', 'bigint', 'integer']],
  ['SmallAutoField', ['smallint', 'smallint', 'integer']],
  ['BinaryField', ['bytea', 'longblob', 'blob']],
  ['BooleanField', ['boolean', 'bool', 'bool']],
  ['NullBooleanField', ['boolean', 'bool', 'bool']],
  ['CharField', ['varchar(%)', 'varchar(%)', 'varchar(%)']],
  ['CommaSeparatedIntegerField', ['varchar(%)', 'varchar(%)', 'varchar(%)']],
  ['DateField', ['date', 'date', 'date']],
  ['DateTimeField', ['timestamptz', 'datetime(6)', 'datetime']],
  ['DurationField', ['interval', 'bigint', 'bigint']],
  ['EmailField', ['varchar(%)', 'varchar(%)', 'varchar(%)']],
  ['FileField', ['varchar(%)', 'varchar(%)', 'varchar(%)']],
  ['ImageField', ['varchar(%)', 'varchar(%)', 'varchar(%)']],
  ['FilePathField', ['varchar(%)', 'varchar(%)', 'varchar(%)']],
  ['FloatField', ['double precision', 'double precision', 'real']],
  ['IntegerField', ['integer', 'integer', 'integer']],
  ['BigIntegerField', ['bigint', 'bigint', 'bigint']],
  ['IPAddressField', ['inet', 'char(15)', 'char(15)']],
  ['GenericIPAddressField', ['inet', 'char(39)', 'char(39)']],
  ['JSONField', ['jsonb', 'json', 'text']],
  ['PositiveBigIntegerField', ['bigint', 'bigint unsigned', 'bigint unsigned']],
  ['PositiveIntegerField', ['integer', 'integer unsigned', 'integer unsigned']],
  ['PositiveSmallIntegerField', ['smallint', 'smallint unsigned', 'smallint unsigned']],
  ['SlugField', ['varchar(%)', 'varchar(%)', 'varchar(%)']],
  ['SmallIntegerField', ['smallint', 'smallint', 'smallint']],
  ['TextField', ['text', 'longtext', 'text']],
  ['TimeField', ['time', 'time(6)', 'time']],
  ['URLField', ['varchar(%)', 'varchar(%)', 'varchar(%)']],
  ['UUIDField', ['uuid', 'char(32)', 'char(32)']],
  ['HStoreField', ['hstore', '', '']],
  ['SearchVectorField', ['tsvector', '', '']],
  ['SearchQueryField', ['tsquery', '', '']],
  ['CICharField', ['citext', '', '']],
  ['CIEmailField', ['citext', '', '']],
  ['CITextField', ['citext', '', '']],
  ['IntegerRangeField', ['int4range', '', '']],
  ['BigIntegerRangeField', ['int8range', '', '']],
  ['DecimalRangeField', ['numrange', '', '']],
  ['FloatRangeField', ['numrange', '', '']],
  ['DateTimeRangeField', ['tstzrange', '', '']],
  ['DateRangeField', ['daterange', '', '']],
  ['GeometryField', ['geometry', 'geometry', 'geometry']],
  ['PointField', ['geometry', 'point', 'point']],
  ['LineStringField', ['geometry', 'linestring', 'linestring']],
  ['PolygonField', ['geometry', 'polygon', 'polygon']],
  ['MultiPointField', ['geometry', 'multipoint', 'multipoint']],
  ['MultiLineStringField', ['geometry', 'multilinestring', 'multilinestring']],
  ['MultiPolygonField', ['geometry', 'multipolygon', 'multipolygon']],
  ['GeometryCollectionField', ['geometry', 'geometrycollection', 'geometrycollection']],
  ['RasterField', ['raster', '', '']],
]);

/** max_length where a field's class gives one by itself; that of the rest must be written. */
const lengths: ReadonlyMap<string, number> = new Map([
  ['EmailField', 254],
  ['FileField', 100],
  ['ImageField', 100],
  ['FilePathField', 100],
  ['SlugField', 50],
  ['URLField', 200],
]);

/** Whether Django has a field class of this name that makes one column. */
export function isColumnClass(name: string): boolean {
  return types.has(name) || name === 'DecimalField' || name === 'ArrayField' || name === 'GeneratedField';
}

/** Whether a field class is one of GeoDjango, which gives its columns a spatial index unless it is told not to. */
export function isSpatialClass(name: string): boolean {
  return /^(?:geometry|raster)$/.test(types.get(name)?.[0] ?? '');
}

/** The SQL type of a field class; empty when the text does not give it. */
export function sqlTypeOf(
  name: string,
  dialect: Dialect,
  {
    length,
    digits,
    places,
  }: { length?: number | undefined; digits?: number | undefined; places?: number | undefined },
): string {
  if (name === 'DecimalField') {
    const size = digits === undefined ? '' : `(${digits},${places ?? 0})`;
    return dialect === 'sqlite' ? 'numeric' : `numeric${size}`;
  }
  const row = types.get(name);
  if (!row) return '';
  const written = row[dialect === 'mysql' || dialect === 'mariadb' ? 1 : dialect === 'sqlite' ? 2 : 0];
  const size = length ?? lengths.get(name);
  // CharField without max_length is possible on PostgreSQL since Django 4.2 and on SQLite since 5.2.
  const sized = written.replace('(%)', size === undefined ? '' : `(${size})`);
  return sized === '' ? '' : canonicalType(sized, dialect);
}
