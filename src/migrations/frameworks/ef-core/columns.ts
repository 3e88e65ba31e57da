import type { ColumnDefault, ColumnDefinition, Dialect } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { booleanOf, textOf, wordOf } from '../../../syntax/imperative/values.js';
import { canonicalType } from '../../sql/column-type.js';
import { volatilityOf } from '../../sql/volatility.js';
import { sqlTypeOf } from './clr-types.js';
import { literalDefault } from '../../programs/literal-default.js';

/** What is written behind an operation or a column: `.Annotation("SqlServer:Identity", "1, 1")`. */
export class Annotated implements HostObject {
  readonly #annotations = new Map<string, string>();

  /** The text of an annotation's value. */
  annotation(name: string): string | undefined {
    return this.#annotations.get(name);
  }

  /** Names of all annotations. */
  get names(): readonly string[] {
    return [...this.#annotations.keys()];
  }

  call(call: Call): Value | undefined {
    const [name, value] = call.positional;
    if (call.name === 'Annotation') this.#annotations.set(textOf(name) ?? '', writtenText(value));
    else if (call.name === 'OldAnnotation')
      this.#annotations.set(`old ${textOf(name) ?? ''}`, writtenText(value));
    else return undefined;
    return { kind: 'object', object: this };
  }
}

function writtenText(value: Value | undefined): string {
  if (value?.kind === 'boolean') return String(value.value);
  return value?.kind === 'code' ? value.text : (wordOf(value) ?? '');
}

/** How the engine numbers a column, by the annotations of the providers. */
export function generatedBy(annotated: Annotated): ColumnDefinition['generated'] {
  if (annotated.annotation('SqlServer:Identity') !== undefined) return 'identity';
  const npgsql = annotated.annotation('Npgsql:ValueGenerationStrategy');
  if (npgsql !== undefined)
    return /Serial/.test(npgsql) ? 'serial' : /Identity/.test(npgsql) ? 'identity' : undefined;
  const mysql = annotated.annotation('MySql:ValueGenerationStrategy');
  if (mysql !== undefined && /Identity/.test(mysql)) return 'auto-increment';
  return annotated.annotation('Sqlite:Autoincrement') === 'true' ||
    annotated.annotation('MySQL:AutoIncrement') === 'true' ||
    annotated.annotation('Oracle:ValueGenerationStrategy') !== undefined
    ? 'auto-increment'
    : undefined;
}

/** The arguments of `AddColumn`, `AlterColumn` and `Column` by name; `old` reads those of the state before. */
export class ColumnArguments {
  readonly #call: Call;
  readonly #dialect: Dialect;

  constructor(call: Call, dialect: Dialect) {
    this.#call = call;
    this.#dialect = dialect;
  }

  #get(name: string): Value | undefined {
    const value = this.#call.named.get(name);
    return value?.kind === 'null' ? undefined : value;
  }

  /** The type as written, or the one that the provider chooses for the type of .NET. */
  type(clr: string, old = false): string {
    const written = textOf(this.#get(named('type', old)));
    if (written !== undefined) return canonicalType(written, this.#dialect);
    const length = wordOf(this.#get(named('maxLength', old)));
    const [precision, scale] = [
      wordOf(this.#get(named('precision', old))),
      wordOf(this.#get(named('scale', old))),
    ];
    const digits =
      precision === undefined ? undefined : scale === undefined ? precision : `${precision},${scale}`;
    const isRowVersion = booleanOf(this.#get(named('rowVersion', old))) === true;
    if (isRowVersion && this.#dialect === 'sqlserver') return 'rowversion';
    const type = sqlTypeOf(clr, length, digits, this.#dialect);
    const narrow =
      this.#dialect === 'sqlserver' && booleanOf(this.#get(named('unicode', old))) === false
        ? type.replace(/^nvarchar/, 'varchar')
        : type;
    return booleanOf(this.#get(named('fixedLength', old))) === true
      ? narrow.replace(/^(n?)varchar(?=\(\d)/, '$1char')
      : narrow;
  }

  nullable(old = false): boolean {
    return booleanOf(this.#get(named('nullable', old))) === true;
  }

  default(old = false): ColumnDefault | undefined {
    const sql = this.#get(named('defaultValueSql', old));
    if (sql?.kind === 'text')
      return { expression: sql.text, volatility: volatilityOf(sql.text, this.#dialect) };
    const value = this.#get(named('defaultValue', old));
    // A value of .NET is put into the SQL as a literal; one that is null is a default that is not known.
    return value?.kind === 'null' ? { expression: '?', volatility: 'constant' } : literalDefault(value);
  }

  collation(old = false): string | undefined {
    return textOf(this.#get(named('collation', old)));
  }

  computed(old = false): 'stored' | 'virtual' | undefined {
    if (this.#get(named('computedColumnSql', old)) === undefined) return undefined;
    const stored = booleanOf(this.#get(old ? 'oldStored' : 'stored'));
    return (stored ?? this.#dialect === 'postgresql') ? 'stored' : 'virtual';
  }

  /** Whether the text says anything of the state before. */
  get knowsOld(): boolean {
    return ['oldClrType', 'oldType', 'oldNullable', 'oldMaxLength'].some((name) =>
      this.#call.named.has(name),
    );
  }

  /** `oldClrType: typeof(string)`. */
  get oldClr(): string | undefined {
    const value = this.#call.named.get('oldClrType');
    return value?.kind === 'class' ? value.name : undefined;
  }

  definition(name: string, clr: string, annotated: Annotated): ColumnDefinition {
    const fallback = this.default();
    const generated = this.computed() ?? generatedBy(annotated);
    const collation = this.collation();
    return {
      name,
      type: this.type(clr),
      nullable: this.nullable(),
      ...(fallback && { default: fallback }),
      ...(generated && { generated }),
      ...(collation !== undefined && { collation }),
    };
  }
}

function named(name: string, old: boolean): string {
  return old ? `old${name.slice(0, 1).toUpperCase()}${name.slice(1)}` : name;
}
