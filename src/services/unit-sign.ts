import type { ServiceReason } from '../model/service.js';
import type { SourceSpan } from '../model/source-span.js';
import type { SourceText } from '../model/source-text.js';
import type { CandidateFiles } from './candidate-files.js';

/** A sign in a manifest or program that a directory holds a deployable unit. */
export interface UnitSign {
  /** Relative to the root; `.` is the root. */
  readonly directory: string;
  readonly reason: ServiceReason;
  /** What its manifest calls it. */
  readonly name?: string;
  /** Languages that the manifest stands for. */
  readonly languages: readonly string[];
  /** Where its program begins, when that is deeper than `directory`: `cmd/api` of a Go module. */
  readonly entry?: string;
  /** Directories outside `directory` whose code only its program is built from. */
  readonly packages?: readonly string[];
}

/** Finds the signs of one stack. Adding one = one file beside the others and one line in the registry. */
export interface ServiceDetector {
  readonly name: string;
  /** Where the facts about the stack's manifests are from. */
  readonly homepage: string;
  detect(files: CandidateFiles): Promise<readonly UnitSign[]>;
}

/**
 * Directories of programs that help to build, test or release the product. A program in one of them is no service of its own, unless
 * a Dockerfile or compose file builds it.
 */
const toolSegment =
  /^(hack|tools?|tooling|scripts?|xtask|build-?tools|bench(es|marks?)?|e2e|loadtests?|fuzz(?:ing|ers?)?|(?:docker-)?entrypoint|test(?!imon|ament)[\w-]*|third_party|codegen|generators?|magefiles?|ci|\.[^/]*|_.*)$/i;

/** True for directories such as `hack/…`, `tools/…`, `scripts/…`, `.github/…`. */
export function isToolDirectory(directory: string): boolean {
  return directory !== '.' && directory.split('/').some((segment) => toolSegment.test(segment));
}

/** The first place of a text that a pattern fits, blanks around it left out. The pattern must not match the empty text. */
export function findSpan(source: SourceText, pattern: RegExp): SourceSpan | undefined {
  const match = pattern.exec(source.text);
  if (!match) return undefined;
  const blanks = match[0].length - match[0].trimStart().length;
  return source.span(match.index + blanks, match.index + match[0].trimEnd().length);
}

/** The first line of a file: where a reason stands that is the file's being there. */
export function firstLineSpan(source: SourceText): SourceSpan {
  return source.span(0, source.line(1).length);
}

/** A command or name of a file in a reason: short, on one line. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `\`${line.length > 80 ? `${line.slice(0, 79)}…` : line}\``;
}
