import type { EvidenceSignal } from '../../signal.js';
import { nodeService } from '../../examples.js';

const create =
  'CREATE MATERIALIZED VIEW order_totals AS SELECT customer_id, sum(total) FROM orders GROUP BY customer_id;\n';

export const materializedView: EvidenceSignal = {
  id: 'materialized-view',
  question: 'read-write',
  stance: 'supports',
  meaning: 'Results that are heavy to compute are kept for reading.',
  recognition: 'A migration that makes a materialised view which no later migration drops.',
  guards: ['A plain view computes anew for each read.'],
  seen: [{ title: 'PostgreSQL', files: nodeService('', { 'migrations/V1__totals.sql': create }) }],
  unseen: [
    {
      title: 'a plain view',
      files: nodeService('', { 'migrations/V1__totals.sql': create.replace('MATERIALIZED ', '') }),
    },
    {
      title: 'a view that was dropped',
      files: nodeService('', {
        'migrations/V1__totals.sql': create,
        'migrations/V2__drop.sql': 'DROP MATERIALIZED VIEW order_totals;\n',
      }),
    },
  ],
  detect: ({ migrations }) => {
    const steps = migrations.flatMap((migration) =>
      migration.operations
        .filter(({ direction }) => direction === 'up')
        .map((operation) => ({ operation, service: migration.service })),
    );
    return steps.flatMap(({ operation, service }, index) => {
      if (operation.kind !== 'createView' || !operation.materialized) return [];
      const { view, span } = operation;
      const next = steps
        .slice(index + 1)
        .find(
          ({ operation: later }) =>
            (later.kind === 'createView' || later.kind === 'dropView') &&
            later.materialized &&
            later.view === view,
        );
      // Of a view that is made again the last form counts.
      if (next) return [];
      return [
        {
          span,
          text: `${view} keeps the result of a query for reading`,
          confidence: 'high' as const,
          service,
        },
      ];
    });
  },
};
