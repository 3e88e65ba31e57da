import { stringify } from 'yaml';
import { InputError } from '../../model/input-error.js';
import { parseYamlText } from '../yaml-text.js';
import { alwaysLost, idOf, oneLine, uniqueId } from './exchange.js';
import type { ExchangeFormat } from './exchange.js';

/**
 * The checklist of deon (https://github.com/drivendataorg/deon): `title`, `sections` with `title` and `section_id`, in them `lines` with
 * `line_id`, `line_summary` and `line`. It has boxes to tick, no choices.
 */
export const deon: ExchangeFormat = {
  name: 'deon',
  meaning: 'the YAML of deon',
  write: (pack) => ({
    text: stringify(
      {
        title: pack.title,
        sections: pack.questions.map((question) => ({
          title: oneLine(question.text),
          section_id: question.id,
          lines: question.subQuestions.map((subQuestion) => ({
            line_id: subQuestion.id,
            line_summary: summaryOf(subQuestion.id),
            line: oneLine(subQuestion.text),
          })),
        })),
      },
      { lineWidth: 0 },
    ),
    lost: [
      ...alwaysLost(pack),
      'choices with their risks',
      'reasons and sources',
      'which answers are required',
    ],
  }),
  read: (text, file) => {
    const { value, problems } = parseYamlText(text, file, 'failsafe');
    const [problem] = problems;
    if (problem !== undefined)
      throw new InputError(`${file}:${problem.line}: ${problem.message}`, problem.advice);
    const root = record(value);
    const sections = list(root['sections']);
    if (sections.length === 0)
      throw new InputError(
        `${file}: there are no sections`,
        'A checklist of deon has `title:` and `sections:`.',
      );
    const taken = new Set<string>();
    return {
      draft: {
        title: string(root['title']) || file,
        questions: sections.map((written, index) => {
          const section = record(written);
          const title = string(section['title']);
          const given = string(section['section_id']);
          const id = uniqueId(isId(given) ? given : idOf(title, `section-${index + 1}`), taken);
          const names = new Set<string>();
          return {
            id,
            text: title,
            subQuestions: list(section['lines']).map((item, at) => {
              const line = record(item);
              const name = string(line['line_id']).startsWith(`${id}.`)
                ? string(line['line_id']).slice(id.length + 1)
                : idOf(string(line['line_summary']), `line-${at + 1}`);
              return {
                id: `${id}.${uniqueId(isId(name) ? name : idOf(name, `line-${at + 1}`), names)}`,
                text: string(line['line']) || string(line['line_summary']),
              };
            }),
          };
        }),
      },
      lost: [],
    };
  },
};

function summaryOf(id: string): string {
  const words = (id.split('.').at(-1) ?? id).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const isId = (text: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text);

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string {
  return typeof value === 'string' ? oneLine(value) : '';
}
