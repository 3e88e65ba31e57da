import type { HostObject, Value } from '../../../syntax/imperative/values.js';

/** `Literal::from('…')`: SQL that is put in as it is, for a type or a default. */
export class Literal implements HostObject {
  readonly sql: string;

  constructor(sql: string) {
    this.sql = sql;
  }

  call(): Value {
    return { kind: 'text', text: this.sql, whole: true };
  }
}

/** The SQL of a literal. */
export function literalOf(value: Value | undefined): string | undefined {
  return value?.kind === 'object' && value.object instanceof Literal ? value.object.sql : undefined;
}
