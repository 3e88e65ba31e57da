import type { ErrorObject, SchemaObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FileProblem } from './file-problem.js';
import { escapedSegment, type YamlText } from './yaml-text.js';

/**
 * Compiles a JSON Schema (draft 2020-12) once, at its first use: start-up is felt on every call. That the schema is one at all is a
 * matter of the tests, not of each run.
 */
export function lazyValidator<T>(schema: SchemaObject): () => ValidateFunction<T> {
  let validate: ValidateFunction<T> | undefined;
  return () =>
    (validate ??= new Ajv2020({
      allErrors: true,
      verbose: true,
      allowUnionTypes: true,
      validateSchema: false,
    }).compile<T>(schema));
}

/** A violation of a schema: the place as a JSON pointer, and the problem to show. */
export interface SchemaViolation {
  readonly pointer: string;
  readonly problem: FileProblem;
}

/** Ajv's errors as problems with lines, in the order of the file; what only repeats another error is left out. */
export function schemaViolations(
  errors: readonly ErrorObject[] | null | undefined,
  source: YamlText,
): readonly SchemaViolation[] {
  return (errors ?? [])
    .filter((error) => !['if', 'oneOf', 'anyOf', 'allOf', 'not'].includes(error.keyword))
    .map((error) => {
      const pointer = placeOf(error);
      const { message, advice } = wordsFor(error);
      const line = source.lineOf(pointer);
      const problem: FileProblem = {
        rule: 'schema',
        severity: 'error',
        file: source.file,
        line,
        message,
        advice,
      };
      return { pointer: error.instancePath, problem };
    })
    .toSorted((a, b) => a.problem.line - b.problem.line);
}

/** Unknown keys are shown where they stand, everything else at the value that is wrong. */
function placeOf(error: ErrorObject): string {
  const unknown = parameter(error, 'additionalProperty');
  return unknown === undefined ? error.instancePath : `${error.instancePath}/${escapedSegment(unknown)}`;
}

interface Words {
  readonly message: string;
  readonly advice: string;
}

function wordsFor(error: ErrorObject): Words {
  const where = error.instancePath === '' ? 'The file' : `\`${error.instancePath.slice(1)}\``;
  const hint = descriptionOf(error);
  switch (error.keyword) {
    case 'additionalProperties':
      return {
        message: `${where} has the unknown key \`${parameter(error, 'additionalProperty')}\`.`,
        advice: `Remove it, or use one of: ${keysOf(error).join(', ')}.`,
      };
    case 'required':
      return {
        message: `${where} lacks \`${parameter(error, 'missingProperty')}\`.`,
        advice: `Add \`${parameter(error, 'missingProperty')}:\`.`,
      };
    case 'enum':
      return {
        message: `${where} is ${shown(error.data)}.`,
        advice: `Use one of: ${list(error.params['allowedValues'])}.`,
      };
    case 'type':
      return {
        message: `${where} is ${shown(error.data)}.`,
        advice: `Write ${list(error.params['type'])} here.${hint}`,
      };
    case 'pattern':
      return {
        message: `${where} is ${shown(error.data)}, which has not the expected form.`,
        advice: hint.trim() || `It has to match ${String(error.params['pattern'])}.`,
      };
    default:
      return {
        message: `${where} ${error.message ?? 'is not as expected'}.`,
        advice: hint.trim() || 'Correct it.',
      };
  }
}

function parameter(error: ErrorObject, name: string): string | undefined {
  const value: unknown = error.params[name];
  return typeof value === 'string' ? value : undefined;
}

function keysOf(error: ErrorObject): readonly string[] {
  const properties: unknown = error.parentSchema?.['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function descriptionOf(error: ErrorObject): string {
  const description: unknown = error.parentSchema?.['description'];
  return typeof description === 'string' ? ` ${description}` : '';
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.join(', ') : String(values);
}

/** A wrong value as it is shown: short, and never a whole subtree. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
