import type { Pack } from '../model/checklist.js';
import type { JsonValue } from './json.js';
import { wrap } from './text/style.js';
import type { Style } from './text/style.js';

/** A checklist as text: questions, sub-questions with their ids, choices with their risk. */
export function toPackText(pack: Pack, style: Style, width: number): string {
  return [
    style.bold(`${pack.title} (${pack.id}@${pack.version})`),
    ...wrap(pack.description, width),
    '',
    ...pack.questions.flatMap((question, index) => [
      style.bold(`${index + 1}  ${question.text}`),
      ...question.subQuestions.flatMap((subQuestion) => [
        ...wrap(subQuestion.text, width - 3).map((line) => `   ${line}`),
        `   ${style.dim(`${subQuestion.id}${subQuestion.required ? ' (required)' : ''}`)}`,
        ...subQuestion.choices.flatMap((choice) =>
          wrap(`${choice.text}${choice.risk === 'none' ? '' : ` (${choice.risk} risk)`}`, width - 20).map(
            (line, part) =>
              part === 0 ? `      ${style.accent(choice.id.padEnd(12))} ${line}` : `${' '.repeat(19)}${line}`,
          ),
        ),
      ]),
      '',
    ]),
  ]
    .join('\n')
    .trimEnd();
}

/** A checklist as JSON. */
export function toPackJson(pack: Pack): JsonValue {
  return {
    id: pack.id,
    version: pack.version,
    title: pack.title,
    description: pack.description,
    questions: pack.questions.map((question) => ({
      id: question.id,
      text: question.text,
      why: question.why,
      incident:
        question.incident === undefined
          ? null
          : {
              text: question.incident.text,
              title: question.incident.source.title,
              url: question.incident.source.url,
            },
      subQuestions: question.subQuestions.map((subQuestion) => ({
        id: subQuestion.id,
        text: subQuestion.text,
        why: subQuestion.why,
        required: subQuestion.required,
        choices: subQuestion.choices.map(({ id, text, risk }) => ({ id, text, risk })),
        sources: subQuestion.sources.map(({ title, url }) => ({ title, url })),
        signals: subQuestion.signals.map(({ id, stance }) => ({ id, stance })),
      })),
    })),
  };
}
