import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';
import { bindPattern } from './patterns.js';
import { typePath } from './types.js';

interface ReadParameter {
  readonly name: string;
  readonly type?: CodePath;
  readonly pattern?: SyntaxNode;
  readonly fallback?: SyntaxNode;
}

/** A function, method or arrow. */
export function readFunction(node: SyntaxNode, lowering: TreeLowering): CodeValue | undefined {
  const { code } = lowering;
  const single = node.childForFieldName('parameter');
  const list = node.childForFieldName('parameters');
  const parameters = single
    ? [{ name: single.text }]
    : (list?.namedChildren ?? []).flatMap((child) =>
        child && !child.isExtra ? parameterOf(child, lowering) : [],
      );
  const name = node.type === 'arrow_function' ? '' : (node.childForFieldName('name')?.text ?? '');
  const body = node.childForFieldName('body');
  const getter = node.type === 'method_definition' && node.children.some((child) => child?.type === 'get');
  return code.function(rangeOf(node), { name, parameters, getter }, () => {
    for (const { pattern, fallback } of parameters.filter((item): item is ReadParameter => 'name' in item)) {
      if (pattern) bindPattern(pattern, undefined, lowering);
      if (fallback) lowering.value(fallback);
    }
    if (name === 'constructor') declareProperties(list, lowering);
    if (!body) return undefined;
    const value = lowering.value(body);
    return body.type === 'statement_block' ? undefined : value;
  });
}

function parameterOf(node: SyntaxNode, lowering: TreeLowering): readonly ReadParameter[] {
  if (node.type === 'identifier') return [{ name: node.text }];
  if (node.type === 'assignment_pattern') {
    const left = node.childForFieldName('left');
    const fallback = node.childForFieldName('right');
    if (!left) return [];
    const base = left.type === 'identifier' ? { name: left.text } : { name: '', pattern: left };
    return [{ ...base, ...(fallback && { fallback }) }];
  }
  if (node.type === 'required_parameter' || node.type === 'optional_parameter') {
    const pattern = node.childForFieldName('pattern');
    const fallback = node.childForFieldName('value');
    const type = typePath(node.childForFieldName('type'), lowering);
    if (!pattern) return [];
    const base = pattern.type === 'identifier' ? { name: pattern.text } : { name: '', pattern };
    return [{ ...base, ...(type && { type }), ...(fallback && { fallback }) }];
  }
  return [{ name: '', pattern: node }];
}

/** TypeScript's parameter properties (`constructor(private readonly redis: Redis)`) are members; decorators stand on the parameter. */
function declareProperties(list: SyntaxNode | null, lowering: TreeLowering): void {
  for (const node of list?.namedChildren ?? []) {
    if (node?.type !== 'required_parameter' && node?.type !== 'optional_parameter') continue;
    for (const child of node.namedChildren) if (child?.type === 'decorator') lowering.value(child);
    lowering.code.dropMarks();
    const pattern = node.childForFieldName('pattern');
    const property = node.children.some(
      (child) => child?.type === 'accessibility_modifier' || child?.type === 'readonly',
    );
    if (!property || pattern?.type !== 'identifier') continue;
    const type = typePath(node.childForFieldName('type'), lowering);
    lowering.code.declare(pattern.text, { in: 'class', ...(type && { type }) });
  }
}
