import type { HostObject } from '../../../syntax/imperative/values.js';

/** `RawSql.Insert("…")`: SQL that is put in as it is. */
export class RawSql implements HostObject {
  readonly sql: string;

  constructor(sql: string) {
    this.sql = sql;
  }

  call(): undefined {
    return undefined;
  }
}
