import { lazyValidator, schemaViolations } from './schema-problems.js';
import type { FormAnswer, FormProblem } from './form.js';
import { readForm } from './form.js';
import { escapedSegment, parseYamlText } from './yaml-text.js';

const words = { type: 'string', pattern: '\\S' } as const;

const given = {
  type: ['object', 'string'],
  required: ['choice'],
  properties: {
    choice: words,
    note: { type: 'string' },
    owner: words,
    due: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A date in UTC: YYYY-MM-DD.' },
  },
} as const;

const schema = {
  type: 'object',
  properties: {
    service: words,
    answers: { type: 'object', additionalProperties: given },
    services: { type: 'object', additionalProperties: { type: 'object', additionalProperties: given } },
  },
} as const;

const validator = lazyValidator<{
  readonly service?: string;
  readonly answers?: Readonly<Record<string, GivenValue>>;
  readonly services?: Readonly<Record<string, Readonly<Record<string, GivenValue>>>>;
}>(schema);

type GivenValue =
  | string
  | { readonly choice: string; readonly note?: string; readonly owner?: string; readonly due?: string };

/**
 * Reads answers that somebody prepared: a filled form in Markdown, or YAML or JSON of the form of an answers file (`service`, `answers`), or
 * with `services: {name: {question: choice}}`. An answer is a choice, or a map with `choice`, `note`, `owner` and `due`; digests and
 * evidence in it are not taken over, they are made anew.
 */
export function readGivenAnswers(
  text: string,
  file: string,
): { readonly answers: readonly FormAnswer[]; readonly problems: readonly FormProblem[] } {
  if (/^### /m.test(text)) return readForm(text);
  const source = parseYamlText(text, file, 'failsafe');
  if (source.problems.length > 0)
    return { answers: [], problems: source.problems.map(({ line, message }) => ({ line, message })) };
  const validate = validator();
  const value: unknown = source.value;
  const isEmpty =
    typeof value === 'object' && value !== null && !('answers' in value) && !('services' in value);
  if (isEmpty)
    return { answers: [], problems: [{ line: 1, message: 'Neither `answers` nor `services` stands here.' }] };
  if (!validate(value)) {
    const problems = schemaViolations(validate.errors, source).map(({ problem }) => ({
      line: problem.line,
      message: `${problem.message} ${problem.advice}`,
    }));
    return { answers: [], problems };
  }
  const { service, answers = {}, services = {} } = value;
  const read = (
    of: string | undefined,
    listed: Readonly<Record<string, GivenValue>>,
    pointer: string,
  ): readonly FormAnswer[] =>
    Object.entries(listed).map(([question, answer]): FormAnswer => {
      const { choice, note, owner, due } = typeof answer === 'string' ? { choice: answer } : answer;
      return {
        ...(of !== undefined && { service: of }),
        question,
        choice,
        ...(note !== undefined && note !== '' && { note }),
        ...(owner !== undefined && { owner }),
        ...(due !== undefined && { due }),
        line: source.lineOf(`${pointer}/${escapedSegment(question)}`),
      };
    });
  return {
    answers: [
      ...read(service, answers, '/answers'),
      ...Object.entries(services).flatMap(([name, listed]) =>
        read(name, listed, `/services/${escapedSegment(name)}`),
      ),
    ],
    problems: [],
  };
}
