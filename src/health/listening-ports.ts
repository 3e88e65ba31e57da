import type { Route } from '../model/endpoint.js';
import type { Probe } from '../model/probe.js';
import { isProductFile } from '../model/repository-view.js';
import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';
import type { InService, Service } from '../model/service.js';
import type { Workload } from '../model/workload.js';
import type { ImageStage } from './images/image-stages.js';

/** A probe that asks a port of which nothing else in the repository speaks. */
export interface UnheardPort {
  readonly probe: InService<Probe>;
  /** Number, or the name that the container gives to none of its ports. */
  readonly port: number | string;
  /** The ports that manifest and image name instead; never empty. */
  readonly declared: readonly number[];
}

/** What is looked at beside the view. */
export interface Surroundings {
  readonly services: readonly Service[];
  readonly workloads: readonly InService<Workload>[];
  readonly routes: readonly InService<Route>[];
  readonly images: readonly ImageStage[];
}

/**
 * Probes whose port is named nowhere: the container declares others, and the number stands in no file of the service and in no manifest or
 * setting but in the probe itself. What a framework listens on when nobody says anything is never among them.
 */
export async function findUnheardPorts(
  probes: readonly InService<Probe>[],
  around: Surroundings,
  view: RepositoryView,
): Promise<readonly UnheardPort[]> {
  const found: UnheardPort[] = [];
  for (const probe of probes) {
    const { port, service, host } = probe;
    if (port === undefined || service === '' || host !== undefined) continue;
    const declared = declaredPorts(probe, around);
    if (declared.length === 0) continue;
    if (typeof port === 'string') {
      if (probe.platform === 'kubernetes' && probe.target.image !== undefined && /^[a-z0-9-]+$/.test(port))
        found.push({ probe, port, declared });
    } else if (
      !declared.includes(port) &&
      !isDefaultPort(port, service, around.routes) &&
      !(await isSpokenOf(port, probe, probes, around, view))
    )
      found.push({ probe, port, declared });
  }
  return found;
}

/** The ports that manifest and image name for what is probed. Containers of one pod share their ports. */
function declaredPorts(
  probe: InService<Probe>,
  { services, workloads, images }: Surroundings,
): readonly number[] {
  const { target, span, platform } = probe;
  const own = services.find(({ name }) => name === probe.service);
  const exposed = images
    .filter(({ dockerfile, last }) =>
      platform === 'dockerfile'
        ? dockerfile === span.file && last
        : own?.reasons.some((reason) => reason.span.file === dockerfile) === true,
    )
    .flatMap(({ exposes }) => exposes);
  if (platform === 'dockerfile') return exposed;
  if (platform !== 'kubernetes' && platform !== 'compose') return [];
  const workload = workloads.find(
    (candidate) =>
      candidate.span.file === span.file && candidate.kind === target.kind && candidate.name === target.name,
  );
  const written = (workload?.containers ?? []).flatMap(({ ports }) => ports.map(({ port }) => port));
  if (platform === 'kubernetes') return written;
  return [...written, ...exposed];
}

/** Ports that frameworks listen on unless they are told otherwise, from their documentation. */
const defaultPorts: Readonly<Record<string, readonly number[]>> = {
  spring: [8080],
  quarkus: [8080, 9000],
  micronaut: [8080],
  dropwizard: [8080, 8081],
  ktor: [8080],
  play: [9000],
  aspnet: [80, 5000, 5001, 8080],
  rails: [3000],
  sinatra: [4567],
  phoenix: [4000],
  django: [8000],
  flask: [5000],
  fastapi: [8000],
  sanic: [8000],
  litestar: [8000],
  tornado: [8888],
  next: [3000],
  nuxt: [3000],
  remix: [3000],
  sveltekit: [3000],
  astro: [4321],
  nestjs: [3000],
  adonis: [3333],
  laravel: [8000, 80, 9000],
  symfony: [8000, 80, 9000],
  rocket: [8000],
  vapor: [8080],
};

function isDefaultPort(port: number, service: string, routes: readonly InService<Route>[]): boolean {
  const frameworks = new Set(
    routes.filter((route) => route.service === service).map(({ framework }) => framework),
  );
  // Nothing is known of what serves there.
  if (frameworks.size === 0) return true;
  return (
    [...frameworks].some((framework) => defaultPorts[framework]?.includes(port) === true) ||
    routes.some((route) => route.service === service && route.port === port)
  );
}

const setting =
  /\.(ya?ml|json|toml|properties|conf|cfg|ini|env|hcl|tf|tfvars|xml|sh|gotmpl|tpl|cs|kts?|gradle)$|(^|\/)(\.env[^/]*|[^/]*dockerfile[^/]*|procfile|makefile|caddyfile|[^/]*entrypoint[^/]*)$/i;
const noProgram =
  /(^|\/)(package-lock\.json|pnpm-lock\.yaml|yarn\.lock|go\.sum|cargo\.lock|poetry\.lock|composer\.lock)$|\.(md|svg|csv|map|snap|sql|lock)$/i;

/** Whether the number stands anywhere but in probes. */
async function isSpokenOf(
  port: number,
  probe: InService<Probe>,
  probes: readonly InService<Probe>[],
  { services }: Surroundings,
  view: RepositoryView,
): Promise<boolean> {
  const service = services.find(({ name }) => name === probe.service);
  const homes = service === undefined ? [] : [service.path, ...(service.packages ?? [])];
  const number = new RegExp(`(?<![\\d.])${port}(?![\\d.])`, 'g');
  for (const file of view.files) {
    if (!mayTell(file, homes)) continue;
    const source = await view.read(file.path);
    if (source === undefined || !source.text.includes(String(port))) continue;
    const asking = probes.filter(({ span }) => span.file === file.path);
    for (const match of source.text.matchAll(number)) {
      const { line } = source.position(match.index);
      if (!asking.some(({ span }) => line >= span.line && line <= span.endLine)) return true;
    }
  }
  return false;
}

function mayTell(file: RepositoryFile, homes: readonly string[]): boolean {
  if (!isProductFile(file) || noProgram.test(file.path)) return false;
  return setting.test(file.path) || homes.some((home) => home === '.' || file.path.startsWith(`${home}/`));
}
