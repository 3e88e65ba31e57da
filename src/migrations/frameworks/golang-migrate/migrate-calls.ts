import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName, dialectOfUrl } from '../../dialect/dialect-names.js';
import { manifestsOf } from '../../finding/manifests.js';
import { mountedPaths } from '../../finding/mentions.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { programSources } from '../../finding/program-sources.js';
import { scriptsOf } from '../../finding/scripts.js';
import type { FileSending } from './migrate-runner.js';

/** A place that uses golang-migrate: what it says of folder and database. */
export interface MigrateCall extends FileSending {
  readonly file: string;
  /** As written. */
  readonly directory: string | undefined;
  readonly dialect: DialectEvidence | undefined;
}

const modulePath = /github\.com\/(golang-migrate|mattes)\/migrate/;

/** All calls in scripts and programs, in order of the files. */
export const migrateCalls = oncePerView(async (view: RepositoryView): Promise<readonly MigrateCall[]> => {
  const calls: MigrateCall[] = [];
  for (const { file, text } of await scriptsOf(view))
    if (/\bmigrate\b/.test(text)) calls.push(...callsInScript(file, text));
  const programs = await programSources(view, {
    extensions: ['.go'],
    dependency: modulePath,
    word: modulePath,
  });
  for (const { path, text } of programs) calls.push(...callsInProgram(path, text));
  return calls;
});

/** Files that show that golang-migrate is used: manifests and calls. */
export async function migrateUsers(view: RepositoryView): Promise<readonly { readonly file: string }[]> {
  const manifests = (await manifestsOf(view)).filter(({ dependencies }) =>
    [...dependencies.keys()].some((name) => modulePath.test(name)),
  );
  return [...manifests.map(({ file }) => ({ file })), ...(await migrateCalls(view))];
}

/** `migrate -path DIR -database URL up` (cli usage), with the folder of the host when a container sees it elsewhere. */
function callsInScript(file: string, text: string): readonly MigrateCall[] {
  const mounts = mountedPaths(text);
  const isCompose = /\bmigrate\/migrate\b/.test(text);
  const calls = text.split('\n').flatMap((line) => {
    if (line.length > 4_000 || !(isCompose || /\bmigrate\b/.test(line))) return [];
    const path = /["'\s]-{1,2}path["']?[=\s]+["']?([^\s"']+)/.exec(line)?.[1];
    const source = /["'\s]-{1,2}source["']?[=\s]+["']?file:\/\/([^\s"']+)/.exec(line)?.[1];
    const url = /["'\s]-{1,2}database["']?[=\s]+["']?([^\s"']+)/.exec(line)?.[1];
    const directory = path ?? source;
    if (directory === undefined && url === undefined) return [];
    return [callOf(file, directory === undefined ? undefined : (mounts.get(directory) ?? directory), url)];
  });
  return calls.length === 0 && isCompose ? [callOf(file, undefined, undefined)] : calls;
}

function callOf(file: string, directory: string | undefined, url: string | undefined): MigrateCall {
  const dialect = url === undefined ? undefined : dialectOfUrl(url);
  const scheme = (url ?? '').replace(/:.*$/s, '');
  return {
    file,
    directory,
    dialect: dialect && { file, dialect, reason: `${file} calls migrate with -database ${scheme}://…` },
    multiStatement: /[?&]x-multi-statement=(true|1|t)\b/i.test(url ?? ''),
    unwrapped: /[?&]x-no-tx-wrap=(true|1|t)\b/i.test(url ?? ''),
  };
}

/** `migrate.New("file://…", …)`, `iofs.New(files, "…")`, `//go:embed …`, and the database drivers that are imported. */
function callsInProgram(file: string, text: string): readonly MigrateCall[] {
  const drivers = new Set(
    [...text.matchAll(/\/migrate(?:\/v\d+)?\/database\/(\w+)(?:\/v\d+)?"/g)].map((match) => match[1] ?? ''),
  );
  const multiStatement = /x-multi-statement=true|\bMultiStatementEnabled:\s*true/.test(text);
  const unwrapped = /x-no-tx-wrap=true|\bNoTxWrap:\s*true/.test(text);
  const [driver] = drivers;
  const dialect = drivers.size === 1 && driver !== undefined ? dialectOfName(driver) : undefined;
  const evidence = dialect && { file, dialect, reason: `${file} imports migrate's driver ${driver ?? ''}` };
  const folders = [
    ...[...text.matchAll(/["`]file:\/\/([^"`]+)["`]/g)].map((match) => match[1]),
    ...[...text.matchAll(/\biofs\.New\(\s*[\w.]+\s*,\s*"([^"]+)"/g)].map((match) => match[1]),
    ...[...text.matchAll(/^\/\/go:embed\s+(?:all:)?([\w./-]+?)(?:\/\*[\w.*]*)?\s*$/gm)].map(
      (match) => match[1],
    ),
  ];
  return [...new Set([...folders, undefined])].map((directory) => ({
    file,
    directory,
    dialect: evidence,
    multiStatement,
    unwrapped,
  }));
}
