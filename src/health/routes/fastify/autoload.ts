import { dirname, normalize } from 'node:path/posix';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import type { ObjectValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import { rootMark } from '../../../syntax/javascript/resolve/module-resolver.js';
import type { Registering } from '../javascript/dialect.js';

/** A plugin that a folder holds. */
export interface LoadedPlugin {
  readonly plugin: Value;
  readonly prefix: string;
}

const script = /\.[cm]?[jt]sx?$/;
const noPlugin = /\.d\.[cm]?ts$|\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)\.|[_.]autohooks\.[cm]?[jt]s$/i;
const index = /(?:^|\/)index(?:\.(?:ts|js|cjs|mjs|cts|mts))$/;

/** Options with which a program chooses among the files. */
const choosing = ['matchFilter', 'ignoreFilter', 'indexPattern', 'maxDepth'];

/**
 * The plugins that `@fastify/autoload` loads: every script below `dir`, those beside an index file left out; folders are prefixes,
 * `_x` in them a parameter with `routeParams`, `autoPrefix` and `prefixOverride` of a plugin are heeded. Undefined when the
 * folder is not known, or the program chooses among its files.
 */
export async function autoloadedPlugins(
  options: ObjectValue | undefined,
  { evaluator, routes }: Registering,
): Promise<readonly LoadedPlugin[] | undefined> {
  const dir = options && certainText(options.members.get('dir') ?? { kind: 'unknown' });
  if (!options || !dir?.startsWith(rootMark)) return undefined;
  const root = normalize(dir.slice(rootMark.length)).replace(/\/$/, '');
  if (choosing.some((key) => options.members.has(key))) return undefined;
  if (options.members.get('dirNameRoutePrefix')?.kind === 'function') return undefined;
  const given = options.members.get('options');
  const inner = given?.kind === 'object' ? given.members.get('prefix') : undefined;
  const base = inner ? (certainText(inner) ?? '') : '';
  const files = routes.view.files
    .map(({ path }) => path)
    .filter((path) => path.startsWith(`${root}/`) && script.test(path) && !noPlugin.test(path));
  const withIndex = new Set(files.filter((path) => index.test(path)).map((path) => dirname(path)));
  const loaded: LoadedPlugin[] = [];
  for (const path of files.slice(0, 1_000)) {
    if (withIndex.has(dirname(path)) && !index.test(path)) continue;
    const plugin = await evaluator.exported(path, 'default');
    if (plugin === undefined || (await isSwitchedOff(path, plugin, evaluator))) continue;
    const folder = dirname(path).slice(root.length);
    const own = await prefixIn(path, plugin, evaluator);
    const below = isOff(options.members.get('dirNameRoutePrefix')) ? '' : parameters(folder, options);
    loaded.push({ plugin, prefix: own.override ?? `${base}${below}${own.auto ?? ''}` });
  }
  return loaded;
}

async function prefixIn(
  path: string,
  plugin: Value,
  evaluator: Registering['evaluator'],
): Promise<{ readonly auto?: string; readonly override?: string }> {
  const read = async (name: string): Promise<string | undefined> => {
    const value =
      (plugin.kind === 'function' ? plugin.properties.get(name) : undefined) ??
      (await evaluator.exported(path, name));
    return value && certainText(value);
  };
  const auto = await read('autoPrefix');
  const override = await read('prefixOverride');
  return { ...(auto !== undefined && { auto }), ...(override !== undefined && { override }) };
}

/** `plugin.autoload = false`. */
async function isSwitchedOff(
  path: string,
  plugin: Value,
  evaluator: Registering['evaluator'],
): Promise<boolean> {
  const own = plugin.kind === 'function' ? plugin.properties.get('autoload') : undefined;
  return isOff(own ?? (await evaluator.exported(path, 'autoload')));
}

function isOff(value: Value | undefined): boolean {
  return value?.kind === 'literal' && value.value === false;
}

function parameters(folder: string, options: ObjectValue): string {
  const hasParameters = options.members.get('routeParams');
  return hasParameters?.kind === 'literal' && hasParameters.value === true
    ? folder.replaceAll(/\/_+([^/]+)/g, '/{$1}')
    : folder;
}
