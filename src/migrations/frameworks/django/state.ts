import type { OperationBody } from '../../../model/migration.js';
import type { DjangoField } from './fields.js';

/** A named index or constraint of a model: what creates it and what drops it. */
export interface NamedPart {
  readonly create: readonly OperationBody[];
  readonly drop: readonly OperationBody[];
  readonly fields: readonly string[];
}

/** A model at a point of the history; never changed, only replaced. */
export interface DjangoModel {
  readonly app: string;
  readonly name: string;
  /** `db_table` as written. */
  readonly dbTable?: string;
  readonly fields: ReadonlyMap<string, DjangoField>;
  readonly uniqueTogether: readonly (readonly string[])[];
  readonly indexTogether: readonly (readonly string[])[];
  readonly parts: ReadonlyMap<string, NamedPart>;
  /** Proxies, unmanaged and swapped-out models have no table that Django keeps. */
  readonly hasTable: boolean;
}

/** Key of a model: `app.model` in lower case. */
export function modelKey(app: string, name: string): string {
  return `${app}.${name}`.toLowerCase();
}

/** The table of a model: `db_table`, else app label and model name. */
export function tableOf({ app, name, dbTable }: DjangoModel): string {
  return dbTable ?? `${app}_${name}`.toLowerCase();
}

/** The table of a many-to-many field: `db_table`, else the model's table and the field's name. */
export function tableBetween(model: DjangoModel, field: DjangoField): string {
  return field.table ?? `${tableOf(model)}_${field.name}`;
}

/** The columns of the table between: named after the models, or `from_…` and `to_…` when both are the same. */
export function columnsBetween(model: DjangoModel, field: DjangoField): readonly [string, string] {
  const own = model.name.toLowerCase();
  const other = (field.to ?? '').split('.').at(-1) ?? '';
  const isSelf = field.to === modelKey(model.app, model.name);
  return isSelf ? [`from_${own}_id`, `to_${own}_id`] : [`${own}_id`, `${other}_id`];
}

/** The columns of fields by their names; a name that is no field's (`-created`, `pk`) is kept as it is. */
export function columnsOf(model: DjangoModel, names: readonly string[]): readonly string[] {
  return names.map((written) => {
    const name = written.replace(/^-/, '');
    const field = model.fields.get(name) ?? (name === 'pk' ? keyOf(model) : undefined);
    return field?.definition.name ?? name;
  });
}

/** The primary key of a model. */
export function keyOf(model: DjangoModel): DjangoField | undefined {
  return [...model.fields.values()].find((field) => field.definition.primaryKey === true);
}

/** All models at a point of the history. */
export class ProjectState {
  readonly #models: Map<string, DjangoModel>;

  constructor(models: ReadonlyMap<string, DjangoModel> = new Map()) {
    this.#models = new Map(models);
  }

  model(key: string): DjangoModel | undefined {
    return this.#models.get(key);
  }

  put(model: DjangoModel): void {
    this.#models.set(modelKey(model.app, model.name), model);
  }

  remove(key: string): void {
    this.#models.delete(key);
  }

  copy(): ProjectState {
    return new ProjectState(this.#models);
  }

  /** Takes over what another state holds. */
  become(other: ProjectState): void {
    this.#models.clear();
    for (const [key, model] of other.#models) this.#models.set(key, model);
  }

  get all(): readonly DjangoModel[] {
    return [...this.#models.values()];
  }
}
