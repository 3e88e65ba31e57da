import type { FormatReader } from '../../alert-format.js';
import type { FormatReading, WrittenSlo } from '../../written.js';
import { shareOf } from '../durations.js';
import { kindIn, nameOf, objectsOf } from '../kubernetes-object.js';

export const pyrraReader: FormatReader = {
  document: ({ root }): FormatReading => ({
    slos: objectsOf(root)
      .filter((object) => kindIn(object, 'pyrra.dev') === 'ServiceLevelObjective')
      .map((object): WrittenSlo => {
        const spec = object.get('spec');
        const objective = shareOf(spec.get('target').number);
        const window = spec.get('window').text;
        const description = spec.get('description').text;
        const alerting = spec.get('alerting');
        const isOff =
          alerting.get('disabled').boolean === true || alerting.get('burnrates').boolean === false;
        return {
          name: nameOf(object),
          format: 'pyrra',
          ...(objective !== undefined && { objective }),
          ...(window !== undefined && { window }),
          ...(description !== undefined && { description }),
          alerting: isOff ? [] : ['burn rate'],
          span: object.get('kind').span,
        };
      }),
  }),
};
