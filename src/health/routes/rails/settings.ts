import type { RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { SourceText } from '../../../model/source-text.js';
import { oneLine } from '../ruby/bodies.js';
import type { Gems } from '../ruby/gems.js';
import { inFolder } from '../ruby/gems.js';
import { excludesPath } from '../ruby/path-conditions.js';
import { throttleOf } from '../ruby/rack-attack.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import type { UsedMiddleware } from '../rack/touched-before.js';

/** What stands before all routes of an application: a guard, and the paths that it lets through. */
export interface ApplicationGuard {
  readonly guard: RouteGuard;
  /** Whether it leaves a path alone; undefined = not known. */
  exempts(path: string): boolean | undefined;
}

/** The settings of an application, of its production environment where they are set there. */
export interface RailsSettings {
  readonly guards: readonly ApplicationGuard[];
  /** `config.api_only`. */
  readonly isApi: boolean;
  /** Classes that are put into the stack of Rack, in the order of the texts. */
  readonly middleware: readonly UsedMiddleware[];
  /** The initializers and settings, for what gems are told in them. */
  readonly sources: readonly SourceText[];
}

/** Reads config/application.rb, config/environments/production.rb and the initializers of an application. */
export async function settingsOf(
  root: string,
  gems: Gems,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RailsSettings> {
  const main: SourceText[] = [];
  for (const name of ['config/application.rb', 'config/environments/production.rb']) {
    const path = inFolder(root, name);
    const source = candidates.some((file) => file.path === path) ? await view.read(path) : undefined;
    if (source) main.push(withoutComments(source));
  }
  const folder = `${inFolder(root, 'config/initializers')}/`;
  const initializers: SourceText[] = [];
  for (const { path } of candidates) {
    if (!path.startsWith(folder) || !path.endsWith('.rb')) continue;
    const source = await view.read(path);
    if (source) initializers.push(withoutComments(source));
  }
  const all = [...main, ...initializers];
  return {
    guards: [sslGuard(main), hostGuard(all), throttleOf(all, gems)].flatMap((one) => one ?? []),
    isApi: main.some(({ text }) => /^\s*config\.api_only\s*=\s*true\b/m.test(text)),
    middleware: await middlewareIn(all),
    sources: all,
  };
}

/** `config.middleware.use X`, `config.middleware.insert_before 0, X`, where no condition decides. */
async function middlewareIn(sources: readonly SourceText[]): Promise<readonly UsedMiddleware[]> {
  const found: UsedMiddleware[] = [];
  for (const source of sources) {
    if (!/\bmiddleware\./.test(source.text)) continue;
    const sure = await sureOffsets(source);
    for (const match of source.text.matchAll(
      /^([ \t]*)(?:\w+\.){0,5}middleware\.(use|unshift|insert(?:_before|_after)?)\b[ \t(]+([^\n]*)$/gm,
    )) {
      const [, indent = '', way = '', list = ''] = match;
      const arguments_ = list.split(',');
      const written = way.startsWith('insert') ? arguments_[1] : arguments_[0];
      const name = /^\s*["']?(?:::)?([A-Z]\w*(?:::[A-Z]\w*)*)["']?\s*\)?\s*$/.exec(written ?? '')?.[1];
      if (name !== undefined && sure.has(match.index + indent.length))
        found.push({ name, near: source.path });
    }
  }
  return found;
}

/** The same text with comments blanked, so that places stay. */
function withoutComments(source: SourceText): SourceText {
  const text = source.text.replaceAll(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
  return new SourceText(source.path, text);
}

/** The last assignment of a setting. */
function lastOf(
  sources: readonly SourceText[],
  pattern: RegExp,
): { readonly source: SourceText; readonly match: RegExpMatchArray; readonly index: number } | undefined {
  for (const source of sources.toReversed()) {
    const match = [...source.text.matchAll(pattern)].at(-1);
    if (match) return { source, match, index: match.index };
  }
  return undefined;
}

/** `config.force_ssl = true`; behind a proxy that ends TLS (`assume_ssl`) nothing is redirected. */
function sslGuard(sources: readonly SourceText[]): ApplicationGuard | undefined {
  const set = lastOf(sources, /^[ \t]*config\.force_ssl\s*=\s*([^\n#]+)/gm);
  if (set?.match[1]?.trim() !== 'true') return undefined;
  const assumed = lastOf(sources, /^[ \t]*config\.assume_ssl\s*=\s*([^\n#]+)/gm);
  if (assumed && assumed.match[1]?.trim() !== 'false') return undefined;
  const options = lastOf(
    sources,
    /^[ \t]*config\.ssl_options\s*=\s*([\s\S]{0,600}?)(?=\n[ \t]*config\.|\n\s*end|$)/gm,
  );
  const written = options?.match[1] ?? '';
  if (/redirect:\s*false/.test(written)) return undefined;
  return guardAt(set, 'https-redirect', exclusionIn(written));
}

/** `config.hosts` with anything in it: other Host headers are answered 403. */
function hostGuard(sources: readonly SourceText[]): ApplicationGuard | undefined {
  const set = lastOf(
    sources,
    /^[ \t]*(?:config|Rails\.application\.config)\.hosts\s*(<<|\+=|=|\.clear|\.concat|\.push)\s*([^\n]*)/gm,
  );
  if (!set || set.match[1] === '.clear' || !/^[\s[(]*(["']|\/[^/]{3,}\/)/.test(set.match[2] ?? ''))
    return undefined;
  if (/\bif\b|\bunless\b|ENV/.test(set.match[2] ?? '')) return undefined;
  const options = lastOf(
    sources,
    /config\.host_authorization\s*=\s*([\s\S]{0,600}?)(?=\n[ \t]*config\.|\n\s*end|$)/g,
  );
  return guardAt(set, 'host-check', exclusionIn(options?.match[1] ?? ''));
}

/** The text of `exclude: ->(request) { … }`. */
function exclusionIn(written: string): string | undefined {
  return /exclude:\s*([\s\S]*)$/.exec(written)?.[1];
}

function guardAt(
  { source, match, index }: { source: SourceText; match: RegExpMatchArray; index: number },
  kind: RouteGuard['kind'],
  exclusion: string | undefined,
): ApplicationGuard {
  const start = index + match[0].length - match[0].trimStart().length;
  return {
    guard: {
      kind,
      span: source.span(start, index + match[0].trimEnd().length),
      text: oneLine(match[0].trim()),
    },
    exempts: (path) => (exclusion === undefined ? false : excludesPath(exclusion, path)),
  };
}
