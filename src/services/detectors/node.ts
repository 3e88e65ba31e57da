import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { parseYaml } from '../../syntax/yaml.js';
import type { YamlValue } from '../../syntax/yaml.js';
import type { CandidateFiles } from '../candidate-files.js';
import { baseName, directoryOf, joinPath } from '../repository-paths.js';
import { findSpan, isToolDirectory, quoted } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';
import { windowPackages } from '../window-programs.js';
import { startKind } from '../programs/start-command.js';

/** Scripts that start a program in production, in the order in which they are looked at. */
const startScripts = ['start:prod', 'start:production', 'start', 'serve', 'preview'];

/** Packages that make their dependant a server. */
const servers =
  /^(express|fastify|koa|@koa\/router|@hapi\/hapi|hapi|@nestjs\/core|restify|polka|hono|@hono\/node-server|elysia|@feathersjs\/feathers|sails|@adonisjs\/core|@loopback\/core|micro|moleculer|@apollo\/server|apollo-server(-\w+)?|graphql-yoga|@grpc\/grpc-js|bullmq|kafkajs|@trpc\/server|h3|nitropack|@strapi\/strapi|parse-server|socket\.io|ws|@google-cloud\/functions-framework)$/;

/** Packages that make their dependant a web frontend with a server or build of its own. */
const frontends =
  /^(next|nuxt|nuxt3|astro|@remix-run\/(node|serve|react)|@react-router\/(node|serve)|@sveltejs\/kit|gatsby|@solidjs\/start|@builder\.io\/qwik-city|react-scripts|@vue\/cli-service|@angular\/core|vinxi)$/;

/** Files in which a server without a start script begins. */
const serverEntries = [
  'server',
  'app',
  'index',
  'main',
  'src/server',
  'src/app',
  'src/index',
  'src/main',
  'bin/www',
];

/**
 * npm packages: a script that starts a program, a frontend framework, or a server framework with a file that listens. Published libraries
 * (`exports`, `types` or `module`, and not private), command-line tools (`bin` without a server framework) and roots of workspaces that only
 * start their members are none.
 */
export const node: ServiceDetector = {
  name: 'node',
  homepage: 'https://docs.npmjs.com/cli/configuring-npm/package-json',
  async detect(files) {
    const signs: UnitSign[] = [];
    for (const path of files.named('package.json')) {
      const source = isToolDirectory(directoryOf(path)) ? undefined : await files.read(path);
      if (source) signs.push(...(await signsOf(source, files)));
    }
    return signs;
  },
};

interface PackageJson {
  readonly root: YamlValue;
  readonly directory: string;
  readonly dependencies: readonly string[];
  /** Also those for development: build tools stand there. */
  readonly allDependencies: readonly string[];
  readonly isWorkspaceRoot: boolean;
}

async function signsOf(source: SourceText, files: CandidateFiles): Promise<UnitSign[]> {
  const root = parseYaml(source).documents[0]?.root;
  if (root?.isMap !== true) return [];
  const directory = directoryOf(source.path);
  const namesOf = (key: string) => root.get(key).entries.map(([name]) => name);
  const dependencies = namesOf('dependencies');
  const beside = (name: string) => files.has(joinPath(directory, name));
  const pack: PackageJson = {
    root,
    directory,
    dependencies,
    allDependencies: [...dependencies, ...namesOf('devDependencies')],
    isWorkspaceRoot: root.get('workspaces').exists || workspaceFiles.some(beside),
  };
  const isPrivate = root.get('private').boolean === true;
  const isLibrary =
    !isPrivate && ['exports', 'types', 'typings', 'module'].some((key) => root.get(key).exists);
  const hasServer = dependencies.some((name) => servers.test(name) || frontends.test(name));
  if (
    pack.allDependencies.some((name) => windowPackages.has(name)) &&
    !dependencies.some((name) => servers.test(name))
  )
    return [];
  const started = startReason(pack);
  // A server may be published too, so that others embed it: its start script tells.
  if ((isLibrary && !(hasServer && started?.runs === true)) || (root.get('bin').exists && !hasServer))
    return [];
  const reason = started ?? frontendReason(pack, beside) ?? (await serverReason(pack, files));
  if (!reason) return [];
  const name = baseName(root.get('name').text ?? '');
  const isTyped = beside('tsconfig.json') || pack.allDependencies.includes('typescript');
  return [
    {
      directory,
      reason: { text: reason.text, span: reason.span },
      ...(name === '' ? {} : { name }),
      languages: [isTyped ? 'TypeScript' : 'JavaScript'],
    },
  ];
}

const workspaceFiles = ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json', 'rush.json'];

interface Reason {
  readonly text: string;
  readonly span: SourceSpan;
}

function startReason(pack: PackageJson): (Reason & { readonly runs: boolean }) | undefined {
  const entries = pack.root.get('scripts').entries;
  const scripts = new Map(
    entries.flatMap(([name, value]) => (value.text === undefined ? [] : [[name, value.text]])),
  );
  for (const name of startScripts) {
    const command = scripts.get(name);
    if (command === undefined) continue;
    const kind = startKind(scripts, name);
    const isAsset = name === 'preview' || name === 'serve';
    const counts = kind === 'runs' || (kind === 'unknown' && !isAsset && !pack.isWorkspaceRoot);
    if (counts)
      return {
        text: `package.json script ${name} runs ${quoted(command)}`,
        span: pack.root.at('scripts', name).span,
        runs: kind === 'runs',
      };
  }
  return undefined;
}

function frontendReason(pack: PackageJson, beside: (name: string) => boolean): Reason | undefined {
  const scripts = pack.root.get('scripts');
  const buildsOrServes = ['build', 'dev'].find((name) => startsFrontend(scripts.get(name).text ?? ''));
  if (buildsOrServes === undefined) return undefined;
  const framework = pack.dependencies.find((name) => frontends.test(name));
  if (framework !== undefined)
    return {
      text: `package.json depends on ${framework}`,
      span: pack.root.at('dependencies', framework).span,
    };
  const isVite = pack.allDependencies.includes('vite') && beside('index.html');
  return isVite
    ? { text: 'vite frontend with index.html', span: scripts.get(buildsOrServes).span }
    : undefined;
}

/** True for commands of frontend frameworks; a root that runs `turbo build` only passes the word on. */
function startsFrontend(command: string): boolean {
  return /(^|[\s/"'])(next|nuxt|nuxi|astro|remix|react-router|gatsby|vite|svelte-kit|react-scripts|vue-cli-service|ng|qwik|vinxi)(\s|$)/.test(
    command.slice(0, 2_000),
  );
}

async function serverReason(pack: PackageJson, files: CandidateFiles): Promise<Reason | undefined> {
  const server = pack.dependencies.find((name) => servers.test(name));
  if (server === undefined) return undefined;
  const main = pack.root.get('main').text?.replace(/^\.\//, '');
  const stems = [...(main === undefined ? [] : [main.replace(/\.[cm]?[jt]s$/, '')]), ...serverEntries];
  for (const stem of stems)
    for (const suffix of ['.ts', '.js', '.mts', '.mjs', '.cjs', '']) {
      const path = joinPath(pack.directory, `${stem}${suffix}`);
      const source = files.has(path) ? await files.read(path) : undefined;
      const span = source && findSpan(source, /\.listen\(|\bserve\(\{|\bBun\.serve\(|\bDeno\.serve\(/);
      if (span) return { text: `program on ${server} that listens`, span };
    }
  return undefined;
}
