import type { FormatReader } from '../../alert-format.js';
import type { FormatReading, WrittenSlo } from '../../written.js';
import { shareOf } from '../durations.js';
import { kindIn, nameOf, objectsOf } from '../kubernetes-object.js';

export const sloGeneratorReader: FormatReader = {
  document: ({ root }): FormatReading => ({
    slos: objectsOf(root)
      .filter((object) => kindIn(object, 'sre.google.com') === 'ServiceLevelObjective')
      .map((object): WrittenSlo => {
        const objective = shareOf(object.at('spec', 'goal').number);
        const of = object.at('metadata', 'labels', 'service_name').text;
        const description = object.at('spec', 'description').text;
        return {
          name: nameOf(object),
          format: 'slo-generator',
          ...(of !== undefined && { of }),
          ...(objective !== undefined && { objective }),
          ...(description !== undefined && { description }),
          alerting: [],
          span: object.get('kind').span,
        };
      }),
  }),
};
