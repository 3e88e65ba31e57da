import type { Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { compareSpans } from '../../../model/source-span.js';
import type { RouteReading } from '../../route-framework.js';
import { callFunction, operations } from './evaluate.js';
import { HandlerReader } from './handlers.js';
import { Machine } from './machine.js';
import { foundGaps, foundRoutes } from './produce.js';
import { RustProgram } from './program.js';
import { mentionsFramework } from './recognition.js';
import type { RustFunction } from './tree.js';
import type { Router, RustFramework } from './values.js';
import { routersIn } from './values.js';

/** One reading serves all frameworks. Kept as long as its view. */
const readings = new WeakMap<
  RepositoryView,
  { readonly key: string; readonly reading: Promise<RouteReading> }
>();

/** The routes, gaps and skips of one framework of Rust. */
export async function readRustRoutes(
  framework: RustFramework,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates.map(({ path }) => path).filter((path) => path.endsWith('.rs'));
  const key = paths.join('\0');
  let kept = readings.get(view);
  if (kept?.key !== key) {
    kept = { key, reading: readAll(paths, view) };
    readings.set(view, kept);
  }
  const { gaps, routes, skipped } = await kept.reading;
  return {
    routes: routes.filter((route) => route.framework === framework),
    gaps: gaps.filter((gap) => gap.framework === framework),
    skipped: framework === 'axum' ? skipped : [],
  };
}

async function readAll(paths: readonly string[], view: RepositoryView): Promise<RouteReading> {
  const relevant: string[] = [];
  for (const path of paths) {
    const text = (await view.read(path))?.text;
    if (text !== undefined && mentionsFramework.test(text)) relevant.push(path);
  }
  if (relevant.length === 0) return { routes: [], gaps: [], skipped: [] };
  const program = await RustProgram.open(view);
  const machine = new Machine(program, operations);
  await enter(machine, await entrancesOf(program, relevant));
  const reader = new HandlerReader(program);
  const found = foundRoutes(machine);
  const gaps = [...foundGaps(machine)];
  const routes: Route[] = [];
  for (const { handler, route } of found) {
    // The same line with and without a prefix: the prefix is an option, which only keeps the list open.
    const twin = route.pathComplete ? undefined : found.find((other) => isWholeTwin(other.route, route));
    if (twin) {
      const reason = 'routes may stand below a prefix that only run time knows';
      if (!gaps.some((gap) => gap.reason === reason && gap.span.file === route.span.file))
        gaps.push({ framework: route.framework, span: route.span, reason });
      continue;
    }
    // Only what a probe could ask for is looked into.
    const isAskable = /^(?:GET|HEAD|ANY)$/.test(route.method) && !route.path.includes('{');
    const described = isAskable ? await reader.read(handler) : undefined;
    routes.push(described ? { ...route, handler: described } : route);
  }
  return { routes, gaps, skipped: program.skipped };
}

function isWholeTwin(one: Route, other: Route): boolean {
  return (
    one.pathComplete &&
    one.path === other.path &&
    one.method === other.method &&
    one.framework === other.framework &&
    compareSpans(one.span, other.span) === 0
  );
}

/**
 * Evaluates functions that nobody was seen to call. When a later one turns out to call an earlier one, what that brought by itself is
 * dropped: there it was not known what it is given, and where its routes stand.
 */
async function enter(machine: Machine, entrances: readonly RustFunction[]): Promise<void> {
  const runs: { entrance: RustFunction; routers: readonly Router[]; gaps: readonly object[] }[] = [];
  for (const entrance of entrances) {
    if (machine.entered.has(entrance)) continue;
    const [routers, gaps] = [machine.routers.length, machine.gaps.length];
    const given = await callFunction(machine, entrance, []);
    for (const router of routersIn(given)) router.escaped = true;
    runs.push({ entrance, routers: machine.routers.slice(routers), gaps: machine.gaps.slice(gaps) });
  }
  const repeated = runs.filter(({ entrance }) => machine.called.has(entrance));
  for (const router of repeated.flatMap(({ routers }) => routers)) router.mounted = true;
  const dropped = new Set(repeated.flatMap(({ gaps }) => gaps));
  machine.gaps.splice(0, machine.gaps.length, ...machine.gaps.filter((gap) => !dropped.has(gap)));
}

/**
 * The functions of the relevant files, in the order in which they are tried: programs' own entrances, then those that no other relevant file
 * mentions, then the rest. What was entered through another function is not tried again.
 */
async function entrancesOf(
  program: RustProgram,
  relevant: readonly string[],
): Promise<readonly RustFunction[]> {
  const functions: RustFunction[] = [];
  const mentions = new Map<string, number>();
  for (const path of relevant) {
    const file = await program.file(path);
    functions.push(...(file?.functions.filter(({ body }) => body) ?? []));
    for (const [word] of program.sources.get(path)?.text.matchAll(/\b[a-z_]\w+\b/g) ?? [])
      mentions.set(word, (mentions.get(word) ?? 0) + 1);
  }
  const rank = ({ attributes, name }: RustFunction): number => {
    if (name === 'main') return 0;
    if (attributes.some(({ name: attribute }) => /^(?:rocket::)?launch$|::main$/.test(attribute))) return 1;
    return (mentions.get(name) ?? 0) <= 1 ? 2 : 3;
  };
  return functions.toSorted((a, b) => rank(a) - rank(b));
}
