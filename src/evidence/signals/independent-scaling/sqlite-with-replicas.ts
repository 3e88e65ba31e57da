import { nodeService, pythonService } from '../../examples.js';
import { option, settled } from '../../../syntax/code/arguments.js';
import type { CodeRecogniser, Recogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import type { EvidenceSignal } from '../../signal.js';
import { deployment } from './examples.js';
import { severalInstances } from './instances.js';

const sighting = 'sqlite-database';

/** Source: https://www.prisma.io/docs/orm/overview/databases/sqlite */
const prisma: Recogniser = {
  in: 'text',
  sighting,
  files: /\.prisma$/,
  words: /^\s*provider\s*=\s*"sqlite"/m,
  *see(source) {
    const found = /^[ \t]*provider\s*=\s*"sqlite"/m.exec(source.text);
    if (!found) return;
    const start = found.index + found[0].search(/\S/);
    yield {
      span: source.span(start, found.index + found[0].length),
      text: 'the data lies in a file of SQLite (Prisma)',
      confidence: 'high',
    };
  },
};

/** Source: https://docs.djangoproject.com/en/stable/ref/settings/#databases */
const django: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['python'],
  words: /django\.db\.backends\.sqlite3/,
  *see(code) {
    // Several databases to choose from: which one production takes is not told here.
    if (/backends\.(?:postgresql|mysql|oracle)|dj_database_url|DATABASE_URL/.test(code.source.text)) return;
    for (const { place, value, context, start, end } of code.assignments)
      if (place.name === 'DATABASES' && value.kind === 'map' && !context.conditional)
        yield seenAt(code, { start, end }, 'the data lies in a file of SQLite (DATABASES of Django)');
  },
};

const node: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['javascript'],
  words: /better-sqlite3|['"]sqlite3?['"]/,
  *see(code) {
    for (const call of code.calls) {
      const [first] = call.arguments;
      const file = first ? settled(first.value) : undefined;
      const isFile =
        /^(?:better-sqlite3|sqlite3\.Database)$/.test(call.target) &&
        call.constructs &&
        file?.kind === 'text' &&
        file.text !== ':memory:';
      const dialect = option(call, 'client', 'dialect');
      const named = dialect ? settled(dialect) : undefined;
      const isClient =
        /^(?:knex|sequelize\.Sequelize)$/.test(call.target) &&
        named?.kind === 'text' &&
        /^(?:better-)?sqlite3?$/.test(named.text);
      if ((isFile || isClient) && !call.context.conditional)
        yield seenAt(code, call, `the data lies in a file of SQLite (${call.name})`);
    }
  },
};

const schema = 'datasource db {\n  provider = "sqlite"\n  url      = "file:./app.db"\n}\n';
const replicated = { 'k8s/app.yaml': deployment({ replicas: 3 }) };

/** A URL of a database in a file. */
const fileUrl = /^(?:sqlite(?:\+\w+)?:\/\/|sqlite3?:(?!memory)|file:[^?]*\.(?:db|sqlite3?)\b)/;

export const sqliteWithReplicas: EvidenceSignal = {
  id: 'sqlite-with-replicas',
  question: 'independent-scaling',
  stance: 'contradicts',
  meaning: 'Each instance has data of its own, and what one writes the others never see.',
  recognition:
    'A database in a file of SQLite (Prisma, Django, better-sqlite3, knex, Sequelize, or a URL that a platform sets) in a service that runs in several instances.',
  guards: [
    'One instance, or a number that is not known, is not judged.',
    'A database in memory is a cache, and one that a condition chooses may be that of development.',
    'Settings that know another database as well say nothing on which one is used.',
  ],
  languages: ['JavaScript', 'Python'],
  recognisers: [prisma, django, node],
  seen: [
    { title: 'Prisma', files: nodeService('', { ...replicated, 'prisma/schema.prisma': schema }) },
    {
      title: 'Django',
      files: pythonService('', {
        ...replicated,
        'app/settings.py':
          "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'app.db'}}\n",
      }),
    },
    {
      title: 'better-sqlite3',
      files: nodeService(
        "const Database = require('better-sqlite3');\nconst db = new Database('app.db');\n",
        replicated,
      ),
    },
    {
      title: 'a URL that the platform sets',
      files: nodeService('', {
        'k8s/app.yaml': deployment({
          replicas: 2,
          container: 'env: [{name: DATABASE_URL, value: "sqlite:////data/app.db"}]\n',
        }),
      }),
    },
  ],
  unseen: [
    { title: 'one instance', files: nodeService('', { 'prisma/schema.prisma': schema }) },
    {
      title: 'a database in memory',
      files: nodeService(
        "const Database = require('better-sqlite3');\nconst db = new Database(':memory:');\n",
        replicated,
      ),
    },
    {
      title: 'Django: SQLite for development',
      files: pythonService('', {
        ...replicated,
        'app/settings.py':
          "import os\n\nif os.environ.get('DEBUG'):\n    DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3'}}\nelse:\n    DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}\n",
      }),
    },
  ],
  detect: (facts) => [
    ...facts.sightings.flatMap(({ kind, span, text, confidence, service }) => {
      const instances = kind === sighting ? severalInstances(service, facts) : undefined;
      return instances === undefined
        ? []
        : [{ span, text: `${text}, and ${instances}`, confidence, service }];
    }),
    ...facts.workloads.flatMap((workload) => {
      const variable = workload.containers
        .flatMap(({ environment }) => Object.entries(environment))
        .find(([, value]) => fileUrl.test(value));
      const instances = variable
        ? severalInstances(workload.service, facts, (candidate) => candidate === workload)
        : undefined;
      if (!variable || instances === undefined) return [];
      const span = { ...workload.span, endLine: workload.span.line, endColumn: workload.span.column };
      return [
        {
          span,
          text: `${variable[0]} names a file of SQLite, and ${instances}`,
          confidence: 'high' as const,
          service: workload.service,
        },
      ];
    }),
  ],
};
