import type { BlockContent, Link, List, Nodes, PhrasingContent, Root, Table } from 'mdast';
import { printable, printableLine } from '../printable.js';
import { displayWidth, pad } from './style.js';
import type { Style } from './style.js';

/** A word or a space between two, dressed; `width` is that of the text without escape sequences. */
interface Piece {
  readonly text: string;
  readonly width: number;
  readonly kind: 'word' | 'space' | 'break';
}

type Dress = (text: string) => string;
const plain: Dress = (text) => text;

/** Marks of list levels. */
const bullets = ['•', '◦', '▪'] as const;

/**
 * A Markdown tree as text for a terminal: headings, wrapped paragraphs, lists, tables with aligned columns, code as it stands, links with
 * their target behind them. HTML is shown as it is written; comments are left out.
 */
export function markdownPage(tree: Root, style: Style, width: number): string {
  const lines = new Page(style).blocks(tree.children, width);
  return lines.join('\n').trimEnd();
}

class Page {
  readonly #style: Style;

  constructor(style: Style) {
    this.#style = style;
  }

  /** Blocks with an empty line between them. */
  blocks(nodes: readonly Nodes[], width: number, tight = false): readonly string[] {
    const lines: string[] = [];
    for (const node of nodes) {
      const block = this.#block(node, Math.max(width, 20));
      if (block.length === 0) continue;
      if (lines.length > 0 && !tight) lines.push('');
      lines.push(...block);
    }
    return lines;
  }

  #block(node: Nodes, width: number): readonly string[] {
    const style = this.#style;
    switch (node.type) {
      case 'heading': {
        const dress: Dress = node.depth === 1 ? (text) => style.bold(style.underline(text)) : style.bold;
        const mark = style.colour || node.depth < 2 ? '' : `${'#'.repeat(node.depth)} `;
        return this.#paragraph(node.children, width, dress, mark);
      }
      case 'paragraph':
        return this.#paragraph(node.children, width, plain);
      case 'blockquote':
        return this.blocks(node.children, width - 2).map((line) => `${style.dim('│')} ${line}`.trimEnd());
      case 'list':
        return this.#list(node, width, 0);
      case 'code':
        return printable(node.value)
          .split('\n')
          .map((line) => `    ${style.accent(line)}`.trimEnd());
      case 'table':
        return this.#table(node, width);
      case 'thematicBreak':
        return [style.dim('─'.repeat(Math.min(width, 40)))];
      case 'html':
        return isComment(node.value) ? [] : printable(node.value).split('\n').map(style.dim);
      case 'footnoteDefinition':
        return hang(this.blocks(node.children, width - 4), `[${printableLine(node.identifier)}] `);
      default:
        return [];
    }
  }

  #list(list: List, width: number, depth: number): readonly string[] {
    const lines: string[] = [];
    const first = list.start ?? 1;
    for (const [index, item] of list.children.entries()) {
      const box = typeof item.checked === 'boolean' ? (item.checked ? '☑ ' : '☐ ') : '';
      const mark = list.ordered === true ? `${first + index}. ` : box || `${bullets[depth % 3] ?? '•'} `;
      const room = width - displayWidth(mark);
      const inner: string[] = [];
      for (const child of item.children) {
        const block = child.type === 'list' ? this.#list(child, room, depth + 1) : this.#item(child, room);
        if (inner.length > 0 && list.spread === true && child.type !== 'list') inner.push('');
        inner.push(...block);
      }
      if (lines.length > 0 && list.spread === true) lines.push('');
      lines.push(...hang(inner.length === 0 ? [''] : inner, mark));
    }
    return lines;
  }

  #item(node: BlockContent | Nodes, width: number): readonly string[] {
    return this.#block(node, width);
  }

  #paragraph(nodes: readonly PhrasingContent[], width: number, dress: Dress, mark = ''): readonly string[] {
    return hang(wrapPieces(this.#pieces(nodes, dress), width - mark.length), mark);
  }

  #table(table: Table, width: number): readonly string[] {
    const rows = table.children.map((row) => row.children.map((cell) => this.#pieces(cell.children, plain)));
    const count = Math.max(0, ...rows.map((row) => row.length));
    const natural = Array.from({ length: count }, (_, column) =>
      Math.max(1, ...rows.map((row) => widthOf(row[column] ?? []))),
    );
    const widths = shrink(natural, width - 2 * (count - 1));
    const lines: string[] = [];
    for (const [index, row] of rows.entries()) {
      const cells = widths.map((room, column) => wrapPieces(row[column] ?? [], room));
      for (let line = 0; line < Math.max(1, ...cells.map((cell) => cell.length)); line += 1) {
        const parts = cells.map((cell, column) => padDressed(cell[line] ?? '', widths[column] ?? 0));
        lines.push(index === 0 ? this.#style.bold(parts.join('  ').trimEnd()) : parts.join('  ').trimEnd());
      }
      if (index === 0) lines.push(this.#style.dim(widths.map((room) => '─'.repeat(room)).join('  ')));
    }
    return lines;
  }

  #pieces(nodes: readonly PhrasingContent[], dress: Dress): readonly Piece[] {
    return nodes.flatMap((node) => this.#inline(node, dress));
  }

  #inline(node: PhrasingContent, dress: Dress): readonly Piece[] {
    const style = this.#style;
    switch (node.type) {
      case 'text':
        return piecesOf(node.value, dress);
      case 'strong':
        return this.#pieces(node.children, (text) => dress(style.bold(text)));
      case 'emphasis':
        return this.#pieces(node.children, (text) => dress(style.underline(text)));
      case 'delete':
        return this.#pieces(node.children, (text) => dress(style.dim(text)));
      case 'inlineCode':
        return piecesOf(style.colour ? node.value : `\`${node.value}\``, (text) => dress(style.accent(text)));
      case 'break':
        return [{ text: '', width: 0, kind: 'break' }];
      case 'link':
        return this.#link(node, dress);
      case 'image':
        return piecesOf(`[picture: ${node.alt || node.url}]`, (text) => dress(style.dim(text)));
      case 'imageReference':
        return piecesOf(`[picture: ${node.alt ?? node.identifier}]`, (text) => dress(style.dim(text)));
      case 'linkReference':
        return this.#pieces(node.children, (text) => dress(style.accent(text)));
      case 'footnoteReference':
        return piecesOf(`[${node.identifier}]`, dress);
      default:
        return isComment(node.value)
          ? []
          : /^<br\s*\/?>$/i.test(node.value)
            ? [{ text: '', width: 0, kind: 'break' }]
            : piecesOf(node.value, (text) => dress(style.dim(text)));
    }
  }

  #link(link: Link, dress: Dress): readonly Piece[] {
    const style = this.#style;
    const label = this.#pieces(link.children, (text) => dress(style.accent(text)));
    const shown = link.children.map((child) => ('value' in child ? child.value : '')).join('');
    if (shown === link.url || link.url === `mailto:${shown}` || link.url.startsWith('#')) return label;
    return [...label, space, ...piecesOf(`(${link.url})`, style.dim)];
  }
}

const space: Piece = { text: ' ', width: 1, kind: 'space' };

const isComment = (html: string): boolean => /^\s*<!--[\s\S]*-->\s*$/.test(html);

function piecesOf(text: string, dress: Dress): readonly Piece[] {
  return printableLine(text)
    .split(/(\s+)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^\s/.test(part) ? space : { text: dress(part), width: displayWidth(part), kind: 'word' as const },
    );
}

const widthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { width }) => sum + width, 0);

/** Lines of at most `width` columns; a longer word stands alone. Words without a space between them stay together. */
function wrapPieces(pieces: readonly Piece[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let gap = false;
  let chunk = '';
  let chunkWidth = 0;
  const flush = (): void => {
    if (chunkWidth === 0) return;
    if (used > 0 && used + (gap ? 1 : 0) + chunkWidth > width) {
      lines.push(line);
      line = '';
      used = 0;
    } else if (used > 0 && gap) {
      line += ' ';
      used += 1;
    }
    line += chunk;
    used += chunkWidth;
    chunk = '';
    chunkWidth = 0;
    gap = false;
  };
  for (const piece of pieces) {
    if (piece.kind === 'word') {
      chunk += piece.text;
      chunkWidth += piece.width;
      continue;
    }
    flush();
    gap = true;
    if (piece.kind === 'break') {
      lines.push(line);
      line = '';
      used = 0;
      gap = false;
    }
  }
  flush();
  if (used > 0) lines.push(line);
  return lines;
}

/** The first line behind a mark, the others below it. */
function hang(lines: readonly string[], mark: string): readonly string[] {
  const indent = ' '.repeat(displayWidth(mark));
  return lines.map((line, index) => (index === 0 ? mark : line === '' ? '' : indent) + line);
}

/** Column widths that fit: the widest give way. */
function shrink(natural: readonly number[], room: number): readonly number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, width) => sum + width, 0) - room;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= 8) break;
    const next = Math.max(8, ...widths.filter((width) => width < widest));
    const columns = widths.filter((width) => width === widest).length;
    const step = Math.max(1, Math.min(widest - next, Math.ceil(over / columns)));
    for (const [index, width] of widths.entries()) if (width === widest) widths[index] = width - step;
    over = widths.reduce((sum, width) => sum + width, 0) - room;
  }
  return widths;
}

/** Pads text that may hold escape sequences. */
function padDressed(text: string, width: number): string {
  const bare = text.replaceAll(escapeSequence, '');
  return text + pad(bare, width).slice(bare.length);
}

// oxlint-disable-next-line no-control-regex -- escape sequences begin with one
const escapeSequence = /\u001b\[[0-9;]*m/g;
