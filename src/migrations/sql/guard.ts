import type { OperationBody } from '../../model/migration.js';

/** The same operation, marked as one that only runs where it is still to be done, if its kind can say so. */
export function withGuard(body: OperationBody): OperationBody {
  switch (body.kind) {
    case 'createTable':
    case 'dropTable':
    case 'addColumn':
    case 'dropColumn':
    case 'dropConstraint':
    case 'createIndex':
    case 'dropIndex':
    case 'addEnumValue':
    case 'dropView':
      return { ...body, guarded: true };
    default:
      return body;
  }
}
