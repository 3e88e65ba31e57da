import type {
  AddConstraint,
  ColumnDefault,
  ColumnDefinition,
  Dialect,
  ForeignKeyTarget,
  OperationBody,
} from '../../../model/migration.js';
import type { JvmExpression, JvmLink } from '../../../syntax/jvm/expressions.js';
import { canonicalType } from '../../sql/column-type.js';
import { volatilityOf } from '../../sql/volatility.js';

/** What the names of types that are classes of the program stand for: the enumeration's name in the database. */
export type EnumNames = (className: string) => string | undefined;

export interface JooqReading {
  readonly dialect: Dialect;
  readonly enumName: EnumNames;
}

/** Types of `SQLDataType` (https://www.jooq.org/javadoc/latest/org.jooq/org/jooq/impl/SQLDataType.html) as PostgreSQL writes them. */
const types: Readonly<Record<string, string>> = {
  BIGINT: 'bigint',
  BIGINTUNSIGNED: 'numeric(20)',
  INTEGER: 'integer',
  INTEGERUNSIGNED: 'bigint',
  SMALLINT: 'smallint',
  SMALLINTUNSIGNED: 'integer',
  TINYINT: 'smallint',
  TINYINTUNSIGNED: 'smallint',
  DECIMAL_INTEGER: 'numeric',
  DECIMAL: 'numeric',
  NUMERIC: 'numeric',
  DECFLOAT: 'numeric',
  REAL: 'real',
  FLOAT: 'double precision',
  DOUBLE: 'double precision',
  BOOLEAN: 'boolean',
  BIT: 'boolean',
  CHAR: 'char',
  NCHAR: 'char',
  VARCHAR: 'varchar',
  NVARCHAR: 'varchar',
  LONGVARCHAR: 'text',
  LONGNVARCHAR: 'text',
  CLOB: 'text',
  NCLOB: 'text',
  BLOB: 'bytea',
  BINARY: 'bytea',
  VARBINARY: 'bytea',
  LONGVARBINARY: 'bytea',
  DATE: 'date',
  LOCALDATE: 'date',
  TIME: 'time',
  LOCALTIME: 'time',
  TIMESTAMP: 'timestamp',
  LOCALDATETIME: 'timestamp',
  TIMESTAMPWITHTIMEZONE: 'timestamptz',
  OFFSETDATETIME: 'timestamptz',
  INSTANT: 'timestamptz',
  TIMEWITHTIMEZONE: 'timetz',
  OFFSETTIME: 'timetz',
  INTERVAL: 'interval',
  UUID: 'uuid',
  JSON: 'json',
  JSONB: 'jsonb',
  XML: 'xml',
  GEOMETRY: 'geometry',
  GEOGRAPHY: 'geography',
};

/** A name in the database: `"id"`, `field("id")`, `table(name("public", "house"))`, `Tables.HOUSE`. */
export function nameOf(expression: JvmExpression | undefined): string | undefined {
  if (expression?.kind === 'text') return expression.open ? undefined : plain(expression.text);
  if (expression?.kind !== 'chain') return undefined;
  const called = expression.links.find(
    ({ name, given }) =>
      given && /^(field|table|name|unquotedName|quotedName|index|constraint|sql|inline|val)$/.test(name),
  );
  if (called?.given) {
    const [first, ...others] = called.given;
    if (/name$/i.test(called.name) && others.length > 0) {
      const parts = [first, ...others].map(nameOf);
      return parts.includes(undefined) ? undefined : parts.join('.');
    }
    return nameOf(first);
  }
  // A class that jOOQ generates: `HOUSE`, `HOUSE.ID`.
  const last = expression.links.at(-1);
  return last && !last.given && /^[A-Z][A-Z\d_]*$/.test(last.name) ? last.name.toLowerCase() : undefined;
}

/** `"public"."House"` as the engine sees it. */
function plain(written: string): string {
  return written.trim().replaceAll(/["`]/g, '');
}

/** Links behind the call that names a type or field. */
interface TypeWords {
  readonly type: string;
  readonly words: readonly JvmLink[];
}

/** `SQLDataType.VARCHAR(20).nullable(false)`. */
function typeOf(expression: JvmExpression | undefined, reading: JooqReading): TypeWords | undefined {
  if (expression?.kind === 'text')
    return { type: canonicalType(expression.text, reading.dialect), words: [] };
  if (expression?.kind !== 'chain') return undefined;
  const at = expression.links.findIndex(({ name }) => types[name] !== undefined);
  const base = expression.links[at];
  if (!base) {
    const other = expression.links.find(({ name }) =>
      /^(DefaultDataType|getDataType|BuiltInDataType)$/.test(name),
    );
    return other || expression.links[0]?.name === 'SQLDataType'
      ? { type: '', words: expression.links }
      : undefined;
  }
  const words = expression.links.slice(at + 1);
  let type = types[base.name] ?? '';
  const sizes = (base.given ?? []).flatMap((size) => (size.kind === 'number' ? [size.text] : []));
  for (const { name, given } of words) {
    const [first] = given ?? [];
    if ((name === 'length' || name === 'precision') && first?.kind === 'number') sizes.unshift(first.text);
    if (name === 'asEnumDataType' && first?.kind === 'chain')
      type = reading.enumName(first.links[0]?.name ?? '') ?? '';
  }
  if (sizes.length > 0 && /^(char|varchar|numeric|timestamp|time)$/.test(type))
    type = `${type}(${sizes.join(',')})`;
  if (words.some(({ name }) => /^(array|getArrayDataType|arrayDataType|asArray)$/.test(name)))
    type = `${type}[]`;
  return { type: type === '' ? '' : canonicalType(type, reading.dialect), words };
}

/** A default: a constant, `currentOffsetDateTime()`, `field("gen_random_uuid()")`. */
function defaultOf(expression: JvmExpression | undefined, dialect: Dialect): ColumnDefault | undefined {
  switch (expression?.kind) {
    case 'text':
      return { expression: `'${expression.text.replaceAll("'", "''")}'`, volatility: 'constant' };
    case 'number':
      return { expression: expression.text.replace(/[lLdDfF]$/, ''), volatility: 'constant' };
    case 'chain': {
      const [only] = expression.links;
      if (expression.links.length === 1 && only && /^(true|false)$/.test(only.name))
        return { expression: only.name, volatility: 'constant' };
      if (expression.links.length === 1 && only?.name === 'null') return undefined;
      const called = expression.links.at(-1);
      if (called && /^(current\w*|now)$/.test(called.name))
        return {
          expression: called.name.endsWith('Date') ? 'CURRENT_DATE' : 'CURRENT_TIMESTAMP',
          volatility: 'stable',
        };
      const written = expression.links.find(({ name }) => /^(field|sql|inline|val|value)$/.test(name))
        ?.given?.[0];
      if (written?.kind === 'text' && !written.open)
        return expression.links.some(({ name }) => /^(inline|val|value)$/.test(name))
          ? defaultOf(written, dialect)
          : { expression: written.text, volatility: volatilityOf(written.text, dialect) };
      if (written && written.kind !== 'text') return defaultOf(written, dialect);
      // `Status.NEW`: a constant of which the text does not tell the literal.
      if (expression.links.length > 1 && expression.links.every(({ given }) => !given))
        return { expression: '?', volatility: 'constant' };
      return { expression: '?', volatility: 'unknown' };
    }
    default:
      return { expression: '?', volatility: 'unknown' };
  }
}

/** A column of `field(name, type)`, or of a name and a type. */
export function columnOf(
  field: JvmExpression | undefined,
  type: JvmExpression | undefined,
  reading: JooqReading,
): ColumnDefinition | undefined {
  const name = nameOf(field);
  if (name === undefined) return undefined;
  const own =
    field?.kind === 'chain' ? field.links.find((link) => link.name === 'field')?.given?.[1] : undefined;
  const { type: written, words } = typeOf(type ?? own, reading) ?? { type: '', words: [] };
  let nullable = true;
  let fallback: ColumnDefault | undefined;
  let isNumbered = false;
  for (const { name: word, given } of words) {
    const [first] = given ?? [];
    if (word === 'notNull') nullable = false;
    if (word === 'null_') nullable = true;
    if (word === 'nullable') nullable = !isFalse(first);
    if (/^(defaultValue|default_|setDefault)$/.test(word)) fallback = defaultOf(first, reading.dialect);
    if (word === 'identity') isNumbered = !isFalse(first);
  }
  return {
    name,
    type: written,
    nullable,
    ...(fallback && { default: fallback }),
    ...(isNumbered && { generated: 'identity' }),
  };
}

function isFalse(expression: JvmExpression | undefined): boolean {
  return (
    expression?.kind === 'chain' && expression.links.length === 1 && expression.links[0]?.name === 'false'
  );
}

/** What `alterColumn(…)` is told. */
export function changeOf(
  on: { readonly table: string; readonly column: string },
  { name, given }: JvmLink,
  reading: JooqReading,
): readonly OperationBody[] {
  const [first] = given ?? [];
  switch (name) {
    case 'set':
    case 'setType':
    case 'type': {
      const { type, words } = typeOf(first, reading) ?? { type: '', words: [] };
      const said = words.find((word) => /^(nullable|notNull|null_)$/.test(word.name));
      const isNull = said?.name === 'null_' || (said?.name === 'nullable' && !isFalse(said.given?.[0]));
      return [
        { kind: 'changeColumnType', ...on, type },
        ...(said ? [{ kind: isNull ? ('dropNotNull' as const) : ('setNotNull' as const), ...on }] : []),
      ];
    }
    case 'setNotNull':
      return [{ kind: 'setNotNull', ...on }];
    case 'dropNotNull':
      return [{ kind: 'dropNotNull', ...on }];
    case 'defaultValue':
    case 'default_':
    case 'setDefault': {
      const fallback = defaultOf(first, reading.dialect);
      return fallback ? [{ kind: 'setDefault', ...on, default: fallback }] : [{ kind: 'dropDefault', ...on }];
    }
    case 'dropDefault':
      return [{ kind: 'dropDefault', ...on }];
    default:
      return [];
  }
}

/** `constraint("x").primaryKey("id")`, `foreignKey("a").references("b", "id").onDeleteCascade()`, `unique("a")`, `check(…)`. */
export function constraintOf(
  expression: JvmExpression | undefined,
  table: string,
): OperationBody | undefined {
  if (expression?.kind !== 'chain') return undefined;
  const { links } = expression;
  const constraint = nameOf(links.find(({ name }) => name === 'constraint')?.given?.[0]);
  const kind = links.find(({ name, given }) => given && /^(primaryKey|unique|check|foreignKey)$/.test(name));
  if (!kind) return undefined;
  const columns = namesOf(kind.given);
  const shared: AddConstraint = { table, columns, ...(constraint !== undefined && { constraint }) };
  switch (kind.name) {
    case 'primaryKey':
      return { kind: 'addPrimaryKey', ...shared };
    case 'unique':
      return { kind: 'addUnique', ...shared };
    case 'check':
      return { kind: 'addCheck', ...shared, columns: [], expression: '?' };
    default: {
      const references = links.find(({ name }) => name === 'references')?.given;
      const to = nameOf(references?.[0]);
      if (to === undefined) return undefined;
      const action = (event: string): string | undefined =>
        links
          .find(({ name }) => name.startsWith(event))
          ?.name.slice(event.length)
          .replaceAll(/(?<!^)([A-Z])/g, ' $1')
          .toUpperCase();
      const [onDelete, onUpdate] = [action('onDelete'), action('onUpdate')];
      const target: ForeignKeyTarget = {
        table: to,
        columns: namesOf(references?.slice(1)),
        ...(onDelete !== undefined && { onDelete }),
        ...(onUpdate !== undefined && { onUpdate }),
      };
      return { kind: 'addForeignKey', ...shared, references: target };
    }
  }
}

/** Names, also in lists: `columns("a", "b")`, `on(TABLE, listOf(a, b))`. */
export function namesOf(given: readonly JvmExpression[] | undefined): readonly string[] {
  return (given ?? []).flatMap((expression) => {
    const items = itemsOf(expression);
    return items ? namesOf(items) : (nameOf(expression) ?? '?');
  });
}

/** The items of `listOf(…)`, `List.of(…)`, `arrayOf(…)`, `Arrays.asList(…)`. */
export function itemsOf(expression: JvmExpression): readonly JvmExpression[] | undefined {
  if (expression.kind !== 'chain') return undefined;
  const [first, second] = expression.links;
  if (first?.given && /^(listOf|arrayOf|setOf|mutableListOf)$/.test(first.name)) return first.given;
  return second?.given &&
    /^(List|Set|Arrays|Stream|Seq)$/.test(first?.name ?? '') &&
    /^(of|asList)$/.test(second.name)
    ? second.given
    : undefined;
}
