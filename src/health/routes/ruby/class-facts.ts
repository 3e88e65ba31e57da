import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { argumentsOf } from '../../../syntax/ruby/arguments.js';
import { rubyProgram } from '../../../syntax/ruby/program.js';
import type { RubyProgram } from '../../../syntax/ruby/program.js';
import type { RubyScope, RubyValue } from '../../../syntax/ruby/value.js';
import { namesOf } from '../../../syntax/ruby/value.js';
import { spanOf, withTree } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { bodyOf, oneLine } from './bodies.js';
import type { RubyBody } from './bodies.js';

/** A call in the body of a class: `before_action :authenticate, only: :show`. */
export interface RubyDirective {
  readonly name: string;
  /** Symbols, texts and constants among its arguments, as names. */
  readonly words: readonly string[];
  /** Options whose value is a name or a list of names; others have none. */
  readonly options: ReadonlyMap<string, readonly string[] | undefined>;
  readonly block?: RubyBody;
  readonly span: SourceSpan;
  readonly text: string;
}

/** A class or module of a file. */
export interface RubyClass {
  /** With the modules around it: `Api::HealthController`. */
  readonly name: string;
  /** As written. */
  readonly superclass?: string;
  readonly methods: ReadonlyMap<string, RubyBody>;
  /** Methods of the class itself. */
  readonly ownMethods: ReadonlyMap<string, RubyBody>;
  /** In order, those of a concern's `included do` among them. */
  readonly directives: readonly RubyDirective[];
  readonly source: SourceText;
}

const nothing: RubyScope = { get: () => undefined };

/**
 * The classes and modules of a file.
 * @throws ParseTimeout as {@link withTree} does.
 */
export async function classesIn(source: SourceText): Promise<readonly RubyClass[]> {
  return withTree('ruby', source, (root) => {
    const classes: RubyClass[] = [];
    visit(root, '', { source, program: rubyProgram(root), classes }, 0);
    return classes;
  });
}

interface Reading {
  readonly source: SourceText;
  readonly program: RubyProgram;
  readonly classes: RubyClass[];
}

function visit(node: SyntaxNode, around: string, reading: Reading, depth: number): void {
  if (depth > 30) return;
  for (const child of node.namedChildren) {
    if (child?.type !== 'class' && child?.type !== 'module') continue;
    const written = child.childForFieldName('name')?.text.replace(/^::/, '') ?? '';
    const name = around === '' ? written : `${around}::${written}`;
    const body = child.childForFieldName('body');
    const superclass = child.childForFieldName('superclass')?.namedChildren[0]?.text.replace(/^::/, '');
    reading.classes.push({
      name,
      ...(superclass !== undefined && { superclass }),
      ...membersOf(body, reading),
      source: reading.source,
    });
    if (body) visit(body, name, reading, depth + 1);
  }
}

function membersOf(
  body: SyntaxNode | null,
  { source, program }: Reading,
): Pick<RubyClass, 'methods' | 'ownMethods' | 'directives'> {
  const methods = new Map<string, RubyBody>();
  const ownMethods = new Map<string, RubyBody>();
  const directives: RubyDirective[] = [];
  const read = (node: SyntaxNode, isOwn: boolean, depth: number): void => {
    for (const child of node.namedChildren) {
      if (!child || depth > 5) continue;
      const name = child.childForFieldName('name')?.text ?? '';
      const inner = child.childForFieldName('body');
      if (child.type === 'method') (isOwn ? ownMethods : methods).set(name, bodyOf(child, source));
      else if (child.type === 'singleton_method') ownMethods.set(name, bodyOf(child, source));
      else if (child.type === 'singleton_class' && inner) read(inner, true, depth + 1);
      else if (child.type === 'call') {
        const block = child.childForFieldName('block')?.childForFieldName('body');
        const method = child.childForFieldName('method')?.text ?? '';
        if (block && /^(included|prepended)$/.test(method)) read(block, false, depth + 1);
        else if (block && method === 'class_methods') read(block, true, depth + 1);
        else {
          // `private def x`
          const [defined] = child.childForFieldName('arguments')?.namedChildren ?? [];
          if (defined?.type === 'method')
            methods.set(defined.childForFieldName('name')?.text ?? '', bodyOf(defined, source));
          else directives.push(directiveOf(child, method, source, program));
        }
      }
    }
  };
  if (body) read(body, false, 0);
  return { methods, ownMethods, directives };
}

function directiveOf(
  call: SyntaxNode,
  name: string,
  source: SourceText,
  program: RubyProgram,
): RubyDirective {
  const { positional, options } = argumentsOf(call, program, nothing);
  const block = call.childForFieldName('block');
  return {
    name,
    words: positional.flatMap((value) => wordsOf(value) ?? []),
    options: new Map([...options].map(([key, value]) => [key, wordsOf(value)])),
    ...(block && { block: bodyOf(block, source) }),
    span: spanOf(source, call),
    text: oneLine(call.text),
  };
}

/** Names of symbols, texts, constants, and lists of these. */
function wordsOf(value: RubyValue): readonly string[] | undefined {
  if (value.kind === 'code')
    return /^(::)?[A-Z][\w:]*$/.test(value.text) ? [value.text.replace(/^::/, '')] : undefined;
  if (value.kind === 'boolean') return [String(value.value)];
  return namesOf(value);
}
