import { depthLimit } from '../imperative/depth-limit.js';
import { SourceText } from '../../model/source-text.js';
import type {
  ClassNode,
  FieldNode,
  FunctionNode,
  MethodNode,
  Parameter,
  ProgramNode,
} from '../imperative/tree.js';
import { firstError, withTree } from '../tree-sitter.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { lowerBlock, lowerExpression } from './expressions.js';
import { children, excerpt, placeOf } from './lowering.js';
import type { RustLowering } from './lowering.js';

/** How deep nodes may nest before the inner ones are left out. */
const deepest = 250;

/**
 * Macros as calls and lists, so that what they are given is parsed: `vec![a]` → `    [a]`, `format!(…)` → `format_(…)`. All offsets stay.
 */
function withoutMacros(text: string): string {
  return text.replaceAll(/\bvec!(?=\s*\[)/g, '    ').replaceAll(/\b(\w+)!(?=\s*\()/g, '$1_');
}

/**
 * Reads a file of Rust. Implementations of one type, with traits or without, are one class; so is an enumeration, whose variants are constants.
 * @param variantText the text that a variant stands for.
 * @throws ParseTimeout as {@link withTree} does.
 */
export async function rustProgram(
  source: SourceText,
  variantText: (enumeration: string, variant: string, attributes: string) => string,
): Promise<ProgramNode> {
  const masked = new SourceText(source.path, withoutMacros(source.text));
  return withTree('rust', masked, (root) => {
    const lowering = loweringOf(source.text);
    const constants: FieldNode[] = [];
    const functions = new Map<string, FunctionNode>();
    const classes = new Map<string, ClassNode>();
    for (const node of root.descendantsOfType([
      'const_item',
      'static_item',
      'impl_item',
      'enum_item',
      'struct_item',
      'function_item',
    ])) {
      if (!node) continue;
      const name = node.childForFieldName('name');
      if (node.type === 'function_item' && node.parent?.type === 'source_file' && name)
        functions.set(name.text, lowering.function(node));
      else if (node.type.endsWith('_item') && /^(const|static)/.test(node.type) && name) {
        const value = node.childForFieldName('value');
        constants.push({
          name: name.text,
          ...(value && { value: lowering.expression(value) }),
          isConstant: true,
        });
      } else if (node.type === 'impl_item') addImplementation(node, classes, lowering);
      else if (node.type === 'struct_item') addStructure(node, classes, variantText, source.text);
      else if (node.type === 'enum_item') addEnumeration(node, classes, variantText, source.text);
    }
    const error = firstError(root);
    return {
      namespace: '',
      imports: new Map(),
      classes: [...classes.values()],
      functions,
      statements: [],
      constants,
      ...(error && { brokenAt: error.startIndex }),
    };
  });
}

function addImplementation(node: SyntaxNode, classes: Map<string, ClassNode>, lowering: RustLowering): void {
  const type = node.childForFieldName('type');
  const trait = node.childForFieldName('trait');
  const name = type?.text.replace(/<[\s\S]*$/, '') ?? '';
  const known = classes.get(name);
  const methods = children(node.childForFieldName('body'))
    .filter((member) => member.type === 'function_item')
    .map((member): MethodNode => ({
      ...placeOf(member),
      name: member.childForFieldName('name')?.text ?? '',
      function: lowering.function(member),
      isStatic: false,
      isAbstract: false,
    }));
  classes.set(name, {
    ...placeOf(node),
    name,
    head: known?.head ?? placeOf(type ?? node),
    bases: [...(known?.bases ?? []), ...(trait ? [trait.text.slice(trait.text.lastIndexOf(':') + 1)] : [])],
    traits: [],
    attributes: [],
    isAbstract: false,
    fields: known?.fields ?? [],
    methods: [...(known?.methods ?? []), ...methods],
  });
}

function addEnumeration(
  node: SyntaxNode,
  classes: Map<string, ClassNode>,
  variantText: (enumeration: string, variant: string, attributes: string) => string,
  text: string,
): void {
  const name = node.childForFieldName('name')?.text ?? '';
  const attributes = attributesOf(node, text);
  const fields: FieldNode[] = [];
  let own = '';
  for (const child of children(node.childForFieldName('body'))) {
    if (child.type === 'attribute_item') own += excerpt(child, text);
    if (child.type !== 'enum_variant') continue;
    const variant = child.childForFieldName('name')?.text ?? '';
    const written = variantText(name, variant, variant === 'Table' ? `${attributes}${own}` : own);
    const place = placeOf(child);
    fields.push({ name: variant, value: { ...place, kind: 'text', text: written, at: 0 }, isConstant: true });
    own = '';
  }
  const known = classes.get(name);
  classes.set(name, {
    ...placeOf(node),
    name,
    head: placeOf(node),
    bases: known?.bases ?? [],
    traits: [],
    attributes: [],
    isAbstract: false,
    methods: known?.methods ?? [],
    fields,
  });
}

/** A structure that stands for a name: its only constant is that name. */
function addStructure(
  node: SyntaxNode,
  classes: Map<string, ClassNode>,
  variantText: (enumeration: string, variant: string, attributes: string) => string,
  text: string,
): void {
  const name = node.childForFieldName('name')?.text ?? '';
  const attributes = attributesOf(node, text);
  if (name === '' || !/\bIden\b|DeriveIden/.test(attributes)) return;
  const place = placeOf(node);
  const written = variantText(name, 'Table', attributes);
  const known = classes.get(name);
  classes.set(name, {
    ...place,
    name,
    head: place,
    bases: known?.bases ?? [],
    traits: [],
    attributes: [],
    isAbstract: false,
    methods: known?.methods ?? [],
    fields: [{ name: '', value: { ...place, kind: 'text', text: written, at: 0 }, isConstant: true }],
  });
}

/** The attributes ahead of an item, as they are written. */
function attributesOf(node: SyntaxNode, text: string): string {
  let attributes = '';
  for (
    let before = node.previousNamedSibling;
    before?.type === 'attribute_item';
    before = before.previousNamedSibling
  )
    attributes = `${excerpt(before, text)}\n${attributes}`;
  return attributes;
}

function loweringOf(text: string): RustLowering {
  const deeper = depthLimit(deepest);
  const lowering: RustLowering = {
    text,
    expression: (node) =>
      deeper(
        () => lowerExpression(node, lowering),
        () => ({ ...placeOf(node), kind: 'other', text: '', parts: [] }),
      ),
    block: (node) =>
      deeper(
        () => lowerBlock(node, lowering),
        () => [],
      ),
    function: (node) => lowerFunction(node, lowering),
  };
  return lowering;
}

function lowerFunction(node: SyntaxNode, lowering: RustLowering): FunctionNode {
  const parameters = children(node.childForFieldName('parameters')).flatMap((parameter): Parameter[] => {
    if (parameter.type === 'self_parameter') return [];
    const pattern = parameter.childForFieldName('pattern') ?? parameter;
    return [
      {
        name: pattern.text.replace(/^&?\s*(mut\s+)?/, ''),
        type: parameter.childForFieldName('type')?.text ?? '',
      },
    ];
  });
  const body = node.childForFieldName('body');
  return { parameters, body: body ? lowering.block(body) : [] };
}
