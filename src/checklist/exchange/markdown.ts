import type { Risk } from '../../model/checklist.js';
import { InputError } from '../../model/input-error.js';
import { alwaysLost, idOf, oneLine, uniqueId } from './exchange.js';
import type { DraftQuestion, DraftSubQuestion, ExchangeFormat } from './exchange.js';

/**
 * A task list of GitHub Flavored Markdown: a heading for each question, a task for each sub-question, a task below it for each choice. Ids
 * stand in comments, so that the list can come back.
 */
export const markdown: ExchangeFormat = {
  name: 'markdown',
  meaning: 'a task list for an issue or a wiki',
  write: (pack) => ({
    text: `${[
      `# ${escape(pack.title)}`,
      '',
      `<!-- checklist ${pack.id}@${pack.version} -->`,
      '',
      escape(pack.description),
      ...pack.questions.flatMap((question) => [
        '',
        `## ${escape(question.text)} <!-- ${question.id} -->`,
        '',
        escape(question.why),
        '',
        ...question.subQuestions.flatMap((subQuestion) => [
          `- [ ] ${escape(subQuestion.text)} <!-- ${subQuestion.id}${subQuestion.required ? ' required' : ''} -->`,
          `  - Why: ${escape(subQuestion.why)}`,
          ...subQuestion.choices.map(
            ({ id, text, risk }) =>
              `  - [ ] \`${id}\` ${escape(text)} (${risk === 'none' ? 'no' : risk} risk)`,
          ),
          ...subQuestion.sources.map(({ title, url }) => `  - Source: [${escape(title)}](<${url}>)`),
        ]),
      ]),
    ].join('\n')}\n`,
    lost: alwaysLost(pack),
  }),
  read: (text, file) => {
    let title = '';
    let head: { readonly id: string; readonly version: number } | undefined;
    const description: string[] = [];
    const questions: Building[] = [];
    const ids = new Set<string>();
    const names = new Set<string>();
    for (const line of text.split(/\r?\n/)) {
      const { words, comment } = parted(line);
      const question = questions.at(-1);
      const sub = question?.subQuestions.at(-1);
      const heading = /^(#{1,6})\s+(.*)$/.exec(words);
      if (heading?.[1] === '#' && title === '') title = unescape(heading[2] ?? '');
      else if (heading !== null) {
        const name = unescape(heading[2] ?? '');
        questions.push({
          id: uniqueId(idIn(comment) ?? idOf(name, `part-${questions.length + 1}`), ids),
          text: name,
          why: [],
          subQuestions: [],
        });
      } else if (/^checklist \S+@\d+$/.test(comment) && words === '') {
        const [id = '', version] = comment.slice('checklist '.length).split('@');
        head = { id, version: Number(version) };
      } else if (/^[-*+] +(\[[ xX]\] )?/.test(words)) {
        const holder = question ?? began(questions, ids);
        const content = words.replace(/^[-*+] +(\[[ xX]\] +)?/, '');
        const [given, flag] = comment.split(' ');
        const id = given !== undefined && given.startsWith(`${holder.id}.`) ? given : undefined;
        holder.subQuestions.push({
          id: uniqueId(
            id ?? `${holder.id}.${idOf(content, `item-${holder.subQuestions.length + 1}`)}`,
            names,
          ),
          text: unescape(content),
          required: flag === 'required',
          choices: [],
          sources: [],
        });
      } else if (sub !== undefined && /^\s+[-*+] /.test(line)) detail(sub, line.trim().slice(2).trim());
      else if (words !== '' && sub === undefined) (question?.why ?? description).push(unescape(words));
    }
    if (questions.every(({ subQuestions }) => subQuestions.length === 0))
      throw new InputError(`${file}: there is no list in it`, 'Write the items as `- [ ] …` under headings.');
    return {
      draft: {
        ...head,
        title: title || file,
        ...(description.length > 0 && { description: oneLine(description.join(' ')) }),
        questions: questions
          .filter(({ subQuestions }) => subQuestions.length > 0)
          .map(({ why, ...question }): DraftQuestion => ({
            ...question,
            ...(why.length > 0 && { why: oneLine(why.join(' ')) }),
          })),
      },
      lost: [],
    };
  },
};

type BuildingSub = { -readonly [Key in keyof DraftSubQuestion]: DraftSubQuestion[Key] } & {
  choices: NonNullable<DraftSubQuestion['choices']>[number][];
  sources: NonNullable<DraftSubQuestion['sources']>[number][];
};

interface Building {
  readonly id: string;
  readonly text: string;
  readonly why: string[];
  readonly subQuestions: BuildingSub[];
}

/** A question for items that stand under no heading. */
function began(questions: Building[], ids: Set<string>): Building {
  const question: Building = { id: uniqueId('checklist', ids), text: 'Checklist', why: [], subQuestions: [] };
  questions.push(question);
  return question;
}

/** What stands below an item. */
function detail(sub: BuildingSub, text: string): void {
  const choice = /^\[[ xX]\] `([^`]+)` (.*) \((no|none|low|medium|high) risk\)$/.exec(text);
  const source = /^Source: \[(.*)\]\(<(https:\/\/[^>\s]+)>\)$/.exec(text);
  if (choice !== null)
    sub.choices.push({ id: choice[1] ?? '', text: unescape(choice[2] ?? ''), risk: riskOf(choice[3]) });
  else if (source !== null) sub.sources.push({ title: unescape(source[1] ?? ''), url: source[2] ?? '' });
  else if (text.startsWith('Why: ')) sub.why = unescape(text.slice('Why: '.length));
}

function riskOf(word: string | undefined): Risk {
  return (['low', 'medium', 'high'] as const).find((risk) => risk === word) ?? 'none';
}

/** A line without the comment at its end. */
function parted(line: string): { readonly words: string; readonly comment: string } {
  const at = line.lastIndexOf('<!--');
  if (at === -1 || !line.trimEnd().endsWith('-->')) return { words: line.trimEnd(), comment: '' };
  return {
    words: line.slice(0, at).trimEnd(),
    comment: line
      .trimEnd()
      .slice(at + 4, -3)
      .trim(),
  };
}

function idIn(comment: string): string | undefined {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(comment) ? comment : undefined;
}

/** Text that is not taken for Markdown. */
function escape(text: string): string {
  return oneLine(text).replaceAll(/[\\`*_[\]<>#|~]/g, (character) => `\\${character}`);
}

function unescape(text: string): string {
  return oneLine(text.replaceAll(/\\([\\`*_[\]<>#|~])/g, '$1'));
}
