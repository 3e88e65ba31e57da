import type { TextValue, Value } from '../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from './program-call.js';

/**
 * An object whose behaviour a framework knows: the connection that a migration gets (`knex`, `queryInterface`, `queryRunner`), a table
 * builder, what comes out of a call. The migration's text is evaluated with it; what is called on it becomes operations.
 */
export abstract class ProgramObject {
  /** Whether the program waits for it: it was awaited, returned or handed to something that may wait. */
  awaited = false;
  /** Whether it became a part of something else: a default, a value, a piece of SQL. */
  consumed = false;
  /** Whether code that gets it can change the schema, so that what cannot be followed is to be named. */
  readonly isConnection: boolean = false;
  /** Whether it tells what the schema has (`hasTable`): what runs under such a test is guarded. */
  readonly isSchemaCheck: boolean = false;
  /** Whether it may as well be false or null: a test of it is not decided. */
  readonly isUndecided: boolean = false;

  /**
   * A call of one of its methods; the empty name is a call of the object itself (`knex('users')`). Undefined = the object has no such
   * method that the framework knows: the call becomes opaque.
   */
  abstract call(name: string, call: ProgramCall): Promise<Value | undefined> | Value | undefined;

  /** A member; undefined = a method of that name. */
  member(_name: string): Value | undefined {
    return undefined;
  }

  /** A member is set. */
  assign(_name: string, _value: Value): void {
    // Most objects do not care.
  }

  /** What awaiting it gives; undefined = itself. */
  settled(): Value | undefined {
    return undefined;
  }

  /** The object as a piece of a text, e.g. of SQL. */
  text(): TextValue | undefined {
    return undefined;
  }

  /** False for what only has an effect when the program waits for it, and was made part of something else instead. */
  takesEffect(): boolean {
    return true;
  }
}

/** The object as the evaluator handles it. */
export function hostValue(object: ProgramObject): Value {
  return { kind: 'host', object };
}

/** The object that a value is; undefined for all other values. */
export function objectOf(value: Value | undefined): ProgramObject | undefined {
  return value?.kind === 'host' && value.object instanceof ProgramObject ? value.object : undefined;
}
