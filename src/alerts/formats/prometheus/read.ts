import type { AlertDocument, FormatReader } from '../../alert-format.js';
import type { FormatReading } from '../../written.js';
import { nothing } from '../../written.js';
import { objectsOf } from '../kubernetes-object.js';
import { rulesIn } from './rules.js';

export const prometheusReader: FormatReader = {
  document: ({ isTemplate, root }: AlertDocument): FormatReading =>
    objectsOf(root).some((object) => object.at('spec', 'groups').exists)
      ? nothing
      : rulesIn(root, 'prometheus', isTemplate),
};
