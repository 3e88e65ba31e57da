import type { ElixirNode } from '../../elixir/parse.js';
import { childOf, children } from '../../elixir/parse.js';
import { argumentsOf, blockOf } from './calls.js';
import { rangeOf } from './lowering.js';
import type { ElixirCode } from './lowering.js';

/** `defmodule`: a class, on which each `use` stands as a mark with its options. */
export function readModule(node: ElixirNode, lowering: ElixirCode): undefined {
  const { code } = lowering;
  const [name] = children(childOf(node, 'Arguments') ?? null);
  const body = blockOf(node, 'do', lowering);
  for (const child of body) if (isUse(child, lowering)) readUse(child, lowering);
  code.class(rangeOf(node), name ? lowering.text(name) : '', [], () => {
    lowering.body(body);
  });
  return undefined;
}

function isUse(node: ElixirNode, lowering: ElixirCode): boolean {
  const [name] = children(node);
  return node.name === 'KernelCall' && name !== undefined && lowering.text(name) === 'use';
}

function readUse(node: ElixirNode, lowering: ElixirCode): void {
  const [module, ...options] = children(childOf(node, 'Arguments') ?? null);
  const path = module && lowering.value(module);
  if (path?.kind === 'path') lowering.code.mark(rangeOf(node), path, argumentsOf(options, lowering));
}
