/**
 * The layers of the house as rules. Each rule is proved to bite by a planted violation in test/house/layers.test.ts.
 * Data flows left to right only: repository → readers → facts → rules → workflows → reporters; commands stand outside.
 */

const rooms = (...names) => `^src/(${names.join('|')})/`;
const room = (name) => `^src/${name}/`;

/** Node's modules that reach files, processes or the network. */
const reachingOut =
  '^(node:)?(fs|fs/promises|child_process|net|http|https|http2|tls|dgram|dns|worker_threads|cluster|vm|inspector)$';

/** @param name {string} @param from {string} @param allowed {string[]} rooms that `from` may import besides itself */
function onlyImports(name, from, allowed, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from: { path: room(from) },
    to: { path: '^src/', pathNot: rooms(from, ...allowed) },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'A cycle means that two rooms are one. Types that speak of each other (a value has a scope, a scope has values) are no cycle.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'model-imports-nothing',
      severity: 'error',
      comment: 'The vocabulary stands on its own: no room, no package, not even Node.',
      from: { path: room('model') },
      to: { pathNot: room('model') },
    },
    onlyImports('syntax-imports-model', 'syntax', ['model'], 'Text → tree, no meaning.'),
    onlyImports('repository-imports-model', 'repository', ['model'], 'Files and git, no meaning.'),
    onlyImports(
      'reporters-import-model',
      'reporters',
      ['model'],
      'Pure functions over the report: they never compute facts.',
    ),
    onlyImports(
      'checklist-imports-model-and-syntax',
      'checklist',
      ['model', 'syntax'],
      'Packs and answers; what they rest on is handed in.',
    ),
    onlyImports('audit-imports-model', 'audit', ['model'], 'The gate judges a report, it does not make one.'),
    onlyImports('configuration-imports-model', 'configuration', ['model'], 'Reads a text, decides nothing.'),
    onlyImports(
      'services-import-model-and-syntax',
      'services',
      ['model', 'syntax'],
      'A reader among readers.',
    ),
    onlyImports(
      'migrations-import-model-and-syntax',
      'migrations',
      ['model', 'syntax'],
      'No domain knows another from inside.',
    ),
    onlyImports(
      'health-imports-model-and-syntax',
      'health',
      ['model', 'syntax'],
      'No domain knows another from inside.',
    ),
    onlyImports(
      'alerts-import-model-and-syntax',
      'alerts',
      ['model', 'syntax'],
      'No domain knows another from inside.',
    ),
    onlyImports(
      'evidence-imports-model-and-syntax',
      'evidence',
      ['model', 'syntax'],
      'No domain knows another from inside.',
    ),
    onlyImports(
      'documents-import-model-and-syntax',
      'documents',
      ['model', 'syntax'],
      'Texts in, texts out.',
    ),
    {
      name: 'workflows-do-not-print',
      severity: 'error',
      comment: 'A workflow returns data; how it looks is for reporters and commands.',
      from: { path: room('workflows') },
      to: { path: rooms('commands', 'reporters') },
    },
    onlyImports(
      'commands-import-workflows',
      'commands',
      ['model', 'workflows', 'reporters'],
      'Flags → one workflow → a reporter. A command never does the work.',
    ),
    {
      name: 'oclif-and-inquirer-live-in-commands',
      severity: 'error',
      comment: 'Everything else can be used and tested without a command line.',
      from: { path: '^src/', pathNot: room('commands') },
      to: { path: '(^|/)node_modules/(@oclif|inquirer|@inquirer)/' },
    },
    {
      name: 'readers-never-reach-out',
      severity: 'error',
      comment: 'Readers and rules get a RepositoryView: no files, no processes, no network.',
      from: {
        path: rooms(
          'syntax',
          'services',
          'migrations',
          'health',
          'alerts',
          'evidence',
          'audit',
          'configuration',
          'reporters',
        ),
      },
      to: { dependencyTypes: ['core'], path: reachingOut },
    },
    {
      name: 'processes-start-in-two-places',
      severity: 'error',
      comment: 'git is started by repository, an editor by the commands; nothing else starts programs.',
      from: { path: '^src/', pathNot: '^src/(repository/|commands/interaction/)' },
      to: { path: '(^(node:)?child_process$)|(/node_modules/simple-git/)' },
    },
    {
      name: 'files-are-touched-by-repository',
      severity: 'error',
      comment:
        "The scanned repository's files are read and written by repository alone. The three files excepted read what the package itself ships.",
      from: {
        path: '^src/',
        pathNot:
          '^src/(repository/|checklist/bundled-packs\\.ts|documents/bundled-templates\\.ts|workflows/package-version\\.ts|commands/interaction/)',
      },
      to: { dependencyTypes: ['core'], path: '^(node:)?(fs|fs/promises)$' },
    },
    {
      name: 'no-network',
      severity: 'error',
      comment:
        'lintel is offline. The one exception serves the preview of the decision log on the loopback interface.',
      from: { path: '^(src|bin)/', pathNot: '^src/workflows/adr/preview-server\\.ts$' },
      to: { dependencyTypes: ['core'], path: '^(node:)?(net|http|https|http2|tls|dgram|dns)$' },
    },
    {
      name: 'bin-starts-oclif-only',
      severity: 'error',
      comment: 'bin starts oclif, nothing else; Node itself is allowed for the fast answer to --version.',
      from: { path: '^bin/' },
      to: {
        pathNot:
          '(^(node:)?(fs|module|url|process)$)|(/node_modules/@oclif/core/)|(^(node_modules/)?@oclif/core)',
      },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: '^(src|bin)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'product-uses-declared-packages',
      severity: 'error',
      comment:
        'What the program needs at run time is a dependency, not a development dependency or somebody else’s.',
      from: { path: '^(src|bin)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: { path: '^(src|bin)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
