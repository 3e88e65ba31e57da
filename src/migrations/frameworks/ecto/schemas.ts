import type { Library } from '../../../syntax/imperative/evaluation.js';
import type { ClassUnit, Unit, Value } from '../../../syntax/imperative/values.js';
import { textOf } from '../../../syntax/imperative/values.js';
import { tableize } from '../../inflection.js';

/** The table of a source of rows. */
export interface SourceTable {
  readonly table: string;
  /** It follows from the name of a module that is not in the repository. */
  readonly isGuess: boolean;
}

/** The modules among which schemas are looked up. */
export interface SchemaPlace {
  readonly unit: Unit;
  readonly library: Library;
}

/** What a query reads from: a table's name, a schema (`schema "posts" do`), or `{"table", Schema}`. */
export function sourceTable(value: Value | undefined, place: SchemaPlace): SourceTable | undefined {
  const table = textOf(value);
  if (table !== undefined) return { table, isGuess: false };
  if (value?.kind === 'list') return sourceTable(value.entries[0]?.value, place);
  if (value?.kind !== 'class') return undefined;
  const module = moduleIn(value.name, place);
  const text = module?.unit.source.text.slice(module.class.start, module.class.end) ?? '';
  const named = /\bschema\s*\(?\s*"([\w.]+)"/.exec(text)?.[1];
  const prefix = /@schema_prefix\s+(?:"([\w]+)"|:(\w+))/.exec(text);
  const schema = prefix?.[1] ?? prefix?.[2];
  if (named !== undefined)
    return { table: schema === undefined ? named : `${schema}.${named}`, isGuess: false };
  return { table: tableize(value.name.split('.').at(-1) ?? ''), isGuess: true };
}

function moduleIn(name: string, { unit, library }: SchemaPlace): ClassUnit | undefined {
  // A module inside of another is named by its own part.
  const own = unit.program.classes.find(
    (candidate) => candidate.name === name || candidate.name.endsWith(`.${name}`),
  );
  return own ? { unit, class: own } : library.hierarchyOf(name)?.[0];
}

/** Whether a module is one of the repository, whose functions are read where they are called. */
export function isRead(name: string, place: SchemaPlace): boolean {
  return moduleIn(name, place) !== undefined;
}
