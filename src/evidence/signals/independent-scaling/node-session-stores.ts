import { given, option, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeValue } from '../../../syntax/code/code-file.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import { externalSessions, localSessions } from './session-sightings.js';

/**
 * Packages with stores for express-session and its relatives that lie outside the process.
 * Source: https://github.com/expressjs/session#compatible-session-stores
 */
const nodeStore =
  /^(?:connect-(?:redis|mongo|mongodb-session|pg-simple|session-sequelize|session-knex|typeorm|dynamodb|memcached|couchbase)|express-mysql-session|@quixo3\/prisma-session-store|koa-redis|koa-session-(?:mongoose|knex-store)|connect-mongodb-session)\b/;

/** Makers of middleware that keeps sessions in the memory of the process unless a store is given. */
const nodeSessions = /^(?:express-session|@fastify\/session|fastify-session|koa-generic-session)$/;

/** Libraries that keep the whole session in a cookie. */
const cookieSessions = /^(?:cookie-session|@fastify\/secure-session|iron-session(?:\.\w+)?)$/;

/** Sessions of Node that all instances can read. */
export const nodeSessionStores: CodeRecogniser = {
  in: 'code',
  sighting: externalSessions,
  languages: ['javascript'],
  words:
    /express-session|@fastify\/session|fastify-session|koa-generic-session|cookie-session|secure-session|iron-session/,
  *see(code) {
    for (const call of code.calls) {
      const made = sessionsOf(call);
      if (!made) continue;
      const store = option(made.options, 'store');
      const library = store ? storeOf(store) : undefined;
      if (library !== undefined)
        yield seenAt(
          code,
          call,
          `sessions are kept outside the process (${library})`,
          call.context.conditional ? 'medium' : 'high',
        );
      else if (cookieSessions.test(made.library))
        yield seenAt(code, call, `sessions are kept in the user’s cookie (${made.library})`);
    }
  },
};

/** The library of sessions that a call sets up, directly or by `app.register(library, options)`. */
function sessionsOf(call: CodeCall): { readonly library: string; readonly options: CodeCall } | undefined {
  if (nodeSessions.test(call.target) || cookieSessions.test(call.target))
    return { library: call.target, options: call };
  const plugin = call.name === 'register' ? call.arguments[0]?.value : undefined;
  const target = plugin?.kind === 'path' || plugin?.kind === 'call' ? plugin.target : '';
  return nodeSessions.test(target) || cookieSessions.test(target)
    ? { library: target, options: call }
    : undefined;
}

/** The package that a store comes from, when its kind is known. */
function storeOf(value: CodeValue): string | undefined {
  if (value.kind === 'path' || value.kind === 'call') {
    const found = nodeStore.exec(value.target);
    if (found) return found[0];
  }
  const known = settled(value);
  return known !== value && known.kind === 'call' ? storeOf(known) : undefined;
}

/** Sessions of Node that one process holds. */
export const nodeSessionMemory: CodeRecogniser = {
  in: 'code',
  sighting: localSessions,
  languages: ['javascript'],
  words: /express-session|@fastify\/session|fastify-session|koa-generic-session/,
  *see(code) {
    // A store that is set later, or for production alone.
    if (code.assignments.some(({ place }) => place.name === 'store')) return;
    for (const call of code.calls) {
      const made = sessionsOf(call);
      if (!made || !nodeSessions.test(made.library) || call.context.conditional) continue;
      const store = option(call, 'store');
      const from = call === made.options && call.name === 'register' ? 1 : 0;
      const isMemory = store ? isMemoryStore(store) : given(call, ['store'], from) === 'no';
      if (isMemory)
        yield seenAt(
          code,
          call,
          `sessions are kept in the memory of the process (${made.library} ${store ? 'with its MemoryStore' : 'without a store'})`,
        );
    }
  },
};

/** `new session.MemoryStore()`, where no condition chooses between it and another. */
function isMemoryStore(value: CodeValue): boolean {
  const known = settled(value);
  return (
    known.kind === 'call' &&
    !known.context.conditional &&
    /^(?:express-session|@fastify\/session|fastify-session)\.MemoryStore$/.test(known.target)
  );
}
