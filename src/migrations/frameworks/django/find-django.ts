import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { baseName, directoryOf, segmentsOf } from '../../finding/paths.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { djangoSettings, labelOfModule, settingsNear } from './django-settings.js';
import type { DjangoSettings } from './django-settings.js';

const classLine = /^class[ \t]+Migration[ \t]*\([^)\n]{0,200}\)[ \t]*:/m;
/** South's migrations and those of other tools have classes of this name, too. */
const ownImport =
  /\bdjango\.db(?:\.migrations)?\b[^\n]*|\bmigrations\.Migration\b|\bimport[ \t(][^\n]*\bmigrations\b/;
const foreign = /\bfrom[ \t]+south\b|\binfi\.clickhouse_orm\b|\bmongodb_migrations\b/;

/** The app label of each folder that holds Django migrations. */
export interface DjangoApp {
  readonly label: string;
  readonly claim: MigrationClaim;
}

/** Finds the packages whose modules define `class Migration(migrations.Migration)`. */
export const djangoApps = oncePerView(async (view: RepositoryView): Promise<readonly DjangoApp[]> => {
  const apps: DjangoApp[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const texts = new Map<string, string>();
    for (const { path } of entries) {
      // Django loads every module of the package whose name does not begin with `_` or `~` (db/migrations/loader.py).
      if (!/^[A-Za-z0-9]\w*\.py$/.test(baseName(path))) continue;
      const text = (await view.read(path))?.text;
      if (text !== undefined && classLine.test(text) && !foreign.test(text)) texts.set(path, text);
    }
    if (![...texts.values()].some((text) => ownImport.test(text)) || isTemplate(directory)) continue;
    const settings = await djangoSettings(view);
    const label = await labelOf(directory, view, settings);
    const files = inOrder(texts, label);
    apps.push({
      label,
      claim: {
        framework: 'django',
        directory,
        ...(await dialectOfSet(
          { directory: parentOf(directory), files: [], hints: settingsNear(directory, settings) },
          view,
        )),
        reason: `${baseName(files[0] ?? '')} derives from Django's Migration`,
        strength: 'signature',
        files,
      },
    });
  }
  return apps;
});

export async function findDjango(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  return (await djangoApps(view)).map(({ claim }) => claim);
}

/** What `startproject` and `startapp` copy is no migration of this repository; nor are the examples of a linter's rules. */
function isTemplate(directory: string): boolean {
  return segmentsOf(directory).some((segment) => /^(?:project|app)_template$|^\{\{|^\./.test(segment));
}

function parentOf(directory: string): string {
  return directoryOf(directory);
}

/** The label that AppConfig or MIGRATION_MODULES give; else the name of the package above. */
async function labelOf(directory: string, view: RepositoryView, settings: DjangoSettings): Promise<string> {
  const mapped = labelOfModule(directory, settings);
  if (mapped !== undefined) return mapped;
  const parent = parentOf(directory);
  for (const file of ['apps.py', 'app.py', 'config.py', '__init__.py', 'apps/__init__.py']) {
    const text = (await view.read(parent === '.' ? file : `${parent}/${file}`))?.text ?? '';
    for (const part of text.split(/^(?=class[ \t])/m).slice(0, 20)) {
      if (!/^class[ \t]+\w+[ \t]*\([^)\n]*(?:Config|Plugin\w*)\)/.test(part)) continue;
      const body = part.slice(0, 3_000);
      const written = /^[ \t]+label[ \t]*=[ \t]*["'](\w+)["']/m.exec(body)?.[1];
      const name = /^[ \t]+name[ \t]*=[ \t]*["']([\w.]+)["']/m.exec(body)?.[1];
      const label = written ?? name?.split('.').at(-1);
      if (label !== undefined) return label;
    }
  }
  return baseName(parent);
}

/**
 * The order in which Django applies the migrations of an app: after those of the same app that they depend on, squashed ones first,
 * equals by name.
 */
function inOrder(texts: ReadonlyMap<string, string>, label: string): readonly string[] {
  const byName = new Map([...texts.keys()].map((path) => [baseName(path).replace(/\.py$/, ''), path]));
  const waiting = new Map(
    [...texts].map(([path, text]) => [path, new Set(dependenciesIn(text, label, byName, path))]),
  );
  const replaced = new Map(
    [...texts].map(([path, text]) => [path, /^[ \t]+replaces[ \t]*[:=]/m.test(text)] as const),
  );
  const rank = (path: string): string => `${replaced.get(path) === true ? 0 : 1}${path}`;
  const order: string[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, needs]) => needs.size === 0).map(([path]) => path);
    const pool = ready.length > 0 ? ready : [...waiting.keys()];
    const next = pool.reduce((best, path) => (compareText(rank(path), rank(best)) < 0 ? path : best));
    order.push(next);
    waiting.delete(next);
    for (const needs of waiting.values()) needs.delete(next);
  }
  return order;
}

function dependenciesIn(
  text: string,
  label: string,
  byName: ReadonlyMap<string, string>,
  own: string,
): readonly string[] {
  const start = /^[ \t]+dependencies\b[^=\n]*=/m.exec(text)?.index;
  if (start === undefined) return [];
  const end = text.indexOf(']', start);
  const block = text.slice(start, end === -1 ? start + 5_000 : end);
  const found: string[] = [];
  for (const [, app, name = ''] of block.matchAll(/["'](\w+)["']\s*,\s*["'](\w+)["']/g)) {
    const path = byName.get(name);
    if (app === label && path !== undefined && path !== own) found.push(path);
  }
  return found;
}
