import type { GoProgram } from '../../../syntax/go/program.js';
import { registrationIn } from '../../go-programs/registrations.js';
import type { GoValue } from '../../go-programs/values.js';

/** A migration in Go as it is registered. */
export interface GooseRegistration {
  readonly up: GoValue | undefined;
  readonly down: GoValue | undefined;
  readonly inTransaction: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the call that registers the migration of a file: `goose.AddMigrationContext(up, down)`, `AddNamedMigrationNoTxContext(name, up,
 * down)` and the like (pressly/goose, register.go).
 */
export async function gooseRegistration(
  path: string,
  program: GoProgram,
): Promise<GooseRegistration | undefined> {
  const found = await registrationIn(path, /^Add(Named)?Migration(NoTx)?(Context)?$/, program);
  if (!found) return undefined;
  const { method, args, start, end } = found;
  const [up, down] = method.includes('Named') ? args.slice(1) : args;
  return { up, down, inTransaction: !method.includes('NoTx'), start, end };
}
