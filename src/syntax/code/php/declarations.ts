import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { readMarks } from './functions.js';
import { classPath, typePath } from './names.js';

const readClass: NodeReader = (node, lowering) => {
  readMarks(node, lowering);
  const body = node.childForFieldName('body');
  const name = node.childForFieldName('name')?.text ?? '';
  lowering.code.class(rangeOf(node), name, basesOf(node, body, lowering), () => {
    for (const child of body?.namedChildren ?? [])
      if (child && child.type !== 'use_declaration' && !child.isExtra) lowering.value(child);
  });
  return undefined;
};

export const declarationReaders: NodeReaders = {
  class_declaration: readClass,
  interface_declaration: readClass,
  trait_declaration: readClass,
  enum_declaration: readClass,
  anonymous_class: readClass,
  property_declaration: (node, lowering) => {
    readMarks(node, lowering);
    lowering.code.dropMarks();
    for (const element of node.namedChildren) {
      if (element?.type !== 'property_element') continue;
      const name = element.childForFieldName('name')?.text.slice(1);
      const type = typePath(node.childForFieldName('type'), lowering);
      const value = lowering.field(element, 'default_value');
      if (name !== undefined)
        lowering.code.declare(name, {
          in: 'class',
          range: rangeOf(element),
          ...(type && { type }),
          ...(value && value.kind !== 'null' && { value }),
        });
    }
    return undefined;
  },
  const_declaration: (node, lowering) => {
    for (const element of node.namedChildren) {
      const [name, written] = element?.type === 'const_element' ? element.namedChildren : [];
      if (name && written)
        lowering.code.declare(name.text, { range: rangeOf(node), value: lowering.value(written) });
    }
    return undefined;
  },
};

function basesOf(node: SyntaxNode, body: SyntaxNode | null, lowering: TreeLowering): readonly CodePath[] {
  const clauses = node.namedChildren.filter(
    (child) => child?.type === 'base_clause' || child?.type === 'class_interface_clause',
  );
  const traits = (body?.namedChildren ?? []).filter((child) => child?.type === 'use_declaration');
  return [...clauses, ...traits].flatMap((clause) =>
    (clause?.namedChildren ?? []).flatMap((name) =>
      name?.type === 'name' || name?.type === 'qualified_name' ? [classPath(name, lowering)] : [],
    ),
  );
}
