import type { SourceText } from '../../model/source-text.js';
import { languageOf } from '../program-language.js';
import { firstError, withTree } from '../tree-sitter.js';
import type { ProgramLanguage } from '../tree-sitter.js';
import { CodeBuilder } from './code-builder.js';
import type { CodeLanguage } from './code-file.js';
import { csharpReaders } from './csharp/readers.js';
import { lowerElixirCode } from './elixir/lower.js';
import { goReaders } from './go/readers.js';
import { javaReaders } from './java/readers.js';
import { javascriptReaders } from './javascript/readers.js';
import { lowerKotlinCode } from './kotlin/lower.js';
import { phpReaders } from './php/readers.js';
import { pythonReaders } from './python/readers.js';
import { rubyReaders } from './ruby/readers.js';
import { rustReaders } from './rust/readers.js';
import type { Scope } from './scope.js';
import { TreeLowering } from './tree-lowering.js';
import type { NodeReaders } from './tree-lowering.js';

interface Grammar {
  readonly language: CodeLanguage;
  readonly readers: NodeReaders;
}

const javascript: Grammar = { language: 'javascript', readers: javascriptReaders };

/** The languages that have a tree-sitter grammar, by its name. */
const grammars: Readonly<Partial<Record<ProgramLanguage, Grammar>>> = {
  javascript,
  typescript: javascript,
  tsx: javascript,
  python: { language: 'python', readers: pythonReaders },
  csharp: { language: 'csharp', readers: csharpReaders },
  go: { language: 'go', readers: goReaders },
  php: { language: 'php', readers: phpReaders },
  rust: { language: 'rust', readers: rustReaders },
  ruby: { language: 'ruby', readers: rubyReaders },
  java: { language: 'java', readers: javaReaders },
};

const elixir = /\.exs?$/i;
const kotlin = /\.kts?$/i;

/** The language of a file that can be cut down to a CodeFile, by its extension. */
export function codeLanguageOf(path: string): CodeLanguage | undefined {
  if (elixir.test(path)) return 'elixir';
  if (kotlin.test(path)) return 'kotlin';
  const grammar = languageOf(path);
  return grammar && grammars[grammar]?.language;
}

/**
 * Walks a file; its targets are worked out by `finish`, when what it imports is known.
 * @param shared names that it shares with the other files of its package.
 * @returns undefined for files of other languages.
 * @throws ParseTimeout when the parser needs longer than ten seconds.
 */
export async function lowerFile(source: SourceText, shared?: Scope): Promise<CodeBuilder | undefined> {
  if (elixir.test(source.path)) {
    const code = new CodeBuilder(source, 'elixir');
    await lowerElixirCode(code);
    return code;
  }
  if (kotlin.test(source.path)) {
    const code = new CodeBuilder(source, 'kotlin');
    lowerKotlinCode(code);
    return code;
  }
  const grammar = languageOf(source.path);
  const known = grammar && grammars[grammar];
  if (!known) return undefined;
  const code = new CodeBuilder(source, known.language, shared);
  await withTree(grammar, source, (root) => {
    const broken = firstError(root);
    if (broken) code.broken(broken.startIndex);
    new TreeLowering(code, known.readers).value(root);
  });
  return code;
}
