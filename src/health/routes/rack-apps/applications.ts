import type { AppFacts, RackKind } from './application.js';

/** One application with all the places where its class is opened. */
export interface RackApplication {
  readonly name: string;
  readonly kind: RackKind;
  readonly parts: readonly AppFacts[];
  /** The applications that it inherits routes from. */
  readonly ancestors: readonly string[];
}

/** The applications among all classes, by their superclasses. */
export function applicationsIn(facts: readonly AppFacts[]): ReadonlyMap<string, RackApplication> {
  const byName = new Map<string, AppFacts[]>();
  for (const one of facts) {
    const known = byName.get(one.name);
    if (known) known.push(one);
    else byName.set(one.name, [one]);
  }
  const found = new Map<string, RackApplication>();
  for (const [name, parts] of byName) {
    const ancestors: string[] = [];
    const kind = kindOf(name, byName, ancestors, 0);
    if (kind !== undefined) found.set(name, { name, kind, parts, ancestors });
  }
  return found;
}

function kindOf(
  name: string,
  byName: ReadonlyMap<string, readonly AppFacts[]>,
  ancestors: string[],
  depth: number,
): RackKind | undefined {
  const base = byName.get(name)?.find(({ superclass }) => superclass !== undefined)?.superclass;
  if (base === undefined || depth > 10) return undefined;
  if (/^Sinatra::(Base|Application)$/.test(base)) return 'sinatra';
  if (/^Grape::API(::Instance)?$/.test(base)) return 'grape';
  if (base === 'Roda') return 'roda';
  const parent = resolved(base, name, byName);
  if (parent === undefined || parent === name) return undefined;
  ancestors.push(parent);
  return kindOf(parent, byName, ancestors, depth + 1);
}

/** The whole name that a constant means inside of a class, of which Ruby tries the inner modules first. */
export function resolved(
  written: string,
  from: string,
  names: ReadonlyMap<string, unknown>,
): string | undefined {
  const around = from.split('::');
  for (let size = around.length; size >= 0; size -= 1) {
    const name = [...around.slice(0, size), written].join('::');
    if (names.has(name)) return name;
  }
  // What a block of a stack names may stand in the module around that; one class of the name leaves no doubt.
  const ending = [...names.keys()].filter((name) => name.endsWith(`::${written}`));
  return ending.length === 1 ? ending[0] : undefined;
}
