import { depthLimit } from '../imperative/depth-limit.js';
import type { SourceText } from '../../model/source-text.js';
import type { ClassNode, Expression, FieldNode, MethodNode, ProgramNode } from '../imperative/tree.js';
import { blockOf } from './calls.js';
import { lowerExpression } from './expressions.js';
import type { Clause, ElixirLowering } from './lowering.js';
import { arityName, rangeOf } from './lowering.js';
import { brokenAt, childOf, children, parseElixir } from './parse.js';
import type { ElixirNode } from './parse.js';
import { asLoop } from './recursion.js';
import { lowerBody, lowerClauses, withoutDefault } from './statements.js';

/** How deep nodes may nest before the inner ones are left out. */
const deepest = 200;

/** Functions whose value nobody uses: what a migration's runner calls. */
const valueless = /^(up|down|change|after_begin|before_commit)$/;

/**
 * Reads a file of Elixir. Each module is a class: its functions are methods under names with their number of parameters (`up/0`), its
 * attributes fields (`@name`), the modules that it imports or uses its bases.
 * @throws ParseTimeout as {@link parseElixir} does.
 */
export async function elixirProgram(source: SourceText): Promise<ProgramNode> {
  const tree = await parseElixir(source);
  const { topNode } = tree;
  const aliases = aliasesOf(topNode, source.text);
  const classes: ClassNode[] = [];
  collectModules(children(topNode), '', classes, { text: source.text, aliases, depth: 0 });
  const broken = brokenAt(tree);
  const outside = loweringOf(source.text, aliases, new Set());
  return {
    namespace: '',
    imports: aliases,
    classes,
    functions: new Map(),
    statements: lowerBody(children(topNode), false, outside),
    constants: [],
    ...(broken !== undefined && { brokenAt: broken }),
  };
}

/** `alias A.B`, `alias A.{B, C}`, `alias A.B, as: C`: short names of modules. */
function aliasesOf(root: ElixirNode, text: string): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  root.cursor().iterate(({ node, name }) => {
    if (name !== 'KernelCall') return;
    const [callee] = children(node);
    if (!callee || text.slice(callee.from, callee.to) !== 'alias') return;
    const written = text.slice(callee.to, node.to).replaceAll(/\s+/g, ' ');
    const several = /^\(? ?([\w.]+)\.\{([^}]*)\}/.exec(written);
    if (several) {
      for (const part of (several[2] ?? '').split(','))
        if (part.trim() !== '') aliases.set(lastPart(part.trim()), `${several[1] ?? ''}.${part.trim()}`);
      return;
    }
    const [, whole, as] = /^\(? ?([\w.]+)(?:, as: ([\w.]+))?/.exec(written) ?? [];
    if (whole !== undefined) aliases.set(as ?? lastPart(whole), whole);
  });
  return aliases;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

interface Surroundings {
  readonly text: string;
  readonly aliases: ReadonlyMap<string, string>;
  readonly depth: number;
}

/** Modules with those that stand inside of them, and what `__using__` puts into a module that uses them (as `Name.__using__`). */
function collectModules(
  nodes: readonly ElixirNode[],
  around: string,
  into: ClassNode[],
  surroundings: Surroundings,
): void {
  const { text, depth } = surroundings;
  if (depth > 8) return;
  for (const node of nodes) {
    if (node.name !== 'KernelCall' && node.name !== 'FunctionDefinitionCall') continue;
    const [callee] = children(node);
    const form = callee ? text.slice(callee.from, callee.to) : '';
    const [head] = children(childOf(node, 'Arguments') ?? null);
    const written = head ? text.slice(head.from, head.to) : '';
    const block = childOf(node, 'DoBlock');
    if (!block) continue;
    if (form === 'defmodule') {
      const name = around === '' ? written : `${around}.${written}`;
      into.push(lowerModule(name, node, children(block), surroundings));
      collectModules(children(block), name, into, { ...surroundings, depth: depth + 1 });
    } else if (form === 'defmacro' && written.startsWith('__using__'))
      for (const quote of children(block)) {
        const quoted = childOf(quote, 'DoBlock');
        if (quote.name === 'KernelCall' && quoted)
          into.push(lowerModule(`${around}.__using__`, quote, children(quoted), surroundings));
      }
  }
}

function lowerModule(
  name: string,
  node: ElixirNode,
  nodes: readonly ElixirNode[],
  { text, aliases }: Surroundings,
): ClassNode {
  const definitions = conditionalNodes(nodes, text).flatMap((child) => definitionOf(child, text) ?? []);
  const bare = new Set(
    definitions.filter(({ clause }) => clause.patterns.length === 0).map((definition) => definition.name),
  );
  const lowering = loweringOf(text, aliases, bare);
  const [, head] = children(node);
  const [title] = children(head ?? null);
  return {
    ...rangeOf(node),
    name,
    head: rangeOf(title ?? node),
    bases: usedModules(nodes, lowering),
    traits: [],
    attributes: [],
    isAbstract: false,
    fields: nodes.flatMap((child) => attributeOf(child, lowering) ?? []),
    methods: methodsOf(definitions, lowering),
  };
}

/** What stands in a module, also under `if` at compile time: its first branch, because the condition is not known. */
function conditionalNodes(nodes: readonly ElixirNode[], text: string): readonly ElixirNode[] {
  return nodes.flatMap((node) => {
    const [callee] = children(node);
    const isIf =
      node.name === 'KernelCall' && callee && /^(if|unless)$/.test(text.slice(callee.from, callee.to));
    const block = isIf ? childOf(node, 'DoBlock') : undefined;
    return block ? children(block).filter(({ name }) => !name.endsWith('Block')) : [node];
  });
}

/** Modules whose functions may be called by their bare names. */
function usedModules(nodes: readonly ElixirNode[], lowering: ElixirLowering): readonly string[] {
  const inner = nodes
    .filter(({ name }) => name === 'FunctionDefinitionCall')
    .flatMap((node) => blockOf(node, 'do', lowering) ?? []);
  return [...nodes, ...inner].flatMap((node) => {
    const [callee] = children(node);
    const form = node.name === 'KernelCall' && callee ? lowering.textOf(callee) : '';
    const [module] = children(childOf(node, 'Arguments') ?? null);
    if (!/^(use|import)$/.test(form) || module?.name !== 'Alias') return [];
    const name = lowering.moduleName(lowering.textOf(module));
    return form === 'use' ? [`${name}.__using__`] : [name];
  });
}

/** `@name value`. */
function attributeOf(node: ElixirNode, lowering: ElixirLowering): FieldNode | undefined {
  if (node.name !== 'AtOperator') return undefined;
  const call = childOf(node, 'Call');
  const [name, list] = children(call ?? null);
  const [value] = children(list ?? null);
  if (!name || !value || /^(moduledoc|doc|spec|type|typep|callback|impl)$/.test(lowering.textOf(name)))
    return undefined;
  return { name: `@${lowering.textOf(name)}`, value: lowering.expression(value), isConstant: true };
}

interface Definition {
  readonly name: string;
  readonly clause: Clause;
  readonly node: ElixirNode;
  /** It only declares defaults for the clauses that follow. */
  readonly isHead: boolean;
}

/** One clause of a function: `def name(a, b) when c do … end`. */
function definitionOf(node: ElixirNode, text: string): Definition | undefined {
  if (node.name !== 'FunctionDefinitionCall') return undefined;
  const [head] = children(childOf(node, 'Arguments') ?? null);
  if (!head) return undefined;
  const guarded = head.name === 'WhenOperator';
  const [signature] = guarded ? children(head) : [head];
  const [guard] = guarded ? children(childOf(head, 'Right') ?? null) : [];
  if (!signature) return undefined;
  const [first] = children(signature);
  const callee = signature.name === 'Call' && first ? first : signature;
  const given = signature.name === 'Call' ? children(childOf(signature, 'Arguments') ?? null) : [];
  const body = blockOf(node, 'do', loweringOf(text, new Map(), new Set()));
  return {
    name: text.slice(callee.from, callee.to),
    node,
    isHead: body === undefined,
    clause: { patterns: given, ...(guard && { guard }), body: body ?? [] },
  };
}

/** Clauses of one name and number of parameters make one method; parameters with defaults may be left out. */
function methodsOf(definitions: readonly Definition[], lowering: ElixirLowering): readonly MethodNode[] {
  const groups = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const key = arityName(definition.name, definition.clause.patterns.length);
    const group = groups.get(key);
    if (group) group.push(definition);
    else groups.set(key, [definition]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const clauses = group.filter(({ isHead }) => !isHead).map(({ clause }) => clause);
    if (!first || clauses.length === 0) return [];
    const { name, node, clause } = first;
    const place = rangeOf(node);
    const whole = arityName(name, clause.patterns.length);
    const lowered = asLoop(lowerClauses(clauses, place, !valueless.test(name), lowering), whole);
    const fallbacks = clause.patterns.map((pattern) => {
      const written = withoutDefault(pattern, lowering) === pattern ? undefined : children(pattern).at(-1);
      return written && lowering.expression(written);
    });
    const called = {
      ...lowered,
      parameters: lowered.parameters.map((parameter, index) => {
        const fallback = fallbacks[index];
        return { ...parameter, ...(fallback && { fallback }) };
      }),
    };
    const most = clause.patterns.length;
    const defaults = fallbacks.filter((fallback) => fallback !== undefined).length;
    return Array.from({ length: defaults + 1 }, (_, left): MethodNode => ({
      ...place,
      name: arityName(name, most - left),
      function: called,
      isStatic: false,
      isAbstract: false,
    }));
  });
}

/** Where the depth of nodes is counted. */
function loweringOf(
  text: string,
  aliases: ReadonlyMap<string, string>,
  functions: ReadonlySet<string>,
): ElixirLowering {
  const deeper = depthLimit(deepest);
  const lowering: ElixirLowering = {
    text,
    textOf: (node) => text.slice(node.from, node.to),
    expression: (node) =>
      deeper<Expression>(
        () => lowerExpression(node, lowering),
        () => ({ ...rangeOf(node), kind: 'other', text: '', parts: [] }),
      ),
    body: (nodes, tail) =>
      deeper(
        () => lowerBody(nodes, tail, lowering),
        () => [],
      ),
    clauses: (clauses, place, tail) => lowerClauses(clauses, place, tail, lowering),
    moduleName: (written) => {
      const [first = '', ...rest] = written.split('.');
      const whole = aliases.get(first);
      return whole === undefined ? written : [whole, ...rest].join('.');
    },
    hasFunction: (name) => functions.has(name),
  };
  return lowering;
}
