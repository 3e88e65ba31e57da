import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { promptIn } from '../prompts.js';
import { madr, nygard } from './examples.js';
import type { AdrFacts, LintedLog, LintedRecord } from './facts.js';
import { nameOf, spanOfLine } from './places.js';

export const placeholderLeft: Rule<AdrFacts> = {
  id: 'adr-placeholder-left',
  severity: 'warning',
  question: '',
  summary: 'A prompt of the template was left where an answer belongs.',
  why: 'The prompt looks like content to every tool and to whoever only skims. What it asks for – mostly the consequences – was never thought through, or never written down.',
  whenNotToUse: 'In a record about templates, put prompts into a code block.',
  sources: [
    'https://github.com/adr/madr/tree/develop/template',
    'https://github.com/npryce/adr-tools/blob/master/src/template.md',
  ],
  bad: [
    {
      title: 'adr-tools',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted').replace(
          'One thing more to run.',
          'What becomes easier or more difficult to do because of this change?',
        ),
      },
    },
    {
      title: 'MADR 4',
      files: {
        'docs/adr/0001-a.md': madr(
          'A',
          'accepted',
          'Chosen option: "one", because {justification. e.g., only option}.',
        ),
      },
    },
    {
      title: 'MADR 2',
      files: {
        'docs/adr/0001-a.md': madr('A', 'accepted', 'Chosen option: "[option 1]", because it is enough.'),
      },
    },
    {
      title: 'A form of the team’s own, beside the records',
      files: {
        'docs/adr/template.md': '# Title\n\n## Context\n\nTell what made us think about it.\n',
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted').replace(
          'Orders need a home.',
          'Tell what made us think about it.',
        ),
      },
    },
  ],
  good: [
    {
      title: 'Filled in; braces and brackets that are text',
      files: {
        'docs/adr/0001-a.md': nygard(
          '1. A',
          'Accepted',
          '\nThe route is /users/{id}, a set is {a, b}, see [the guide][1] and `{title of option 1}`; [sic] and [1] stay.\n',
        ),
      },
    },
  ],
  check: ({ logs }) =>
    logs.flatMap((log) => log.records.flatMap((record) => findingOf(record, boilerplateIn(log)) ?? [])),
};

const cache = new WeakMap<LintedLog, ReadonlySet<string>>();

/** Lines of the log's templates that most records keep: notices, not prompts. */
function boilerplateIn(log: LintedLog): ReadonlySet<string> {
  const known = cache.get(log);
  if (known) return known;
  const prompts = new Set(
    [...log.templateLines].filter((line) => {
      const kept = log.records.filter(({ source }) => source.text.toLowerCase().includes(line)).length;
      return kept <= Math.max(1, log.records.length / 3);
    }),
  );
  cache.set(log, prompts);
  return prompts;
}

/** One finding for a record, however many prompts are left. */
function findingOf(record: LintedRecord, templateLines: ReadonlySet<string>): Finding | undefined {
  const left: { readonly index: number; readonly prompt: string }[] = [];
  const { outline } = record;
  for (const [index, line] of outline.lines.entries()) {
    const inFrontMatter =
      outline.frontMatter !== undefined &&
      index >= outline.frontMatter.first &&
      index < outline.frontMatter.end;
    if ((line.silent && !inFrontMatter) || (inFrontMatter && line.text.trimStart().startsWith('#'))) continue;
    const prompt = promptIn(line.text, templateLines);
    if (prompt !== undefined) left.push({ index, prompt });
  }
  const [first] = left;
  if (first === undefined) return undefined;
  const others = left.length - 1;
  return {
    rule: 'adr-placeholder-left',
    severity: ['proposed', 'draft'].includes(record.record.status ?? '') ? 'note' : 'warning',
    message: `${nameOf(record)} still has ${others === 0 ? 'a prompt' : `${left.length} prompts`} of the template: ${shortened(first.prompt)}${/[.?!]$/.test(shortened(first.prompt)) ? '' : '.'}`,
    advice: 'Write what it asks for, or take the section out.',
    span: spanOfLine(record, first.index),
    ...(others > 0 && {
      related: left
        .slice(1, 11)
        .map(({ index, prompt }) => ({ span: spanOfLine(record, index), text: shortened(prompt) })),
    }),
  };
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
