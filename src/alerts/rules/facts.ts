import type { Alert, AlertRouting, Slo } from '../../model/alert.js';
import type { FileMark } from '../../model/repository-view.js';
import type { InService, Service } from '../../model/service.js';
import { pages } from '../labels.js';

/** Everything that the rules on alerts look at. */
export interface AlertFacts {
  readonly services: readonly Service[];
  readonly alerts: readonly InService<Alert>[];
  readonly slos: readonly InService<Slo>[];
  readonly routings: readonly InService<AlertRouting>[];
}

/** Of the product itself: examples, tests and copies are not judged; what a program wrote is what runs. */
export function isOwn({ marks }: { readonly marks: readonly FileMark[] }): boolean {
  return marks.every((mark) => mark === 'generated');
}

const pagers =
  /pagerduty|opsgenie|victorops|splunk-?oncall|xmatters|squadcast|incidentio|incident-io|rootly|zenduty|on-?call|\bpager?\b/i;

/** Does the alert wake somebody, as far as it says so: by its severity, or by whom it tells? */
export function wakesSomebody({ notifies, severity }: Pick<Alert, 'notifies' | 'severity'>): boolean {
  return pages(severity) ?? notifies.some((name) => pagers.test(name));
}
