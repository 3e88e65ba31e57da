import type { YamlValue } from '../../../syntax/yaml.js';
import type { FormatReader } from '../../alert-format.js';
import type { FormatReading, WrittenSlo } from '../../written.js';
import { nothing } from '../../written.js';
import { shareOf } from '../durations.js';
import { kindIn, objectsOf } from '../kubernetes-object.js';

export const slothReader: FormatReader = {
  document: ({ root }): FormatReading => {
    if (root.get('version').text === 'prometheus/v1')
      return { slos: slosOf(root, 'page_alert', 'ticket_alert') };
    const objects = objectsOf(root).filter(
      (object) => kindIn(object, 'sloth.slok.dev') === 'PrometheusServiceLevel',
    );
    if (objects.length === 0) return nothing;
    return { slos: objects.flatMap((object) => slosOf(object.get('spec'), 'pageAlert', 'ticketAlert')) };
  },
};

function slosOf(spec: YamlValue, page: string, ticket: string): readonly WrittenSlo[] {
  const of = spec.get('service').text;
  return spec.get('slos').items.flatMap((slo): WrittenSlo[] => {
    const name = slo.get('name').text;
    if (name === undefined) return [];
    const alerting = slo.get('alerting');
    const objective = shareOf(slo.get('objective').number);
    const description = slo.get('description').text;
    return [
      {
        name,
        format: 'sloth',
        ...(of !== undefined && { of }),
        ...(objective !== undefined && { objective }),
        ...(description !== undefined && { description }),
        alerting: [
          ...(isOff(alerting.get(page)) ? [] : ['page']),
          ...(isOff(alerting.get(ticket)) ? [] : ['ticket']),
        ],
        span: slo.get('name').span,
      },
    ];
  });
}

function isOff(alert: YamlValue): boolean {
  return alert.get('disable').boolean === true;
}
