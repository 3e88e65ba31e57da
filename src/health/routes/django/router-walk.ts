import type { PythonMachine } from '../../../syntax/python/machine.js';
import { plainText } from '../../../syntax/python/texts.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { pathsOfRegex } from '../python/regex-path.js';
import { NinjaRouter } from './ninja.js';
import { viewSetOf } from './rest-framework.js';
import type { RestRouter } from './url-objects.js';
import type { Pieces, UrlWalk, Way } from './url-routes.js';
import { add, notKnown, valueOf } from './url-routes.js';

/** The sets of views that a router of Django REST framework serves. */
export async function walkRouter(
  machine: PythonMachine,
  walk: UrlWalk,
  router: RestRouter,
  way: Way,
): Promise<void> {
  const slash = router.slash ?? '';
  if (router.hasRoot) add(walk, way, { place: router.place, methods: ['GET'], fromPackage: true });
  if (router.isOpen && way.pieces.join('') === '')
    walk.gaps.push({
      place: router.place,
      reason: 'this router nests its routes in a way that is not followed',
    });
  for (const { prefix, views, place, conditions } of router.registered) {
    const set = await viewSetOf(machine, views);
    for (const { text } of prefix) {
      if (text.includes(null))
        walk.gaps.push({ place, reason: 'the prefix of these views is not known before run time' });
      const pieces = [
        ...way.pieces,
        ...text.map((piece) => (piece === null ? null : (pathsOfRegex(piece)[0] ?? null))),
      ];
      const inner: Way = { ...way, pieces, conditions: [...way.conditions, ...conditions] };
      for (const route of set?.routes ?? [])
        add(
          walk,
          { ...inner, pieces: [...pieces, `${route.path}${slash}`] },
          {
            place,
            methods: route.methods,
            action: route.action,
            view: views,
            fromPackage: false,
          },
        );
      if (set?.complete && !router.isOpen) continue;
      add(walk, { ...inner, pieces: [...pieces, slash] }, { place, view: views, fromPackage: false });
      add(walk, { ...inner, pieces: [...pieces, '/{*path}'] }, { place, view: views, fromPackage: false });
    }
  }
}

/** The operations of django-ninja below their prefixes; an API also serves its description. */
export async function walkNinja(
  machine: PythonMachine,
  walk: UrlWalk,
  router: NinjaRouter,
  way: Way,
  depth = 0,
): Promise<void> {
  if (depth > 10) return;
  if (router.isApi)
    for (const path of ['openapi.json', 'docs'])
      add(
        walk,
        { ...way, pieces: [...way.pieces, path] },
        { place: router.place, methods: ['GET'], fromPackage: true },
      );
  if (router.isOpen) notKnown(walk, way, router.place, 'controllers are registered here that are not read');
  const below = (text: Pieces): Pieces => {
    const [first, ...rest] = text;
    const last = way.pieces.at(-1);
    const isOpen = typeof last === 'string' && last !== '' && !last.endsWith('/');
    const start = typeof first === 'string' ? first.replace(/^\/+/, '') : first;
    return [
      ...way.pieces,
      ...(isOpen && start !== '' ? ['/'] : []),
      ...(start === undefined ? [] : [start]),
      ...rest,
    ];
  };
  for (const { methods, paths, handler, place, conditions } of router.operations)
    for (const { text } of paths) {
      if (text.includes(null))
        walk.gaps.push({ place, reason: 'a part of the path of this route is not known before run time' });
      add(
        walk,
        { ...way, pieces: below(text) },
        { place, methods, view: handler, conditions, fromPackage: false },
      );
    }
  for (const { prefixes, router: child, place } of router.children)
    for (const { text } of prefixes) {
      const inner: Way = { ...way, pieces: below(text) };
      const dotted = plainText(child);
      const value = dotted === undefined ? child : await valueOf(machine, place.file, dotted);
      for (const one of value ? optionsOf(value) : []) {
        if (one.kind === 'host' && one.object instanceof NinjaRouter)
          await walkNinja(machine, walk, one.object, inner, depth + 1);
        else notKnown(walk, inner, place, 'a router is added here that is not known before run time');
      }
    }
}
