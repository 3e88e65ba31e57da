import { compareText } from '../model/source-span.js';
import { baseName } from './repository-paths.js';

const byExtension = new Map([
  ['js', 'JavaScript'],
  ['jsx', 'JavaScript'],
  ['mjs', 'JavaScript'],
  ['cjs', 'JavaScript'],
  ['ts', 'TypeScript'],
  ['tsx', 'TypeScript'],
  ['mts', 'TypeScript'],
  ['cts', 'TypeScript'],
  ['py', 'Python'],
  ['go', 'Go'],
  ['java', 'Java'],
  ['kt', 'Kotlin'],
  ['cs', 'C#'],
  ['rb', 'Ruby'],
  ['php', 'PHP'],
  ['rs', 'Rust'],
  ['ex', 'Elixir'],
  ['exs', 'Elixir'],
  ['scala', 'Scala'],
]);

/** Texts of programs in languages that no service is named after, and content that web servers serve. */
const otherPrograms = new Set(
  'vue svelte html htm fs vb c cc cpp h clj cljs erl dart swift hs ml lua pl r jl nim zig cr groovy'.split(
    ' ',
  ),
);

function extensionOf(path: string): string {
  const name = baseName(path);
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** The language of a file of a product's program; undefined for settings of tools (`*.config.js`, `.eslintrc.js`), declarations and bundles. */
export function languageOf(path: string): string | undefined {
  const language = byExtension.get(extensionOf(path));
  if (language === undefined) return undefined;
  const name = baseName(path);
  return /^\.|\.config\.[cm]?[jt]s$|\.d\.[cm]?ts$|\.min\.js$/.test(name) ? undefined : language;
}

/** True for files that hold a program or content, not configuration. */
export function isProgramFile(path: string): boolean {
  return languageOf(path) !== undefined || otherPrograms.has(extensionOf(path));
}

const settings = new Set(
  'conf cfg ini env yaml yml toml json properties template tmpl tpl j2 sh sql pem crt cert key md txt xml lua htpasswd'.split(
    ' ',
  ),
);

/** True for files that a web server serves: all that are no settings. */
export function isContentFile(path: string): boolean {
  return baseName(path).includes('.') && !settings.has(extensionOf(path));
}

/** Languages by count of files, most first; those that only manifests speak of come last. */
export function rankLanguages(
  counts: ReadonlyMap<string, number>,
  declared: readonly string[],
): readonly string[] {
  const counted = [...counts]
    .toSorted(([a, m], [b, n]) => n - m || compareText(a, b))
    .map(([language]) => language);
  const rest = declared.filter((language) => !counts.has(language));
  return [...new Set([...counted, ...rest])];
}
