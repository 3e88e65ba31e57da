import type { Dialect } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import { bodiesOf, makesItsOwn } from './statement.js';

/** Where the statements of a migration go. */
export interface Writing {
  readonly recorder: Recorder;
  readonly dialect: Dialect;
  /** It is not known whether they run. */
  readonly unsure: boolean;
}

const words = (text: string): readonly string[] => text.split(' ');

/**
 * Methods of statements (FluentMigrator.Abstractions/Builders and the extensions for PostgreSQL and SQL Server), so that others are looked
 * up among the methods that the repository adds.
 */
const known: ReadonlySet<string> = new Set([
  ...words(
    'AnsiString Binary Boolean Byte Currency Custom Date DateTime DateTime2 DateTimeOffset Decimal Double Float FixedLengthString',
  ).map((type) => `As${type}`),
  ...words(
    'FixedLengthAnsiString Guid Int16 Int32 Int64 String Time Xml ColumnDataType Concurrently Only',
  ).map((type) => `As${type}`),
  ...words(
    'WithColumn WithDefaultValue WithDefault WithOptions WithSchema WithDescription WithColumnDescription WithColumnAdditionalDescription',
  ),
  ...words(
    'WithColumnAdditionalDescriptions WithIdentityInsert WithOverridingUserValue WithOverridingSystemValue WithDataCompression',
  ),
  ...words(
    'InSchema OnTable OnColumn OnColumns OnDelete OnUpdate OnDeleteOrUpdate To ToTable ToSchema FromTable IfExists IfNotExists',
  ),
  ...words(
    'NotNullable Nullable PrimaryKey PrimaryColumn PrimaryColumns ForeignKey ForeignColumn ForeignColumns ReferencedBy Identity',
  ),
  ...words(
    'SetIdentity DropIdentity AddIdentity Computed SetExistingRowsTo AddColumn AlterColumn Column Columns Unique Indexed',
  ),
  ...words(
    'Row Rows Set Where AllRows IsNull Ascending Descending Clustered NonClustered Filter Include Online Using UsingBTree UsingHash',
  ),
  ...words(
    'UsingGin UsingGist UsingSpgist UsingBrin Nulls NullsFirst NullsLast NullsNotDistinct NullsDistinct UniqueNullsNotDistinct',
  ),
  ...words(
    'UniqueNullsDistinct MinValue MaxValue StartWith IncrementBy Cache Cycle Authorization Sparse RowGuid Tablespace Fillfactor',
  ),
]);

/** A statement while it is written, from `Create.Table("t")` to the last call that is chained to it. */
export class Chain implements HostObject {
  readonly #root: string;
  readonly #writing: Writing;
  readonly #calls: Call[] = [];

  constructor(root: string, writing: Writing) {
    this.#root = root;
    this.#writing = writing;
  }

  call(call: Call): Value | undefined {
    if (this.#calls.length > 0 && !known.has(call.name)) return undefined;
    const at = this.#calls.length;
    this.#calls.push(call);
    if (at === 0 || makesItsOwn(this.#root, this.#calls, call.name)) {
      const { recorder, dialect, unsure } = this.#writing;
      const place = { span: at === 0 ? call.span : call.link, circumstances: call.circumstances };
      recorder.later(place, () => ({ bodies: bodiesOf(this.#root, this.#calls, at, dialect), unsure }));
    }
    return { kind: 'object', object: this };
  }
}
