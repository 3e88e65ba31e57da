import type { FormatReader } from '../../alert-format.js';
import type { FormatReading } from '../../written.js';
import { objectsOf } from '../kubernetes-object.js';
import { rulesIn } from '../prometheus/rules.js';

export const prometheusOperatorReader: FormatReader = {
  document: ({ isTemplate, root }): FormatReading => {
    const readings = objectsOf(root)
      .filter((object) => object.at('spec', 'groups').exists)
      .map((object) => rulesIn(object.get('spec'), 'prometheus-operator', isTemplate));
    return {
      alerts: readings.flatMap(({ alerts = [] }) => alerts),
      recordings: readings.flatMap(({ recordings = [] }) => recordings),
    };
  },
};
