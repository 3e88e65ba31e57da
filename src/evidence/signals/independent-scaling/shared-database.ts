import { compareText } from '../../../model/source-span.js';
import type { InService } from '../../../model/service.js';
import type { Workload } from '../../../model/workload.js';
import type { EvidenceSignal } from '../../signal.js';

/** A database by host, port and name; a schema of its own makes it another. */
interface Database {
  readonly host: string;
  readonly name: string;
}

/** Parameters of a URL that choose a schema: of Prisma, JDBC, libpq. */
const schemaParameter = /[?&;](?:schema|currentSchema|search_path|options=[^&]*search_path)=([\w%-]+)/i;

/** The database that a connection URL names; undefined for anything that is not a whole literal URL of a database. */
function ofUrl(value: string): Database | undefined {
  const [, host, path = ''] =
    /^(?:jdbc:|r2dbc:)?(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|sqlserver)(?:\+\w+)?:\/\/(?:[^@/\s]*@)?([^/\s?]+)\/([^?;\s]+)/.exec(
      value,
    ) ?? [];
  return host === undefined ? undefined : { host, name: `${path}${schemaOf(value)}` };
}

function schemaOf(value: string): string {
  const schema = schemaParameter.exec(value)?.[1];
  return schema === undefined ? '' : `, schema ${schema}`;
}

/** `Server=db;Database=shop;User Id=…`. Source: https://learn.microsoft.com/en-us/dotnet/api/system.data.sqlclient.sqlconnection.connectionstring */
function ofConnectionString(value: string): Database | undefined {
  const parts = new Map(
    value.split(';').map((part) => {
      const [key = '', text = ''] = part.split('=', 2);
      return [key.trim().toLowerCase(), text.trim()] as const;
    }),
  );
  const host = parts.get('host') ?? parts.get('server') ?? parts.get('data source');
  const name = parts.get('database') ?? parts.get('initial catalog');
  return host && name
    ? { host, name: `${name}${parts.has('search path') ? `, ${parts.get('search path')}` : ''}` }
    : undefined;
}

/** `DB_HOST` and `DB_NAME`, `POSTGRES_HOST` and `POSTGRES_DB`, `PGHOST` and `PGDATABASE`: variables with the same beginning. */
function ofVariables(environment: Readonly<Record<string, string>>): readonly Database[] {
  return Object.entries(environment).flatMap(([key, host]) => {
    const start = /^((?:\w+_)?(?:DB|DATABASE|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB)_?)HOST(?:NAME)?$/.exec(
      key,
    )?.[1];
    const name =
      start === undefined
        ? undefined
        : ['NAME', 'DATABASE', 'DB', 'DBNAME'].map((end) => environment[`${start}${end}`]).find(Boolean);
    const schema = start === undefined ? undefined : environment[`${start}SCHEMA`];
    return name ? [{ host, name: schema ? `${name}, schema ${schema}` : name }] : [];
  });
}

/** A container's own machine, or a proxy beside it. */
const ownHost =
  /^(?:localhost|127\.0\.0\.1|\[?::1\]?|0\.0\.0\.0|\.|\(local\)|host\.docker\.internal)(?::\d+)?$/i;

/**
 * The databases that a workload is given, each with the network in which its host has that name: a compose file, or the manifests of a directory;
 * a host with a domain is the same everywhere.
 */
function databasesOf({
  containers,
  platform,
  namespace,
  span,
}: InService<Workload>): ReadonlyMap<string, string> {
  const databases = containers.flatMap(({ environment }) => [
    ...Object.values(environment).flatMap((value) => ofUrl(value) ?? ofConnectionString(value) ?? []),
    ...ofVariables(environment),
  ]);
  const directory = span.file.replace(/(?:^|\/)[^/]*$/, '');
  const network = platform === 'compose' ? span.file : `${namespace ?? ''} ${directory}`;
  return new Map(
    databases
      .filter(({ host, name }) => !/[${}<>]/.test(`${host}${name}`) && !ownHost.test(host))
      .map(({ host, name }) => {
        const written = `${host}/${name}`;
        return [/\.[a-z]/i.test(host) ? written : `${written} ${network}`, written];
      }),
  );
}

/** Workloads that look after the database, or use it once. */
const caretaker =
  /migrat|\b(?:init|setup|seed|backup|restore)\b|adminer|pgadmin|phpmyadmin|exporter|flyway|liquibase/i;

/** Two services that are built from directories of their own, with the URL of the database that each is given. */
function twoServices(
  one: string,
  other: string,
  variable = (value: string) => `DATABASE_URL: ${value}`,
): Readonly<Record<string, string>> {
  const files = (name: string): Readonly<Record<string, string>> => ({
    [`${name}/package.json`]: `{"name": "${name}", "scripts": {"start": "node server.js"}}\n`,
    [`${name}/server.js`]: '',
    [`${name}/Dockerfile`]: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
  });
  return {
    ...files('orders'),
    ...files('billing'),
    'compose.yaml': `services:\n  orders:\n    build: ./orders\n    environment:\n      ${variable(one)}\n  billing:\n    build: ./billing\n    environment:\n      ${variable(other)}\n`,
  };
}

export const sharedDatabase: EvidenceSignal = {
  id: 'shared-database',
  question: 'independent-scaling',
  stance: 'contradicts',
  meaning: 'Services that share a database cannot be scaled or released by themselves.',
  recognition:
    'Workloads of different services have the same database (host and name, in a URL, a connection string or variables of their own) written in their environment.',
  guards: [
    'Two databases on one server are two, and so are two schemas.',
    'A host has its name within one compose file or one directory of manifests: the same name elsewhere is another.',
    'Programs of one module (`cmd/a`, `cmd/b`) and what lies inside another service’s directory are parts of one service; what migrates or looks after the database is none.',
    'A URL that is put together at run time may be another one in each place.',
  ],
  seen: [
    {
      title: 'two services, one database',
      files: twoServices('postgres://orders:x@db:5432/shop', 'postgres://billing:y@db:5432/shop'),
    },
    {
      title: 'a database in variables of its own',
      files: twoServices('shop', 'shop', (value) => `DB_HOST: db\n      DB_NAME: ${value}`),
    },
    {
      title: 'a connection string of .NET',
      files: twoServices(
        'shop',
        'shop',
        (value) => `ConnectionStrings__Main: "Server=db;Database=${value};User Id=sa"`,
      ),
    },
  ],
  unseen: [
    {
      title: 'two schemas of one database',
      files: twoServices('postgres://x@db/shop?schema=orders', 'postgres://x@db/shop?schema=billing'),
    },
    {
      title: 'an image of everything beside one of its parts',
      files: {
        ...twoServices('postgres://x@db:5432/shop', 'postgres://x@db:5432/billing'),
        'package.json': '{"name": "shop", "scripts": {"start": "node all.js"}}\n',
        'all.js': '',
        'all.Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "all.js"]\n',
        'compose.yaml':
          'services:\n  all:\n    build: {context: ., dockerfile: all.Dockerfile}\n    environment: {DATABASE_URL: "postgres://x@db:5432/shop"}\n  orders:\n    build: ./orders\n    environment: {DATABASE_URL: "postgres://x@db:5432/shop"}\n',
      },
    },
    {
      title: 'the same name in two compose files',
      files: {
        'orders/compose.yaml':
          'services:\n  orders:\n    build: .\n    environment: {DATABASE_URL: "postgres://x@db/app"}\n',
        'orders/Dockerfile': 'FROM node:22\nCMD ["node", "server.js"]\n',
        'orders/package.json': '{"name": "orders", "scripts": {"start": "node server.js"}}\n',
        'billing/compose.yaml':
          'services:\n  billing:\n    build: .\n    environment: {DATABASE_URL: "postgres://x@db/app"}\n',
        'billing/Dockerfile': 'FROM node:22\nCMD ["node", "server.js"]\n',
        'billing/package.json': '{"name": "billing", "scripts": {"start": "node server.js"}}\n',
      },
    },
    {
      title: 'two databases on one server',
      files: twoServices('postgres://x@db:5432/orders', 'postgres://x@db:5432/billing'),
    },
    {
      title: 'a name that is filled in at run time',
      files: twoServices('postgres://x@db:5432/$${NAME}', 'postgres://x@db:5432/$${NAME}'),
    },
  ],
  detect: ({ services, workloads }) => {
    const paths = new Map(services.map(({ name, path }) => [name, path]));
    const owners = new Map<string, { readonly written: string; readonly users: InService<Workload>[] }>();
    for (const workload of workloads) {
      if (workload.service === '' || caretaker.test(workload.name)) continue;
      for (const [key, written] of databasesOf(workload)) {
        const known = owners.get(key);
        if (known) known.users.push(workload);
        else owners.set(key, { written, users: [workload] });
      }
    }
    return [...owners.values()].flatMap(({ written, users }) => {
      const names = [...new Set(users.map((user) => user.service))].toSorted(compareText);
      const [first] = users;
      const modules = new Set(names.map((name) => moduleOf(paths.get(name) ?? name)));
      if (
        modules.size < 2 ||
        first === undefined ||
        lieInOneAnother(names.map((name) => paths.get(name) ?? name))
      )
        return [];
      return [
        {
          span: first.span,
          text: `${names.map((name) => called(name, users)).join(', ')} share the database ${written}`,
          confidence: 'high' as const,
          service: first.service,
        },
      ];
    });
  },
};

/** Whether all but one are parts of that one: an image of the whole repository runs the same programs. */
function lieInOneAnother(directories: readonly string[]): boolean {
  return directories.some((outer) =>
    directories.every((inner) => inner === outer || outer === '.' || inner.startsWith(`${outer}/`)),
  );
}

/** The root of a repository has no name of its own: its workload has. */
function called(service: string, users: readonly InService<Workload>[]): string {
  return service === '.' ? (users.find((user) => user.service === service)?.name ?? service) : service;
}

/** Programs under `cmd/` are built from the one module around it. Source: https://go.dev/doc/modules/layout */
function moduleOf(path: string): string {
  return path.replace(/(?:^|\/)cmd\/[^/]+$/, '/cmd');
}
