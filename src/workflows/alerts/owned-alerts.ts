import type { AlertReading } from '../../alerts/read.js';
import type { Alert, AlertRouting, Slo } from '../../model/alert.js';
import type { InService, Service } from '../../model/service.js';
import { nearestService } from '../../services/nearest-service.js';

/** Labels by which an alert says of which service it is. */
const serviceLabels = ['service', 'sloth_service', 'app', 'application', 'component', 'job', 'slo_service'];

/** Alerts, objectives and routes, each with the service that it names or that its file lies nearest to. */
export function ownedAlerts(
  { alerts, routings, slos }: AlertReading,
  services: readonly Service[],
): {
  readonly alerts: readonly InService<Alert>[];
  readonly slos: readonly InService<Slo>[];
  readonly alertRoutings: readonly InService<AlertRouting>[];
} {
  return {
    alerts: alerts.map((alert) => ({ ...alert, service: serviceOfAlert(alert, services) })),
    slos: slos.map((slo) => ({
      ...slo,
      service: named([slo.of, slo.name], services) ?? nearestService(services, slo.span.file),
    })),
    alertRoutings: routings.map((routing) => ({
      ...routing,
      service: nearestService(services, routing.span.file),
    })),
  };
}

/**
 * A service that labels or the selectors of the condition name as their whole value; else the nearest one, because rules often lie beside
 * what they watch.
 */
function serviceOfAlert({ expression = '', labels, span }: Alert, services: readonly Service[]): string {
  const byLabel = named(
    serviceLabels.map((label) => labels[label]),
    services,
  );
  if (byLabel !== undefined) return byLabel;
  const selected = [
    ...expression.matchAll(
      /\b(?:service|app|job|deployment|service_name|exported_service|destination_service_name)\s*=\s*"([\w./-]+)"/g,
    ),
  ];
  const distinct = new Set(selected.flatMap(([, value]) => named([value], services) ?? []));
  const [only] = distinct;
  return distinct.size === 1 && only !== undefined ? only : nearestService(services, span.file);
}

function named(names: readonly (string | undefined)[], services: readonly Service[]): string | undefined {
  for (const name of names) {
    const bare = name?.replace(/^.*\//, '').toLowerCase();
    const found = services.find((service) => service.name.toLowerCase() === bare);
    if (bare !== undefined && found) return found.name;
  }
  return undefined;
}
