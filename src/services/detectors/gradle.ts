import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import type { CandidateFiles } from '../candidate-files.js';
import { directoryOf, joinPath } from '../repository-paths.js';
import { isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';
import { findMainClass } from '../programs/main-class.js';

/** Plugins that make a build a program that runs by itself. */
const runnablePlugins = new Set([
  'application',
  'war',
  'org.springframework.boot',
  'io.quarkus',
  'io.micronaut.application',
  'io.ktor.plugin',
  'com.google.cloud.tools.jib',
]);

/** Bundles libraries, too: only with a main class. */
const shadowPlugins = new Set([
  'com.github.johnrengelman.shadow',
  'com.gradleup.shadow',
  'io.github.goooler.shadow',
]);

/** What version catalogs usually call the same plugins: `alias(libs.plugins.spring.boot)`. */
const catalogNames = new Map([
  ['springboot', 'org.springframework.boot'],
  ['springframeworkboot', 'org.springframework.boot'],
  ['orgspringframeworkboot', 'org.springframework.boot'],
  ['quarkus', 'io.quarkus'],
  ['ioquarkus', 'io.quarkus'],
  ['micronautapplication', 'io.micronaut.application'],
  ['iomicronautapplication', 'io.micronaut.application'],
  ['ktor', 'io.ktor.plugin'],
  ['ioktorplugin', 'io.ktor.plugin'],
  ['jib', 'com.google.cloud.tools.jib'],
]);

/**
 * Gradle: a project that applies a plugin which makes a program, or has a main class of a server framework below `src/`. What is applied with
 * `apply false`, or to other projects (`subprojects {…}`), does not count; nor does Spring Boot's plugin with its `bootJar` switched off.
 */
export const gradle: ServiceDetector = {
  name: 'gradle',
  homepage: 'https://docs.gradle.org/current/userguide/application_plugin.html',
  async detect(files) {
    const names = await rootNames(files);
    const signs: UnitSign[] = [];
    for (const path of files.named('build.gradle', 'build.gradle.kts')) {
      const directory = directoryOf(path);
      const isProject = !isToolDirectory(directory) && !/(^|\/)buildSrc$/.test(directory);
      const source =
        isProject && files.anyStartsWith(joinPath(directory, 'src/')) ? await files.read(path) : undefined;
      if (source) signs.push(...(await signsOf(source, files, names.get(directory))));
    }
    return signs;
  },
};

/** Directory of each settings file → `rootProject.name`. */
async function rootNames(files: CandidateFiles): Promise<ReadonlyMap<string, string>> {
  const settings = files.named('settings.gradle', 'settings.gradle.kts');
  const names = await files.readEach(settings, (source) => {
    const name = /^[ \t]*rootProject\.name\s*=\s*["']([^"'\n]+)["']/m.exec(source.text)?.[1];
    return name === undefined ? [] : [[directoryOf(source.path), name] as const];
  });
  return new Map(names);
}

async function signsOf(
  source: SourceText,
  files: CandidateFiles,
  name: string | undefined,
): Promise<readonly UnitSign[]> {
  const { text } = source;
  if (/["']com\.android\.(application|library)["']|["']java-gradle-plugin["']/.test(text)) return [];
  const base = { directory: directoryOf(source.path), ...(name === undefined ? {} : { name }) };
  const main = await findMainClass(files, base.directory);
  const languages = main ? [main.language] : [];
  const signs: UnitSign[] = [];
  const bootJarOff = /\bbootJar\b["')>\s]{0,20}[.{][^}]{0,200}\benabled\s{0,5}(=|\()?\s{0,5}false/i.test(
    text,
  );
  for (const plugin of appliedPlugins(source)) {
    const isProgram =
      (runnablePlugins.has(plugin.id) && !(bootJarOff && plugin.id === 'org.springframework.boot')) ||
      (shadowPlugins.has(plugin.id) && (/\bmainClass|Main-Class/.test(text) || main !== undefined));
    if (!isProgram) continue;
    signs.push({ ...base, reason: { text: `Gradle plugin ${plugin.id}`, span: plugin.span }, languages });
  }
  if (main?.framework !== undefined && !bootJarOff)
    signs.push({
      ...base,
      reason: { text: `main class that starts ${main.framework}`, span: main.span },
      languages,
    });
  return signs;
}

/** Longer lines apply no plugin. */
const longestLine = 500;

/** The plugins that a build file applies to its own project, with their lines. */
function appliedPlugins(source: SourceText): { id: string; span: SourceSpan }[] {
  const found: { id: string; span: SourceSpan }[] = [];
  let depth = 0;
  /** Depth at which a block for other projects began. */
  let elsewhere: number | undefined;
  for (let number = 1; number <= source.lineStarts.length; number += 1) {
    const line = source.line(number).slice(0, longestLine).trim();
    if (line.startsWith('//') || line.startsWith('*')) continue;
    if (elsewhere === undefined && /^(subprojects|allprojects|configure)\b.*\{/.test(line)) elsewhere = depth;
    const id = elsewhere === undefined && !/\bapply\s*\(?\s*false/.test(line) ? pluginOf(line) : undefined;
    if (id !== undefined) {
      const start = (source.lineStarts[number - 1] ?? 0) + source.line(number).indexOf(line);
      found.push({ id, span: source.span(start, start + line.length) });
    }
    for (const letter of line) depth += letter === '{' ? 1 : letter === '}' ? -1 : 0;
    if (elsewhere !== undefined && depth <= elsewhere) elsewhere = undefined;
  }
  return found;
}

function pluginOf(line: string): string | undefined {
  if (/^`?application`?$|^plugins\s*\{\s*`?application`?\s*\}$/.test(line)) return 'application';
  if (/^war$/.test(line)) return 'war';
  const written = /\bid\s*\(?\s*["']([\w.-]+)["']|\bplugin\s*[:=]\s*["']([\w.-]+)["']/.exec(line);
  if (written) return written[1] ?? written[2];
  const alias = /\balias\s*\(?\s*libs\.plugins\.([\w.]+)/.exec(line)?.[1];
  if (alias === undefined) return undefined;
  const squashed = alias.toLowerCase().replace(/[^a-z]/g, '');
  return squashed === 'shadow' ? 'com.gradleup.shadow' : catalogNames.get(squashed);
}
