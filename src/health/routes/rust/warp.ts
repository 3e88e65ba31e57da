import { siteOf } from './machine.js';
import type { Machine } from './machine.js';
import { segmentsOf, textOfLiteral } from './convert.js';
import type { RustExpression } from './tree.js';
import type { FilterWay, Frame, Site, Text, Value } from './values.js';
import { optionsOf, textOf, unknown } from './values.js';
import { methodNamed } from './verbs.js';

/** How many ways through a filter are followed. */
const mostWays = 2_000;

const nothing: FilterWay = { segments: [] };

/** Functions of warp. Source: https://docs.rs/warp/latest/warp/filters/index.html */
export async function callWarp(
  machine: Machine,
  name: string,
  args: readonly Value[],
  site: Site,
): Promise<Value | undefined> {
  await Promise.resolve();
  const filter = (...ways: readonly FilterWay[]): Value => ({ kind: 'filter', ways });
  switch (name) {
    case 'path':
      return filter({ segments: [textOf(args[0])], tail: true });
    case 'param':
      return filter({ segments: [['{param}']], tail: true });
    case 'end':
      return filter({ segments: [], tail: false });
    case 'tail':
    case 'peek':
    case 'full':
      return filter({ segments: name === 'tail' ? [['{*tail}']] : [] });
    case 'dir':
    case 'file':
      return filter({ segments: name === 'dir' ? [['{*rest}']] : [], handler: unknown, site });
    case 'serve':
      for (const option of optionsOf(args[0] ?? unknown)) {
        if (option.kind === 'filter') machine.served.push({ ways: option.ways, site });
        else machine.gap('warp', site, 'the filters that are served were not found');
      }
      return { kind: 'outside', path: ['warp', 'Server'] };
    default: {
      const method = args.length === 0 ? methodNamed(name) : undefined;
      return filter(method && name !== 'any' ? { segments: [], method } : nothing);
    }
  }
}

/** `path!("a" / u32 / "b")`, complete unless it ends in `..`. */
export async function pathMacro(
  machine: Machine,
  node: Extract<RustExpression, { kind: 'macro' }>,
  frame: Frame,
): Promise<Value> {
  const segments: Text[] = [];
  const parts = node.text.split(/\/(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((part) => part.trim());
  for (const part of parts) {
    if (part === '..' || part === '') continue;
    if (part.startsWith('"')) segments.push([textOfLiteral(part)]);
    else {
      const value = /^[A-Z_]+$/.test(part)
        ? await machine.operations.pathValue(machine, segmentsOf(part), frame)
        : unknown;
      segments.push(value.kind === 'text' ? value.text : [`{${part.toLowerCase().replaceAll(/\W/g, '')}}`]);
    }
  }
  return { kind: 'filter', ways: [{ segments, tail: parts.includes('..'), site: siteOf(frame, node) }] };
}

/** Combinators of filters. */
export async function filterMethod(
  machine: Machine,
  ways: readonly FilterWay[],
  name: string,
  args: readonly Value[],
  site: Site,
): Promise<Value> {
  const [first = unknown] = args;
  switch (name) {
    case 'and': {
      const others = optionsOf(first).flatMap((option) => (option.kind === 'filter' ? option.ways : []));
      return { kind: 'filter', ways: product(ways, others.length > 0 ? others : [nothing]) };
    }
    case 'or': {
      const others = optionsOf(first).flatMap((option) => (option.kind === 'filter' ? option.ways : []));
      if (others.length === 0) machine.gap('warp', site, 'a filter that was not found is one of the ways');
      return { kind: 'filter', ways: [...ways, ...others].slice(0, mostWays) };
    }
    case 'map':
    case 'then':
    case 'and_then':
    case 'untuple_one': {
      if (first.kind === 'closure') await machine.operations.callValue(machine, first, []);
      return { kind: 'filter', ways: ways.map((way) => ({ handler: first, site, ...way })) };
    }
    default:
      return { kind: 'filter', ways };
  }
}

function product(ways: readonly FilterWay[], others: readonly FilterWay[]): readonly FilterWay[] {
  return ways
    .flatMap((way) =>
      others.map((other): FilterWay => {
        const method = other.method ?? way.method;
        const handler = other.handler ?? way.handler;
        const site = other.site ?? way.site;
        return {
          segments: [...way.segments, ...other.segments],
          tail: other.tail ?? way.tail ?? false,
          ...(method && { method }),
          ...(handler && { handler }),
          ...(site && { site }),
        };
      }),
    )
    .slice(0, mostWays);
}
