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
  readonly problems: readonly FileProblem[];
  /** The line of a part, named by its JSON pointer: `/questions/0/subQuestions/2/text`. */
  readonly lineOf: (pointer: string) => number;
}

interface WrittenSubQuestion {
  readonly id: string;
  readonly text: string;
  readonly why: string;
  readonly choices: readonly Choice[];
  readonly sources: readonly Source[];
  readonly signals?: SubQuestion['signals'];
  readonly required?: boolean;
  readonly applicability?: Applicability;
}

interface WrittenPack extends Omit<Pack, 'questions'> {
  readonly questions: readonly (Omit<Question, 'subQuestions' | 'riskRules'> & {
    readonly subQuestions: readonly WrittenSubQuestion[];
    readonly riskRules: readonly RiskRule[];
  })[];
}

const validator = lazyValidator<WrittenPack>(packSchema);

/**
 * Reads the text of a pack file (YAML or JSON). `file` is only used to name it in problems. Checks its structure, not its content:
 * that is `lintPack`. Never throws.
 */
export function parsePack(text: string, file: string): ParsedPack {
  const source = parseYamlText(text, file, 'core');
  const { lineOf } = source;
  if (source.problems.length > 0) return { file, pack: undefined, problems: source.problems, lineOf };
  const validate = validator();
  const { value } = source;
  if (validate(value)) return { file, pack: toPack(value), problems: [], lineOf };
  const problems = schemaViolations(validate.errors, source).map(({ problem }) => problem);
  return { file, pack: undefined, problems, lineOf };
}

function toPack(written: WrittenPack): Pack {
  return {
    id: written.id,
    version: written.version,
    title: written.title,
    description: written.description,
    questions: written.questions.map((question) => ({
      ...question,
      subQuestions: question.subQuestions.map((subQuestion) => ({
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
