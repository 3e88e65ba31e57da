import type { OperationBody } from '../../../model/migration.js';
import type { CallValue } from '../../python/values.js';
import type { FieldContext } from './fields.js';
import type { Excerpt } from './parts.js';
import type { SchemaChanges } from './schema-changes.js';
import type { DjangoModel, ProjectState } from './state.js';

/** What one operation does both ways. */
export interface OperationReading {
  readonly up: readonly OperationBody[];
  readonly down: readonly OperationBody[];
  /** Why Django cannot turn it round. */
  readonly irreversible?: string;
}

/** What an operation is read against. */
export interface OperationContext {
  readonly app: string;
  /** The models before the operation; it is changed to those after it. */
  readonly state: ProjectState;
  readonly changes: SchemaChanges;
  readonly excerpt: Excerpt;
  readonly fieldContext: (model: string) => FieldContext;
  readonly userModel: string;
  readonly autoField: string;
}

export const nothing: OperationReading = { up: [], down: [] };

export type OperationReader = (call: CallValue, context: OperationContext) => OperationReading;

/** A model that earlier migrations of the app did not create: what is written is all that is known. */
export function modelOrBlank(app: string, name: string, state: ProjectState): DjangoModel {
  return (
    state.model(`${app}.${name}`.toLowerCase()) ?? {
      app,
      name,
      fields: new Map(),
      uniqueTogether: [],
      indexTogether: [],
      parts: new Map(),
      hasTable: true,
    }
  );
}
