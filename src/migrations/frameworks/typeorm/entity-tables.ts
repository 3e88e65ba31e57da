import type { ClassValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import { optionsOf } from '../../../syntax/javascript/evaluate/value.js';
import type { Expression } from '../../../syntax/javascript/tree.js';
import { textOf } from '../../javascript/values.js';
import { tableOfClass } from './names.js';

/**
 * The table of an entity: what `@Entity('orders')` or `@Entity({ name: 'orders' })` says, else the class's name in snake case, as
 * TypeORM's own naming strategy makes it; a text is taken for the table's name. Undefined for what could not be followed.
 */
export function tableOfEntity(value: Value): string | undefined {
  const [target] = optionsOf(value);
  if (target?.kind === 'class') return ofClass(target);
  return textOf(value);
}

function ofClass({ name, node }: ClassValue): string | undefined {
  for (const decorator of node.decorators) {
    if (decorator.kind !== 'call' || !isEntity(decorator.callee)) continue;
    const texts = decorator.arguments.map((argument) => argument.value);
    const [first] = texts;
    const options = texts.find((argument) => argument.kind === 'object');
    const written = first && literalText(first);
    const table = written ?? (options && memberText(options, 'name'));
    const schema = options && memberText(options, 'schema');
    if (table !== undefined) return schema === undefined ? table : `${schema}.${table}`;
  }
  return name === undefined ? undefined : tableOfClass(name);
}

function isEntity(callee: Expression): boolean {
  return (
    (callee.kind === 'identifier' && callee.name === 'Entity') ||
    (callee.kind === 'member' && callee.property === 'Entity')
  );
}

function literalText(expression: Expression): string | undefined {
  return expression.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
}

function memberText(expression: Expression, key: string): string | undefined {
  if (expression.kind !== 'object') return undefined;
  for (const member of expression.members)
    if (member.kind === 'value' && member.key === key) return literalText(member.value);
  return undefined;
}
