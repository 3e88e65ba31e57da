import { dirname, join } from 'node:path/posix';
import type { RepositoryFile } from '../../../model/repository-view.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import type { ObjectValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import type { FileHandlers } from '../file-routes/handlers.js';
import { runValues, type FileMiddleware } from '../file-routes/middleware.js';
import type { FileApplication } from '../file-routes/read.js';
import type { Calling } from '../javascript/dialect.js';
import { matcherCovers } from './matcher.js';

const calling: Calling = { roles: ['request', 'other'], returnsAnswer: true };
const fileName = /^(?:middleware|proxy)\.[cm]?[jt]s$/;
/** They run what they are given for every request; `withAuth` of next-auth does not. */
const wrapper = /^@clerk\/nextjs (?:server )?clerkMiddleware$|^next-auth \(\) auth$/;

/** The file that an application of Next.js puts before its routes: `middleware` or, from 16 on, `proxy`, at the root or in `src`. */
export function middlewareFile(
  { directory }: FileApplication,
  candidates: readonly RepositoryFile[],
): RepositoryFile | undefined {
  return candidates.find(
    ({ path }) =>
      fileName.test(path.split('/').at(-1) ?? '') &&
      (dirname(path) === directory || dirname(path) === join(directory, 'src')),
  );
}

/**
 * The middleware of an application, for the paths of its matcher
 * (https://nextjs.org/docs/app/api-reference/file-conventions/proxy). Paths of matchers are below the base path.
 */
export async function nextMiddleware(
  application: FileApplication,
  handlers: FileHandlers,
  candidates: readonly RepositoryFile[],
): Promise<readonly FileMiddleware[]> {
  const file = middlewareFile(application, candidates);
  if (!file) return [];
  const name = file.path.includes('proxy.') ? 'proxy' : 'middleware';
  const exported = (await handlers.value(file.path, name)) ?? (await handlers.value(file.path, 'default'));
  const values = exported ? runValues(exported, wrapper) : [];
  const matchers = matchersOf(await handlers.value(file.path, 'config'));
  if (values.length === 0 || matchers.length === 0) return [];
  const base = application.base.replace(/\/+$/, '');
  const covers = (path: string): boolean => {
    const below = path.startsWith(`${base}/`) ? path.slice(base.length) : path;
    return matchers.some((pattern) => matcherCovers(pattern, below));
  };
  return [{ values, calling, covers }];
}

/** The patterns of `config.matcher`, as far as they are known; without it all paths are covered. */
function matchersOf(config: Value | undefined): readonly string[] {
  if (config === undefined) return ['/:path*'];
  if (config.kind !== 'object' || config.open) return [];
  const matcher = config.members.get('matcher');
  if (matcher === undefined) return ['/:path*'];
  const items = matcher.kind === 'list' ? matcher.items : [matcher];
  return items.flatMap((item) => {
    const source = item.kind === 'object' ? sourceOf(item) : item;
    const text = source && certainText(source);
    return text === undefined ? [] : [text];
  });
}

/** `{ source, missing }`: what has to be missing a probe does not bring; what it has to bring (`has`) it has not. */
function sourceOf({ members }: ObjectValue): Value | undefined {
  return members.has('has') ? undefined : members.get('source');
}
