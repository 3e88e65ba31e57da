import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import type { FormatReader } from '../../alert-format.js';
import type { FormatReading } from '../../written.js';
import { nothing } from '../../written.js';
import { shareOf } from '../durations.js';
import { looseText, namesIn, numberIn } from '../terraform-text.js';

export const honeycombReader: FormatReader = {
  resource: ({ block, name, scope, type }): FormatReading => {
    const text = (attribute: string): string | undefined => looseText(block.attributes.get(attribute), scope);
    const description = text('description');
    if (type === 'honeycombio_slo') {
      const objective = shareOf(numberIn(block, 'target_percentage', scope));
      const days = numberIn(block, 'time_period', scope);
      return {
        slos: [
          {
            name: text('name') ?? name,
            format: 'honeycomb',
            id: `${type}.${name}`,
            ...(objective !== undefined && { objective }),
            ...(days !== undefined && { window: `${days}d` }),
            ...(description !== undefined && { description }),
            alerting: [],
            span: block.span,
          },
        ],
      };
    }
    if (type !== 'honeycombio_burn_alert') return nothing;
    const [slo] = namesIn(block.attributes.get('slo_id'), scope);
    const kind = text('alert_type') ?? 'exhaustion_time';
    return {
      alerts: [
        {
          name,
          format: 'honeycomb',
          language: 'objective',
          classified: { class: 'slo-burn', reasons: [`it fires on how fast a budget burns (${kind})`] },
          ...(slo !== undefined && { slo }),
          labels: {},
          annotations: description === undefined ? {} : { description },
          notifies: blocksOf(block, 'recipient').map(
            (recipient) =>
              looseText(recipient.attributes.get('target'), scope) ??
              looseText(recipient.attributes.get('id'), scope) ??
              'recipient',
          ),
          templated: false,
          span: block.span,
        },
      ],
    };
  },
};
