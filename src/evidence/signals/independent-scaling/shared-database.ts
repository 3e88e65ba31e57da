import { compareText } from '../../../model/source-span.js';
import type { InService } from '../../../model/service.js';
import type { Workload } from '../../../model/workload.js';
import type { EvidenceSignal } from '../../signal.js';

/**
 * The database that a connection URL names: scheme, host, port and name, without user and password. Undefined for anything that is not
 * a whole literal URL of a database.
 */
function databaseOf(value: string): string | undefined {
  const url =
    /^(postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|sqlserver)(?:\+\w+)?:\/\/(?:[^@/\s]*@)?([^/\s?]+)\/([^?\s]+)/.exec(
      value,
    );
  if (url === null || value.includes('$')) return undefined;
  return `${url[1]}://${url[2]}/${url[3]}`;
}

function databasesOf(workload: InService<Workload>): readonly string[] {
  const values = workload.containers.flatMap((container) => Object.values(container.environment));
  return [...new Set(values.flatMap((value) => databaseOf(value) ?? []))];
}

/** Two services that are built from directories of their own, with the URL of the database that each is given. */
function twoServices(one: string, other: string): Readonly<Record<string, string>> {
  const files = (name: string): Readonly<Record<string, string>> => ({
    [`${name}/package.json`]: `{"name": "${name}", "scripts": {"start": "node server.js"}}\n`,
    [`${name}/server.js`]: '',
    [`${name}/Dockerfile`]: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
  });
  return {
    ...files('orders'),
    ...files('billing'),
    'compose.yaml': `services:\n  orders:\n    build: ./orders\n    environment:\n      DATABASE_URL: ${one}\n  billing:\n    build: ./billing\n    environment:\n      DATABASE_URL: ${other}\n`,
  };
}

export const sharedDatabase: EvidenceSignal = {
  id: 'shared-database',
  question: 'independent-scaling',
  stance: 'contradicts',
  meaning: 'Services that share a database cannot be scaled or released by themselves.',
  recognition:
    'Workloads of different services have the same literal database URL (host, port and name) in their environment.',
  guards: [
    'Two databases on one server are two.',
    'A URL that is put together at run time may be another one in each place.',
  ],
  seen: [
    {
      title: 'two services, one database',
      files: twoServices('postgres://orders:x@db:5432/shop', 'postgres://billing:y@db:5432/shop'),
    },
  ],
  unseen: [
    {
      title: 'two databases on one server',
      files: twoServices('postgres://x@db:5432/orders', 'postgres://x@db:5432/billing'),
    },
    {
      title: 'a name that is filled in at run time',
      files: twoServices('postgres://x@db:5432/$${NAME}', 'postgres://x@db:5432/$${NAME}'),
    },
  ],
  detect: ({ workloads }) => {
    const owners = new Map<string, InService<Workload>[]>();
    for (const workload of workloads.filter((candidate) => candidate.service !== '')) {
      for (const database of databasesOf(workload))
        owners.set(database, [...(owners.get(database) ?? []), workload]);
    }
    return [...owners].flatMap(([database, users]) => {
      const names = [...new Set(users.map((user) => user.service))].toSorted(compareText);
      const [first] = users;
      if (names.length < 2 || first === undefined) return [];
      return [
        {
          span: first.span,
          text: `${names.join(', ')} share the database ${database}`,
          confidence: 'high' as const,
          service: first.service,
        },
      ];
    });
  },
};
