import { createRequire } from 'node:module';
import type { Language, Node, Parser, Tree } from '@vscode/tree-sitter-wasm';
import type { SourceSpan } from '../model/source-span.js';
import type { SourceText } from '../model/source-text.js';
import { deferWasmOptimisation } from './wasm-tiering.js';

/** Languages that lintel can parse into trees, by the name that is used everywhere in lintel. */
export type ProgramLanguage =
  | 'bash'
  | 'csharp'
  | 'go'
  | 'java'
  | 'javascript'
  | 'php'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'tsx'
  | 'typescript';

const grammarFiles: Readonly<Record<ProgramLanguage, string>> = {
  bash: 'tree-sitter-bash.wasm',
  csharp: 'tree-sitter-c-sharp.wasm',
  go: 'tree-sitter-go.wasm',
  java: 'tree-sitter-java.wasm',
  javascript: 'tree-sitter-javascript.wasm',
  php: 'tree-sitter-php.wasm',
  python: 'tree-sitter-python.wasm',
  ruby: 'tree-sitter-ruby.wasm',
  rust: 'tree-sitter-rust.wasm',
  tsx: 'tree-sitter-tsx.wasm',
  typescript: 'tree-sitter-typescript.wasm',
};

const require = createRequire(import.meta.url);

/** The package is CommonJS inside a UMD wrapper: its names are on `default` when ESM imports it. */
interface Runtime {
  readonly Language: typeof Language;
  readonly Parser: typeof Parser;
}

let runtime: Promise<Runtime> | undefined;
const parsers = new Map<ProgramLanguage, Promise<Parser>>();

async function loadRuntime(): Promise<Runtime> {
  deferWasmOptimisation();
  const loaded: { default?: Runtime } & Runtime = await import('@vscode/tree-sitter-wasm');
  const found = loaded.default ?? loaded;
  await found.Parser.init();
  return found;
}

async function loadParser(language: ProgramLanguage): Promise<Parser> {
  runtime ??= loadRuntime();
  const loaded = await runtime;
  const grammar = await loaded.Language.load(
    require.resolve(`@vscode/tree-sitter-wasm/wasm/${grammarFiles[language]}`),
  );
  const parser = new loaded.Parser();
  parser.setLanguage(grammar);
  return parser;
}

/** One parser per language and thread, loaded on first use. */
async function parserFor(language: ProgramLanguage): Promise<Parser> {
  let parser = parsers.get(language);
  if (parser === undefined) {
    parser = loadParser(language);
    parsers.set(language, parser);
  }
  return parser;
}

/** A node of a syntax tree; valid only inside the callback of {@link withTree}. */
export type SyntaxNode = Node;

/** A parse may take this long (milliseconds) before it is given up, so that no file can hang a scan. */
const parseLimit = 10_000;

/** Thrown when a text could not be parsed within the time that a hostile file is given. */
export class ParseTimeout extends Error {
  constructor(path: string) {
    super(`${path}: parsing took longer than ${parseLimit / 1000} s and was given up`);
    this.name = 'ParseTimeout';
  }
}

/**
 * Parses a text and hands the root to `visit`; the tree is freed afterwards, so `visit` returns plain data, never nodes.
 * Trees of broken programs come with ERROR nodes (`root.hasError`).
 * @throws ParseTimeout when the parser needs longer than ten seconds.
 */
export async function withTree<Result>(
  language: ProgramLanguage,
  source: SourceText,
  visit: (root: SyntaxNode) => Result | Promise<Result>,
): Promise<Result> {
  const parser = await parserFor(language);
  const deadline = performance.now() + parseLimit;
  const tree: Tree | null = parser.parse(source.text, null, {
    progressCallback: () => performance.now() > deadline,
  });
  if (tree === null) {
    parser.reset();
    throw new ParseTimeout(source.path);
  }
  try {
    // The tree must outlive what is read from it.
    return await visit(tree.rootNode);
  } finally {
    tree.delete();
  }
}

/** The span of a node. Node indexes are UTF-16 offsets into the text. */
export function spanOf(source: SourceText, node: SyntaxNode): SourceSpan {
  return source.span(node.startIndex, node.endIndex);
}

/** The first broken place of a tree, to be named in a skip; undefined when the tree is whole. */
export function firstError(root: SyntaxNode): SyntaxNode | undefined {
  if (!root.hasError) return undefined;
  const stack: SyntaxNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.isError || node.isMissing) return node;
    for (const child of [...node.children].toReversed())
      if (child?.hasError || child?.isMissing) stack.push(child);
  }
  return root;
}

/** Every node below and with `root` in document order, named ones only. */
export function* walk(root: SyntaxNode): Generator<SyntaxNode> {
  const stack: SyntaxNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    const children = node.namedChildren;
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child) stack.push(child);
    }
  }
}
