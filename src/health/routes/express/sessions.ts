import type { Dependency, Touch } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { optionsOf, type Value } from '../../../syntax/javascript/evaluate/value.js';

/** Packages that keep the sessions of express-session (https://expressjs.com/en/resources/middleware/session.html#compatible-session-stores). */
const stores = new Map<string, Dependency>([
  ['connect-redis', 'cache'],
  ['connect-memcached', 'cache'],
  ['connect-mongo', 'db'],
  ['connect-mongodb-session', 'db'],
  ['connect-pg-simple', 'db'],
  ['connect-session-sequelize', 'db'],
  ['connect-session-knex', 'db'],
  ['connect-typeorm', 'db'],
  ['express-mysql-session', 'db'],
  ['@quixo3/prisma-session-store', 'db'],
]);

/**
 * What a session of express-session touches at a request without a cookie, as probes make them: a new session is written to its store before
 * the answer ends, unless `saveUninitialized` is false; when it is not written, it is true
 * (https://github.com/expressjs/session#saveuninitialized).
 */
export function sessionTouch(value: Value, span: SourceSpan): Touch | undefined {
  const [session, ...others] = optionsOf(value);
  if (session?.kind !== 'external' || session.package !== 'express-session' || others.length > 0)
    return undefined;
  const options = session.given?.[0];
  if (options?.kind !== 'object') return undefined;
  const saves = options.members.get('saveUninitialized');
  const isSaved = saves === undefined ? !options.open : saves.kind === 'literal' && saves.value === true;
  const store = options.members.get('store');
  const dependency = store?.kind === 'external' ? stores.get(store.package) : undefined;
  return isSaved && dependency !== undefined
    ? { dependency, span, text: 'express-session, which saves a new session for each request without one' }
    : undefined;
}
