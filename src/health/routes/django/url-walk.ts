import { lookUp } from '../../../syntax/python/attributes.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import { plainText } from '../../../syntax/python/texts.js';
import type { PyPlace, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { isAnchoredAtEnd, pathsOfRegex } from '../python/regex-path.js';
import type { PathText } from '../python/router.js';
import { NinjaRouter } from './ninja.js';
import { Include, OutsideUrls, RestRouter, UrlPattern } from './url-objects.js';
import { walkNinja, walkRouter } from './router-walk.js';
import type { Pieces, UrlWalk, Way } from './url-routes.js';
import { add, fromPackage, notKnown, valueOf } from './url-routes.js';

const maxRoutes = 20_000;
const maxDepth = 20;

/** Collects the routes of a module of URLs and of what it includes. */
export async function walkUrls(machine: PythonMachine, root: string): Promise<UrlWalk> {
  const walk: UrlWalk = { routes: [], gaps: [], entered: new Set() };
  await walkModule(machine, walk, root, { pieces: [], adjustable: false, conditions: [], open: [] });
  return walk;
}

async function walkModule(machine: PythonMachine, walk: UrlWalk, file: string, way: Way): Promise<void> {
  if (way.open.includes(file) || way.open.length > maxDepth) return;
  walk.entered.add(file);
  const scope = await machine.operations.moduleScope(machine, file);
  const patterns = scope && (await lookUp(machine, scope, 'urlpatterns'));
  const place = { file, start: 0, end: 0 };
  if (!patterns) {
    walk.gaps.push({ place, reason: 'the URLs of this module were not found' });
    return;
  }
  await walkList(machine, walk, patterns, { ...way, open: [...way.open, file] }, place);
}

async function walkList(
  machine: PythonMachine,
  walk: UrlWalk,
  value: PyValue,
  way: Way,
  place: PyPlace,
): Promise<void> {
  const seen = new Set<unknown>();
  for (const option of optionsOf(value)) {
    if (option.kind === 'host') await walkItem(machine, walk, option, way, place);
    else if (option.kind === 'list') {
      if (!option.complete)
        notKnown(walk, way, place, 'a part of this list of URLs is not known before run time');
      for (const item of option.items) {
        const identity = item.kind === 'host' ? item.object : item;
        if (seen.has(identity)) continue;
        seen.add(identity);
        await walkItem(machine, walk, item, way, place);
      }
    } else if (option.kind !== 'none')
      notKnown(walk, way, place, 'this list of URLs is not known before run time');
  }
}

async function walkItem(
  machine: PythonMachine,
  walk: UrlWalk,
  item: PyValue,
  way: Way,
  place: PyPlace,
): Promise<void> {
  if (walk.routes.length > maxRoutes || !machine.step()) return;
  if (item.kind === 'either') {
    for (const option of item.options) await walkItem(machine, walk, option, way, place);
    return;
  }
  if (item.kind === 'list') return walkList(machine, walk, item, way, place);
  if (item.kind === 'none') return;
  const object = item.kind === 'host' ? item.object : undefined;
  if (object instanceof UrlPattern) return walkPattern(machine, walk, object, way);
  if (object instanceof RestRouter) return walkRouter(machine, walk, object, way);
  if (object instanceof NinjaRouter) return walkNinja(machine, walk, object, way);
  notKnown(walk, way, place, 'this list of URLs holds one that is not known before run time');
}

async function walkPattern(
  machine: PythonMachine,
  walk: UrlWalk,
  pattern: UrlPattern,
  way: Way,
): Promise<void> {
  const { place } = pattern;
  const conditions = [...way.conditions, ...pattern.conditions];
  const languages: readonly Pieces[] =
    pattern.language === 'none'
      ? [[]]
      : pattern.language === 'prefix'
        ? [['{language}/']]
        : [['{language}/'], []];
  for (const text of pattern.texts) {
    const isInclude = includes(pattern.view);
    if (endings(pattern, text, isInclude).some((end) => end.includes(null)))
      walk.gaps.push({
        place,
        reason: isInclude
          ? 'the prefix of the URLs that are included here is not known before run time'
          : 'a part of the path of this route is not known before run time',
      });
    for (const end of endings(pattern, text, isInclude))
      for (const language of languages) {
        const inner: Way = {
          pieces: [...language, ...way.pieces, ...end],
          adjustable: way.adjustable || text.adjustable,
          conditions,
          open: way.open,
        };
        await walkView(machine, walk, pattern.view, inner, place);
      }
  }
}

/** The texts of one pattern in lintel's spelling; one unknown piece when its expression cannot be told. */
function endings(pattern: UrlPattern, { text }: PathText, isInclude: boolean): readonly Pieces[] {
  if (!pattern.isRegex) return [text.map((piece) => (piece === null ? null : parameters(piece)))];
  if (text.includes(null))
    return [text.map((piece) => (piece === null ? null : (pathsOfRegex(piece)[0] ?? null)))];
  const regex = text.join('');
  const paths = pathsOfRegex(regex);
  if (paths.length === 0) return [[null]];
  const isOpen = !isInclude && !isAnchoredAtEnd(regex) && !regex.endsWith('*');
  return paths.flatMap((path) =>
    isOpen && (path === '' || path.endsWith('/')) ? [[path], [`${path}{*path}`]] : [[path]],
  );
}

/** `<int:id>` and `<path:rest>`. */
function parameters(path: string): string {
  return path.replaceAll(
    /<(?:([^<>:]{1,100}):)?([^<>:]{1,100})>/g,
    (_all, type: string | undefined, name: string) =>
      type === 'path' ? `{*${name.trim()}}` : `{${name.trim()}}`,
  );
}

function includes(view: PyValue): boolean {
  return optionsOf(view).some(
    (one) =>
      (one.kind === 'host' &&
        (one.object instanceof Include ||
          one.object instanceof OutsideUrls ||
          one.object instanceof NinjaRouter)) ||
      one.kind === 'list' ||
      (one.kind === 'external' && /\.urls(?:\[.*)?$/.test(one.name)),
  );
}

async function walkView(
  machine: PythonMachine,
  walk: UrlWalk,
  value: PyValue,
  way: Way,
  place: PyPlace,
): Promise<void> {
  for (const view of optionsOf(value)) {
    const object = view.kind === 'host' ? view.object : undefined;
    if (object instanceof Include) await walkIncluded(machine, walk, object.of, way, place);
    else if (view.kind === 'list') await walkIncluded(machine, walk, view, way, place);
    else if (object instanceof OutsideUrls) fromPackage(walk, object.name, way, place);
    else if (object instanceof NinjaRouter) await walkNinja(machine, walk, object, way);
    else if (view.kind === 'external' && view.name.endsWith('.urls'))
      fromPackage(walk, view.name, way, place);
    else {
      const named = plainText(view);
      add(walk, way, {
        place,
        view: (named === undefined ? undefined : await valueOf(machine, place.file, named)) ?? view,
        fromPackage: false,
      });
    }
  }
}

async function walkIncluded(
  machine: PythonMachine,
  walk: UrlWalk,
  value: PyValue,
  way: Way,
  place: PyPlace,
): Promise<void> {
  for (const option of optionsOf(value)) {
    if (option.kind === 'text') {
      const module = plainText(option);
      const file =
        module === undefined ? undefined : machine.program.modules.resolveNamed(place.file, module)?.file;
      if (file !== undefined) await walkModule(machine, walk, file, way);
      else if (module !== undefined) fromPackage(walk, module, way, place);
      else walk.gaps.push({ place, reason: 'the URLs that are included here are not known before run time' });
    } else if (option.kind === 'module' && option.file !== undefined)
      await walkModule(machine, walk, option.file, way);
    else if (option.kind === 'external') fromPackage(walk, option.name, way, place);
    else if (option.kind === 'host' && option.object instanceof OutsideUrls)
      fromPackage(walk, option.object.name, way, place);
    else if (option.kind === 'list') {
      /** `(patterns, 'app')` and `(patterns, 'app', 'namespace')`. */
      const [first, second] = option.items;
      const isPair =
        option.items.length <= 3 &&
        first !== undefined &&
        first.kind !== 'host' &&
        second !== undefined &&
        /^(?:text|none|unknown)$/.test(second.kind);
      if (isPair) await walkIncluded(machine, walk, first, way, place);
      else await walkList(machine, walk, option, way, place);
    } else if (option.kind === 'host') await walkItem(machine, walk, option, way, place);
    else if (option.kind === 'instance' || option.kind === 'class' || option.kind === 'unknown')
      notKnown(walk, way, place, 'the URLs that are included here are not known before run time');
  }
}
