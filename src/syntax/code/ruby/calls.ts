import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeArgument, CodePath, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders, TreeLowering } from '../tree-lowering.js';
import { readFunction } from './definitions.js';

/** ActiveSupport's durations, in seconds: `5.minutes`. */
const seconds: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

export const callReaders: NodeReaders = {
  call: readCall,
  retry: (node, lowering) => lowering.code.call(rangeOf(node), lowering.name(node), { arguments: [] }),
  yield: (node, lowering) => {
    for (const child of node.namedChildren) if (child) readArguments(child, lowering);
    return undefined;
  },
};

/**
 * A call. One without arguments, brackets and block stands in targets like a member (`Rails.cache.fetch`), except for `new`, which makes
 * an object; it is among the calls all the same.
 */
function readCall(node: SyntaxNode, lowering: TreeLowering): CodeValue | undefined {
  const { code } = lowering;
  const receiver = lowering.field(node, 'receiver');
  const method = node.childForFieldName('method');
  const name = method?.text ?? 'call';
  const duration = receiver && durationOf(receiver, name);
  if (duration !== undefined) return { kind: 'number', value: duration, ...rangeOf(node) };
  if (receiver?.kind === 'text' && name === 'freeze') return receiver;
  const list = node.childForFieldName('arguments');
  const block = node.childForFieldName('block');
  if (block && !receiver && name === 'loop') return readLoop(node, block, lowering);
  const start = receiver ? node.startIndex : (method?.startIndex ?? node.startIndex);
  const range = { start, end: method?.endIndex ?? node.endIndex };
  const callee = (): CodePath => code.path(range, name, receiver);
  const { values, spread } = readArguments(list, lowering);
  const given: CodeArgument[] = [...values];
  if (block)
    given.push({
      name: '&block',
      value: readFunction(block, { name: '' }, block.childForFieldName('body'), lowering),
    });
  const constructs = receiver !== undefined && name === 'new';
  const call = code.call(rangeOf(node), callee(), { arguments: given, spread, constructs });
  return list || block || constructs ? call : callee();
}

function readLoop(node: SyntaxNode, block: SyntaxNode, lowering: TreeLowering): undefined {
  lowering.code.loop(rangeOf(node), true, () => lowering.field(block, 'body'));
  return undefined;
}

function durationOf(value: CodeValue, name: string): number | undefined {
  const unit = seconds[name.replace(/s$/, '')];
  return value.kind === 'number' && unit !== undefined ? value.value * unit : undefined;
}

/** Arguments in brackets or without: pairs are named, blocks that are handed on are `&block`. */
function readArguments(
  list: SyntaxNode | null,
  lowering: TreeLowering,
): { readonly values: readonly CodeArgument[]; readonly spread: boolean } {
  const values: CodeArgument[] = [];
  let spread = false;
  for (const child of list?.namedChildren ?? []) {
    if (!child || child.isExtra) continue;
    switch (child.type) {
      case 'pair':
        values.push(...readPair(child, lowering));
        break;
      case 'splat_argument':
      case 'hash_splat_argument':
        spread = true;
        lowering.children(child);
        break;
      case 'block_argument': {
        const [value] = lowering.children(child);
        if (value) values.push({ name: '&block', value });
        break;
      }
      default:
        values.push({ value: lowering.value(child) });
    }
  }
  return { values, spread };
}

/** `key: value`, `"key" => value`, `key:` for a variable of that name. */
export function readPair(node: SyntaxNode, lowering: TreeLowering): readonly CodeArgument[] {
  const key = node.childForFieldName('key');
  if (!key) return [];
  const isPlain = key.type === 'hash_key_symbol';
  const read = isPlain ? undefined : lowering.value(key);
  const name = isPlain ? key.text : read?.kind === 'text' && read.exact ? read.text : undefined;
  const value = lowering.field(node, 'value') ?? (isPlain ? lowering.name(key) : undefined);
  return value ? [{ value, ...(name !== undefined && { name }) }] : [];
}
