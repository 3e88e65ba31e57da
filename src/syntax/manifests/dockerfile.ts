import { Add, Copy, DockerfileParser, Run } from 'dockerfile-ast';
import type { Instruction } from 'dockerfile-ast';
import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { readCommand } from './docker-command.js';
import type { DockerCommand } from './docker-command.js';

/** A flag in front of an instruction's arguments: `--interval=5s`. */
export interface DockerFlag {
  /** Lower case, without the dashes. */
  readonly name: string;
  /** Undefined for a flag without `=`. */
  readonly value: string | undefined;
}

/** One instruction as it is written; continued lines are joined and comment lines between them left out. */
export interface DockerInstruction {
  /** Upper case. */
  readonly keyword: string;
  readonly flags: readonly DockerFlag[];
  /**
   * What follows the flags, on one line (here-documents keep their lines); `CMD curl -f …` for a HEALTHCHECK (what follows
   * its CMD can be read with `readCommand`).
   */
  readonly arguments: string;
  /** The arguments as a command or list: the words of the JSON form, or those of the shell form with quotes removed. */
  readonly command: DockerCommand;
  /** Index into `stages`; -1 for an ARG before the first FROM. */
  readonly stage: number;
  /** From the keyword to the last character of the last line. */
  readonly span: SourceSpan;
}

/** One build stage: a FROM and what follows it. */
export interface DockerStage {
  readonly index: number;
  /** The name after AS, lower case (stage names do not regard case). */
  readonly name: string | undefined;
  /** The image as written, with defaults of the ARGs above the first FROM filled in. */
  readonly image: string;
  /** The stage that this one builds upon, when `image` names one. */
  readonly baseStage: number | undefined;
  readonly span: SourceSpan;
}

/** What was read of a Dockerfile. A text without a FROM has no stages. */
export interface DockerfileReading {
  readonly stages: readonly DockerStage[];
  readonly instructions: readonly DockerInstruction[];
}

const sourceSuffix =
  /\.(dockerignore|md|mdx|rst|txt|html|j2|jinja2?|tmpl|tpl|template|erb|ejs|hbs|mustache|m4|in|bak|orig|swp|json|ya?ml|toml|lock)$/i;
const programSuffix = /\.(go|[cm]?[jt]sx?|py|rb|rs|java|kt|cs|php|ex|exs|sh|c|h|cc|cpp)$/;

/**
 * True for names that builders are given as Dockerfiles: `Dockerfile`, `Dockerfile.prod`, `Dockerfile-dev`, `prod.Dockerfile`,
 * `Containerfile`. Templates of Dockerfiles, ignore files and programs about them (`dockerfile.go`) are none.
 */
export function isDockerfilePath(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^[\w.-]+\.(dockerfile|containerfile)$/i.test(name)) return true;
  if (!/^(dockerfile|containerfile)([._-][\w.-]*)?$/i.test(name)) return false;
  if (sourceSuffix.test(name)) return false;
  return !(programSuffix.test(name) && /^[dc]/.test(name));
}

/** The stages and instructions of a Dockerfile, in order. Never throws: what the parser cannot take gives an empty reading. */
export function parseDockerfile(source: SourceText): DockerfileReading {
  const instructions: DockerInstruction[] = [];
  const stages: DockerStage[] = [];
  const defaults = new Map<string, string>();
  for (const raw of rawInstructions(source)) {
    const { flags, rest } = splitFlags(raw.keyword, raw.text);
    const command = readCommand(rest);
    if (raw.keyword === 'FROM') stages.push(stageOf(command.words, stages, defaults, raw.span));
    if (raw.keyword === 'ARG' && stages.length === 0) rememberDefaults(command.words, defaults);
    instructions.push({
      keyword: raw.keyword,
      flags,
      arguments: rest,
      command,
      stage: stages.length - 1,
      span: raw.span,
    });
  }
  return { stages, instructions };
}

interface RawInstruction {
  readonly keyword: string;
  readonly text: string;
  readonly span: SourceSpan;
}

/**
 * dockerfile-ast finds where instructions begin and end (directives, continued lines, here-documents); the text between is taken from
 * the source, because the parser's argument values lose blanks inside JSON strings and keep comments between continued lines.
 */
function rawInstructions(source: SourceText): RawInstruction[] {
  try {
    const dockerfile = DockerfileParser.parse(source.text);
    const offsets = lineOffsets(source.text);
    const escape = dockerfile.getEscapeCharacter();
    return dockerfile.getInstructions().map((instruction) => {
      const range = instruction.getRange();
      const keyword = instruction.getInstructionRange();
      const start = (offsets[range.start.line] ?? 0) + range.start.character;
      const end = (offsets[range.end.line] ?? 0) + range.end.character;
      const after = (offsets[keyword.end.line] ?? 0) + keyword.end.character;
      const written = source.text.slice(after, end);
      const text = hasHeredoc(instruction) ? written.replaceAll('\r\n', '\n') : joinLines(written, escape);
      return {
        keyword: instruction.getKeyword(),
        text: text.trim(),
        span: source.span(start, start + source.text.slice(start, end).trimEnd().length),
      };
    });
  } catch {
    return [];
  }
}

/** Offsets of lines as the parser counts them: `\r` alone ends a line, too. */
function lineOffsets(text: string): number[] {
  const offsets = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) offsets.push(match.index + match[0].length);
  return offsets;
}

function joinLines(written: string, escape: string): string {
  const lines = written.split(/\r\n|\r|\n/).filter((line, index) => index === 0 || !/^\s*#/.test(line));
  return lines
    .map((line) => {
      const trimmed = line.trimEnd();
      return trimmed.endsWith(escape) ? trimmed.slice(0, -1) : `${trimmed}\n`;
    })
    .join('')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
}

function hasHeredoc(instruction: Instruction): boolean {
  if (instruction instanceof Run || instruction instanceof Copy) return instruction.getHeredocs().length > 0;
  return instruction instanceof Add && /<<-?["']?[A-Za-z_]/.test(instruction.getArgumentsContent() ?? '');
}

const withFlags = new Set(['FROM', 'COPY', 'ADD', 'RUN', 'HEALTHCHECK']);

function splitFlags(keyword: string, text: string): { flags: DockerFlag[]; rest: string } {
  const flags: DockerFlag[] = [];
  let rest = text;
  while (withFlags.has(keyword)) {
    const match = /^--([A-Za-z][\w-]*)(?:=("[^"]*"|'[^']*'|\S*))?(?=\s|$)\s*/.exec(rest);
    if (!match) break;
    const value = match[2]?.replace(/^(["'])(.*)\1$/s, '$2');
    flags.push({ name: (match[1] ?? '').toLowerCase(), value });
    rest = rest.slice(match[0].length);
  }
  return { flags, rest };
}

function stageOf(
  words: readonly string[],
  before: readonly DockerStage[],
  defaults: ReadonlyMap<string, string>,
  span: SourceSpan,
): DockerStage {
  const image = withDefaults(words[0] ?? '', defaults);
  const name = words[1]?.toLowerCase() === 'as' ? words[2]?.toLowerCase() : undefined;
  const base = before.findLast((stage) => stage.name !== undefined && stage.name === image.toLowerCase());
  return { index: before.length, name, image, baseStage: base?.index, span };
}

function rememberDefaults(words: readonly string[], defaults: Map<string, string>): void {
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals > 0) defaults.set(word.slice(0, equals), withDefaults(word.slice(equals + 1), defaults));
  }
}

/** ARGs that double one another must not grow without end; no image's name is longer. */
const longestName = 1_024;

/** `$NAME`, `${NAME}` and `${NAME:-default}` with what the ARGs above the first FROM say; others stay as they are written. */
function withDefaults(text: string, defaults: ReadonlyMap<string, string>): string {
  return text
    .slice(0, longestName)
    .replace(
      /\$(?:\{(\w+)(?::?-([^{}]*))?\}|(\w+))/g,
      (written, braced?: string, fallback?: string, bare?: string) =>
        defaults.get(braced ?? bare ?? '') ?? fallback ?? written,
    )
    .slice(0, longestName);
}
