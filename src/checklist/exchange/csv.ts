import type { Risk } from '../../model/checklist.js';
import { InputError } from '../../model/input-error.js';
import { grouped } from '../../model/grouped.js';
import { alwaysLost, oneLine } from './exchange.js';
import type { ExchangeFormat } from './exchange.js';

const columns = [
  'pack',
  'title',
  'question',
  'question text',
  'question why',
  'id',
  'text',
  'why',
  'required',
  'choice',
  'choice text',
  'risk',
  'sources',
] as const;

const risks: readonly string[] = ['none', 'low', 'medium', 'high'] satisfies readonly Risk[];

/**
 * A table (RFC 4180) with a row for each choice. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which is
 * taken away again when the table comes back.
 */
export const csv: ExchangeFormat = {
  name: 'csv',
  meaning: 'spreadsheets: a row for each choice',
  write: (pack) => {
    const rows = pack.questions.flatMap((question) =>
      question.subQuestions.flatMap((subQuestion) =>
        subQuestion.choices.map((choice) => [
          `${pack.id}@${pack.version}`,
          pack.title,
          question.id,
          question.text,
          question.why,
          subQuestion.id,
          subQuestion.text,
          subQuestion.why,
          subQuestion.required ? 'yes' : 'no',
          choice.id,
          choice.text,
          choice.risk,
          subQuestion.sources.map(({ title, url }) => `${title} <${url}>`).join('\n'),
        ]),
      ),
    );
    return {
      text: [[...columns], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join(''),
      lost: [...alwaysLost(pack), 'the description of the pack'],
    };
  },
  read: (text, file) => {
    const [head = [], ...rows] = parseCsv(text.replace(/^\ufeff/, ''));
    const places = columns.map((name) =>
      head.findIndex((cellText) => cellText.trim().toLowerCase() === name),
    );
    const missing = columns.filter((name, index) => needed.has(name) && places[index] === -1);
    if (missing.length > 0)
      throw new InputError(
        `${file}: the table has no column ${missing.map((name) => `"${name}"`).join(', ')}`,
        `Columns are ${columns.join(', ')}.`,
      );
    const value = (row: readonly string[], name: (typeof columns)[number]): string =>
      plain(row[places[columns.indexOf(name)] ?? -1] ?? '').trim();
    const filled = rows.filter((row) => value(row, 'id') !== '');
    const [first = []] = filled;
    const [id, version] = value(first, 'pack').split('@');
    return {
      draft: {
        ...(id !== undefined && id !== '' && { id }),
        ...(Number(version) > 0 && { version: Number(version) }),
        title: value(first, 'title') || file,
        questions: [...grouped(filled, (row) => value(row, 'question') || 'questions')].map(
          ([question, own]) => ({
            id: question,
            text: value(own[0] ?? [], 'question text'),
            why: value(own[0] ?? [], 'question why'),
            subQuestions: [...grouped(own, (row) => value(row, 'id'))].map(([subId, choices]) => {
              const [row = []] = choices;
              return {
                id: subId,
                text: value(row, 'text'),
                why: value(row, 'why'),
                required: /^(yes|true|1|x)$/i.test(value(row, 'required')),
                choices: choices
                  .filter((choice) => value(choice, 'choice') !== '')
                  .map((choice) => ({
                    id: value(choice, 'choice'),
                    text: value(choice, 'choice text'),
                    risk: riskOf(value(choice, 'risk')),
                  })),
                sources: sourcesOf(value(row, 'sources')),
              };
            }),
          }),
        ),
      },
      lost: [],
    };
  },
};

const needed = new Set<string>(['id', 'text']);

function riskOf(word: string): Risk {
  const found = risks.indexOf(word.toLowerCase());
  return (['none', 'low', 'medium', 'high'] as const)[found] ?? 'medium';
}

function sourcesOf(text: string): readonly { readonly title: string; readonly url: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, title, url] = /^(.*?)\s*<(https:\/\/[^\s>]+)>$/.exec(line.trim()) ?? [];
    return title === undefined || url === undefined ? [] : [{ title: title || url, url }];
  });
}

function cell(text: string): string {
  const line = text.includes('\n') ? text.split('\n').map(oneLine).join('\n') : oneLine(text);
  const safe = /^['=+\-@\t]/.test(line) ? `'${line}` : line;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function plain(text: string): string {
  return /^'['=+\-@\t]/.test(text) ? text.slice(1) : text;
}

/** The rows of a table: cells between commas (or semicolons, as spreadsheets of some countries write), quotes doubled in quotes. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const [firstLine = ''] = text.split('\n', 1);
  const separator = !firstLine.includes(',') && firstLine.includes(';') ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cellText = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted) {
      if (character !== '"') cellText += character;
      else if (text[at + 1] === '"') {
        cellText += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cellText === '') quoted = true;
    else if (character === separator) {
      row.push(cellText);
      cellText = '';
    } else if (character === '\n') {
      row.push(cellText.replace(/\r$/, ''));
      rows.push(row);
      row = [];
      cellText = '';
    } else cellText += character;
  }
  if (cellText !== '' || row.length > 0) rows.push([...row, cellText]);
  return rows;
}
