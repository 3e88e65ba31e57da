import type { CodeCall, CodeFile, CodeRange, CodeValue } from '../code/code-file.js';
import type { ApplicationSetting, SettingsFramework } from './setting.js';

const deepest = 12;

/** Functions that read a variable of the environment; their default is the value. */
const environment =
  /(?:^|[.\\])(?:env(?:\(\))?(?:\.\w+)?|getenv|config|environ\.get|environ|ENV\.fetch|Env\.(?:get|fetch)|get_env|env_\w+)$/i;

/** The settings that a value gives to a key: maps are settings below it. */
export function settingsOf(
  framework: SettingsFramework,
  key: string,
  value: CodeValue,
  code: CodeFile,
  place: CodeRange = value,
  depth = 0,
): readonly ApplicationSetting[] {
  const known = value.kind === 'path' && value.value ? value.value : value;
  if (depth > deepest) return [];
  if (known.kind === 'map')
    return known.entries.flatMap(({ name, value: entry }) =>
      name === undefined ? [] : settingsOf(framework, `${key}.${name}`, entry, code, undefined, depth + 1),
    );
  const span = code.source.span(place.start, place.end);
  const own = { framework, key, ...textOf(known), span };
  // `:redis_cache_store, { expires_in: 1.hour }`
  const maps = known.kind === 'list' ? known.items.filter((item) => item.kind === 'map') : [];
  return [own, ...maps.flatMap((map) => settingsOf(framework, key, map, code, undefined, depth + 1))];
}

function textOf(value: CodeValue): { readonly value: string; readonly open: boolean } {
  switch (value.kind) {
    case 'text':
      return value.exact ? { value: value.text, open: false } : { value: '', open: true };
    case 'number':
    case 'boolean':
      return { value: String(value.value), open: false };
    case 'list': {
      const texts = value.items.filter((item) => item.kind !== 'map').map((item) => textOf(item).value);
      return { value: texts.join(','), open: false };
    }
    case 'null':
      return { value: 'null', open: false };
    case 'call':
      return environment.test(value.target)
        ? { value: defaultOf(value), open: true }
        : { value: '', open: true };
    case 'path':
      // `ActiveSupport::Logger`, `Foo::class`: a name says what it is.
      return /^(?:\?|ENV\.|os\.environ\.|\$_ENV)/.test(value.target)
        ? { value: '', open: true }
        : { value: value.target, open: false };
    case 'other': {
      // `ENV['X'] || 5`
      const last = value.operator === undefined ? undefined : value.parts.at(-1);
      return { value: last ? textOf(last).value : '', open: true };
    }
    default:
      return { value: '', open: true };
  }
}

/** `env('NAME', 5)`, `env.int("NAME", default=5)`, `ENV.fetch("NAME") { 5 }`. */
function defaultOf({ arguments: given }: CodeCall): string {
  const named = given.find(({ name }) => name === 'default')?.value;
  const block = given.find(({ name }) => name === '&block')?.value;
  const second = given.filter(({ name }) => name === undefined)[1]?.value;
  const value = named ?? second ?? (block?.kind === 'function' ? block.function.returns.at(-1) : undefined);
  return value ? textOf(value).value : '';
}
