import { isProductFile } from '../model/repository-view.js';
import type { RepositoryView } from '../model/repository-view.js';
import { ancestors, baseName, directoryOf } from './repository-paths.js';

/** Libraries that draw in a browser or a window. */
const drawing =
  /"(?:react-dom|react-scripts|vue|svelte|@angular\/core|preact|solid-js|ember-source|lit|@builder\.io\/qwik|electron|@grafana\/(?:ui|runtime))"\s*:/;
/** Libraries that only a program of a server needs: frameworks, and clients of databases, caches and queues. */
const serving =
  /"(?:express|fastify|koa|hono|h3|nitro|nitropack|@nestjs\/core|@hapi\/hapi|restify|polka|@feathersjs\/[\w-]+|apollo-server[\w-]*|@apollo\/server|@trpc\/server|graphql-yoga|pg|postgres|mysql2?|mongodb|mongoose|redis|ioredis|prisma|@prisma\/client|typeorm|knex|drizzle-orm|kafkajs|amqplib|bullmq|@grpc\/grpc-js|socket\.io)"\s*:/;
/** Frameworks whose programs serve and draw. */
const both =
  /"(?:next|nuxt|@remix-run\/[\w-]+|@react-router\/(?:node|serve|express)|@sveltejs\/kit|astro|@tanstack\/(?:react-)?start|blitz|@redwoodjs\/[\w-]+)"\s*:/;

const script = /\.[cm]?[jt]sx?$/i;

/** Files that a browser runs, by their kind, or by the name of a directory where their language is one of browsers. */
const browserFile =
  /\.(?:jsx|vue|svelte)$|(?:^|\/)(?:instrumentation-client|sentry\.client\.config)\.[cm]?[jt]s$|(?:^|\/)(?:front-?end|client|webapp|web-ui|browser|public|static|assets|components|hooks)\/.*\.[cm]?[jt]sx?$/i;

/** What is drawn, but for what frameworks run on the server: route handlers, loaders of routes, pages of APIs. */
const drawnFile = /\.tsx$/i;
const servedRoute =
  /(?:^|\/)(?:route|server|middleware|entry\.server)\.tsx$|(?:^|\/)(?:routes|pages\/api|server)\//i;

/** https://react.dev/reference/rsc/use-client: it stands before everything else but comments. */
const forClients = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*["']use client["']/;

/** What browsers run. */
export interface BrowserCode {
  /** Whether a browser runs a file. */
  runs(path: string): boolean;
  /** Whether a directory is that of a package that draws and has nothing to serve with. */
  isPackage(directory: string): boolean;
}

/**
 * Tells which files of JavaScript and TypeScript a browser runs: those of packages that draw and have nothing to serve with; in packages
 * of frameworks that do both, what is drawn, and modules that are marked for clients.
 */
export async function readBrowserCode(view: RepositoryView): Promise<BrowserCode> {
  const kinds = new Map<string, PackageKind>();
  for (const file of view.files) {
    if (!isProductFile(file) || baseName(file.path) !== 'package.json') continue;
    const text = (await view.read(file.path))?.text ?? '';
    kinds.set(directoryOf(file.path), kindOf(text));
  }
  const packageOf = (path: string): string | undefined =>
    ancestors(directoryOf(path)).find((directory) => kinds.has(directory));
  const kindAt = (path: string): PackageKind => kinds.get(packageOf(path) ?? '') ?? 'other';
  /** Of a package that serves only what lies inside is told by its names: a server may itself be called frontend. */
  const named = (path: string): string => {
    const home = packageOf(path);
    return home !== undefined && home !== '.' && kinds.get(home) === 'server'
      ? path.slice(home.length + 1)
      : path;
  };
  const marked = new Set<string>();
  for (const file of view.files)
    if (script.test(file.path) && isProductFile(file) && kindAt(file.path) === 'both') {
      const text = (await view.read(file.path))?.text ?? '';
      if (forClients.test(text)) marked.add(file.path);
    }
  const runs = (path: string): boolean => {
    if (browserFile.test(named(path)) || marked.has(path)) return true;
    if (!script.test(path)) return false;
    const kind = kindAt(path);
    return kind === 'browser' || (kind === 'both' && drawnFile.test(path) && !servedRoute.test(path));
  };
  return { runs, isPackage: (directory) => kinds.get(directory) === 'browser' };
}

/** What the program of a package is: `both` draws and serves. */
type PackageKind = 'both' | 'browser' | 'other' | 'server';

function kindOf(manifest: string): PackageKind {
  const dependencies = manifest.replaceAll(/"(?:scripts|overrides|resolutions)"\s*:\s*\{[^{}]*\}/g, '');
  if (both.test(dependencies)) return 'both';
  if (serving.test(dependencies)) return 'server';
  return drawing.test(dependencies) ? 'browser' : 'other';
}
