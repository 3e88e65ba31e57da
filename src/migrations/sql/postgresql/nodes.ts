import type { Node, RangeVar } from 'libpg-query';

type KeysOf<Each> = Each extends unknown ? keyof Each : never;
type ContentOf<Each, Kind extends PropertyKey> =
  Each extends Readonly<Record<Kind, infer Content>> ? Content : never;

/** The names of all kinds of node. */
export type NodeKind = KeysOf<Node>;

/** What a node of a kind holds. */
export type NodeOf<Kind extends NodeKind> = ContentOf<Node, Kind>;

/** The content of a node if it is of this kind. */
export function as<Kind extends NodeKind>(node: Node | undefined, kind: Kind): NodeOf<Kind> | undefined {
  return node !== undefined && isOfKind(node, kind) ? node[kind] : undefined;
}

/** The parser gives each node as an object with one property, named after its kind. */
function isOfKind<Kind extends NodeKind>(
  node: object,
  kind: Kind,
): node is Readonly<Record<Kind, NodeOf<Kind>>> {
  return Object.hasOwn(node, kind);
}

/** The strings of a list of names. */
export function strings(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).flatMap((node) => as(node, 'String')?.sval ?? []);
}

/** `schema.table` when a schema is written, else `table`. */
export function tableName(relation: RangeVar | undefined): string {
  return [relation?.catalogname, relation?.schemaname, relation?.relname]
    .filter((part) => part !== undefined && part !== '')
    .join('.');
}

/** A qualified name that stands as a list (DROP) or, for types, as a type name. */
export function listedName(node: Node): readonly string[] {
  const list = as(node, 'List');
  if (list) return strings(list.items);
  const type = as(node, 'TypeName');
  if (type) return strings(type.names);
  const single = as(node, 'String')?.sval;
  return single === undefined ? [] : [single];
}

/** The smallest location in a tree: where its text begins, save for opening parentheses. */
export function leftmostLocation(node: unknown): number | undefined {
  let least: number | undefined;
  const stack: unknown[] = [node];
  for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
    if (typeof each !== 'object' || each === null) continue;
    for (const [key, value] of Object.entries(each)) {
      if (key === 'location' && typeof value === 'number' && value >= 0)
        least = Math.min(least ?? value, value);
      else if (typeof value === 'object' && value !== null) stack.push(value);
    }
  }
  return least;
}
