import { posix } from 'node:path';
import { isFieldName } from './fields.js';
import type { Fields } from './fields.js';
import type { Outline } from './outline.js';
import { plainText } from './plain-text.js';
import type { AdrLink } from './record.js';

/** A link as it stands in a record, with its place. */
export interface WrittenLink extends AdrLink {
  /** Offsets of the whole link in the text. */
  readonly start: number;
  readonly end: number;
}

/** Inline links of the three formats, reference links, wiki links, and ids that are only named. */
const linkPatterns =
  /(?<!!)\[(?<label>(?:[^[\]]|\[[^[\]]*\])*)\]\(\s*<?(?<url>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+"[^"]*")?\s*\)|\[(?<refLabel>[^[\]]+)\]\[(?<ref>[^[\]]*)\]|\[\[(?<wiki>[^\]|]+)(?:\|(?<wikiLabel>[^\]]+))?\]\]|(?:link|xref):(?<adoc>[^[\s]+)\[(?<adocLabel>[^\]]*)\]|<<(?<cross>[^,>\s]+)(?:,(?<crossLabel>[^>]*))?>>|:(?:doc|ref):`(?:(?<docLabel>[^`<]*?)\s*<)?(?<doc>[^`<>]+)>?`|`(?<rstLabel>[^`<]+?)\s*<(?<rst>[^>`]+)>`_{1,2}|(?<![\w/.-])(?<id>(?:[A-Z]{2,}[-_ ])?(?:ADR|ADL|RFC)[-_ #]{0,2}(?:[A-Z]+[-_])?\d{1,5}[a-z]?)(?![\w-]*\.(?:md|adoc|rst))/gu;

/** Sections whose links say how records belong together. */
const linkSections =
  /^(links?|related(?: [\p{Letter}/&-]+){0,3}|relations?(?:hips)?|related to|supersedes?|superseded by|amends|amended by|see also|relevant adrs?|verwandte entscheidungen|liens)$/iu;

const relation =
  /(?:^|[\s(*_:>"'-])((?:(?:partly|partially) )?(?:super[cs]eeded by|super[cs]eded by|super[cs]eded|super[cs]edes?|super[cs]eding|amended by|amends|clarified by|clarifies|replaced by|replaces|deprecated by|deprecates|obsoleted by|obsoletes|extended by|extends|refined by|refines|implemented by|implements|relates? to|related to|depends on|required by|requires|conflicts with|enabled by|enables|complements|updated by|updates|builds on|follows(?: on from)?|see also|see|ersetzt durch|ersetzt|abgelöst durch|remplacée? par|remplace|reemplazad[oa] por|reemplaza a?|substituíd[oa] por|substitui))(?: by)?[\s:*_–—-]*(?:(?:the|adr|decision|in|to)[\s:]*)?$/i;

const frontMatterRelations =
  /^(super[cs]edes|super[cs]eded[-_ ]by|amends|amended[-_ ]by|related(?:[-_ ](?:to|adrs?|decisions?|records?|documents?))?|relates[-_ ]to|depends[-_ ]on|extends|extended[-_ ]by|replaces|replaced[-_ ]by|clarifies|clarified[-_ ]by|links?|enables|conflicts[-_ ]with|implements|requires|refines|refined[-_ ]by)$/i;

/** The links by which a record says how it stands to others: in its status, its fields, and its sections on links. */
export function readLinks(path: string, outline: Outline, fields: Fields): readonly WrittenLink[] {
  const links: WrittenLink[] = [];
  const references = referencesOf(outline);
  const seen = new Set<number>();
  const take = (index: number, presumed: string, named: boolean): void => {
    if (seen.has(index)) return;
    seen.add(index);
    links.push(...linksOfLine(path, outline, index, presumed, references, named));
  };
  for (const field of fields.all) {
    if (frontMatterRelations.test(field.name)) {
      const kind = kindOf(field.name.replaceAll(/[-_]/g, ' '));
      if (field.place === 'front-matter') {
        seen.add(field.line);
        for (const value of field.values) links.push(...linksOfValue(path, outline, field.line, value, kind));
      } else {
        take(field.line, kind, true);
        // A list below the name, deeper than it.
        const indent = /^\s*/.exec(outline.lines[field.line]?.text ?? '')?.[0].length ?? 0;
        for (let below = field.line + 1; below < outline.lines.length; below += 1) {
          const text = outline.lines[below]?.text ?? '';
          if (!/^\s*[-*+]\s/.test(text) || (/^\s*/.exec(text)?.[0].length ?? 0) <= indent) break;
          take(below, kind, true);
        }
      }
    } else if (isStatus(field.name) && field.place !== 'section') take(field.line, '', false);
  }
  for (const heading of outline.headings) {
    const name = plainText(heading.text).replace(/:$/, '');
    const status = isStatus(name.split(/[:–—]/, 1)[0]?.trim() ?? '');
    if (!status && !linkSections.test(name)) continue;
    const presumed = relation.exec(name) ? kindOf(name) : '';
    if (status) take(heading.line, '', false);
    for (let index = heading.body; index < heading.end; index += 1) take(index, presumed, !status);
  }
  return links.toSorted((a, b) => a.start - b.start);
}

function isStatus(name: string): boolean {
  return (
    /^(?:adr |decision )?(status|statut|estado|stato|状态|狀態|ステータス|статус|상태)$/i.test(name) &&
    isFieldName(name)
  );
}

function linksOfLine(
  path: string,
  outline: Outline,
  index: number,
  presumed: string,
  references: ReadonlyMap<string, string>,
  bareIds: boolean,
): readonly WrittenLink[] {
  const line = outline.lines[index];
  // Front matter is silent as text, but its status may name the successor.
  if (line === undefined || (line.silent && !isFrontMatter(outline, index))) return [];
  const links: WrittenLink[] = [];
  let behind = 0;
  let last = presumed;
  for (const match of line.text.matchAll(linkPatterns)) {
    const g = match.groups ?? {};
    const before = line.text.slice(behind, match.index);
    const kind = kindBefore(before, links.length > 0 || presumed !== '' ? last : '', links.length === 0);
    behind = match.index + match[0].length;
    const reference =
      g['ref'] === undefined ? undefined : references.get((g['ref'] || (g['refLabel'] ?? '')).toLowerCase());
    const url = g['url'] ?? g['adoc'] ?? g['cross'] ?? g['doc'] ?? g['rst'] ?? reference;
    const label =
      g['label'] ??
      g['refLabel'] ??
      g['adocLabel'] ??
      g['crossLabel'] ??
      g['docLabel'] ??
      g['rstLabel'] ??
      '';
    if (g['id'] !== undefined && !bareIds && kind === '') continue;
    if (g['ref'] !== undefined && reference === undefined) continue;
    if (url !== undefined && (url.startsWith('#') || url === '')) continue;
    last = kind;
    const target = url === undefined ? (g['wiki'] ?? g['id'] ?? '') : resolve(path, url);
    const text = plainText(label) || plainText(g['wikiLabel'] ?? g['wiki'] ?? g['id'] ?? url ?? '');
    links.push({ kind, target, text, start: line.start + match.index, end: line.start + behind });
  }
  return links;
}

function isFrontMatter({ frontMatter }: Outline, index: number): boolean {
  return frontMatter !== undefined && index >= frontMatter.first && index < frontMatter.end;
}

/** Values of front matter: a path, an id or a link. */
function linksOfValue(
  path: string,
  outline: Outline,
  line: number,
  value: string,
  kind: string,
): readonly WrittenLink[] {
  const place = outline.lines[line];
  const start = place?.start ?? 0;
  const end = place?.end ?? start;
  if (/^(n\/?a|none|null|~|-|\[\])$/i.test(value)) return [];
  return value
    .split(/\s*,\s*|\s+and\s+/)
    .filter((part) => part !== '')
    .map((part) => {
      const link = /^\[([^\]]*)\]\(([^)]*)\)$/.exec(part);
      const target = link?.[2] ?? part;
      return {
        kind,
        target: /[./]/.test(target) ? resolve(path, target) : target,
        text: link?.[1] ?? part,
        start,
        end,
      };
    });
}

/** What the words before a link say of it; `last` where only a comma or "and" stands between two links. */
function kindBefore(before: string, last: string, first: boolean): string {
  const words = plainText(before.replace(/^\s*(?:>\s*)*(?:[-*+]|\d+[.)])?\s*/, '').replace(/^\|/, ''));
  const found = relation.exec(words.replace(/[(["']+$/, '').trimEnd());
  if (found?.[1] !== undefined) return kindOf(/super[cs]eded$/i.test(found[1]) ? `${found[1]} by` : found[1]);
  if (/^[\s,;&/|]*(?:and|und|et|y|e|or)?[\s,;&/|]*$/i.test(words)) return last;
  const phrase = words.replace(/^\|?\s*/, '').replace(/[\s:–—-]+$/, '');
  if (
    first &&
    last === '' &&
    /^[\p{Letter} -]{3,30}$/u.test(phrase) &&
    phrase.split(' ').length <= 4 &&
    !isFieldName(phrase)
  )
    return kindOf(phrase);
  return last !== '' && first ? last : '';
}

/** Kinds in lower case with one spelling of "supersede". */
function kindOf(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/super[cs]e+de/g, 'supersede')
    .replace(/^supersede$/, 'supersedes')
    .replace(/^related (?:adrs?|decisions?|records?|documents?)$/, 'related')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function resolve(path: string, url: string): string {
  if (/^[a-z][a-z+.-]*:/i.test(url) || url.startsWith('//')) return url;
  const [file = ''] = url.split(/[#?]/, 1);
  let decoded = file;
  try {
    decoded = decodeURIComponent(file);
  } catch {
    // A stray percent sign: the name is taken as it is written.
  }
  if (decoded.startsWith('/')) return decoded.slice(1);
  return posix.normalize(posix.join(posix.dirname(path), decoded));
}

function referencesOf(outline: Outline): ReadonlyMap<string, string> {
  const references = new Map<string, string>();
  for (const { text, silent } of outline.lines) {
    const found =
      silent || !text.trimStart().startsWith('[') ? null : /^ {0,3}\[([^\]]+)\]:\s*<?([^\s>]+)/.exec(text);
    if (found) references.set((found[1] ?? '').toLowerCase(), found[2] ?? '');
  }
  return references;
}
