import type { RepositoryView } from '../../../model/repository-view.js';
import { joinPath } from './paths.js';

/** Source first: where `x.ts` and its build `x.js` both lie there, the source is meant. */
const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

/** What an extension in a specifier may be on disk, under TypeScript's Node resolution. */
const sourcesOf = new Map([
  ['.js', ['.ts', '.tsx', '.js', '.jsx']],
  ['.jsx', ['.tsx', '.jsx']],
  ['.mjs', ['.mts', '.mjs']],
  ['.cjs', ['.cts', '.cjs']],
]);

/** The file of the view that a path without guarantee of extension or `index` means. */
export function sourceFileAt(view: RepositoryView, path: string): string | undefined {
  for (const candidate of candidatesOf(path)) if (view.file(candidate)) return candidate;
  return undefined;
}

function* candidatesOf(path: string): Generator<string> {
  const written = /\.[cm]?[jt]sx?$|\.json$/.exec(path)?.[0];
  if (written !== undefined) {
    const stem = path.slice(0, -written.length);
    for (const extension of sourcesOf.get(written) ?? [written]) yield stem + extension;
  }
  for (const extension of extensions) yield path + extension;
  const index = joinPath(path, 'index');
  if (index !== undefined) for (const extension of extensions) yield index + extension;
}
