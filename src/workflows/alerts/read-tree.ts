import { readAlerts } from '../../alerts/read.js';
import type { AlertReading } from '../../alerts/read.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Report } from '../../model/report.js';
import { findServices } from '../../services/find-services.js';
import { checkService, ofService } from '../of-service.js';
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
  checkService(services, service);
  return {
    services,
    alerts: ofService(owned.alerts, service),
    slos: ofService(owned.slos, service),
    alertRoutings: owned.alertRoutings,
    skipped: reading.skipped,
  };
}
