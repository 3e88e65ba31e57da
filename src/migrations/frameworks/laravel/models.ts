import type { Library } from '../../../syntax/imperative/evaluation.js';
import { tableOfModel } from './names.js';

/** The table of a model: what its class says (`protected $table = 'people'`), else made from its name. */
export function tableOf(model: string, library: Library): string {
  return textField(model, 'table', library) ?? tableOfModel(model);
}

/** The type of the column that points at a model: by the traits with which it makes its keys. */
export function keyTypeOf(model: string, library: Library): 'bigInteger' | 'uuid' | 'ulid' {
  const traits = hierarchyOf(model, library).flatMap((part) => part.class.traits);
  if (traits.some((trait) => /(^|\\)HasUuids$|HasVersion\dUuids$/.test(trait))) return 'uuid';
  return traits.some((trait) => /(^|\\)HasUlids$/.test(trait)) ? 'ulid' : 'bigInteger';
}

function textField(model: string, name: string, library: Library): string | undefined {
  for (const part of hierarchyOf(model, library)) {
    const value = part.class.fields.find((field) => field.name === name)?.value;
    if (value?.kind === 'text') return value.text;
  }
  return undefined;
}

function hierarchyOf(model: string, library: Library): NonNullable<ReturnType<Library['hierarchyOf']>> {
  return library.hierarchyOf(model.slice(model.lastIndexOf('\\') + 1)) ?? [];
}
