import { option, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeLanguage, CodeValue } from '../../../syntax/code/code-file.js';
import { mapEntries } from '../caching/values-in-code.js';
import { seenAt } from '../../recogniser.js';
import type { Seen } from '../../recogniser.js';

/** Words for a copy of the database that is read from. */
export const replicaWords = /replica|slave|reader|read_?only|secondary|follower/i;

interface ReplicaCall {
  readonly languages: readonly CodeLanguage[];
  readonly target: RegExp;
  /** It tells of a replica with this option only. */
  readonly option?: readonly string[];
  /** It tells of a replica only where its arguments have such a word. */
  readonly named?: true;
  readonly says: string;
}

/**
 * How libraries are told of replicas: https://github.com/prisma/extension-read-replicas, https://orm.drizzle.team/docs/read-replicas,
 * https://mikro-orm.io/docs/read-connections, https://gorm.io/docs/dbresolver.html,
 * https://pkg.go.dev/go.mongodb.org/mongo-driver/mongo/readpref, https://www.mongodb.com/docs/manual/core/read-preference/,
 * https://mongodb.github.io/mongo-csharp-driver/ (WithReadPreference), https://docs.rs/sqlx.
 */
const calls: readonly ReplicaCall[] = [
  {
    languages: ['javascript'],
    target: /^@prisma\/extension-read-replicas\.readReplicas$/,
    says: 'reads of Prisma go to replicas',
  },
  {
    languages: ['javascript'],
    target: /^drizzle-orm\/\w+-core\.withReplicas$/,
    says: 'reads of Drizzle go to replicas',
  },
  {
    languages: ['javascript'],
    target: /^@mikro-orm\/\w+\.(?:MikroORM\.init|defineConfig)$/,
    option: ['replicas'],
    says: 'reads of MikroORM go to replicas',
  },
  {
    languages: ['javascript'],
    target: /^knex(?:\.default|\.knex)?$/,
    named: true,
    says: 'Knex has a connection of its own for reads',
  },
  {
    languages: ['javascript'],
    target: /^(?:pg\.(?:default\.)?(?:Pool|Client)|mysql2(?:\/promise)?\.createPool|postgres(?:\.default)?)$/,
    named: true,
    says: 'there is a pool of its own for reads',
  },
  {
    languages: ['python'],
    target: /^sqlalchemy(?:\.ext\.asyncio|\.engine)?\.create_(?:async_)?engine$/,
    named: true,
    says: 'SQLAlchemy has an engine of its own for reads',
  },
  {
    languages: ['go'],
    target: /^gorm\.io\/plugin\/dbresolver\.Config$/,
    option: ['Replicas'],
    says: 'reads of GORM go to replicas',
  },
  {
    languages: ['go'],
    target: /^github\.com\/bxcodec\/dbresolver(?:\/v\d+)?\.(?:New|WithReplicaDBs)$/,
    says: 'reads go to replicas (dbresolver)',
  },
  {
    languages: ['go'],
    target:
      /^(?:database\/sql\.Open|github\.com\/jmoiron\/sqlx\.(?:Open|Connect|MustConnect)|github\.com\/jackc\/pgx\/v\d+\/pgxpool\.New)$/,
    named: true,
    says: 'there is a pool of its own for reads',
  },
  {
    languages: ['go'],
    target:
      /^go\.mongodb\.org\/mongo-driver(?:\/v\d+)?\/mongo\/readpref\.(?:Secondary|SecondaryPreferred|Nearest)$/,
    says: 'reads of MongoDB go to secondaries',
  },
  {
    languages: ['csharp'],
    target: /(?:^|\.)(?:WithReadPreference|SetReadPreference)$/,
    named: true,
    says: 'reads of MongoDB go to secondaries',
  },
  {
    languages: ['rust'],
    target:
      /^(?:sqlx::(?:postgres::|mysql::)?(?:PgPool|MySqlPool|Pool)(?:Options::new\(\)(?:\.\w+\(\))*\.connect(?:_lazy)?|::connect(?:_lazy)?)|sea_orm::Database::connect)$/,
    named: true,
    says: 'there is a pool of its own for reads',
  },
  {
    languages: ['java', 'kotlin'],
    target: /(?:^|\.)LazyConnectionDataSourceProxy\(\)\.setReadOnlyDataSource$/,
    says: 'read-only transactions go to a data source of their own',
  },
  {
    languages: ['java', 'kotlin'],
    target: /^com\.mongodb\.ReadPreference\.(?:secondary|secondaryPreferred|nearest)$/,
    says: 'reads of MongoDB go to secondaries',
  },
];

/** Calls that tell a library of replicas. */
export function* replicaCalls(code: CodeFile): Iterable<Seen> {
  const known = calls.filter(({ languages }) => languages.includes(code.language));
  for (const call of code.calls)
    for (const { target, option: names, named, says } of known) {
      if (!target.test(call.target)) continue;
      if (names && !isGiven(option(call, ...names))) continue;
      if (named && !namesReplica(code, call)) continue;
      yield seenAt(code, call, says, named ? 'medium' : 'high');
      break;
    }
}

function isGiven(value: CodeValue | undefined): boolean {
  const known = value && settled(value);
  return known !== undefined && known.kind !== 'null' && !(known.kind === 'list' && known.items.length === 0);
}

/** Whether the address that a connection is given speaks of a replica; what is only called read-only does not. */
function namesReplica({ source }: CodeFile, call: CodeCall): boolean {
  return /replica|slave|ReadPreference\.(?:Secondary|Nearest)|reader(?:_?(?:url|host|endpoint|dsn))|read_?only_?(?:url|host|endpoint|dsn|db)|(?:db|database|postgres|mysql)_?(?:ro|read)_?(?:url|host|dsn)/i.test(
    source.text.slice(call.callee.end, call.end),
  );
}

/**
 * `replication: { master, slaves }` of TypeORM, `replication: { read, write }` of Sequelize, `'read' => …, 'write' => …` of Laravel:
 * https://typeorm.io/docs/data-source/multiple-data-sources#replication, https://sequelize.org/docs/v6/other-topics/read-replication/,
 * https://laravel.com/docs/database#read-and-write-connections.
 */
export function* replicaMaps(code: CodeFile): Iterable<Seen> {
  for (const { name, value } of mapEntries(code)) {
    const map = settled(value);
    if (map.kind !== 'map') continue;
    const has = (key: string): boolean => isGiven(map.entries.find((entry) => entry.name === key)?.value);
    if (code.language === 'javascript' && name === 'replication') {
      if (has('slaves')) yield seenAt(code, value, 'reads of TypeORM go to replicas (replication)');
      else if (has('read') && has('write'))
        yield seenAt(code, value, 'reads of Sequelize go to replicas (replication)');
    }
    if (code.language === 'php' && has('read') && has('write') && has('driver'))
      yield seenAt(code, value, 'reads of Laravel go to a connection of their own (read, write)');
  }
}
