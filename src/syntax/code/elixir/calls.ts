import type { ElixirNode } from '../../elixir/parse.js';
import { childOf, children } from '../../elixir/parse.js';
import type { CodeArgument, CodeValue } from '../code-file.js';
import { keyOf, pairsOf } from './literals.js';
import { rangeOf } from './lowering.js';
import type { ElixirCode, ElixirReader } from './lowering.js';

/** Calls by name, through a module, of a value, and without parentheses. */
export const readCall: ElixirReader = (node, lowering) => callWith(node, lowering, []);

/** A call with values before those that are written: what a pipe gives it. */
export function callWith(
  node: ElixirNode,
  lowering: ElixirCode,
  first: readonly CodeArgument[],
): CodeValue | undefined {
  const { code } = lowering;
  const [written] = children(node);
  if (!written) return undefined;
  const callee = calleeOf(written, lowering);
  const list = childOf(node, 'Arguments');
  const block = childOf(node, 'DoBlock');
  // `user.name` is a member, no call.
  if (written.name === 'Dot' && !list && !block && first.length === 0 && !isModuleCall(written))
    return callee;
  const values = argumentsOf(children(list ?? null), lowering);
  const body = block ? doFunction(block, lowering) : undefined;
  return code.call(rangeOf(node), callee, {
    arguments: [...first, ...values, ...(body ? [{ name: 'do', value: body }] : [])],
  });
}

/** `Repo.all` without parentheses is a call all the same. */
function isModuleCall(dot: ElixirNode): boolean {
  const object = children(dot)[0]?.name;
  return object === 'Alias' || object === 'Atom';
}

function calleeOf(written: ElixirNode, lowering: ElixirCode): ReturnType<ElixirCode['callee']> {
  if (written.name !== 'Dot') return lowering.callee(lowering.value(written));
  const [object] = children(written);
  const right = childOf(written, 'Right');
  // Modules of Erlang are atoms: `:ets.insert`.
  const value =
    object && object.name === 'Atom'
      ? lowering.code.path(rangeOf(object), lowering.text(object))
      : object && lowering.value(object);
  if (!right) return lowering.callee(value ?? { ...rangeOf(written), kind: 'other', parts: [] });
  return lowering.code.path(rangeOf(written), lowering.text(right), value);
}

/** Arguments; keywords that stand last are named ones, and so is `do:`. */
export function argumentsOf(given: readonly ElixirNode[], lowering: ElixirCode): readonly CodeArgument[] {
  return given.flatMap((node): readonly CodeArgument[] =>
    node.name === 'Keywords' ? pairsOf(node, lowering) : [{ value: lowering.value(node) }],
  );
}

function doFunction(block: ElixirNode, lowering: ElixirCode): CodeValue {
  return lowering.code.function(rangeOf(block), { name: '', parameters: [] }, () =>
    lowering.body(children(block)),
  );
}

/** What a block of `do`, `else` … holds; also where it is written as `do: expression`. */
export function blockOf(
  node: ElixirNode,
  part: 'after' | 'catch' | 'do' | 'else' | 'rescue',
  lowering: ElixirCode,
): readonly ElixirNode[] {
  const block = childOf(node, 'DoBlock');
  if (block) {
    const parts = children(block);
    if (part === 'do') return parts.filter(({ name }) => !/^(?:Else|Rescue|After|Catch)Block$/.test(name));
    const found = parts.find(({ name }) => name.toLowerCase() === `${part}block`);
    return children(found ?? null);
  }
  for (const list of children(childOf(node, 'Arguments') ?? null))
    if (list.name === 'Keywords')
      for (const pair of children(list)) {
        const [key, value] = children(pair);
        if (key && value && keyOf(key, lowering) === part) return [value];
      }
  return [];
}

/** The arguments that stand before the keywords. */
export function leadingOf(node: ElixirNode): readonly ElixirNode[] {
  return children(childOf(node, 'Arguments') ?? null).filter(({ name }) => name !== 'Keywords');
}
