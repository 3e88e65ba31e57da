import type { SourceSpan } from '../model/source-span.js';
import type { SourceText } from '../model/source-text.js';

/** Files that say what a JVM project is built with. */
export const jvmBuildFile = /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/;

/** A dependency that the program runs with. */
export interface JvmDependency {
  /** Its artifact: `micrometer-registry-prometheus`. */
  readonly name: string;
  readonly span: SourceSpan;
}

/** Dependencies of a pom.xml or a Gradle script that are on the class path of the running program: not those of tests, nor managed versions. */
export function jvmDependencies(source: SourceText): readonly JvmDependency[] {
  return [...(source.path.endsWith('.xml') ? ofMaven(source) : ofGradle(source))];
}

function* ofMaven(source: SourceText): Generator<JvmDependency> {
  const text = [
    /<!--[\s\S]*?-->/g,
    /<dependencyManagement>[\s\S]*?<\/dependencyManagement>/g,
    /<plugin>[\s\S]*?<\/plugin>/g,
  ].reduce((left, pattern) => left.replace(pattern, (part) => ' '.repeat(part.length)), source.text);
  for (const { 0: written, index } of text.matchAll(/<dependency>[\s\S]*?<\/dependency>/g)) {
    const name = /<artifactId>\s*([\w.-]+)\s*<\/artifactId>/.exec(written)?.[1];
    if (name !== undefined && !/<scope>\s*(?:test|provided)\s*<\/scope>/.test(written))
      yield { name, span: source.span(index, index + written.length) };
  }
}

function* ofGradle(source: SourceText): Generator<JvmDependency> {
  const text = source.text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, (part) =>
    ' '.repeat(part.length),
  );
  for (const { 0: written, 1: name = '', index } of text.matchAll(
    /^[ \t]*(?:implementation|runtimeOnly|api|compile|runtime)\b[^\n"']{0,40}["'][\w.-]+:([\w.-]+)(?::[^"'\n]*)?["']/gm,
  )) {
    const start = index + (written.length - written.trimStart().length);
    yield { name, span: source.span(start, index + written.length) };
  }
}
