import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { closedAt, maskText } from '../../../syntax/masked-text.js';
import type { MaskedText } from '../../../syntax/masked-text.js';

export type SwiftFramework = 'vapor' | 'hummingbird';

/** A file of a program, comments and texts masked. */
export interface SwiftFile extends MaskedText {
  readonly source: SourceText;
  readonly framework: SwiftFramework | undefined;
}

/** A part of a file. */
export interface Part {
  readonly file: SwiftFile;
  readonly start: number;
  readonly end: number;
}

export interface SwiftFunction extends Part {
  readonly name: string;
  /** The type that it stands in or extends; empty for a free function. */
  readonly type: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  /** Where its body begins, behind the brace. */
  readonly bodyStart: number;
}

/** What is known of a program in Swift: its functions, and texts that enums and constants hold. */
export class SwiftProgram {
  readonly files: readonly SwiftFile[];
  readonly functions: readonly SwiftFunction[];

  constructor(files: readonly SwiftFile[]) {
    this.files = files;
    this.functions = files.flatMap(functionsIn);
  }

  static async open(
    candidates: readonly RepositoryFile[],
    view: RepositoryView,
  ): Promise<SwiftProgram | undefined> {
    const files: SwiftFile[] = [];
    for (const { path } of candidates) {
      const source = await view.read(path);
      const masked = source && maskText(path, source.text);
      if (!source || !masked) continue;
      const imported = /^[ \t]*(?:@\w+[ \t]+)*(?:public[ \t]+)?import[ \t]+(Vapor|Hummingbird)\b/m.exec(
        masked.code,
      )?.[1];
      const framework =
        imported === 'Vapor' ? 'vapor' : imported === 'Hummingbird' ? 'hummingbird' : undefined;
      files.push({ ...masked, source, framework });
    }
    return files.some(({ framework }) => framework) ? new SwiftProgram(files) : undefined;
  }

  /** The text of `Type.name`, `Type.name.rawValue`, `Type.name.path`, `.pathComponents`, or of a constant; undefined when it is not plain. */
  textOf(expression: string): string | undefined {
    const written = expression.trim().replace(/\.(?:rawValue|description|pathComponents?)$/, '');
    const match = /^(?:([A-Z]\w*)\.)?(?:self\.|Self\.)?(\w+)(?:\.path)?$/.exec(written);
    const [, type, name = ''] = match ?? [];
    if (!match) return undefined;
    for (const file of this.files) {
      const range = type === undefined ? { start: 0, end: file.code.length } : bodyOfType(file, type);
      if (!range) continue;
      const found =
        constantIn(file, range, name) ?? (type === undefined ? undefined : enumText(file, range, name));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function bodyOfType(
  { code }: SwiftFile,
  type: string,
): { readonly start: number; readonly end: number } | undefined {
  const head = new RegExp(
    String.raw`\b(?:enum|struct|class|actor|extension)\s+(?:\w+\.)*${type}\b[^{}]*\{`,
  ).exec(code);
  const end = head && closedAt(code, head.index + head[0].length - 1);
  return head && end !== undefined && end !== null ? { start: head.index, end } : undefined;
}

function constantIn(
  { uncommented }: SwiftFile,
  { start, end }: { readonly start: number; readonly end: number },
  name: string,
): string | undefined {
  const pattern = new RegExp(String.raw`\b(?:static\s+)?let\s+${name}\s*(?::[^=\n]{1,60})?=\s*"([^"\\\n]*)"`);
  return pattern.exec(uncommented.slice(start, end))?.[1];
}

/** The text of a case: its raw value, or what the first `switch` that tells texts returns for it. */
function enumText(
  file: SwiftFile,
  range: { readonly start: number; readonly end: number },
  name: string,
): string | undefined {
  const text = file.uncommented.slice(range.start, range.end);
  const head = /^[^{]*/.exec(text)?.[0] ?? '';
  const raw = new RegExp(String.raw`\bcase\b[^\n:]*\b${name}\s*=\s*"([^"\\\n]*)"`).exec(text)?.[1];
  if (raw !== undefined) return raw;
  const returned = new RegExp(
    String.raw`\bcase\b[^:{}]*\.${name}\b(?![^:\n]*\()[^:{}]*:\s*(?:return\s+)?"([^"\\\n]*)"`,
  ).exec(text)?.[1];
  if (returned !== undefined) return returned;
  const isDeclared = new RegExp(String.raw`\bcase\b[^\n:(=]*\b${name}\b(?!\s*[(=])`).test(text);
  return isDeclared && /:\s*(?:\w+\s*,\s*)*String\b/.test(head) ? name : undefined;
}

function functionsIn(file: SwiftFile): readonly SwiftFunction[] {
  const { code } = file;
  const types = [
    ...code.matchAll(/\b(?:struct|class|actor|enum|extension)\s+((?:\w+\.)*\w+)\b[^{}\n]*\{/g),
  ].flatMap((match) => {
    const end = closedAt(code, match.index + match[0].length - 1);
    return end === undefined ? [] : [{ name: match[1] ?? '', start: match.index, end }];
  });
  return [...code.matchAll(/\bfunc\s+(\w+)\s*(?:<[^<>{}]{0,200}>)?\s*\(/g)].flatMap(
    (match): readonly SwiftFunction[] => {
      const open = match.index + match[0].length - 1;
      const close = closedAt(code, open);
      const brace = close === undefined ? null : /^[^{};]{0,200}?\{/.exec(code.slice(close, close + 300));
      const end = close === undefined || !brace ? undefined : closedAt(code, close + brace[0].length - 1);
      if (close === undefined || !brace || end === undefined) return [];
      const type =
        types.findLast(({ end: last, start }) => start < match.index && last > match.index)?.name ?? '';
      const parameters = code
        .slice(open + 1, close - 1)
        .split(',')
        .flatMap((part) => {
          const written = /(\w+)\s*:\s*(?:inout\s+|some\s+|any\s+|borrowing\s+|consuming\s+)*([\w.]+)/.exec(
            part,
          );
          return written
            ? [{ name: written[1] ?? '', type: (written[2] ?? '').split('.').at(-1) ?? '' }]
            : [];
        });
      return [
        {
          file,
          start: match.index,
          end,
          name: match[1] ?? '',
          type: type.split('.').at(-1) ?? '',
          parameters,
          bodyStart: close + brace[0].length,
        },
      ];
    },
  );
}
