import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { plainText } from '../../../syntax/python/texts.js';
import { optionsOf } from '../../../syntax/python/values.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import { DjangoSettings } from './settings.js';

/** A Django project: the module of its URLs and the settings that it may run with in production. */
export interface DjangoProject {
  readonly root: string;
  readonly settings: readonly DjangoSettings[];
}

/** Settings that only developers and tests run with. */
const notInProduction =
  /(?:^|[._/])(?:tests?|testing|ci|local|dev|devel|develop|development|debug|docs?|example)(?:[._/]|$)/i;
const moduleName = /DJANGO_SETTINGS_MODULE["']?\s*[,:=]\s*(?:value:\s*)?["']?([\w.]{1,200})/g;
const deploymentFile =
  /(?:^|\/)(?:[^/]*Dockerfile[^/]*|[^/]*compose[^/]*\.ya?ml|Procfile|app\.(?:ya?ml|json)|\.env\.(?:prod|production)[^/]*)$/i;

/**
 * Finds the projects of a repository. `files` are those that name a module of settings or have a `ROOT_URLCONF`. What deployments name (`DJANGO_SETTINGS_MODULE`)
 * counts before what `wsgi.py` names, that before `manage.py`, that before any settings with a `ROOT_URLCONF`.
 */
export async function findProjects(
  machine: PythonMachine,
  files: readonly string[],
  view: RepositoryView,
): Promise<readonly DjangoProject[]> {
  const named = await namedSettings(machine, files, view);
  const byRoot = new Map<string, { rank: number; settings: DjangoSettings[] }>();
  const candidates = [
    ...named,
    ...(await filesWith(machine, files, /\bROOT_URLCONF\b/)).map((path) => ({ path, rank: 3 })),
  ];
  const seen = new Set<string>();
  for (const { path, rank } of candidates) {
    if (seen.has(path)) continue;
    seen.add(path);
    const settings = await DjangoSettings.open(machine, path);
    for (const root of settings ? await rootsOf(machine, settings) : []) {
      const known = byRoot.get(root);
      const ownRank = notInProduction.test(path.replace(/\.py$/, '')) ? rank + 10 : rank;
      if (!settings) continue;
      if (!known || ownRank < known.rank) byRoot.set(root, { rank: ownRank, settings: [settings] });
      else if (ownRank === known.rank) known.settings.push(settings);
    }
  }
  return [...byRoot]
    .map(([root, { settings }]) => ({ root, settings }))
    .toSorted((a, b) => compareText(a.root, b.root));
}

async function filesWith(
  machine: PythonMachine,
  files: readonly string[],
  pattern: RegExp,
): Promise<string[]> {
  const found: string[] = [];
  for (const path of files)
    if (pattern.test((await machine.program.view.read(path))?.text ?? '')) found.push(path);
  return found;
}

async function namedSettings(
  machine: PythonMachine,
  files: readonly string[],
  view: RepositoryView,
): Promise<readonly { readonly path: string; readonly rank: number }[]> {
  const found: { readonly path: string; readonly rank: number }[] = [];
  const starters = files.filter((path) => /(?:^|\/)(?:wsgi|asgi|manage)[^/]*\.py$/.test(path));
  const named = async (path: string, rank: number, from: readonly string[]): Promise<void> => {
    const text = (await view.read(path))?.text ?? '';
    for (const [, module = ''] of text.slice(0, 200_000).matchAll(moduleName))
      for (const start of from) {
        const file = machine.program.modules.resolve(start, module, 0)?.file;
        if (file !== undefined && !found.some((one) => one.path === file)) found.push({ path: file, rank });
      }
  };
  for (const { path, marks } of view.files)
    if (starters.length > 0 && deploymentFile.test(path) && marks.length === 0)
      await named(path, 0, starters.slice(0, 5));
  for (const path of starters) await named(path, path.endsWith('manage.py') ? 2 : 1, [path]);
  return found;
}

/** Files of the modules that a `ROOT_URLCONF` names; also where it stands in a class, as django-configurations has it. */
async function rootsOf(machine: PythonMachine, settings: DjangoSettings): Promise<readonly string[]> {
  const value = await settings.value('ROOT_URLCONF');
  const names = value ? optionsOf(value).flatMap((one) => plainText(one) ?? []) : [];
  if (names.length === 0) {
    const text = (await machine.program.file(settings.file))?.source.text ?? '';
    const written = /\bROOT_URLCONF\s*=\s*["']([\w.]{1,200})["']/.exec(text)?.[1];
    if (written !== undefined) names.push(written);
  }
  return names.flatMap((name) => machine.program.modules.resolve(settings.file, name, 0)?.file ?? []);
}
