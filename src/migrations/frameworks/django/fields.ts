import type { ColumnDefault, ColumnDefinition, Dialect, ForeignKeyTarget } from '../../../model/migration.js';
import type { ClassObject, PyArguments, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { volatilityOf } from '../../sql/volatility.js';
import { booleanIn, callOf, isAbsent, itemsIn, numberIn, textIn } from '../../python/values.js';
import { isColumnClass, isSpatialClass, sqlTypeOf } from './column-types.js';

/** A field of a model as a migration writes it. */
export interface DjangoField {
  readonly name: string;
  /** column = one column; many-to-many = a table between; none = nothing in the database (GenericForeignKey). */
  readonly kind: 'column' | 'many-to-many' | 'none';
  /** The class of Django that it comes down to; empty when that is not known. */
  readonly base: string;
  /** The class that is written. */
  readonly written: string;
  readonly definition: ColumnDefinition;
  /** Only while the column is added: Django drops it again. */
  readonly pythonDefault?: ColumnDefault;
  readonly indexed: boolean;
  /** `app.model` in lower case; `self` is resolved. */
  readonly to?: string;
  /** Whether the model between was made by hand, so that Django makes no table. */
  readonly through: boolean;
  /** `db_constraint=False` of a many-to-many field: its table has no foreign keys. */
  readonly unconstrained?: true;
  /** A field of GeoDjango that gets a spatial index. */
  readonly spatial?: true;
  /** The fields of a CompositePrimaryKey. */
  readonly composite?: readonly string[];
  readonly comment?: string;
  /** `db_table` of a table between. */
  readonly table?: string;
  /** Whether `db_column` is written, so that renaming the field leaves the column. */
  readonly fixedColumn: boolean;
}

/** What a field depends on beside its text. */
export interface FieldContext {
  readonly dialect: Dialect;
  readonly app: string;
  readonly model: string;
  /** The table, key column and key type of a model; undefined when it is not in the repository. */
  readonly target: (
    model: string,
    field?: string,
  ) => { readonly table: string; readonly key: string; readonly type: string } | undefined;
  readonly userModel: string;
}

interface WrittenField {
  readonly base: string;
  readonly written: string;
  readonly args: PyArguments;
}

const relations = /^(?:ForeignKey|OneToOneField)$/;

/** Fields of known packages that come down to something else than the end of their name tells. */
const packages: ReadonlyMap<string, string> = new Map([
  ['TaggableManager', 'none'],
  ['ClusterTaggableManager', 'none'],
  ['GenericForeignKey', 'none'],
  ['GenericRelation', 'none'],
  ['MonitorField', 'DateTimeField'],
  ['AutoCreatedField', 'DateTimeField'],
  ['AutoLastModifiedField', 'DateTimeField'],
  ['CreationDateTimeField', 'DateTimeField'],
  ['ModificationDateTimeField', 'DateTimeField'],
  ['StatusField', 'CharField'],
  ['PhoneNumberField', 'CharField'],
  ['CountryField', 'CharField'],
  ['TimeZoneField', 'CharField'],
  ['RichTextField', 'TextField'],
  ['StreamField', 'TextField'],
  ['TreeManyToManyField', 'ManyToManyField'],
  ['OrderedModelField', 'IntegerField'],
]);

const packageLengths: ReadonlyMap<string, number> = new Map([
  ['PhoneNumberField', 128],
  ['CountryField', 2],
  ['StatusField', 100],
  ['TimeZoneField', 63],
]);

/** Reads the value of a field; undefined when it is none. */
export function fieldOf(
  name: string,
  value: PyValue | undefined,
  context: FieldContext,
): DjangoField | undefined {
  const written = value && writtenField(value);
  if (!written) return undefined;
  const { base, args } = written;
  const option = (key: string): PyValue | undefined => args.named.get(key);
  if (base === 'none') return plain(name, written, 'none');
  if (base === 'CompositePrimaryKey')
    return {
      ...plain(name, written, 'none'),
      composite: args.positional.flatMap((item) => textIn(item) ?? []),
    };
  if (base === 'ManyToManyField') {
    const to = modelOf(option('to') ?? args.positional[0], context);
    const table = textIn(option('db_table'));
    return {
      ...plain(name, written, 'many-to-many'),
      ...(to !== undefined && { to }),
      through: !isAbsent(option('through')),
      ...(booleanIn(option('db_constraint')) === false && { unconstrained: true }),
      ...(table !== undefined && { table }),
    };
  }
  const relation = relations.test(base);
  const to = relation ? modelOf(option('to') ?? args.positional[0], context) : undefined;
  const target = to === undefined ? undefined : context.target(to, textIn(option('to_field')));
  const given = textIn(option('db_column'));
  const column = given ?? (relation ? `${name}_id` : name);
  const unique = booleanIn(option('unique')) === true || base === 'OneToOneField';
  const primaryKey = booleanIn(option('primary_key')) === true;
  const nullable = booleanIn(option('null')) === true || base === 'NullBooleanField';
  const generated = generatedBy(base, written, context);
  const databaseDefault = databaseDefaultOf(option('db_default'), context);
  const pythonDefault = pythonDefaultOf(base, args, nullable);
  const constrained = relation && booleanIn(option('db_constraint')) !== false && to !== undefined;
  const references = constrained
    ? referenceOf(to, target, option('to_field'), option('on_delete') ?? args.positional[1])
    : undefined;
  const collation = textIn(option('db_collation'));
  const comment = textIn(option('db_comment'));
  const check = checkOf(base, column, context.dialect);
  const explicitIndex = booleanIn(option('db_index'));
  const definition: ColumnDefinition = {
    name: column,
    type: typeOf(written, context, target?.type),
    nullable: nullable && !primaryKey,
    ...(databaseDefault && { default: databaseDefault }),
    ...(generated && { generated }),
    ...(primaryKey && { primaryKey }),
    ...(unique && !primaryKey && { unique }),
    ...(references && { references }),
    ...(check !== undefined && { check }),
    ...(collation !== undefined && { collation }),
  };
  const indexedByClass = base === 'ForeignKey' || base === 'SlugField';
  return {
    name,
    kind: 'column',
    base,
    written: written.written,
    definition,
    ...(pythonDefault && { pythonDefault }),
    indexed: !unique && !primaryKey && (explicitIndex ?? indexedByClass),
    ...(to !== undefined && { to }),
    through: false,
    ...(isSpatialClass(base) && booleanIn(option('spatial_index')) !== false && { spatial: true }),
    ...(comment !== undefined && { comment }),
    fixedColumn: given !== undefined,
  };
}

function plain(name: string, { base, written }: WrittenField, kind: 'none' | 'many-to-many'): DjangoField {
  return {
    name,
    kind,
    base,
    written,
    definition: { name, type: '', nullable: true },
    indexed: false,
    through: false,
    fixedColumn: false,
  };
}

/** The class of Django behind a field's value, and its arguments. */
function writtenField(value: PyValue): WrittenField | undefined {
  const call = callOf(value);
  if (call) {
    const base = baseOfName(call.name);
    return base === undefined ? undefined : { base, written: call.called, args: call.args };
  }
  if (value.kind === 'instance' && value.made) {
    const base = baseOfClass(value.of, 0);
    return base === undefined ? undefined : { base, written: value.of.cls.name, args: value.made.args };
  }
  // One of several: the field is one of them, whichever.
  return optionsOf(value).length > 1
    ? optionsOf(value)
        .map(writtenField)
        .find((one) => one)
    : undefined;
}

function baseOfClass(of: ClassObject, depth: number): string | undefined {
  if (depth > 10) return undefined;
  for (const base of of.bases.flatMap(optionsOf)) {
    const found =
      base.kind === 'class'
        ? baseOfClass(base.of, depth + 1)
        : base.kind === 'external'
          ? baseOfName(base.name)
          : undefined;
    if (found !== undefined && found !== '') return found;
  }
  // Mixins and generic bases hide the rest: the name must do.
  return baseOfName(of.cls.name) ?? '';
}

const endings =
  /(ForeignKey|OneToOneField|ManyToManyField|GenericForeignKey|PositiveBigIntegerField|PositiveSmallIntegerField|PositiveIntegerField|SmallIntegerField|BigIntegerField|IntegerField|GenericIPAddressField|DateTimeField|DateField|TimeField|DurationField|NullBooleanField|BooleanField|EmailField|SlugField|URLField|UUIDField|CharField|TextField|JSONField|ImageField|FileField|FilePathField|FloatField|DecimalField|BinaryField|BigAutoField|SmallAutoField|AutoField|ArrayField|HStoreField)$/;

/** The class of Django that a name of a package comes down to; empty for a column of a type that nobody knows. */
function baseOfName(name: string): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const known = packages.get(last);
  if (known !== undefined) return known;
  if (relations.test(last) || /^(?:ManyToManyField|CompositePrimaryKey)$/.test(last) || isColumnClass(last))
    return last;
  return endings.exec(last)?.[1] ?? (/(?:Field|Key)$/.test(last) || name.startsWith('django.') ? '' : '');
}

function typeOf(written: WrittenField, context: FieldContext, keyType: string | undefined): string {
  const { base, args } = written;
  if (relations.test(base)) return keyType ?? '';
  if (base === 'ArrayField') {
    const inner = writtenField(args.named.get('base_field') ?? args.positional[0] ?? { kind: 'none' });
    const type = inner ? typeOf(inner, context, undefined) : '';
    return type === '' ? '' : `${type}[]`;
  }
  if (base === 'GeneratedField') {
    const inner = writtenField(args.named.get('output_field') ?? { kind: 'none' });
    return inner ? typeOf(inner, context, undefined) : '';
  }
  const length = args.named.get('max_length');
  if (!isAbsent(length) && numberIn(length) === undefined) return '';
  return sqlTypeOf(base, context.dialect, {
    length: numberIn(length) ?? packageLengths.get(written.written),
    digits: numberIn(args.named.get('max_digits')),
    places: numberIn(args.named.get('decimal_places')),
  });
}

function generatedBy(
  base: string,
  { args }: WrittenField,
  { dialect }: FieldContext,
): ColumnDefinition['generated'] | undefined {
  if (base === 'GeneratedField')
    return booleanIn(args.named.get('db_persist')) === false ? 'virtual' : 'stored';
  // https://docs.djangoproject.com/en/4.1/releases/4.1/#database-backend-api: identity columns instead of serial.
  if (base.endsWith('AutoField')) return dialect === 'postgresql' ? 'identity' : 'auto-increment';
  return undefined;
}

/** `data_type_check_constraints`: what keeps positive numbers positive; MySQL has unsigned types. */
function checkOf(base: string, column: string, dialect: Dialect): string | undefined {
  return base.startsWith('Positive') && dialect !== 'mysql' && dialect !== 'mariadb'
    ? `"${column}" >= 0`
    : undefined;
}

function referenceOf(
  to: string,
  target: { readonly table: string } | undefined,
  column: PyValue | undefined,
  onDelete: PyValue | undefined,
): ForeignKeyTarget {
  const field = textIn(column);
  // Django carries out on_delete itself, but for `DB_CASCADE`, `DB_SET_NULL` and `DB_SET_DEFAULT` (from 6.1 on).
  const action =
    onDelete?.kind === 'external'
      ? /\.DB_(CASCADE|SET_NULL|SET_DEFAULT)$/.exec(onDelete.name)?.[1]
      : undefined;
  return {
    table: target?.table ?? to.replace('.', '_'),
    columns: field === undefined ? [] : [field],
    ...(action !== undefined && { onDelete: action.replace('_', ' ') }),
  };
}

/** `app.model` in lower case of `'self'`, `'Model'`, `'app.Model'`, a class or the user model. */
export function modelOf(
  value: PyValue | undefined,
  { app, model, userModel }: FieldContext,
): string | undefined {
  const text = textIn(value);
  if (text !== undefined) {
    const lower = text.toLowerCase();
    if (lower === 'self') return `${app}.${model}`.toLowerCase();
    return lower.includes('.') ? lower : `${app}.${lower}`;
  }
  if (value?.kind === 'external' && value.name.endsWith('.AUTH_USER_MODEL')) return userModel;
  const name = value?.kind === 'external' ? /(?:^|\.)(\w+)\.models(?:\.\w+)*\.(\w+)$/.exec(value.name) : null;
  if (name) return `${name[1]}.${name[2]}`.toLowerCase();
  if (value?.kind === 'class') {
    const folder = /(?:^|\/)(\w+)\/models(?:\/|\.py$)/.exec(value.of.file)?.[1] ?? app;
    return `${folder}.${value.of.cls.name}`.toLowerCase();
  }
  return undefined;
}

function databaseDefaultOf(value: PyValue | undefined, { dialect }: FieldContext): ColumnDefault | undefined {
  if (value === undefined) return undefined;
  const literal = literalOf(value);
  if (literal !== undefined) return { expression: literal, volatility: 'constant' };
  const call = callOf(value);
  if (!call) return { expression: '?', volatility: 'unknown' };
  switch (call.called) {
    case 'Value':
      return { expression: literalOf(call.argument('value', 0)) ?? '?', volatility: 'constant' };
    case 'Now':
      return {
        expression: dialect === 'postgresql' ? 'statement_timestamp()' : 'CURRENT_TIMESTAMP',
        volatility: 'stable',
      };
    case 'RandomUUID':
      return { expression: 'gen_random_uuid()', volatility: 'volatile' };
    default: {
      const name = textIn(call.argument('function')) ?? call.called.toLowerCase();
      const expression = `${name}()`;
      return { expression, volatility: volatilityOf(expression, dialect) };
    }
  }
}

/**
 * The value that Django gives to the rows that are there (`effective_default` of django/db/backends/base/schema.py). It is computed once,
 * in Python, so for the engine it is a constant.
 */
function pythonDefaultOf(base: string, args: PyArguments, nullable: boolean): ColumnDefault | undefined {
  const written = args.named.get('default');
  if (written !== undefined) {
    if (written.kind === 'none' || (written.kind === 'external' && written.name.endsWith('NOT_PROVIDED')))
      return undefined;
    const literal = literalOf(written) ?? '?';
    const isArray = base === 'ArrayField' && literal === "'[]'";
    return { expression: isArray ? "'{}'" : literal, volatility: 'constant' };
  }
  const blank = booleanIn(args.named.get('blank')) === true;
  if (!nullable && blank && /^(?:Char|Text|Email|Slug|URL|File|Image|FilePath)Field$/.test(base))
    return { expression: "''", volatility: 'constant' };
  const automatic = ['auto_now', 'auto_now_add'].some((key) => booleanIn(args.named.get(key)) === true);
  return automatic ? { expression: '?', volatility: 'constant' } : undefined;
}

/** A literal as SQL. */
export function literalOf(value: PyValue | undefined): string | undefined {
  switch (value?.kind) {
    case 'text': {
      const text = textIn(value);
      return text === undefined ? undefined : `'${text.replaceAll("'", "''")}'`;
    }
    case 'number':
      return String(value.value);
    case 'boolean':
      return String(value.value);
    case 'external':
      return value.name === 'builtins.list' ? "'[]'" : value.name === 'builtins.dict' ? "'{}'" : undefined;
    case 'list':
      return itemsIn(value).length === 0 ? "'[]'" : undefined;
    case 'dict':
      return value.entries.size === 0 ? "'{}'" : undefined;
    default:
      return undefined;
  }
}

/** The column as it is when it is added to rows that are there. */
export function addedDefinition({ definition, pythonDefault }: DjangoField): ColumnDefinition {
  return definition.default || !pythonDefault ? definition : { ...definition, default: pythonDefault };
}
