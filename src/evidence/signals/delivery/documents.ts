import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

/** Neither copies of others nor what a program wrote. */
const own = '^(?!(?:.*/)?(?:node_modules|vendor|third[_-]party|dist|build)/)';

/** The first heading of a document in Markdown, AsciiDoc or reStructuredText, with its offset. */
function headingOf(text: string): { readonly title: string; readonly start: number } | undefined {
  const found =
    /^(?:#{1,2}|={1,2})[ \t]+(\S.*)$/m.exec(text) ?? /^(\S.*)\n(?:={3,}|-{3,})[ \t]*$/m.exec(text);
  const title = (found?.[1] ?? '').replace(/[#*_`]+/g, '').trim();
  return found && title !== '' ? { title, start: found.index + found[0].indexOf(found[1] ?? '') } : undefined;
}

/**
 * What a record has by the common templates: Nygard's has "Status", "Context", "Decision", "Consequences"; MADR has "Context and Problem Statement",
 * "Considered Options", "Decision Outcome". Sources: https://www.cognitect.com/blog/2011/11/15/documenting-architecture-decisions,
 * https://adr.github.io/madr/
 */
const recordParts =
  /^(?:#{1,4}|={1,4})?[ \t]*(?:\d+\.?[ \t]+)?\**(?:decision|decision outcome|the decision|resolution)\**:?[ \t]*$/im;

const records: Recogniser = {
  in: 'text',
  sighting: 'decision-records-present',
  files: new RegExp(
    `${own}(?:.*/)?(?:adrs?|decisions?|decision[-_]?(?:records?|log)|architecture[-_]decisions?)/(?:[^/]+/)?(?!.*(?:template|readme|index))[^/]+\\.(?:md|adoc|rst)$`,
    'i',
  ),
  words: recordParts,
  everywhere: true,
  *see(source) {
    const heading = headingOf(source.text);
    if (heading)
      yield {
        span: source.span(heading.start, heading.start + heading.title.length),
        text: `a decision is written down: ${heading.title.replace(/[.\s]+$/, '')}`,
        confidence: 'high',
      };
  },
};

const nygard =
  '# 1. Orders are kept in PostgreSQL\n\n## Status\n\nAccepted\n\n## Context\n\nWe need transactions.\n\n## Decision\n\nWe take PostgreSQL.\n';

export const decisionRecordsPresent = sightedSignal({
  id: 'decision-records-present',
  question: 'migrations',
  stance: 'supports',
  meaning: 'Why the system and its data are cut as they are can be read by those who want to change it.',
  recognition: 'A document in a directory for decision records with a heading for the decision.',
  guards: [
    'Templates and indexes are no decisions.',
    'A document without a decision in it is none, wherever it lies.',
  ],
  recognisers: [records],
  seen: [
    { title: 'Nygard', files: { 'docs/adr/0001-postgresql.md': nygard } },
    {
      title: 'MADR',
      files: {
        'docs/decisions/0001-queue.md':
          '---\nstatus: accepted\n---\n# Take RabbitMQ as the queue\n\n## Context and Problem Statement\n\n…\n\n## Considered Options\n\n* Kafka\n\n## Decision Outcome\n\nRabbitMQ.\n',
      },
    },
  ],
  unseen: [
    { title: 'a template', files: { 'docs/adr/template.md': nygard } },
    {
      title: 'an index',
      files: { 'docs/adr/README.md': '# Decisions\n\n* [PostgreSQL](0001-postgresql.md)\n' },
    },
    {
      title: 'a page on something else',
      files: { 'docs/decision-trees.md': '# Decision\n\nTrees decide.\n' },
    },
  ],
});

/** Shorter pages are announcements of what somebody wants to write. */
const shortest = 200;

const runbooks: Recogniser = {
  in: 'text',
  sighting: 'runbooks-present',
  files: new RegExp(
    `${own}(?:.*/)?(?:(?:run[-_]?books?|playbooks?)/(?:[^/]+/)*(?!.*(?:template|readme|index|contributing|changelog))[^/]+|[^/]*\\brun[-_]?book\\b(?!s?[-_.]*template)[^/]*)\\.(?:md|adoc|rst)$`,
    'i',
  ),
  words: /^[ \t]*(?:[-*]|\d+[.)])[ \t]+\S|^[ \t]*(?:```|\$ )/m,
  everywhere: true,
  *see(source) {
    const heading = headingOf(source.text);
    if (heading && source.text.length >= shortest)
      yield {
        span: source.span(heading.start, heading.start + heading.title.length),
        text: `a runbook says what to do: ${heading.title.replace(/[.\s]+$/, '')}`,
        confidence: 'high',
      };
  },
};

const steps =
  '# Database is down\n\n## Symptoms\n\nRequests fail with 503 and the alert `DatabaseDown` fires.\n\n## Steps\n\n1. Look at the dashboard of the database.\n2. Fail over: `kubectl exec db-1 -- promote`.\n3. Tell the channel of incidents that it is done, and write down what was seen.\n';

export const runbooksPresent = sightedSignal({
  id: 'runbooks-present',
  question: 'slo-alerts',
  stance: 'supports',
  meaning: 'Whoever is woken can read what to look at and what to do first.',
  recognition: 'A document with steps or commands in a directory for runbooks, or with runbook in its name.',
  guards: ['Templates, indexes and pages of a few words are none.', 'Playbooks of Ansible are programs.'],
  recognisers: [runbooks],
  seen: [
    { title: 'a directory of runbooks', files: { 'docs/runbooks/database-down.md': steps } },
    { title: 'one document', files: { 'RUNBOOK.md': steps } },
  ],
  unseen: [
    { title: 'a template', files: { 'docs/runbooks/template.md': steps } },
    {
      title: 'a page of a few words',
      files: { 'docs/runbooks/queue.md': '# Queue is full\n\n- to be written\n' },
    },
    { title: 'a playbook of Ansible', files: { 'playbooks/site.yml': '- hosts: all\n  tasks: []\n' } },
  ],
});
