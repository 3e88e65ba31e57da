import type { SourceSpan } from '../../../model/source-span.js';
import { blocksOf, type HclBody } from '../../../syntax/manifests/hcl/value.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { FormatReader, TerraformResource } from '../../alert-format.js';
import { nothing } from '../../written.js';
import type { FormatReading, WrittenAlert, WrittenSlo } from '../../written.js';
import { shareOf } from '../durations.js';
import { groupOf, nameOf } from '../kubernetes-object.js';
import { textsOf } from '../prometheus/rules.js';
import { looseText, namesIn, numberIn } from '../terraform-text.js';

export const nobl9Reader: FormatReader = {
  document: ({ root }): FormatReading => {
    const objects = (root.isSequence ? root.items : [root]).filter((object) => groupOf(object) === 'n9');
    const ofKind = (kind: string): readonly YamlValue[] =>
      objects.filter((object) => object.get('kind').text === kind);
    return { slos: ofKind('SLO').map(sloOf), alerts: ofKind('AlertPolicy').map(policyOf) };
  },
  resource: (resource): FormatReading => {
    if (resource.type === 'nobl9_slo') return { slos: [sloOfResource(resource)] };
    return resource.type === 'nobl9_alert_policy' ? { alerts: [policyOfResource(resource)] } : nothing;
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

/** https://registry.terraform.io/providers/nobl9/nobl9/latest/docs/resources/slo */
function sloOfResource({ block, name, scope }: TerraformResource): WrittenSlo {
  const [first] = blocksOf(block, 'objective');
  const [window] = blocksOf(block, 'time_window');
  const objective = shareOf(first && numberIn(first, 'target', scope));
  const of = looseText(block.attributes.get('service'), scope);
  const description = looseText(block.attributes.get('description'), scope);
  const count = window && scope.text(window.attributes.get('count'));
  const unit = (window && scope.text(window.attributes.get('unit'))) ?? '';
  return {
    name: looseText(block.attributes.get('name'), scope) ?? name,
    format: 'nobl9',
    id: `nobl9_slo.${name}`,
    ...(of !== undefined && { of }),
    ...(objective !== undefined && { objective }),
    ...(count !== undefined && { window: `${count} ${unit}`.trim() }),
    ...(description !== undefined && { description }),
    alerting: namesIn(block.attributes.get('alert_policies'), scope),
    span: block.span,
  };
}

function policyOf(root: YamlValue): WrittenAlert {
  const spec = root.get('spec');
  return policy(
    {
      name: nameOf(root),
      severity: spec.get('severity').text,
      conditions: spec.get('conditions').items.map((condition) => ({
        measurement: condition.get('measurement').text,
        value: condition.get('value').number,
        window: condition.get('alertingWindow').text ?? condition.get('lastsFor').text,
      })),
      labels: textsOf(root.at('metadata', 'labels')),
      annotations: textsOf(root.at('metadata', 'annotations')),
      notifies: spec.get('alertMethods').items.flatMap((method) => method.at('metadata', 'name').text ?? []),
    },
    root.get('kind').span,
  );
}

/** https://registry.terraform.io/providers/nobl9/nobl9/latest/docs/resources/alert_policy */
function policyOfResource({ block, name, scope }: TerraformResource): WrittenAlert {
  const text = (attribute: string, part: HclBody = block): string | undefined =>
    looseText(part.attributes.get(attribute), scope);
  const description = text('description');
  return policy(
    {
      name: text('name') ?? name,
      severity: text('severity'),
      conditions: blocksOf(block, 'condition').map((condition) => ({
        measurement: text('measurement', condition),
        value: numberIn(condition, 'value', scope),
        window: text('alerting_window', condition) ?? text('lasts_for', condition),
      })),
      labels: {},
      annotations: description === undefined ? {} : { description },
      notifies: blocksOf(block, 'alert_method').flatMap((method) =>
        namesIn(method.attributes.get('name'), scope),
      ),
    },
    block.span,
  );
}

interface Policy extends Pick<WrittenAlert, 'annotations' | 'labels' | 'name' | 'notifies'> {
  readonly severity: string | undefined;
  readonly conditions: readonly {
    readonly measurement: string | undefined;
    readonly value: number | undefined;
    readonly window: string | undefined;
  }[];
}

/** Every measurement of Nobl9 is on the budget: burned budget, average burn rate, time to burn it. */
function policy({ conditions, severity, ...written }: Policy, span: SourceSpan): WrittenAlert {
  const rates = conditions.filter(({ measurement }) => measurement === 'averageBurnRate');
  const measured = [...new Set(conditions.flatMap(({ measurement }) => measurement ?? []))];
  return {
    ...written,
    format: 'nobl9',
    language: 'objective',
    classified: {
      class: 'slo-burn',
      reasons: [`its conditions measure ${measured.join(', ') || 'the error budget'}`],
      burn: {
        windows: conditions.flatMap(({ window }) => window ?? []),
        factors: rates.flatMap(({ value }) => value ?? []),
        thresholds: [],
      },
    },
    ...(severity !== undefined && { severity }),
    templated: /TPL|\$\{/.test(written.name),
    span,
  };
}
