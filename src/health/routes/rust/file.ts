import type { SourceText } from '../../../model/source-text.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { firstError, withTree } from '../../../syntax/tree-sitter.js';
import {
  children,
  conditionOfAttributes,
  parametersOf,
  placeOf,
  rustConverter,
  segmentsOf,
} from './convert.js';
import type { RustConverter } from './convert.js';
import type {
  RustAttribute,
  RustConst,
  RustFile,
  RustFunction,
  RustImpl,
  RustMacro,
  RustModule,
  RustUse,
} from './tree.js';

interface Collected {
  readonly functions: RustFunction[];
  readonly consts: RustConst[];
  readonly modules: RustModule[];
  readonly impls: RustImpl[];
  readonly macros: RustMacro[];
}

interface Surroundings {
  readonly inner: readonly string[];
  readonly owner?: string;
  readonly trait?: string;
}

/**
 * Reads a file of Rust: its functions, constants and what it imports; modules and functions that are only for tests are left out.
 * @throws ParseTimeout as `withTree` does.
 */
export async function readRustFile(source: SourceText): Promise<RustFile> {
  return withTree('rust', source, (root) => {
    const found: Collected = { functions: [], consts: [], modules: [], impls: [], macros: [] };
    collectModule(root, { inner: [] }, found, rustConverter(source), 0);
    const broken = firstError(root);
    return {
      path: source.path,
      ...found,
      ...(broken && { brokenLine: broken.startPosition.row + 1 }),
    };
  });
}

function collectModule(
  node: SyntaxNode,
  around: Surroundings,
  into: Collected,
  converter: RustConverter,
  depth: number,
): void {
  const uses: RustUse[] = [];
  const globs: (readonly string[])[] = [];
  const modules: string[] = [];
  for (const use of depth > 20 ? [] : usesBelow(node)) readUse(use, [], uses, globs);
  collectItems(node, around, into, converter, modules, depth);
  into.modules.push({ inner: around.inner, uses, globs, modules });
}

/** `use` of a module, wherever it stands in it: those within functions count for the whole, inner modules have their own. */
function usesBelow(root: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const stack = [...children(root)].toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'use_declaration') {
      const argument = node.childForFieldName('argument');
      if (argument) found.push(argument);
    } else if (
      /^(?:function_item|impl_item|block|declaration_list|expression_statement|trait_item)$/.test(node.type)
    )
      stack.push(...[...children(node)].toReversed());
  }
  return found;
}

function readUse(
  node: SyntaxNode,
  prefix: readonly string[],
  uses: RustUse[],
  globs: (readonly string[])[],
): void {
  if (prefix.length > 20) return;
  switch (node.type) {
    case 'use_as_clause': {
      const path = [...prefix, ...segmentsOf(node.childForFieldName('path')?.text ?? '')];
      uses.push({ name: node.childForFieldName('alias')?.text ?? '_', path });
      return;
    }
    case 'use_wildcard':
      globs.push([...prefix, ...segmentsOf(node.text.replace(/::\s*\*$/, ''))]);
      return;
    case 'scoped_use_list': {
      const path = node.childForFieldName('path')?.text ?? '';
      const list = node.childForFieldName('list');
      for (const child of children(list)) readUse(child, [...prefix, ...segmentsOf(path)], uses, globs);
      return;
    }
    case 'use_list':
      for (const child of children(node)) readUse(child, prefix, uses, globs);
      return;
    case 'self':
      uses.push({ name: prefix.at(-1) ?? '', path: prefix });
      return;
    default: {
      const path = [...prefix, ...segmentsOf(node.text)];
      uses.push({ name: path.at(-1) ?? '', path });
    }
  }
}

function collectItems(
  node: SyntaxNode,
  around: Surroundings,
  into: Collected,
  converter: RustConverter,
  modules: string[],
  depth: number,
): void {
  let attributes: SyntaxNode[] = [];
  for (const child of children(node)) {
    if (child.type === 'attribute_item') {
      attributes.push(child);
      continue;
    }
    const texts = attributes.map(({ text }) => text);
    const isForTests =
      conditionOfAttributes(texts) === 'test' ||
      texts.some((text) => /^#\[\s*(?:[\w:]+::)?(?:test|rstest|test_case)\b/.test(text));
    const own = attributes.map(attributeOf);
    attributes = [];
    if (isForTests) continue;
    const body = child.childForFieldName('body');
    const name = child.childForFieldName('name')?.text ?? '';
    switch (child.type) {
      case 'mod_item':
        modules.push(name);
        if (body) collectModule(body, { inner: [...around.inner, name] }, into, converter, depth + 1);
        break;
      case 'macro_definition': {
        const rule = children(child).find(({ type }) => type === 'macro_rule');
        const right = rule?.childForFieldName('right');
        if (right) into.macros.push({ name, start: right.startIndex + 1, end: right.endIndex - 1 });
        break;
      }
      case 'function_item':
      case 'function_signature_item':
        into.functions.push({
          ...placeOf(child),
          name,
          file: converter.source.path,
          inner: around.inner,
          parameters: parametersOf(child.childForFieldName('parameters') ?? undefined),
          returns: child.childForFieldName('return_type')?.text ?? '',
          attributes: own,
          ...(body && { body: converter.expression(body) }),
          ...(around.owner !== undefined && { owner: around.owner }),
          ...(around.trait !== undefined && { trait: around.trait }),
        });
        break;
      case 'const_item':
      case 'static_item': {
        const value = child.childForFieldName('value');
        if (value)
          into.consts.push({
            name,
            inner: around.inner,
            value: converter.expression(value),
            ...(around.owner !== undefined && { owner: around.owner }),
          });
        break;
      }
      case 'impl_item':
      case 'trait_item': {
        const owner = lastName(
          child.childForFieldName(child.type === 'impl_item' ? 'type' : 'name')?.text ?? '',
        );
        const written = child.childForFieldName('trait')?.text;
        const trait =
          child.type === 'trait_item' ? owner : written === undefined ? undefined : lastName(written);
        into.impls.push({
          ...placeOf(child),
          owner,
          inner: around.inner,
          attributes: own,
          ...(trait !== undefined && { trait }),
        });
        if (body)
          collectItems(
            body,
            { inner: around.inner, owner, ...(trait !== undefined && { trait }) },
            into,
            converter,
            modules,
            depth + 1,
          );
        break;
      }
      default:
    }
  }
}

function lastName(text: string): string {
  return segmentsOf(text.replace(/^(?:&|dyn |mut )+/, '')).at(-1) ?? '';
}

/** `#[get("/x")]` → get, `"/x"`. */
function attributeOf(node: SyntaxNode): RustAttribute {
  const match = /^#\[\s*([\w:]+)\s*(?:[([{]([\s\S]*)[)\]}]|=\s*([\s\S]*))?\s*\]$/.exec(node.text);
  return { ...placeOf(node), name: match?.[1] ?? '', text: match?.[2] ?? match?.[3] ?? '' };
}
