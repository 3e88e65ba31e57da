import type { LocatedMatch } from '../../signal.js';
import { inPlainSight } from './unique-keys.js';
import type { Schema, SchemaTable } from './unique-keys.js';

/** Columns of messages that wait to be sent, or were taken in. */
const messageColumn =
  /^(?:aggregate|event|message|msg|payload|topic|routing|partition|published|processed|processing|dispatched|sent|delivered|consumed|consumer|handler|received|locked|retr|attempt|available|trace|correlation|content|body|data|occurred|headers?)/i;
/** Columns of mail boxes, and of servers that speak ActivityPub: both have outboxes of another kind. */
const mailColumn =
  /^(?:subject|recipient|recipients|to|cc|bcc|from_address|to_address|email|mail|sender|inbox_url|outbox_url|actor|reply_to|html)(?:_|$)/i;

/** Tables whose name says what they are, and whose columns do not say that they are something else. */
export function messageTables(schema: Schema, name: RegExp): readonly SchemaTable[] {
  return inPlainSight(schema.tables).filter(
    ({ table, columns }) =>
      name.test(snake(table)) &&
      !columns.some((column) => mailColumn.test(snake(column))) &&
      columns.filter((column) => messageColumn.test(snake(column))).length >= 2,
  );
}

export function matchOfTable({ table, span, service }: SchemaTable, text: string): LocatedMatch {
  return { span, service, text: `${table} ${text}`, confidence: 'medium' };
}

function snake(name: string): string {
  return (name.split('.').at(-1) ?? name).replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
