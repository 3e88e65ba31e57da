import type { Skipped } from '../../model/skipped.js';
import { SourceText } from '../../model/source-text.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { firstError, spanOf, withTree } from '../tree-sitter.js';
import { convertExpression } from './convert-expressions.js';
import { conversionAt } from './convert-statements.js';
import { childrenOf, convertSignature, convertType } from './convert-types.js';
import { goStringValue, wordForNew } from './literals.js';
import type { GoExpression, GoFunctionLiteral, GoPlace, GoSignature, GoType } from './tree.js';

/** An import; `name` is the alias (`_` and `.` included) when one is written. */
export interface GoImport {
  readonly name?: string;
  readonly path: string;
}

/** A constant or variable of a package. In `var a, b = f()` the value of both is the call and `index` tells which result. */
export interface GoPackageValue extends GoPlace {
  readonly kind: 'const' | 'var';
  readonly name: string;
  readonly file: string;
  readonly type?: GoType;
  readonly value?: GoExpression;
  readonly index: number;
}

export interface GoTypeDeclaration {
  readonly name: string;
  readonly file: string;
  readonly type: GoType;
  /** `type A = B`: the same type under another name, with B's methods. */
  readonly alias: boolean;
}

/** A function or method without its body, which {@link readBody} reads on demand. */
export interface GoFunction extends GoSignature, GoPlace {
  readonly name: string;
  readonly file: string;
  /** Name of the receiver variable (when written) and of its type without `*`. */
  readonly receiver?: { readonly name?: string; readonly type: string };
}

/** The declarations of one file. */
export interface GoFile {
  readonly path: string;
  readonly source: SourceText;
  readonly packageName: string;
  readonly imports: readonly GoImport[];
  readonly values: readonly GoPackageValue[];
  readonly types: readonly GoTypeDeclaration[];
  readonly functions: readonly GoFunction[];
  readonly skipped: readonly Skipped[];
}

interface Declarations {
  packageName: string;
  readonly imports: GoImport[];
  readonly values: GoPackageValue[];
  readonly types: GoTypeDeclaration[];
  readonly functions: GoFunction[];
}

/** Reads the declarations of a Go file; function bodies are not looked into. A broken file gives what could be read and a skip. */
export async function readGoFile(source: SourceText): Promise<GoFile> {
  const found: Declarations = { packageName: '', imports: [], values: [], types: [], functions: [] };
  const skipped: Skipped[] = [];
  try {
    await withGoTree(source, (root) => {
      for (const node of childrenOf(root)) readDeclaration(node, source.path, found);
      const error = firstError(root);
      if (error)
        skipped.push({
          file: source.path,
          line: spanOf(source, error).line,
          reason: 'parse-error',
          detail: 'the Go grammar does not understand this place',
        });
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unreadable';
    skipped.push({ file: source.path, reason: 'parse-error', detail });
  }
  return { path: source.path, source, ...found, skipped };
}

/**
 * Parses Go text. The grammar only lets `new` stand before a type, but since Go 1.26 it may stand before a value: when it stumbles, the
 * text is parsed once more with another word of the same length for it, which the conversion takes back.
 */
async function withGoTree<Result>(source: SourceText, visit: (root: SyntaxNode) => Result): Promise<Result> {
  const broken = await withTree('go', source, (root) =>
    root.hasError ? undefined : { result: visit(root) },
  );
  if (broken) return broken.result;
  const text = source.text.replaceAll(/\bnew\(/g, `${wordForNew}(`);
  const healed = await withTree('go', new SourceText(source.path, text), (root) =>
    root.hasError ? undefined : { result: visit(root) },
  );
  return healed ? healed.result : withTree('go', source, visit);
}

function readDeclaration(node: SyntaxNode, file: string, found: Declarations): void {
  switch (node.type) {
    case 'package_clause':
      found.packageName = childrenOf(node)[0]?.text ?? '';
      break;
    case 'import_declaration':
      readImports(node, found);
      break;
    case 'const_declaration':
    case 'var_declaration':
      readValues(node, file, node.type === 'const_declaration' ? 'const' : 'var', found);
      break;
    case 'type_declaration':
      for (const spec of childrenOf(node)) {
        const name = spec.childForFieldName('name')?.text;
        if (name !== undefined)
          found.types.push({
            name,
            file,
            type: convertType(spec.childForFieldName('type')),
            alias: spec.type === 'type_alias',
          });
      }
      break;
    case 'function_declaration':
    case 'method_declaration':
      readFunction(node, file, found);
      break;
    default:
      break;
  }
}

function readImports(node: SyntaxNode, found: Declarations): void {
  for (const child of childrenOf(node)) {
    if (child.type === 'import_spec_list') readImports(child, found);
    if (child.type !== 'import_spec') continue;
    const path = child.childForFieldName('path');
    const name = child.childForFieldName('name')?.text;
    if (path) found.imports.push({ ...(name !== undefined && { name }), path: goStringValue(path.text) });
  }
}

function readValues(node: SyntaxNode, file: string, kind: 'const' | 'var', found: Declarations): void {
  for (const spec of childrenOf(node)) {
    if (spec.type === 'var_spec_list') readValues(spec, file, kind, found);
    if (spec.type !== 'const_spec' && spec.type !== 'var_spec') continue;
    const type = spec.childForFieldName('type');
    const list = spec.childForFieldName('value');
    const values =
      list === null ? [] : childrenOf(list).map((value) => convertExpression(value, conversionAt(0)));
    const names = spec
      .childrenForFieldName('name')
      .flatMap((name) => (name === null || name.type !== 'identifier' ? [] : [name.text]));
    for (const [index, name] of names.entries()) {
      const shared = values.length === 1 && names.length > 1;
      const value = shared ? values[0] : values[index];
      found.values.push({
        start: spec.startIndex,
        end: spec.endIndex,
        kind,
        name,
        file,
        ...(type && { type: convertType(type) }),
        ...(value && { value }),
        index: shared ? index : 0,
      });
    }
  }
}

function readFunction(node: SyntaxNode, file: string, found: Declarations): void {
  const name = node.childForFieldName('name')?.text;
  if (name === undefined) return;
  const list = node.childForFieldName('receiver');
  const declared = list === null ? undefined : childrenOf(list)[0];
  const receiverType = declared && convertType(declared.childForFieldName('type'));
  const base = receiverType?.kind === 'pointer' ? receiverType.to : receiverType;
  const receiverName = declared?.childForFieldName('name')?.text;
  found.functions.push({
    start: node.startIndex,
    end: node.endIndex,
    name,
    file,
    ...(base?.kind === 'named' && {
      receiver: { ...(receiverName !== undefined && { name: receiverName }), type: base.name },
    }),
    ...convertSignature(node),
  });
}

/**
 * The signature and statements of a function, read from its own piece of the file (`source`), with offsets into the whole file.
 * Undefined when the piece cannot be parsed or has no body.
 */
export async function readBody(source: SourceText, fn: GoPlace): Promise<GoFunctionLiteral | undefined> {
  const conversion = conversionAt(fn.start);
  const piece = new SourceText(source.path, source.text.slice(fn.start, fn.end));
  try {
    return await withGoTree(piece, (root): GoFunctionLiteral | undefined => {
      const node = childrenOf(root).find((child) => /^(function|method)_declaration$/.test(child.type));
      const body = node?.childForFieldName('body');
      if (!node || !body) return undefined;
      return {
        kind: 'function',
        start: fn.start,
        end: fn.end,
        ...convertSignature(node),
        body: conversion.block(body, conversion),
      };
    });
  } catch {
    return undefined;
  }
}
