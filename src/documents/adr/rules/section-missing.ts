import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { plainText } from '../plain-text.js';
import type { AdrStyle } from '../record.js';
import { madr, nygard } from './examples.js';
import type { AdrFacts, LintedLog, LintedRecord } from './facts.js';
import { nameOf, spanOfLine, spanOfTitle } from './places.js';

/** The sections without which a record of a style is none: https://adr.github.io/madr/, Nygard 2011, Tyree and Akerman 2005. */
const required: Readonly<Partial<Record<AdrStyle, readonly string[]>>> = {
  nygard: ['context', 'decision', 'consequences'],
  madr: ['context and problem statement', 'considered options', 'decision outcome'],
  log4brains: ['context and problem statement', 'considered options', 'decision outcome'],
  'tyree-akerman': ['issue', 'decision', 'argument', 'implications'],
  merson: ['decision', 'rationale', 'consequences'],
};

/** Other headings that say the same. */
const alike: Readonly<Record<string, RegExp>> = {
  context:
    /^(context|background|problem|issue|motivation|situation|introduction|rationale|summary|overview|why|forces)/,
  'context and problem statement':
    /^(context|background|problem|issue|motivation|situation|introduction|summary|overview|why)/,
  decision:
    /^(the )?(decisions?|solution|proposal|proposed|resolution|conclusion|outcome|what|approach|design|choice|chosen)|decisions?$/,
  'decision outcome':
    /^(the )?(decisions?|solution|proposal|proposed|resolution|conclusion|outcome|what|approach|design|choice|chosen)|decisions?$/,
  consequences:
    /consequence|implication|impact|outcome|result|trade-?offs?|pros|advantages|benefits|drawbacks|risks|effects/,
  'considered options': /option|alternative|candidates|solutions|approaches|proposals|pros and cons/,
};

/** Share of a log's records of a style that must have a section before the others are held to it. */
const habit = 0.8;

export const sectionMissing: Rule<AdrFacts> = {
  id: 'adr-section-missing',
  severity: 'warning',
  question: '',
  summary:
    'A record lacks a section that its style and the other records of its log have, or leaves it empty.',
  why: 'The context tells later readers when the decision stops being right, the consequences tell what was accepted with it. Without them a record is an order that nobody can question.',
  whenNotToUse:
    'A team with a form of its own names its sections in .lintel.yaml under adr.sections, or switches the rule off under adr.rules.',
  sources: [
    'https://cognitect.com/blog/2011/11/15/documenting-architecture-decisions',
    'https://adr.github.io/madr/',
  ],
  bad: [
    {
      title: 'Nygard: no consequences',
      files: {
        'docs/adr/0001-a.md': nygard('1. Use PostgreSQL', 'Accepted').replace(/## Consequences[^]*$/, ''),
      },
    },
    {
      title: 'An accepted decision that says nothing',
      files: {
        'docs/adr/0001-a.md': nygard('1. Use PostgreSQL', 'Accepted').replace('We will use it.\n', ''),
      },
    },
    {
      title: 'MADR: no outcome',
      files: {
        'docs/adr/0001-a.md': madr('Use PostgreSQL', 'accepted').replace(/## Decision Outcome[^]*$/, ''),
      },
    },
  ],
  good: [
    { title: 'Nygard', files: { 'docs/adr/0001-a.md': nygard('1. Use PostgreSQL', 'Accepted') } },
    {
      title: 'A log that never writes consequences',
      files: Object.fromEntries(
        [1, 2, 3].map((number) => [
          `docs/adr/000${number}-a.md`,
          nygard(`${number}. Use it`, 'Accepted').replace(/## Consequences[^]*$/, ''),
        ]),
      ),
    },
    {
      title: 'A proposal that is being written',
      files: {
        'docs/adr/0001-a.md': nygard('1. Use PostgreSQL', 'Proposed').replace('We will use it.\n', ''),
      },
    },
  ],
  check: ({ logs, settings }) =>
    logs.flatMap((log) => {
      const wanted = new Map<AdrStyle, readonly string[]>();
      return log.records.flatMap((record) => {
        const names = settings.sections ?? wanted.get(record.style) ?? sectionsOf(record.style, log);
        wanted.set(record.style, names);
        return names.flatMap((name): Finding[] => problemOf(record, name) ?? []);
      });
    }),
};

function sectionsOf(style: AdrStyle, { records }: LintedLog): readonly string[] {
  const same = records.filter((record) => record.style === style);
  // One that is written unlike all others follows a form that nobody knows.
  if (same.length < 3 && records.length >= 3) return [];
  return (required[style] ?? []).filter((name) => {
    const others = same.filter((record) => sectionNamed(record, name) !== undefined).length;
    return same.length < 3 || others >= same.length * habit;
  });
}

type Heading = LintedRecord['outline']['headings'][number];

/** The headings of a record in plain lower case, computed once. */
const headingsOf = new WeakMap<LintedRecord, readonly (readonly [string, Heading])[]>();

function plainHeadings(record: LintedRecord): readonly (readonly [string, Heading])[] {
  const known = headingsOf.get(record);
  if (known) return known;
  const plain = record.outline.headings.map((heading) => {
    const text = plainText(heading.text)
      .toLowerCase()
      .replace(/^\d+(\.\d+)*[.)]?\s*/, '')
      .replace(/[:.]$/, '');
    return [text, heading] as const;
  });
  headingsOf.set(record, plain);
  return plain;
}

function sectionNamed(record: LintedRecord, name: string): Heading | undefined {
  const wanted = name.toLowerCase();
  return plainHeadings(record).find(
    ([own]) =>
      own === wanted ||
      own.startsWith(`${wanted}:`) ||
      own.startsWith(`${wanted} `) ||
      own.endsWith(` ${wanted}`) ||
      own === wanted.replace(/s$/, '') ||
      `${own}s` === wanted ||
      own === `${wanted}s` ||
      alike[wanted]?.test(own) === true,
  )?.[1];
}

function problemOf(record: LintedRecord, name: string): Finding[] | undefined {
  const { status } = record.record;
  const shown = name.charAt(0).toUpperCase() + name.slice(1);
  const heading = sectionNamed(record, name);
  const settled = status !== 'proposed' && status !== 'draft' && status !== 'rejected';
  if (!settled) return undefined;
  if (heading === undefined)
    return [finding(`${nameOf(record)} has no section "${shown}".`, spanOfTitle(record), shown)];
  if (status !== 'accepted' || !isEmpty(record, heading)) return undefined;
  return [
    finding(
      `The section "${plainText(heading.text)}" of ${nameOf(record)} is empty.`,
      spanOfLine(record, heading.line),
      shown,
    ),
  ];
}

function isEmpty({ outline }: LintedRecord, heading: Heading): boolean {
  if (/[:：]\s*\S/.test(heading.text)) return false;
  const next = outline.headings.find(({ line }) => line > heading.line);
  // Sub-sections say something.
  if (next !== undefined && next.line < heading.end && next.depth > heading.depth && next.depth <= 7)
    return false;
  for (let index = heading.body; index < heading.end; index += 1) {
    const line = outline.lines[index];
    // A code block or a diagram says something too; a comment does not.
    if (line !== undefined && line.text.trim() !== '' && !/^\s*<!--.*-->\s*$/.test(line.text)) return false;
  }
  return true;
}

function finding(message: string, span: Finding['span'], shown: string): Finding {
  return {
    rule: 'adr-section-missing',
    severity: 'warning',
    message,
    advice: `Write the section "${shown}", or name the sections that the team wants in .lintel.yaml under adr.sections.`,
    span,
  };
}
