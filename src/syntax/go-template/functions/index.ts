import { TemplateError } from '../nodes.js';
import { parseTemplate } from '../parse.js';
import { formatGo, type GoFunction } from '../values.js';
import { collections } from './collections.js';
import { logic } from './logic.js';
import { serialization } from './serialization.js';
import { texts } from './texts.js';
import { semverCompare } from './versions.js';

const engine: Readonly<Record<string, GoFunction>> = {
  include: ([name, dot], evaluation) => evaluation.include(formatGo(name), dot),
  tpl: ([text, dot], evaluation) => {
    const { body, defines } = parseTemplate(formatGo(text));
    if (defines.size > 0) throw new TemplateError('tpl defines templates');
    return evaluation.nested(body, dot);
  },
  semverCompare,
};

/**
 * The functions of Helm's templates: Go's own, those of Sprig that charts use, and Helm's. What is not among them (keys, certificates,
 * passwords) cannot be told from a text.
 * Source: https://helm.sh/docs/chart_template_guide/function_list/
 */
export const helmFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ...Object.entries({ ...logic, ...texts, ...collections, ...serialization, ...engine }),
  ['toString', ([value]) => formatGo(value)],
]);
