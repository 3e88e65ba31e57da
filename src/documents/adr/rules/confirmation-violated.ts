import type { RuleCard } from '../../../model/rule.js';
import { madr } from './examples.js';

const confirmed = (line: string): string => `${madr('A', 'accepted')}\n### Confirmation\n\n* ${line}\n`;

/** Judged by `audit`, which has the facts of the scan that a record may name. */
export const confirmationViolated: RuleCard = {
  id: 'adr-confirmation-violated',
  severity: 'warning',
  question: '',
  summary:
    'A line under "Confirmation" of an accepted record names a path, a rule or a signal, and it is not as the line says.',
  why: 'The record says itself how to see that the decision is kept. When that is not so any more, the code has left the decision, and nobody has decided that.',
  whenNotToUse:
    'Only names in code marks are looked at, and a line that denies something is left alone unless it plainly says that a path does not exist.',
  sources: ['https://adr.github.io/madr/'],
  bad: [
    {
      title: 'What must be gone is there',
      files: {
        'docs/adr/0001-a.md': confirmed('`src/legacy/` does not exist.'),
        'src/legacy/a.ts': 'export {};\n',
      },
    },
    {
      title: 'What must be there is gone',
      files: {
        'docs/adr/0001-a.md': confirmed(
          '`src/orders/store.ts` is the only place that writes orders.',
        ).replace(' the only place that writes', ' where we write'),
      },
    },
  ],
  good: [
    {
      title: 'It is so, or nothing can be looked at',
      files: {
        'docs/adr/0001-a.md': confirmed(
          '`src/orders/store.ts` holds all SQL.\n* Reviewers look at it.\n* `src/never.ts` is not used in tests.',
        ),
        'src/orders/store.ts': 'export {};\n',
      },
    },
  ],
};
