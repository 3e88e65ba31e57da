import type { ColumnDefinition, Dialect } from '../../model/migration.js';
import type { GoProgram } from '../../syntax/go/program.js';
import type { GoField, GoType } from '../../syntax/go/tree.js';
import { pluralize, snakeCase } from '../inflection.js';
import { columnOfField } from './model-columns.js';
import type { ModelColumn } from './model-columns.js';
import { GoScope } from './values.js';
import type { GoLibraryName, GoValue } from './values.js';

/** A struct as the table that an ORM makes of it. */
export interface GoModel {
  readonly table: string;
  readonly columns: readonly ModelColumn[];
  readonly library?: GoLibraryName;
}

const deepestEmbedding = 6;

/** A struct type with the place where it was declared. */
interface Declared {
  readonly name: string;
  readonly type: GoType;
  readonly scope: GoScope;
}

/** Reads structs as tables, by the conventions of gorm, bun and xorm. */
export class GoModels {
  readonly #program: GoProgram;
  readonly #dialect: Dialect;

  constructor(program: GoProgram, dialect: Dialect) {
    this.#program = program;
    this.#dialect = dialect;
  }

  /** The table of a value: a struct, a pointer to one, a list of them, or the name itself. */
  async tableOf(value: GoValue | undefined, library: GoLibraryName): Promise<string | undefined> {
    if (value?.kind === 'text') return value.text.includes(null) ? undefined : value.text.join('');
    if (value?.kind === 'list') return this.tableOf(value.items[0], library);
    return (await this.modelOf(value, library))?.table;
  }

  async modelOf(value: GoValue | undefined, library: GoLibraryName): Promise<GoModel | undefined> {
    if (value?.kind !== 'struct' || value.type === undefined) return undefined;
    const declared = await this.#resolve(value.type, value.scope);
    if (!declared || declared.type.kind !== 'struct') return undefined;
    const columns = await this.#columns(declared, library, 0);
    const table =
      (await this.#tableName(declared)) ??
      tagTable(declared.type.fields) ??
      byConvention(declared.name, library);
    return { table, columns, library };
  }

  async #resolve(type: GoType, scope: GoScope, depth = 0): Promise<Declared | undefined> {
    if (depth > deepestEmbedding) return undefined;
    if (type.kind === 'pointer') return this.#resolve(type.to, scope, depth + 1);
    if (type.kind === 'list') return this.#resolve(type.element, scope, depth + 1);
    if (type.kind !== 'named') return undefined;
    if (type.qualifier === undefined) {
      const found = scope.type(type.name);
      if (found?.kind === 'named') {
        const inner = await this.#resolve(found, scope, depth + 1);
        return inner && { ...inner, name: type.name };
      }
      return found && { name: type.name, type: found, scope };
    }
    const imported = await this.#program.importedAs(scope.file.path, type.qualifier);
    const pkg =
      imported?.directory === undefined ? undefined : await this.#program.package(imported.directory);
    const declared = pkg?.types.get(type.name);
    const file = declared && this.#program.file(declared.file);
    return pkg && declared && file
      ? { name: type.name, type: declared.type, scope: new GoScope(pkg, file) }
      : undefined;
  }

  /** `func (User) TableName() string { return "people" }`. */
  async #tableName({ name, scope }: Declared): Promise<string | undefined> {
    const method = scope.pkg.methods.get(name)?.get('TableName');
    const body = method && (await this.#program.body(method));
    const last = body?.body.at(-1);
    const value = last?.kind === 'return' ? last.values[0] : undefined;
    return value?.kind === 'text' ? value.value : undefined;
  }

  async #columns(
    { type, scope }: Declared,
    library: GoLibraryName,
    depth: number,
  ): Promise<readonly ModelColumn[]> {
    if (type.kind !== 'struct' || depth > deepestEmbedding) return [];
    const columns: ModelColumn[] = [];
    for (const field of type.fields) {
      if (isBase(field)) {
        if (library === 'gorm' && isGormModel(field)) columns.push(...this.#gormModel());
        continue;
      }
      if (isEmbedded(field)) {
        const inner = await this.#resolve(field.type, scope);
        const prefix = /\bembeddedPrefix:([^;"]+)|\bbun:"embed:([^,"]+)/.exec(field.tag ?? '');
        if (inner)
          columns.push(
            ...(await this.#columns(inner, library, depth + 1)).map((column) =>
              prefixed(column, prefix?.[1] ?? prefix?.[2] ?? ''),
            ),
          );
        continue;
      }
      const underlying = await this.#underlying(field.type, scope);
      const column = columnOfField({ ...field, type: underlying }, library, this.#dialect);
      if (column) columns.push(column);
    }
    return columns;
  }

  /** The basic type behind a named one of the repository; structs and lists of structs stay named. */
  async #underlying(type: GoType, scope: GoScope): Promise<GoType> {
    if (type.kind === 'pointer') return { kind: 'pointer', to: await this.#underlying(type.to, scope) };
    if (type.kind === 'list') return { kind: 'list', element: await this.#underlying(type.element, scope) };
    if (type.kind !== 'named' || isBasic(type)) return type;
    const declared = await this.#resolve(type, scope);
    return declared?.type ?? type;
  }

  /** https://gorm.io/docs/models.html#gorm-Model */
  #gormModel(): readonly ModelColumn[] {
    const field = (name: string, type: GoType, tag?: string): GoField => ({
      name,
      type,
      embedded: false,
      ...(tag !== undefined && { tag }),
    });
    const time: GoType = { kind: 'named', qualifier: 'time', name: 'Time' };
    return [
      field('ID', { kind: 'named', name: 'uint' }, 'gorm:"primarykey"'),
      field('CreatedAt', time),
      field('UpdatedAt', time),
      field('DeletedAt', time, 'gorm:"index"'),
    ].flatMap((one) => columnOfField(one, 'gorm', this.#dialect) ?? []);
  }
}

function prefixed(column: ModelColumn, prefix: string): ModelColumn {
  const { definition } = column;
  return prefix === ''
    ? column
    : { ...column, definition: { ...definition, name: `${prefix}${definition.name}` } };
}

function isBasic(type: GoType): boolean {
  return (
    type.kind === 'named' &&
    type.qualifier === undefined &&
    /^(string|bool|byte|rune|u?int\d*|float\d+)$/.test(type.name)
  );
}

function isGormModel({ type }: GoField): boolean {
  return type.kind === 'named' && type.qualifier === 'gorm' && type.name === 'Model';
}

/** What frameworks embed to mark a model. */
function isBase(field: GoField): boolean {
  const { type, embedded } = field;
  return embedded && type.kind === 'named' && (type.name === 'BaseModel' || isGormModel(field));
}

function isEmbedded({ embedded, tag = '' }: GoField): boolean {
  return (
    embedded || /gorm:"[^"]*\bembedded\b|xorm:"[^"]*\bextends\b|bun:"(embed:|,extend|[^"]*,embed)/.test(tag)
  );
}

/** `bun.BaseModel` with the tag `bun:"table:users,alias:u"`. */
function tagTable(fields: readonly GoField[]): string | undefined {
  for (const { tag = '' } of fields) {
    const table = /\bbun:"table:([^,"\s]+)/.exec(tag)?.[1];
    if (table !== undefined) return table;
  }
  return undefined;
}

/** gorm and bun have plurals in snake case; xorm the name itself. */
function byConvention(name: string, library: GoLibraryName): string {
  return library === 'xorm' ? snakeCase(name) : pluralize(snakeCase(name));
}

/** The definition of a column that a field, or the column's own name, stands for. */
export function columnNamed(model: GoModel, name: string): ModelColumn | undefined {
  return model.columns.find(({ field, definition }) => field === name || definition.name === name);
}

/** The columns of a model. */
export function definitionsOf(model: GoModel): readonly ColumnDefinition[] {
  return model.columns.map(({ definition }) => definition);
}
