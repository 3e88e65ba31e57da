import type { YamlValue } from '../../../syntax/yaml.js';
import type { FormatReader } from '../../alert-format.js';
import { runbookOfAnnotations } from '../../labels.js';
import type { FormatReading, WrittenAlert, WrittenSlo } from '../../written.js';
import { nothing } from '../../written.js';
import { secondsOfText, shareOf } from '../durations.js';
import { groupOf, nameOf } from '../kubernetes-object.js';
import { textsOf } from '../prometheus/rules.js';

export const opensloReader: FormatReader = {
  document: ({ root }): FormatReading => {
    const group = groupOf(root);
    if (group !== 'openslo' && group !== 'openslo.com') return nothing;
    const kind = root.get('kind').text;
    if (kind === 'AlertPolicy') return { alerts: [policyOf(root)] };
    if (kind !== 'SLO') return nothing;
    const policies = root.at('spec', 'alertPolicies').items;
    return {
      slos: [sloOf(root, policies)],
      alerts: policies
        .filter((policy) => policy.get('kind').text === 'AlertPolicy' && policy.get('spec').isMap)
        .map(policyOf),
    };
  },
};

function sloOf(root: YamlValue, policies: readonly YamlValue[]): WrittenSlo {
  const spec = root.get('spec');
  const objective = targetOf(spec);
  const [window] = spec.get('timeWindow').items;
  const [legacy] = spec.get('timeWindows').items;
  const written =
    window?.get('duration').text ??
    (legacy &&
      `${legacy.get('count').text ?? ''}${(legacy.get('unit').text ?? '').slice(0, 1).toLowerCase()}`);
  const of = spec.get('service').text;
  const description = spec.get('description').text;
  return {
    name: nameOf(root),
    format: 'openslo',
    ...(of !== undefined && { of }),
    ...(objective !== undefined && { objective }),
    ...(written !== undefined && { window: written }),
    ...(description !== undefined && { description }),
    alerting: policies.flatMap(
      (policy) =>
        policy.text ?? policy.get('alertPolicyRef').text ?? policy.at('metadata', 'name').text ?? [],
    ),
    span: root.get('kind').span,
  };
}

function targetOf(spec: YamlValue): number | undefined {
  for (const objective of spec.get('objectives').items) {
    const percent = objective.get('targetPercent').number;
    const share = percent === undefined ? shareOf(objective.get('target').number) : percent / 100;
    if (share !== undefined) return share;
  }
  return undefined;
}

function policyOf(root: YamlValue): WrittenAlert {
  const spec = root.get('spec');
  const conditions = spec.get('conditions').items.map((item) => item.at('spec', 'condition'));
  const burning = conditions.filter((condition) => /^burn_?rate$/i.test(condition.get('kind').text ?? ''));
  const factors = burning.flatMap((condition) => condition.get('threshold').number ?? []);
  const windows = burning.flatMap((condition) => condition.get('lookbackWindow').text ?? []);
  const [first] = spec.get('conditions').items;
  const severity = first?.at('spec', 'severity').text;
  const annotations = textsOf(root.at('metadata', 'annotations'));
  const runbook = runbookOfAnnotations(annotations);
  const forSeconds = secondsOfText(burning[0]?.get('alertAfter').text);
  const refers = spec.get('conditions').items.flatMap((item) => item.get('conditionRef').text ?? []);
  return {
    name: nameOf(root),
    format: 'openslo',
    language: 'objective',
    classified: {
      class: 'slo-burn',
      reasons: [
        burning.length > 0
          ? `its condition is of the kind burnrate${factors.length > 0 ? `, ${factors.join(' and ')} times` : ''}`
          : 'it is the alert policy of an objective',
      ],
      burn: { windows, factors, thresholds: [] },
    },
    ...(severity !== undefined && { severity }),
    ...(forSeconds !== undefined && { forSeconds }),
    ...(runbook !== undefined && { runbook }),
    ...(refers.length > 0 && { expression: refers.join(', ') }),
    labels: textsOf(root.at('metadata', 'labels')),
    annotations,
    notifies: spec
      .get('notificationTargets')
      .items.flatMap((target) => target.get('targetRef').text ?? target.at('metadata', 'name').text ?? []),
    templated: false,
    span: root.get('kind').span,
  };
}
