import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { claimFolders } from '../../claim-folders.js';
import { baseName, isWithin, directoryOf } from '../../finding/paths.js';
import { manifestsOf } from '../../finding/manifests.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { dependenciesOf, directivesOf } from './yoyo-runner.js';
import { yoyoSettings } from './yoyo-settings.js';

const importsStep =
  /^\s*from\s+yoyo\s+import\b(?:[^\n(]*|\s*\([^)]*)\b(?:step|group|transaction)\b|\byoyo\.(?:step|group|transaction)\s*\(/m;

/** `0001.create-foo` of `0001.create-foo.py`: what `__depends__` names. */
export function idOf(path: string): string {
  return baseName(path).replace(/\.(py|sql)$/, '');
}

/** Finds the folders of yoyo. */
export async function findYoyo(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders = filesByDirectory(view);
  const settings = await yoyoSettings(view);
  const named = new Map<string, { readonly file: string; readonly dialect?: DialectEvidence }>();
  for (const { file, sources, dialect } of settings)
    for (const source of sources) {
      const directory = mentionedDirectory(source, file, [...folders.keys()]);
      if (directory !== undefined && !named.has(directory))
        named.set(directory, { file, ...(dialect && { dialect }) });
    }
  const isUser = (await manifestsOf(view)).some(
    ({ ecosystem, dependencies }) => ecosystem === 'python' && dependencies.has('yoyo-migrations'),
  );
  const found: Parameters<typeof claimFolders>[1][number][] = [];
  for (const [directory, entries] of folders) {
    const setting = named.get(directory);
    const { files, marked } = await migrationsIn(entries, view);
    if (
      files.length === 0 ||
      (!marked && setting === undefined) ||
      (!setting && !isUser && !hasPrograms(files))
    )
      continue;
    const nearby = settings.find(({ file, dialect }) => dialect && isWithin(directory, directoryOf(file)));
    found.push({
      directory,
      files: await inOrder(files, view),
      strength: setting ? 'configured' : 'signature',
      reason: setting
        ? `${baseName(setting.file)} names it`
        : `${baseName(files.find((path) => path.endsWith('.py')) ?? files[0] ?? '')} is written for yoyo`,
      ...(setting?.dialect
        ? { settings: [setting.dialect] }
        : nearby?.dialect
          ? { hints: [nearby.dialect] }
          : {}),
    });
  }
  return claimFolders('yoyo', found, view);
}

function hasPrograms(files: readonly string[]): boolean {
  return files.some((path) => path.endsWith('.py'));
}

/** Python that imports steps, and SQL; `marked` = something in the folder is plainly yoyo's. */
async function migrationsIn(
  entries: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<{ readonly files: readonly string[]; readonly marked: boolean }> {
  const files: string[] = [];
  let marked = false;
  for (const { path } of entries) {
    if (path.endsWith('.py')) {
      if (!importsStep.test((await view.read(path))?.text ?? '')) continue;
      files.push(path);
      marked = true;
    } else if (path.endsWith('.sql') && !path.endsWith('.rollback.sql')) {
      files.push(path);
      marked ||=
        view.file(path.replace(/\.sql$/, '.rollback.sql')) !== undefined ||
        directivesOf((await view.read(path))?.text ?? '').has('depends');
    }
  }
  return { files, marked };
}

/** By their ids, each behind those that it depends on; hooks (`post-apply…`) come last (yoyo/migrations.py, `topological_sort`). */
async function inOrder(files: readonly string[], view: RepositoryView): Promise<readonly string[]> {
  const sorted = files.toSorted((one, other) => compareText(idOf(one), idOf(other)));
  const byId = new Map(sorted.map((path) => [idOf(path), path]));
  const ordered: string[] = [];
  const seen = new Set<string>();
  const stack = sorted.toReversed().map((path) => ({ path, entered: false }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.entered) {
      ordered.push(top.path);
      continue;
    }
    if (seen.has(top.path)) continue;
    seen.add(top.path);
    stack.push({ path: top.path, entered: true });
    const depends = dependenciesOf(top.path, (await view.read(top.path))?.text ?? '');
    for (const id of depends.toReversed()) {
      const path = byId.get(id);
      if (path !== undefined && !seen.has(path)) stack.push({ path, entered: false });
    }
  }
  return ordered.toSorted((one, other) => Number(isHook(one)) - Number(isHook(other)));
}

/** Whether a file runs after each `apply`. */
export function isHook(path: string): boolean {
  return idOf(path).startsWith('post-apply');
}
