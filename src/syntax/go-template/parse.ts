import { templatePieces, type TemplatePiece } from './actions.js';
import { TemplateError, type TemplateFile, type TemplateNode } from './nodes.js';
import { parsePipeline } from './pipeline.js';

/** Deeper nesting of blocks is refused. */
const deepest = 200;

/**
 * Parses a Go template, as Helm uses them.
 * Source: https://pkg.go.dev/text/template
 * @throws TemplateError when it is none.
 */
export function parseTemplate(text: string): TemplateFile {
  return new TemplateParser(templatePieces(text)).file();
}

class TemplateParser {
  readonly #pieces: readonly TemplatePiece[];
  readonly #defines = new Map<string, readonly TemplateNode[]>();
  #at = 0;

  constructor(pieces: readonly TemplatePiece[]) {
    this.#pieces = pieces;
  }

  file(): TemplateFile {
    const body = this.#list(0);
    if (this.#at < this.#pieces.length) throw new TemplateError('an `end` has no beginning');
    return { body, defines: this.#defines };
  }

  /** The nodes up to `end` or `else`, which is left to the caller. */
  #list(depth: number): readonly TemplateNode[] {
    if (depth > deepest) throw new TemplateError('nested too deep');
    const nodes: TemplateNode[] = [];
    for (; this.#at < this.#pieces.length; this.#at += 1) {
      const piece = this.#pieces[this.#at];
      if (piece === undefined || (piece.kind === 'action' && /^(end|else)\b/.test(piece.text))) break;
      if (piece.kind === 'text') nodes.push(piece);
      else nodes.push(...this.#action(piece, depth));
    }
    return nodes;
  }

  #action(piece: Extract<TemplatePiece, { kind: 'action' }>, depth: number): readonly TemplateNode[] {
    const { end, start, text } = piece;
    const [word = '', rest = ''] = /^(\w+)\b\s*([\s\S]*)$/.exec(text)?.slice(1) ?? [];
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        return [this.#block(word, rest, depth)];
      case 'define':
      case 'block': {
        const [, name = '', context = ''] = /^("(?:[^"\\]|\\.)*"|`[^`]*`)\s*([\s\S]*)$/.exec(rest) ?? [];
        this.#at += 1;
        const body = this.#list(depth + 1);
        this.#expectEnd();
        this.#defines.set(name.slice(1, -1), body);
        if (word === 'define') return [];
        return [{ kind: 'template', name: name.slice(1, -1), pipeline: parsePipeline(context), start, end }];
      }
      case 'template': {
        const [, name = '', context = ''] = /^("(?:[^"\\]|\\.)*"|`[^`]*`)\s*([\s\S]*)$/.exec(rest) ?? [];
        const pipeline = context === '' ? undefined : parsePipeline(context);
        return [{ kind: 'template', name: name.slice(1, -1), pipeline, start, end }];
      }
      case 'break':
      case 'continue':
        return [{ kind: word }];
      default:
        return [{ kind: 'output', pipeline: parsePipeline(text), start, end }];
    }
  }

  #block(kind: 'if' | 'with' | 'range', condition: string, depth: number): TemplateNode {
    const pipeline = parsePipeline(condition);
    this.#at += 1;
    const body = this.#list(depth + 1);
    const piece = this.#pieces[this.#at];
    const chained = piece?.kind === 'action' && /^else\s+(if|with)\b\s*([\s\S]*)$/.exec(piece.text);
    if (chained) {
      // `else if` shares its `end` with the block that it belongs to.
      const inner = this.#block(chained[1] === 'with' ? 'with' : 'if', chained[2] ?? '', depth + 1);
      return { kind, pipeline, body, otherwise: [inner] };
    }
    let otherwise: readonly TemplateNode[] = [];
    if (piece?.kind === 'action' && piece.text === 'else') {
      this.#at += 1;
      otherwise = this.#list(depth + 1);
    }
    this.#expectEnd();
    return { kind, pipeline, body, otherwise };
  }

  #expectEnd(): void {
    const piece = this.#pieces[this.#at];
    if (piece?.kind !== 'action' || piece.text !== 'end') throw new TemplateError('a block has no `end`');
  }
}
