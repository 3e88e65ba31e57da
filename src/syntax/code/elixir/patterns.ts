import type { ElixirNode } from '../../elixir/parse.js';
import { children } from '../../elixir/parse.js';
import type { CodeRange, CodeValue } from '../code-file.js';
import type { ElixirCode } from './lowering.js';

/** Declares the names of a pattern. `{:ok, x}` holds the value itself; of other parts nothing is known. */
export function bindPattern(
  pattern: ElixirNode,
  value: CodeValue | undefined,
  lowering: ElixirCode,
  range?: CodeRange,
): void {
  lowering.code.within(
    () => {
      bind(pattern, value, lowering, range);
    },
    () => undefined,
  );
}

function bind(
  pattern: ElixirNode,
  value: CodeValue | undefined,
  lowering: ElixirCode,
  range?: CodeRange,
): void {
  const parts = children(pattern);
  switch (pattern.name) {
    case 'Identifier':
      lowering.code.declare(lowering.text(pattern), { ...(value && { value }), ...(range && { range }) });
      break;
    case 'Tuple': {
      const [tag, inner] = parts;
      if (parts.length === 2 && tag && inner && lowering.text(tag) === ':ok') {
        bindPattern(inner, value, lowering);
        break;
      }
      for (const part of parts) bindPattern(part, undefined, lowering);
      break;
    }
    case 'BinaryOperator':
      // `%{} = conn` is the whole, `x \\ 1` has a fallback.
      for (const [index, part] of parts.entries())
        if (part.name !== 'Operator' && part.name !== 'WordOperator')
          bindPattern(part, index > 0 ? value : undefined, lowering);
      break;
    case 'List':
    case 'Map':
    case 'MapContent':
    case 'Keywords':
    case 'Arguments':
    case 'Right':
      for (const part of parts) bindPattern(part, undefined, lowering);
      break;
    case 'Pair': {
      const inner = parts.at(-1);
      if (inner) bindPattern(inner, undefined, lowering);
      break;
    }
    default:
  }
}
