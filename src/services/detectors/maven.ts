import type { SourceText } from '../../model/source-text.js';
import { childAt, childrenNamed, parseProjectXml } from '../../syntax/manifests/project-xml.js';
import type { XmlElement } from '../../syntax/manifests/project-xml.js';
import type { CandidateFiles } from '../candidate-files.js';
import { directoryOf, joinPath } from '../repository-paths.js';
import { isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';
import { findMainClass } from '../programs/main-class.js';

/** Plugins that make a module's build a program that runs by itself, by artifact id. */
const runnablePlugins = new Set([
  'spring-boot-maven-plugin',
  'quarkus-maven-plugin',
  'micronaut-maven-plugin',
  'helidon-maven-plugin',
  'jib-maven-plugin',
]);

/**
 * Maven: a module with a plugin that packages a program, packaging `war` or `ear`, or a main class. Parents (packaging `pom`) are none, and a
 * plugin that is only managed, skipped or in a profile does not count.
 */
export const maven: ServiceDetector = {
  name: 'maven',
  homepage: 'https://maven.apache.org/pom.html',
  async detect(files) {
    const signs: UnitSign[] = [];
    for (const path of files.named('pom.xml')) {
      const source = isToolDirectory(directoryOf(path)) ? undefined : await files.read(path);
      if (source) signs.push(...(await signsOf(source, files)));
    }
    return signs;
  },
};

async function signsOf(source: SourceText, files: CandidateFiles): Promise<UnitSign[]> {
  const project = parseProjectXml(source);
  if (project?.name !== 'project') return [];
  const packaging = childAt(project, 'packaging');
  if (['pom', 'maven-plugin', 'bom'].includes(packaging?.text ?? 'jar')) return [];
  const directory = directoryOf(source.path);
  const name = childAt(project, 'artifactId')?.text ?? '';
  const base = { directory, ...(name === '' || name.includes('$') ? {} : { name }) };
  const signs: UnitSign[] = [];
  const plugin = childrenNamed(childAt(project, 'build', 'plugins'), 'plugin').find(isRunnable);
  const java = languagesOf(directory, files);
  if (plugin) {
    const text = `Maven module with ${childAt(plugin, 'artifactId')?.text ?? 'a plugin that packages a program'}`;
    signs.push({ ...base, reason: { text, span: plugin.span }, languages: java });
  }
  if (packaging && ['war', 'ear'].includes(packaging.text))
    signs.push({
      ...base,
      reason: { text: `Maven module packaged as ${packaging.text}`, span: packaging.span },
      languages: java,
    });
  const main = await findMainClass(files, directory);
  if (main) {
    const text =
      main.framework === undefined
        ? 'main class of the Maven module'
        : `main class that starts ${main.framework}`;
    signs.push({ ...base, reason: { text, span: main.span }, languages: [main.language] });
  }
  return signs;
}

function isRunnable(plugin: XmlElement): boolean {
  const id = childAt(plugin, 'artifactId')?.text ?? '';
  if (childAt(plugin, 'configuration', 'skip')?.text === 'true') return false;
  if (id === 'maven-shade-plugin' || id === 'maven-assembly-plugin' || id === 'maven-jar-plugin')
    return namesMainClass(plugin, 0);
  return runnablePlugins.has(id);
}

function namesMainClass(element: XmlElement, depth: number): boolean {
  if (element.name === 'mainClass' && element.text !== '') return true;
  return depth < 12 && element.children.some((child) => namesMainClass(child, depth + 1));
}

function languagesOf(directory: string, files: CandidateFiles): readonly string[] {
  if (files.anyStartsWith(joinPath(directory, 'src/main/java/'))) return ['Java'];
  if (files.anyStartsWith(joinPath(directory, 'src/main/kotlin/'))) return ['Kotlin'];
  return files.anyStartsWith(joinPath(directory, 'src/main/scala/')) ? ['Scala'] : [];
}
