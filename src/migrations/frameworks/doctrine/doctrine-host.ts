import type { Dialect } from '../../../model/migration.js';
import type { Host } from '../../../syntax/imperative/evaluation.js';
import type { Call, Unit, Value } from '../../../syntax/imperative/values.js';
import { text, textOf } from '../../../syntax/imperative/values.js';
import { withNumberedPlaceholders } from '../../programs/placeholders.js';
import { typeOfConstant } from './column-types.js';
import { Connection, SchemaManager, sending } from './connection.js';
import type { Journal } from './journal.js';
import { Platform } from './platforms.js';
import { QueryBuilder } from './query-builder.js';

/** What Doctrine's base class of migrations and DBAL's classes do (src/AbstractMigration.php). */
export class DoctrineHost implements Host {
  readonly #journal: Journal;
  readonly #unit: Unit;
  readonly #dialect: Dialect;
  readonly #connection: Connection;

  constructor(journal: Journal, unit: Unit, dialect: Dialect) {
    this.#journal = journal;
    this.#unit = unit;
    this.#dialect = dialect;
    this.#connection = new Connection(journal, dialect);
  }

  member(object: Value, name: string): Value | undefined {
    if (object.kind === 'self') {
      if (name === 'connection') return { kind: 'object', object: this.#connection };
      if (name === 'platform') return { kind: 'object', object: new Platform(this.#dialect) };
      return name === 'sm' ? { kind: 'object', object: new SchemaManager() } : undefined;
    }
    if (object.kind !== 'class' || !/(^|\\)Types?$/.test(this.#imported(object.name))) return undefined;
    const type = typeOfConstant(name);
    return type === undefined ? undefined : text(type);
  }

  call(receiver: Value | undefined, call: Call): Value | undefined {
    if (receiver?.kind === 'self') return this.#own(call);
    if (receiver?.kind === 'class') {
      if (/^(parent|self|static)$/.test(receiver.name)) return this.#own(call);
      // `Type::getType('string')`
      return call.name === 'getType' && textOf(call.positional[0]) !== undefined
        ? call.positional[0]
        : undefined;
    }
    return receiver?.kind === 'code' ? this.#onUnknown(call) : undefined;
  }

  #imported(name: string): string {
    return this.#unit.program.imports.get(name) ?? name;
  }

  /** Methods that a migration inherits. */
  #own(call: Call): Value | undefined {
    const [first, second] = call.positional;
    switch (call.name) {
      case 'addSql':
        if (first?.kind === 'object' && first.object instanceof QueryBuilder && first.object.body)
          this.#journal.planned.record(call, [first.object.body]);
        else this.#journal.planned.sql(call, withNumberedPlaceholders(first, second, this.#dialect));
        return { kind: 'null' };
      case 'abortIf':
      case 'skipIf':
        if (first?.kind === 'guard') call.guardRest();
        else if (first?.kind === 'boolean' && first.value)
          call.end(call.name === 'abortIf' ? 'error' : 'skip');
        return { kind: 'null' };
      case 'throwIrreversibleMigrationException':
        call.end('error');
        return { kind: 'null' };
      case 'warnIf':
      case 'write':
      case 'up':
      case 'down':
      case 'preUp':
      case 'postUp':
      case 'preDown':
      case 'postDown':
      case 'getDescription':
        return { kind: 'null' };
      case 'isTransactional':
        return { kind: 'boolean', value: true };
      default:
        return { kind: 'code', text: call.name };
    }
  }

  /** A call on something that is not known: SQL is still SQL, and entities are still written. */
  #onUnknown(call: Call): Value | undefined {
    const [first] = call.positional;
    if (sending.has(call.name) && first?.kind === 'text') {
      this.#connection.send(call, first, call.positional[1]);
      return { kind: 'code', text: call.name };
    }
    if (call.name === 'createQueryBuilder') return { kind: 'object', object: this.#connection.builder() };
    if (call.name === 'flush')
      this.#journal.direct.opaque(call, 'rows are changed through entities, which are not followed');
    return undefined;
  }
}
