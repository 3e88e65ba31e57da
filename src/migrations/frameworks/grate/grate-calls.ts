import type { RepositoryView } from '../../../model/repository-view.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { manifestsOf } from '../../finding/manifests.js';
import { scriptsOf } from '../../finding/scripts.js';

/** A sign that grate or RoundhousE is used, and what a call of it says. */
export interface GrateCall {
  readonly file: string;
  /** `--sqlfilesdirectory`, `-f`. */
  readonly directory: string | undefined;
  /** `--transaction`: all scripts of a run are one transaction. */
  readonly isTransactional: boolean;
}

const calling =
  /(?:^|[\s/"'])(?:grate(?:\.exe)?|rh(?:\.exe)?|roundhouse|dotnet\s+(?:grate|rh|roundhouse))["']?\s+(?:-|\/)|\bgrate-devs\/grate\b|\berikbra\/grate\b/m;

/** Calls in scripts, images and pipelines, tools of .NET, and packages. */
export const grateCalls = oncePerView(async (view: RepositoryView): Promise<readonly GrateCall[]> => {
  const found: GrateCall[] = [];
  for (const { file, text } of await scriptsOf(view)) {
    if (!calling.test(text)) continue;
    found.push({
      file,
      directory: /\s[-/]{1,2}(?:f|files|sqlfilesdirectory)[\s=:]["']?([^\s"']{1,200})/i.exec(text)?.[1],
      isTransactional:
        /\s[-/]{1,2}(?:t|trx|transaction|withtransaction)\b(?![\s=]+false\b)|\bTRANSACTION["']?\s*[:=]\s*["']?true\b/.test(
          text,
        ),
    });
  }
  for (const { file, dependencies } of await manifestsOf(view))
    if ([...dependencies.keys()].some((name) => /^(grate(\..+)?|roundhouse|dotnet-roundhouse)$/i.test(name)))
      found.push({ file, directory: undefined, isTransactional: false });
  for (const { path } of view.files) {
    if (!path.endsWith('dotnet-tools.json')) continue;
    const source = await view.read(path);
    if (source && /"(grate|dotnet-roundhouse)"/i.test(source.text))
      found.push({ file: path, directory: undefined, isTransactional: false });
  }
  return found;
});
