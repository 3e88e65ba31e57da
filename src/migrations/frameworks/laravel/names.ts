import { pluralize } from '../../inflection.js';

/** Laravel's name of an index or key without one (Blueprint::createIndexName). */
export function indexName(table: string, columns: readonly string[], kind: string): string {
  return `${table}_${columns.join('_')}_${kind}`.toLowerCase().replaceAll(/[-.]/g, '_');
}

/** `UserProfile` → `user_profile` (Str::snake). */
export function snake(name: string): string {
  return name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_')
    .replaceAll(/\s+/g, '')
    .toLowerCase();
}

/** The table of a model that does not name one: its class in snake case, plural. */
export function tableOfModel(model: string): string {
  return pluralize(snake(lastPart(model)));
}

/** The column by which `foreignIdFor(Model::class)` points at a model. */
export function keyOfModel(model: string): string {
  return `${snake(lastPart(model))}_id`;
}

/** The table that `foreignId('user_id')->constrained()` points at: what stands before the key's name, plural. */
export function tableOfKey(column: string, key: string): string {
  const at = column.lastIndexOf(`_${key}`);
  return pluralize(at === -1 ? column : column.slice(0, at));
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}
