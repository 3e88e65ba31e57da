import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import type { HclBlock } from '../../../syntax/manifests/hcl/value.js';
import type { FormatReader, TerraformResource } from '../../alert-format.js';
import { classifyKusto } from '../../classify/azure.js';
import type { AzureCriterion } from '../../classify/azure.js';
import type { FormatReading, WrittenAlert } from '../../written.js';
import { nothing } from '../../written.js';
import { secondsOfText } from '../durations.js';
import { looseText, namesIn } from '../terraform-text.js';
import { alertOfResource, alertsOfTemplate } from './template.js';
import { onActivity, onMetrics, writtenAlert } from './written.js';

/** Severity 3 is the default of the provider. */
const usualSeverity = '3';

export const azureReader: FormatReader = {
  document: ({ root }): FormatReading => ({ alerts: alertsOfTemplate(root) }),
  bicep: ({ body, symbol, type }): FormatReading => ({ alerts: alertOfResource(type, symbol, body) }),
  resource: (resource): FormatReading => {
    const { block, scope, type } = resource;
    if (looseText(block.attributes.get('enabled'), scope) === 'false') return nothing;
    if (type === 'azurerm_monitor_metric_alert') return { alerts: [metricAlert(resource)] };
    if (type === 'azurerm_monitor_activity_log_alert') return { alerts: [activityAlert(resource)] };
    return /^azurerm_monitor_scheduled_query_rules_alert(?:_v2)?$/.test(type)
      ? { alerts: [queryAlert(resource)] }
      : nothing;
  },
};

function metricAlert({ block, name, scope }: TerraformResource): WrittenAlert {
  const text = (attribute: string, part: HclBlock = block): string | undefined =>
    looseText(part.attributes.get(attribute), scope);
  const isWebTest =
    blocksOf(block, 'application_insights_web_test_location_availability_criteria').length > 0;
  const criteria = [...blocksOf(block, 'criteria'), ...blocksOf(block, 'dynamic_criteria')].map(
    (part): AzureCriterion => ({
      namespace: text('metric_namespace', part) ?? '',
      metric: text('metric_name', part) ?? '',
      condition: ['aggregation', 'operator', 'threshold'].flatMap((key) => text(key, part) ?? []).join(' '),
    }),
  );
  return writtenAlert(
    {
      name: text('name') ?? name,
      description: text('description') ?? '',
      severity: text('severity') ?? usualSeverity,
      ...onMetrics(criteria, isWebTest),
      forSeconds: secondsOfText(text('window_size') ?? 'PT5M'),
      notifies: blocksOf(block, 'action').flatMap((action) => referenceIn(action)),
    },
    block.span,
  );
}

function activityAlert({ block, name, scope }: TerraformResource): WrittenAlert {
  const [criteria] = blocksOf(block, 'criteria');
  const text = (attribute: string, part: HclBlock = block): string | undefined =>
    looseText(part.attributes.get(attribute), scope);
  return writtenAlert(
    {
      name: text('name') ?? name,
      description: text('description') ?? '',
      severity: undefined,
      ...onActivity(
        criteria && text('category', criteria),
        criteria && (text('operation_name', criteria) ?? text('level', criteria)),
      ),
      forSeconds: undefined,
      notifies: blocksOf(block, 'action').flatMap((action) => referenceIn(action)),
    },
    block.span,
  );
}

/**
 * A query over logs. The older kind counts its windows in minutes:
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/monitor_scheduled_query_rules_alert_v2
 */
function queryAlert({ block, name, scope }: TerraformResource): WrittenAlert {
  const text = (attribute: string, part: HclBlock = block): string | undefined =>
    looseText(part.attributes.get(attribute), scope);
  const [criteria = block] = blocksOf(block, 'criteria');
  const query = text('query', criteria) ?? '';
  const minutes = Number(text('time_window') ?? '');
  const actions = blocksOf(block, 'action').flatMap((action) =>
    namesIn(action.attributes.get('action_groups') ?? action.attributes.get('action_group'), scope),
  );
  return writtenAlert(
    {
      name: text('display_name') ?? text('name') ?? name,
      description: text('description') ?? '',
      severity: text('severity') ?? usualSeverity,
      expression: query.trim(),
      classified: classifyKusto(query),
      forSeconds: secondsOfText(text('window_duration')) ?? (minutes > 0 ? minutes * 60 : undefined),
      notifies: actions,
    },
    block.span,
  );
}

/** The group of people that an action leads to: `azurerm_monitor_action_group.oncall`. */
function referenceIn(action: HclBlock): readonly string[] {
  const value = action.attributes.get('action_group_id')?.value;
  if (value?.kind === 'reference') return [value.path.slice(0, value.path[0] === 'data' ? 3 : 2).join('.')];
  return value?.kind === 'text' ? [value.text] : [];
}
