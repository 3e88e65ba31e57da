import { childOf, children } from '../../../syntax/elixir/parse.js';
import type { ElixirNode } from '../../../syntax/elixir/parse.js';
import type { ElixirModule } from './modules.js';

/** Statements of a `do … end` block, or of the `do:` of a call. */
export function bodyOf(node: ElixirNode, module: ElixirModule): readonly ElixirNode[] | undefined {
  const block = childOf(node, 'DoBlock');
  if (block) return children(block).filter(({ name }) => !name.endsWith('Block'));
  const inline = keyword(node, 'do', module);
  return inline ? [inline] : undefined;
}

/** Statements behind the `else` of an `if`. */
export function elseOf(node: ElixirNode): readonly ElixirNode[] {
  return children(childOf(node, 'DoBlock') ?? null)
    .filter(({ name }) => name === 'ElseBlock')
    .flatMap((block) => children(block));
}

/** Name of what is called: `get`, `Plug.forward`; empty when the node is no call. */
export function calleeOf(node: ElixirNode, module: ElixirModule): string {
  if (!node.name.endsWith('Call')) return '';
  const [callee] = children(node);
  return callee && /^(?:Identifier|Dot|Keyword)$/.test(callee.name) ? textOf(callee, module) : '';
}

export function argumentsOf(node: ElixirNode): readonly ElixirNode[] {
  return children(childOf(node, 'Arguments') ?? null);
}

/** The value of a keyword among the arguments of a call, or in a list of keywords. */
export function keyword(node: ElixirNode, name: string, module: ElixirModule): ElixirNode | undefined {
  const holders = node.name === 'Call' || node.name.endsWith('Call') ? argumentsOf(node) : [node];
  for (const holder of holders) {
    const keywords = holder.name === 'Keywords' ? holder : childOf(holder, 'Keywords');
    for (const pair of children(keywords ?? null)) {
      const [key, value] = children(pair);
      if (key && value && textOf(key, module).replace(/:$/, '') === name) return value;
    }
  }
  return undefined;
}

export function textOf(node: ElixirNode, { source }: ElixirModule): string {
  return source.text.slice(node.from, node.to);
}

/** What a text says, with holes where only run time knows; module attributes are filled in. Undefined when the node is no text. */
export function pathText(
  node: ElixirNode | undefined,
  module: ElixirModule,
  variables: ReadonlyMap<string, string> = new Map(),
): readonly (string | null)[] | undefined {
  if (!node) return undefined;
  if (node.name === 'String') {
    const parts: (string | null)[] = [];
    for (const child of children(node))
      if (child.name === 'QuotedContent') parts.push(textOf(child, module));
      else if (child.name === 'Interpolation')
        parts.push(...(pathText(children(child)[0], module, variables) ?? [null]));
    return parts.length === 0 ? [''] : parts;
  }
  if (node.name === 'AtOperator') {
    const name = textOf(node, module).slice(1).trim();
    const value = module.attributes.get(name);
    return value ? pathText(value, module) : [null];
  }
  if (node.name === 'Identifier') return [variables.get(textOf(node, module)) ?? null];
  const written = textOf(node, module);
  const joined = /^(.+?)<>(.+)$/s.exec(written);
  return joined ? [null] : undefined;
}

/** The texts of a list, also of `~w(a b)`; undefined when it is none. */
export function listTexts(node: ElixirNode | undefined, module: ElixirModule): readonly string[] | undefined {
  if (!node) return undefined;
  if (node.name === 'AtOperator')
    return listTexts(module.attributes.get(textOf(node, module).slice(1).trim()), module);
  const words = /^~w[[({|"/]([\s\S]*)[\])}|"/]a?$/.exec(textOf(node, module))?.[1];
  if (words !== undefined) return words.split(/\s+/).filter((word) => word !== '');
  if (node.name !== 'List') return undefined;
  const texts = children(node).map((item) => pathText(item, module)?.join('') ?? undefined);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
