import { readAlerts } from '../../alerts/read.js';
import type { AlertReading } from '../../alerts/read.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { InputError } from '../../model/input-error.js';
import type { Report } from '../../model/report.js';
import { findServices } from '../../services/find-services.js';
import { ownedAlerts } from './owned-alerts.js';

/** The alerts of one view, each with its service. */
export type OwnedReading = Pick<Report, 'services' | 'alerts' | 'slos' | 'skipped'> &
  Required<Pick<Report, 'alertRoutings'>>;

/**
 * The alerts, objectives and routes of a view.
 * @param service only what belongs to it.
 * @throws InputError when there is no such service.
 */
export async function readTree(view: RepositoryView, service: string | undefined): Promise<OwnedReading> {
  const { services } = await findServices(view);
  const reading: AlertReading = await readAlerts(view);
  const owned = ownedAlerts(reading, services);
  if (service !== undefined && !services.some(({ name }) => name === service))
    throw new InputError(
      `there is no service "${service}" here`,
      services.length === 0
        ? 'No services were found: leave out --service.'
        : `Services are: ${services.map(({ name }) => name).join(', ')}.`,
    );
  const belongs = (fact: { readonly service: string }): boolean =>
    service === undefined || fact.service === service;
  return {
    services,
    alerts: owned.alerts.filter(belongs),
    slos: owned.slos.filter(belongs),
    alertRoutings: owned.alertRoutings,
    skipped: reading.skipped,
  };
}
