import { isProductFile, type RepositoryView } from '../../../model/repository-view.js';
import type { BuildModule } from '../jvm/build-module.js';
import { moduleOf } from '../jvm/builds.js';
import { join } from '../jvm/paths.js';

const container = String.raw`new\s+ServletContainer\([^()\n]{0,200}\)`;
const holder = String.raw`new\s+ServletHolder\(\s*(?:"[^"\n]{0,200}"\s*,\s*)?${container}\s*\)`;

/** `addServlet(new ServletHolder(new ServletContainer(config)), "/api/*")`, and with the class of the servlet. */
const direct = new RegExp(
  String.raw`\.addServlet\(\s*(?:${holder}|(?:\w+\.){0,8}ServletContainer\.class)\s*,\s*"([^"\n]{1,200})"`,
  'g',
);
/** A context with a path of its own stands before the servlet. */
const movesContext = /\bsetContextPath\(\s*(?!"\/?"\s*\))|\bnew\s+ServletContextHandler\([^()\n]{0,200}"\/\w/;
/** `ServletHolder jersey = new ServletHolder(new ServletContainer(config));` */
const named = new RegExp(String.raw`\bServletHolder\s+(\w+)\s*=\s*${holder}`, 'g');

/**
 * The path below which a program that starts Jetty by itself puts the servlet of Jersey; undefined when it says none, several, or moves the whole context.
 * Source: https://eclipse-ee4j.github.io/jersey.github.io/documentation/latest3x/deployment.html
 */
export async function embeddedMapping(
  module: BuildModule | undefined,
  builds: readonly BuildModule[],
  view: RepositoryView,
): Promise<string | undefined> {
  const found = new Set<string>();
  for (const file of view.files) {
    if (!file.path.endsWith('.java') || !isProductFile(file)) continue;
    if (module && moduleOf(file.path, builds) !== module) continue;
    const text = (await view.read(file.path))?.text ?? '';
    if (!text.includes('ServletContainer') || !text.includes('.addServlet(')) continue;
    if (movesContext.test(text)) return undefined;
    for (const pattern of patternsIn(text)) found.add(join(pattern.replace(/\/?\*$/, '')));
  }
  return found.size === 1 ? [...found][0] : undefined;
}

function patternsIn(text: string): readonly string[] {
  const names = [...text.matchAll(named)].map((match) => match[1] ?? '');
  return [
    ...[...text.matchAll(direct)].map((match) => match[1] ?? ''),
    ...names.flatMap((name) =>
      [...text.matchAll(new RegExp(String.raw`\.addServlet\(\s*${name}\s*,\s*"([^"\n]{1,200})"`, 'g'))].map(
        (match) => match[1] ?? '',
      ),
    ),
  ];
}
