import { Ajv } from 'ajv';
import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { InputError } from '../model/input-error.js';
import { configurationFile, defaultConfiguration } from './configuration.js';
import type { Configuration } from './configuration.js';
import { configurationSchema } from './schema.js';

type WrittenConfiguration = {
  readonly [Key in keyof Configuration]?: Partial<Configuration[Key]>;
};

/**
 * Reads the text of a `.lintel.yaml`.
 * @throws InputError with `file:line` when it is not YAML or not as the schema says: a configuration that is half understood would
 * let a gate pass for the wrong reason.
 */
export function parseConfiguration(text: string, file: string = configurationFile): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntaxError] = document.errors;
  if (syntaxError) {
    throw new InputError(
      `${file}:${lines.linePos(syntaxError.pos[0]).line}: ${syntaxError.message.split('\n', 1)[0] ?? ''}`,
      'Correct the YAML; an editor shows the schema with `lintel schema config`.',
    );
  }
  const written: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const validate = new Ajv({
    allErrors: false,
    strict: false,
    validateSchema: false,
  }).compile<WrittenConfiguration>(configurationSchema);
  if (!validate(written)) {
    const [problem] = validate.errors ?? [];
    const keys = (problem?.instancePath ?? '').split('/').slice(1);
    const unknown: unknown = problem?.params['additionalProperty'];
    const wrong = typeof unknown === 'string' ? [...keys, unknown] : keys;
    const node =
      wrong.length > 0 && isMap(document.contents) ? document.getIn(wrong, true) : document.contents;
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    const allowed: unknown = problem?.params['allowedValues'];
    const what =
      typeof unknown === 'string'
        ? `unknown setting "${wrong.join('.')}"`
        : `${wrong.join('.') || 'the file'} ${problem?.message ?? 'is not valid'}${Array.isArray(allowed) ? `: ${allowed.join(', ')}` : ''}`;
    throw new InputError(
      `${file}:${lines.linePos(offset).line}: ${what}`,
      `Settings are ${Object.keys(configurationSchema.properties).join(', ')}; see \`lintel schema config\`.`,
    );
  }
  return {
    pack: written.pack ?? defaultConfiguration.pack,
    ...(written.language !== undefined && { language: written.language }),
    adr: { ...defaultConfiguration.adr, ...written.adr },
    runbooks: { ...defaultConfiguration.runbooks, ...written.runbooks },
    reviews: { ...defaultConfiguration.reviews, ...written.reviews },
    ignore: [...(written.ignore ?? [])].filter((pattern) => pattern !== undefined),
    gate: { ...defaultConfiguration.gate, ...written.gate },
  };
}
