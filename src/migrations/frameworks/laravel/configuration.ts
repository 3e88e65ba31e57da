import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { textOf } from '../../../syntax/imperative/values.js';
import type { Call, Value } from '../../../syntax/imperative/values.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { returnedBy } from '../../programs/php-returned.js';

/** Settings by their names with dots: `permission.table_names.roles`. */
export type Configuration = ReadonlyMap<string, Value>;

const files = oncePerView((): Map<string, Value | undefined> => new Map());
const mostSettings = 20;

/** The settings that a file asks for with `config('…')`, as the application's config folder has them; `env()` counts by its fallback. */
export async function configurationFor(
  source: SourceText,
  root: string,
  view: RepositoryView,
): Promise<Configuration> {
  const found = new Map<string, Value>();
  for (const [, name] of source.text.matchAll(/\bconfig\(\s*['"]([\w.-]{1,120})['"]/g)) {
    if (name === undefined || found.has(name) || found.size >= mostSettings) continue;
    const [file = '', ...keys] = name.split('.');
    let value = await valueOf(`${root === '.' ? '' : `${root}/`}config/${file}.php`, view);
    for (const key of keys)
      value = value?.kind === 'list' ? value.entries.find((entry) => entry.key === key)?.value : undefined;
    if (value && value.kind !== 'code') found.set(name, value);
  }
  return found;
}

/** What a file of settings returns. */
async function valueOf(path: string, view: RepositoryView): Promise<Value | undefined> {
  const known = files(view);
  if (known.has(path)) return known.get(path);
  const value = await returnedBy(path, view, { call: fallbackOf });
  known.set(path, value);
  return value;
}

/** `env('NAME', 'fallback')`. */
function fallbackOf(receiver: Value | undefined, call: Call): Value | undefined {
  return !receiver && call.name === 'env' && textOf(call.positional[0]) !== undefined
    ? call.positional[1]
    : undefined;
}
