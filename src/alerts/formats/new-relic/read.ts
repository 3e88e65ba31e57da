import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import type { FormatReader } from '../../alert-format.js';
import type { Classification } from '../../classify/classification.js';
import { classifyNrql } from '../../classify/nrql.js';
import type { FormatReading } from '../../written.js';
import { nothing } from '../../written.js';
import { shareOf } from '../durations.js';
import { looseText, numberIn } from '../terraform-text.js';

export const newRelicReader: FormatReader = {
  resource: ({ block, name, scope, type }): FormatReading => {
    const text = (attribute: string): string | undefined => looseText(block.attributes.get(attribute), scope);
    if (type === 'newrelic_service_level') {
      const [objective] = blocksOf(block, 'objective');
      const target = shareOf(objective && numberIn(objective, 'target', scope));
      const description = text('description');
      return {
        slos: [
          {
            name: text('name') ?? name,
            format: 'new-relic',
            id: `${type}.${name}`,
            ...(target !== undefined && { objective: target }),
            ...(description !== undefined && { description }),
            alerting: [],
            span: block.span,
          },
        ],
      };
    }
    if (!/^newrelic_\w*alert_condition$/.test(type) || text('enabled') === 'false') return nothing;
    const query = blocksOf(block, 'nrql').map((nrql) => looseText(nrql.attributes.get('query'), scope))[0];
    const runbook = text('runbook_url');
    const description = text('description');
    const [critical] = blocksOf(block, 'critical');
    const forSeconds = critical && numberIn(critical, 'threshold_duration', scope);
    return {
      alerts: [
        {
          name: text('name') ?? name,
          format: 'new-relic',
          language: query === undefined ? 'unknown' : 'nrql',
          ...(query !== undefined && { expression: query.trim() }),
          classified:
            query === undefined ? byKind(type, text('metric') ?? text('type') ?? '') : classifyNrql(query),
          ...(runbook !== undefined && { runbook }),
          ...(forSeconds !== undefined && { forSeconds }),
          ...(critical
            ? { severity: 'critical' }
            : blocksOf(block, 'warning').length > 0 && { severity: 'warning' }),
          labels: {},
          annotations: description === undefined ? {} : { description },
          notifies: [],
          templated: /TPL|\$\{/.test(`${text('name') ?? ''} ${query ?? ''}`),
          span: block.span,
        },
      ],
    };
  },
};

function byKind(type: string, metric: string): Classification {
  if (type.startsWith('newrelic_synthetics'))
    return { class: 'symptom', reasons: ['it is a synthetic check, which asks the service as its users do'] };
  if (type.startsWith('newrelic_infra'))
    return { class: 'cause', reasons: ['it watches a machine, container or process'] };
  return /error|apdex|response_time|web/.test(metric)
    ? { class: 'symptom', reasons: [`${metric} is what users of the application feel`] }
    : { class: 'other', reasons: [`nothing is known of ${metric || type}`] };
}
