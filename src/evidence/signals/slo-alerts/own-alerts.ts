import type { Alert, AlertClass, Slo } from '../../../model/alert.js';
import type { FileMark } from '../../../model/repository-view.js';
import type { InService } from '../../../model/service.js';
import type { LocatedMatch } from '../../signal.js';

/** Of the product itself; what a program wrote is what runs. */
export function isOwn({ marks }: { readonly marks: readonly FileMark[] }): boolean {
  return marks.every((mark) => mark === 'generated');
}

/** Alerts that are there with the chart's own values, too: present is not enough. */
export function activeAlerts(
  alerts: readonly InService<Alert>[],
  wanted: AlertClass,
): readonly InService<Alert>[] {
  return alerts.filter((alert) => isOwn(alert) && alert.class === wanted && alert.condition === undefined);
}

export function ofAlert(alert: InService<Alert>, text: string): LocatedMatch {
  return {
    span: alert.span,
    text,
    confidence: alert.templated ? 'medium' : 'high',
    service: alert.service,
  };
}

/** The alert and why it is of its class. */
export function reasonOf(alert: Alert): string {
  return `${alert.name}: ${alert.reasons[0] ?? alert.class}`;
}

export function ofSlo(slo: InService<Slo>): LocatedMatch {
  const target = slo.objective === undefined ? '' : ` of ${Number((slo.objective * 100).toPrecision(8))} %`;
  const window = slo.window === undefined ? '' : ` over ${slo.window}`;
  return {
    span: slo.span,
    text: `the objective ${slo.name}${target}${window}`,
    confidence: 'high',
    service: slo.service,
  };
}
