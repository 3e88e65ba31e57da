import { isProductFile } from '../model/repository-view.js';
import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';
import type { InService, Service } from '../model/service.js';
import type { Route } from '../model/endpoint.js';

/** A service whose program does not hear that it is to end. */
export interface DeafToShutdown {
  readonly service: string;
  /** What happens instead, as part of a sentence. */
  readonly reason: string;
}

/** A runtime that ends at once on SIGTERM unless the program asks for the signal. */
interface Runtime {
  /** Route frameworks whose servers the program itself starts. */
  readonly frameworks: ReadonlySet<string>;
  readonly file: RegExp;
  /** Anything that may hear the signal, or that hands the server to something that does. */
  readonly hears: RegExp;
  /** Files that name libraries which hear it. */
  readonly manifest: RegExp;
  readonly libraries: RegExp;
  readonly reason: string;
}

/**
 * Node ends on SIGTERM at once (https://nodejs.org/api/process.html#signal-events), a Go program too (https://pkg.go.dev/os/signal#hdr-Default_behavior_of_signals_in_Go_programs). Servers of
 * other languages (gunicorn, uvicorn, Puma, Kestrel, Tomcat) hear the signal by themselves.
 */
const runtimes: readonly Runtime[] = [
  {
    frameworks: new Set([
      'express',
      'koa',
      'fastify',
      'hapi',
      'hono',
      'node-http',
      'nestjs',
      'polka',
      'restify',
    ]),
    file: /\.[cm]?[jt]sx?$/,
    hears: /SIGTERM|enableShutdownHooks|beforeExit|Bun\.serve|\bserverless\b|awsLambdaFastify/,
    manifest: /(^|\/)package\.json$/,
    libraries:
      /"(@godaddy\/terminus|lightship|http-terminator|stoppable|close-with-grace|fastify-graceful-shutdown|fastify-cli|@fastify\/restartable|http-graceful-shutdown|express-graceful-shutdown|server-destroy|node-graceful-shutdown|@moebius\/http-graceful-shutdown|signal-exit|exit-hook|async-exit-hook|nestjs-graceful-shutdown|death|graceful-fs-shutdown|gracefully|@hapi\/glue|hapi-pulse|@loopback\/core|serverless-http|moleculer|shutdown-signals?|pm2)"/,
    reason: 'Node ends at once when it gets SIGTERM, and nothing in the program asks for the signal',
  },
  {
    frameworks: new Set([
      'go-net-http',
      'go-chi',
      'go-gin',
      'go-echo',
      'go-fiber',
      'go-gorilla',
      'go-httprouter',
      'go-huma',
      'go-hertz',
      'go-iris',
      'go-beego',
    ]),
    file: /\.go$/,
    hears:
      /SIGTERM|signal\.Notify|NotifyContext|\.Shutdown\w*\(|SetupSignalHandler|fx\.New\(|graceful|endless\.|lambda\.Start|run\.Group|oklog\/run|\.Run\(signal/i,
    manifest: /(^|\/)go\.mod$/,
    libraries:
      /tylerb\/graceful|facebookgo\/grace|fvbock\/endless|oklog\/run|uber-go\/fx|go\.uber\.org\/fx|go-kratos\/kratos|zeromicro\/go-zero|cloudflare\/tableflip|aws-lambda-go|weaveworks\/common|grafana\/dskit|controller-runtime|knative\.dev\/pkg/,
    reason: 'a Go program ends at once when it gets SIGTERM, and nothing in this one asks for the signal',
  },
];

/**
 * Services that end at once when the platform stops them, with requests under way. Looked for in all files of the language, whoever owns
 * them: the signal may be asked for in a shared package.
 * @param names services for which it matters.
 */
export async function findDeafServices(
  names: ReadonlySet<string>,
  {
    services,
    routes,
  }: { readonly services: readonly Service[]; readonly routes: readonly InService<Route>[] },
  view: RepositoryView,
): Promise<readonly DeafToShutdown[]> {
  const found: DeafToShutdown[] = [];
  for (const service of services) {
    if (!names.has(service.name)) continue;
    const own = new Set(
      routes.filter((route) => route.service === service.name).map(({ framework }) => framework),
    );
    const runtime = runtimes.find(
      ({ frameworks }) => own.size > 0 && [...own].every((name) => frameworks.has(name)),
    );
    if (runtime === undefined) continue;
    const others = services.filter(
      ({ name, path }) => name !== service.name && path !== '.' && !service.path.startsWith(`${path}/`),
    );
    if (!(await mayHear(runtime, others, view)))
      found.push({ service: service.name, reason: runtime.reason });
  }
  return found;
}

async function mayHear(runtime: Runtime, others: readonly Service[], view: RepositoryView): Promise<boolean> {
  for (const file of view.files) {
    if (!isProductFile(file) || others.some(({ path }) => file.path.startsWith(`${path}/`))) continue;
    const sign = signOf(file, runtime);
    const source = sign && (await view.read(file.path));
    if (sign && source !== undefined && sign.test(source.text)) return true;
  }
  return false;
}

function signOf({ path }: RepositoryFile, runtime: Runtime): RegExp | undefined {
  if (runtime.manifest.test(path)) return runtime.libraries;
  return runtime.file.test(path) ? runtime.hears : undefined;
}
