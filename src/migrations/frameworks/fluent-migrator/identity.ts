import type { Attribute, ClassNode, Expression } from '../../../syntax/imperative/tree.js';
import { versionIn } from './migration-file.js';

/** What the attributes of a class say of its migration. */
export interface Identity {
  readonly version: string;
  readonly name: string;
  /** `profile: Development`, `maintenance: AfterAll`. */
  readonly phase?: string;
  /** `TransactionBehavior.None`. */
  readonly isOutside: boolean;
}

/** The identity of a migration: MigrationAttribute.cs, TimestampedMigrationAttribute.cs, ProfileAttribute.cs, MaintenanceAttribute.cs. */
export function identityOf(own: ClassNode | undefined): Identity {
  const attributes = own?.attributes ?? [];
  const named = attributes.find(({ name }) => /Migration$|^MigrationVersion$/.test(name));
  const stage = attributes.find(({ name }) => /^(Maintenance|Profile)$/.test(name));
  const values = [...(named?.arguments ?? []), ...(stage?.arguments ?? [])].map(({ value }) => value);
  const isOutside = values.some((value) => value.kind === 'member' && value.name === 'None');
  const said = stage && writtenIn(stage);
  return {
    version: named ? (versionIn(named.name, written(named)) ?? '') : '',
    name: own?.name ?? '',
    ...(stage && { phase: `${stage.name.toLowerCase()}${said === undefined ? '' : `: ${said}`}` }),
    isOutside,
  };
}

/** The arguments of an attribute as text, cut down to numbers and texts. */
function written({ arguments: given }: Attribute): string {
  return given.map(({ value }) => textOf(value)).join(', ');
}

function textOf(value: Expression): string {
  switch (value.kind) {
    case 'number':
      return value.text;
    case 'text':
      return `"${value.text}"`;
    case 'member':
    case 'name':
      return value.name;
    default:
      return '?';
  }
}

/** The name of a profile or stage. */
function writtenIn({ arguments: given }: Attribute): string | undefined {
  const [first] = given;
  if (!first) return undefined;
  const { value } = first;
  return value.kind === 'text'
    ? value.text
    : value.kind === 'member' || value.kind === 'name'
      ? value.name
      : undefined;
}
