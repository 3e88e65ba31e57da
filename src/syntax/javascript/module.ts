import type { SourceText } from '../../model/source-text.js';
import type { SkipReason } from '../../model/skipped.js';
import { languageOf } from '../program-language.js';
import { firstError, ParseTimeout, withTree, type ProgramLanguage, type SyntaxNode } from '../tree-sitter.js';
import { lowerProgram } from './lower/program.js';
import type { Statement } from './tree.js';

/** One file of JavaScript or TypeScript as plain data. */
export interface JavaScriptModule {
  readonly path: string;
  readonly source: SourceText;
  readonly body: readonly Statement[];
  /** What could not be read of it: a broken place, nesting without end. */
  readonly flaw?: ModuleFlaw;
}

/** Why a file, or a part of it, is not in the data. */
export interface ModuleFlaw {
  readonly line?: number;
  readonly reason: SkipReason;
  readonly detail: string;
}

/** Hand-written files stay far below; what is above is a bundle, and reading it would cost more than it tells. */
const sizeLimit = 1_500_000;
/** Characters per line that only generated text has on average. */
const minifiedLineLength = 400;
const minifiedSize = 50_000;

/** Whether a text is a bundle or minified output rather than a program that somebody wrote. */
export function looksGenerated(source: SourceText): boolean {
  const { length } = source.text;
  if (length > sizeLimit) return true;
  return length > minifiedSize && length / source.lineStarts.length > minifiedLineLength;
}

/**
 * Parses a file into plain data. Never rejects for the file's sake: a file that cannot be read at all has an empty body and a flaw.
 * A `.js` file that only TypeScript's grammar understands (Flow, stray annotations) is read with that.
 */
export async function parseModule(source: SourceText): Promise<JavaScriptModule> {
  const { path } = source;
  const language = languageOf(path);
  if (language !== 'javascript' && language !== 'typescript' && language !== 'tsx')
    return unread(source, 'unsupported-syntax', 'not a JavaScript or TypeScript file');
  if (looksGenerated(source)) return unread(source, 'too-large', 'minified or generated output, not read');
  try {
    const parsed = await parseWith(language, source);
    if (parsed.flaw === undefined || language !== 'javascript') return parsed;
    const asTypeScript = await parseWith('tsx', source);
    return asTypeScript.flaw === undefined ? asTypeScript : parsed;
  } catch (error) {
    if (error instanceof ParseTimeout) return unread(source, 'parse-error', error.message);
    throw error;
  }
}

function unread(source: SourceText, reason: SkipReason, detail: string): JavaScriptModule {
  return { path: source.path, source, body: [], flaw: { reason, detail } };
}

async function parseWith(language: ProgramLanguage, source: SourceText): Promise<JavaScriptModule> {
  return withTree(language, source, (root) => {
    const { body, complete } = lowerProgram(source, root);
    const flaw = brokenPlace(source, root) ?? (complete ? undefined : tooDeep);
    return { path: source.path, source, body, ...(flaw && { flaw }) };
  });
}

const tooDeep: ModuleFlaw = { reason: 'unsupported-syntax', detail: 'nested too deeply to be read' };

function brokenPlace(source: SourceText, root: SyntaxNode): ModuleFlaw | undefined {
  const error = firstError(root);
  if (error === undefined) return undefined;
  const { line } = source.position(error.startIndex);
  return { line, reason: 'parse-error', detail: `syntax error in line ${line}` };
}
