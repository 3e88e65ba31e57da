import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import { JvmConstants } from '../../syntax/jvm/constants.js';
import { jvmFunctions } from '../../syntax/jvm/functions.js';
import type { JvmFunction } from '../../syntax/jvm/functions.js';
import { jvmLanguageOf, jvmTokens } from '../../syntax/jvm/tokens.js';
import type { JvmToken } from '../../syntax/jvm/tokens.js';
import { oncePerView } from '../finding/once-per-view.js';
import { baseName, directoryOf, isWithin } from '../finding/paths.js';
import { productFiles } from '../finding/product-files.js';

/** Other files of which functions are looked up for one migration. */
const mostFiles = 40;
const mostCalls = 60;
const deepest = 4;
const largestFile = 300_000;

/** Functions that are called everywhere and say nothing of SQL by their names alone. */
const common =
  /^(?:get|set|of|to|run|use|let|apply|also|map|toString|equals|hashCode|migrate|execute|invoke|main|add|put|forEach|with)$/;

/** A function of another file that a migration calls, or that such a function calls. */
export interface CalledFunction {
  readonly source: SourceText;
  readonly function: JvmFunction;
  /** Index of the token in the migration that leads to it. */
  readonly by: number;
}

interface Declared {
  readonly source: SourceText;
  readonly tokens: readonly JvmToken[];
  readonly functions: ReadonlyMap<string, JvmFunction>;
  readonly constants: JvmConstants;
}

const parsed = oncePerView(() => new Map<string, Promise<Declared | undefined>>());

/**
 * The functions of other files that a migration calls: of files that it imports, and of those in its own folder and below. What such a
 * function calls counts, too.
 */
export async function calledFunctions(
  source: SourceText,
  view: RepositoryView,
): Promise<readonly CalledFunction[]> {
  const language = jvmLanguageOf(source.path);
  if (language === undefined) return [];
  const others: Declared[] = [];
  for (const path of pathsFor(source, view)) {
    const declared = await declarationsOf(path, view);
    if (declared) others.push(declared);
  }
  if (others.length === 0) return [];
  const tokens = jvmTokens(source.text, language);
  const own = new Set(jvmFunctions(tokens).map(({ name }) => name));
  const found: CalledFunction[] = [];
  const follow = (
    within: readonly JvmToken[],
    range: { from: number; to: number },
    by: number | undefined,
    depth: number,
  ): void => {
    for (let at = range.from; at < range.to && found.length < mostCalls; at += 1) {
      const token = within[at];
      if (token?.kind !== 'word' || common.test(token.text) || !opens(within[at + 1])) continue;
      if (by === undefined && own.has(token.text)) continue;
      const place = others.find(({ functions }) => functions.has(token.text));
      const called = place?.functions.get(token.text);
      if (!place || !called || found.some((known) => known.function === called)) continue;
      const leading = by ?? at;
      found.push({ source: place.source, function: called, by: leading });
      if (depth < deepest) follow(place.tokens, called, leading, depth + 1);
    }
  };
  follow(tokens, { from: 0, to: tokens.length }, undefined, 0);
  return found;
}

/** The constants that a file imports from others of the repository, one by one or all of a class (`import static Names.*`). */
export async function importedConstants(
  source: SourceText,
  view: RepositoryView,
): Promise<ReadonlyMap<string, string>> {
  const imports = [...source.text.matchAll(/^import\s+(?:static\s+)?[\w.]+\.(\w+|\*)\s*;?\s*$/gm)];
  const names = new Set(imports.flatMap(([, name = '']) => (/^[A-Z][A-Z\d_]+$/.test(name) ? [name] : [])));
  if (imports.some(([, name]) => name === '*'))
    for (const name of source.text.match(/\b[A-Z][A-Z\d]*_[A-Z\d_]+\b/g) ?? []) names.add(name);
  const found = new Map<string, string>();
  if (names.size === 0) return found;
  for (const path of pathsFor(source, view)) {
    const declared = await declarationsOf(path, view);
    for (const name of names) {
      const value = found.has(name) ? undefined : declared?.constants.named(name);
      if (value !== undefined) found.set(name, value);
    }
  }
  return found;
}

function opens(token: JvmToken | undefined): boolean {
  return token?.kind === 'sign' && (token.text === '(' || token.text === '{');
}

/** What the file imports, and what stands beside it and below without being a migration itself. */
function pathsFor(source: SourceText, view: RepositoryView): readonly string[] {
  const folder = directoryOf(source.path);
  const imports = [...source.text.matchAll(/^import\s+(?:static\s+)?([\w.]+?)(?:\.\*)?\s*;?\s*$/gm)].flatMap(
    ([, name = '']) => {
      const path = name.replaceAll('.', '/');
      return /^(?:java|javax|kotlin|org\/(?:flywaydb|springframework|jooq|junit|slf4j|json))\//.test(path)
        ? []
        : [path, path.slice(0, path.lastIndexOf('/'))];
    },
  );
  const files = productFiles(view).filter(({ path }) => {
    if (path === source.path || !/\.(java|kt|groovy|scala)$/.test(path)) return false;
    if (isWithin(path, folder)) return !/^[VRUB][\d_.]*__/.test(baseName(path));
    const plain = path.replace(/\.\w+$/, '');
    return imports.some(
      (name) => name.includes('/') && (plain.endsWith(`/${name}`) || directoryOf(plain).endsWith(`/${name}`)),
    );
  });
  return files.slice(0, mostFiles).map(({ path }) => path);
}

async function declarationsOf(path: string, view: RepositoryView): Promise<Declared | undefined> {
  const known = parsed(view).get(path);
  if (known) return known;
  const read = view.read(path).then((source): Declared | undefined => {
    const language = jvmLanguageOf(path);
    if (!source || language === undefined || source.text.length > largestFile) return undefined;
    const tokens = jvmTokens(source.text, language);
    return {
      source,
      tokens,
      functions: new Map(jvmFunctions(tokens).map((one) => [one.name, one])),
      constants: new JvmConstants(tokens),
    };
  });
  parsed(view).set(path, read);
  return read;
}
