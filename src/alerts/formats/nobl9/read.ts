import type { YamlValue } from '../../../syntax/yaml.js';
import type { FormatReader } from '../../alert-format.js';
import type { FormatReading, WrittenAlert, WrittenSlo } from '../../written.js';
import { shareOf } from '../durations.js';
import { groupOf, nameOf } from '../kubernetes-object.js';
import { textsOf } from '../prometheus/rules.js';

export const nobl9Reader: FormatReader = {
  document: ({ root }): FormatReading => {
    const objects = (root.isSequence ? root.items : [root]).filter((object) => groupOf(object) === 'n9');
    const ofKind = (kind: string): readonly YamlValue[] =>
      objects.filter((object) => object.get('kind').text === kind);
    return { slos: ofKind('SLO').map(sloOf), alerts: ofKind('AlertPolicy').map(policyOf) };
  },
};

function sloOf(root: YamlValue): WrittenSlo {
  const spec = root.get('spec');
  const of = spec.get('service').text;
  const objective = shareOf(spec.get('objectives').items[0]?.get('target').number);
  const [window] = spec.get('timeWindows').items;
  const description = spec.get('description').text;
  return {
    name: nameOf(root),
    format: 'nobl9',
    ...(of !== undefined && { of }),
    ...(objective !== undefined && { objective }),
    ...(window?.get('count').text !== undefined && {
      window: `${window.get('count').text ?? ''} ${window.get('unit').text ?? ''}`.trim(),
    }),
    ...(description !== undefined && { description }),
    alerting: spec.get('alertPolicies').items.flatMap((policy) => policy.text ?? []),
    span: root.get('kind').span,
  };
}

/** Every measurement of Nobl9 is on the budget: burned budget, average burn rate, time to burn it. */
function policyOf(root: YamlValue): WrittenAlert {
  const spec = root.get('spec');
  const conditions = spec.get('conditions').items;
  const rates = conditions.filter((condition) => condition.get('measurement').text === 'averageBurnRate');
  const severity = spec.get('severity').text;
  const measured = [...new Set(conditions.flatMap((condition) => condition.get('measurement').text ?? []))];
  return {
    name: nameOf(root),
    format: 'nobl9',
    language: 'objective',
    classified: {
      class: 'slo-burn',
      reasons: [`its conditions measure ${measured.join(', ') || 'the error budget'}`],
      burn: {
        windows: conditions.flatMap(
          (condition) => condition.get('alertingWindow').text ?? condition.get('lastsFor').text ?? [],
        ),
        factors: rates.flatMap((condition) => condition.get('value').number ?? []),
        thresholds: [],
      },
    },
    ...(severity !== undefined && { severity }),
    labels: textsOf(root.at('metadata', 'labels')),
    annotations: textsOf(root.at('metadata', 'annotations')),
    notifies: spec.get('alertMethods').items.flatMap((method) => method.at('metadata', 'name').text ?? []),
    templated: false,
    span: root.get('kind').span,
  };
}
