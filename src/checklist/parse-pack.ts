import type {
  Applicability,
  Choice,
  Pack,
  Question,
  RiskRule,
  Source,
  SubQuestion,
} from '../model/checklist.js';
import type { FileProblem } from './file-problem.js';
import { packSchema } from './pack-schema.js';
import { lazyValidator, schemaViolations } from './schema-problems.js';
import { parseYamlText } from './yaml-text.js';

/** A pack as a file gives it, with the way back to its lines. */
export interface ParsedPack {
  readonly file: string;
  /** Undefined when the file is no pack; then `problems` says why. */
  readonly pack: Pack | undefined;
  /** As it is written; in a pack that extends others only a part of it. */
  readonly written?: WrittenPack;
  readonly problems: readonly FileProblem[];
  /** The line of a part, named by its JSON pointer: `/questions/0/subQuestions/2/text`. */
  readonly lineOf: (pointer: string) => number;
}

/** A sub-question as a file has it. */
export interface WrittenSubQuestion {
  readonly id: string;
  readonly text: string;
  readonly why: string;
  readonly choices: readonly Choice[];
  readonly sources: readonly Source[];
  readonly signals?: SubQuestion['signals'];
  readonly required?: boolean;
  readonly applicability?: Applicability;
}

/** A question as a file has it: whole, or what it adds to an inherited one. */
export interface WrittenQuestion extends Partial<Omit<Question, 'id' | 'subQuestions' | 'riskRules'>> {
  readonly id: string;
  readonly subQuestions?: readonly WrittenSubQuestion[];
  readonly riskRules?: readonly RiskRule[];
}

/** A pack as a file has it. */
export interface WrittenPack extends Omit<Pack, 'questions'> {
  readonly extends?: readonly string[];
  readonly without?: readonly string[];
  readonly questions?: readonly WrittenQuestion[];
}

const validator = lazyValidator<WrittenPack>(packSchema);

/**
 * Reads the text of a pack file (YAML or JSON). `file` is only used to name it in problems. Checks its structure, not its content:
 * that is `lintPack`. A pack that extends others has no `pack` before `extendedPack` made it whole. Never throws.
 */
export function parsePack(text: string, file: string): ParsedPack {
  const source = parseYamlText(text, file, 'core');
  const { lineOf } = source;
  if (source.problems.length > 0) return { file, pack: undefined, problems: source.problems, lineOf };
  const validate = validator();
  const { value } = source;
  if (validate(value)) return readPack(value, file, lineOf);
  const problems = schemaViolations(validate.errors, source).map(({ problem }) => problem);
  return { file, pack: undefined, problems, lineOf };
}

/** A pack whose structure is known to be right. */
export function readPack(written: WrittenPack, file: string, lineOf: ParsedPack['lineOf']): ParsedPack {
  const pack = written.extends === undefined ? packFrom(written) : undefined;
  return { file, pack, written, problems: [], lineOf };
}

/** A pack from what is written, where every question is whole. */
export function packFrom(written: WrittenPack): Pack {
  return {
    id: written.id,
    version: written.version,
    title: written.title,
    description: written.description,
    questions: (written.questions ?? []).map((question) => ({
      ...question,
      text: question.text ?? '',
      why: question.why ?? '',
      riskRules: question.riskRules ?? [],
      subQuestions: (question.subQuestions ?? []).map((subQuestion) => ({
        ...subQuestion,
        signals: subQuestion.signals ?? [],
        required: subQuestion.required ?? false,
      })),
    })),
  };
}

/** How answers files name a pack: `scalability@1`. */
export function packReference(pack: Pick<Pack, 'id' | 'version'>): string {
  return `${pack.id}@${pack.version}`;
}
