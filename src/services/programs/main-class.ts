import type { SourceSpan } from '../../model/source-span.js';
import type { CandidateFiles } from '../candidate-files.js';
import { joinPath } from '../repository-paths.js';
import { findSpan } from '../unit-sign.js';

/** The class that starts a program on the JVM. */
export interface MainClass {
  /** Set when the text starts a server framework. */
  readonly framework: string | undefined;
  readonly language: 'Java' | 'Kotlin' | 'Scala';
  readonly span: SourceSpan;
}

/** Names that programs' first classes have by convention; other files are not read. */
const mainFile =
  /(Application|Main|App|Server|Service|Launcher|Bootstrap|Starter|Runner)(Kt)?\.(java|kt|scala|groovy)$|(^|\/)main\.kt$/;

const frameworks: readonly (readonly [string, RegExp])[] = [
  ['Spring Boot', /@SpringBootApplication\b|\bSpringApplication\s*\.\s*run\s*\(|\brunApplication\s*</],
  ['Quarkus', /@QuarkusMain\b|\bQuarkus\s*\.\s*run\s*\(/],
  ['Micronaut', /\bMicronaut\s*\.\s*(run|build|mainClass)\s*\(/],
  ['Ktor', /\bembeddedServer\s*\(|\bEngineMain\b/],
  ['Dropwizard', /\bextends\s+Application\s*<\s*\w+\s*>/],
  ['Vert.x', /\bVertx\s*\.\s*vertx\s*\(/],
  ['Helidon', /\bWebServer\s*\.\s*builder\s*\(/],
  ['gRPC', /\bServerBuilder\s*\.\s*forPort\s*\(/],
];

const mainMethod =
  /\bstatic\s+void\s+main\s*\(|^(suspend )?fun main\s*\(|@SpringBootApplication\b|\bextends\s+App\b/m;

/** The main class of a module, looked for below `src/`; one that starts a framework wins over a plain one. */
export async function findMainClass(files: CandidateFiles, module: string): Promise<MainClass | undefined> {
  const source = joinPath(module, 'src');
  const paths = files
    .below(source)
    .filter((path) => mainFile.test(path) && !/\/src\/\w*[tT]est\//.test(`/${path}`));
  const found = await files.readEach(paths, (text) => {
    const span = findSpan(text, mainMethod);
    if (!span) return [];
    const framework = frameworks.find(([, pattern]) => pattern.test(text.text))?.[0];
    const language = text.path.endsWith('.kt') ? 'Kotlin' : text.path.endsWith('.scala') ? 'Scala' : 'Java';
    return [{ framework, language, span } satisfies MainClass];
  });
  return found.find((main) => main.framework !== undefined) ?? found[0];
}
