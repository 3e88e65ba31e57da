import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';
import type { Workload } from '../../model/workload.js';
import { interpolate, parseCompose } from '../../syntax/manifests/compose.js';
import type { ComposeService } from '../../syntax/manifests/compose.js';
import type { YamlValue } from '../../syntax/yaml.js';
import type { CandidateFiles } from '../candidate-files.js';
import type { ImageBuild } from '../images/image-build.js';
import { baseName, directoryOf, resolvePath } from '../repository-paths.js';

/** A compose service as a workload, and how its image is built when it says so. */
export interface ComposeWorkload {
  readonly workload: Workload;
  readonly build: ImageBuild | undefined;
}

export interface ComposeReading {
  readonly workloads: readonly ComposeWorkload[];
  readonly skipped: readonly Skipped[];
}

/** The workloads of a compose file. Source: https://docs.docker.com/reference/compose-file/services/ */
export function readCompose(source: SourceText, files: CandidateFiles): ComposeReading {
  const { services, skipped } = parseCompose(source);
  const problems: Skipped[] = [...skipped];
  const workloads = services.map((service): ComposeWorkload => {
    const build = buildOf(service, source.path, files, problems);
    return { build, workload: workloadOf(service, build?.context) };
  });
  return { workloads, skipped: problems };
}

function workloadOf(service: ComposeService, buildContext: string | undefined): Workload {
  const { root, name } = service;
  const image = root.get('image').text;
  const replicas = root.at('deploy', 'replicas').number ?? root.get('scale').number;
  return {
    platform: 'compose',
    kind: 'compose service',
    name,
    labels: Object.fromEntries(pairsOf(root.get('labels'))),
    ...(replicas === undefined ? {} : { replicas }),
    containers: [
      {
        name: root.get('container_name').text ?? name,
        ...(image === undefined ? {} : { image }),
        init: false,
        ports: portsOf(root),
        environment: Object.fromEntries(pairsOf(root.get('environment'))),
      },
    ],
    ...(buildContext === undefined ? {} : { buildContext }),
    span: root.span,
  };
}

/** A map, or a list of `KEY=value`; variables without a default and values that the shell passes on are left out. */
function pairsOf(value: YamlValue): (readonly [string, string])[] {
  const written = value.isSequence
    ? value.items.flatMap((item) => {
        const text = item.text ?? '';
        const equals = text.indexOf('=');
        return equals > 0 ? [[text.slice(0, equals), text.slice(equals + 1)] as const] : [];
      })
    : value.entries.flatMap(([key, item]) => (item.text === undefined ? [] : [[key, item.text] as const]));
  return written.flatMap(([key, text]) => {
    const filled = interpolate(text);
    return filled === undefined ? [] : [[key, filled] as const];
  });
}

function portsOf(root: YamlValue): { name?: string; port: number }[] {
  const written = [...root.get('ports').items, ...root.get('expose').items];
  const found = written.flatMap((item) => {
    const target = item.isMap ? item.get('target').text : containerPort(item.text ?? '');
    const port = Number(interpolate(target ?? ''));
    const name = item.get('name').text;
    const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
    return isPort ? [{ ...(name === undefined ? {} : { name }), port }] : [];
  });
  return found.filter((one, index) => found.findIndex((other) => other.port === one.port) === index);
}

/** `127.0.0.1:8080:80/tcp` → `80`; of a range the first port. */
function containerPort(text: string): string {
  const filled = interpolate(text) ?? text.slice(0, 200).replace(/\$\{[^{}]*\}/g, '');
  return /(?:^|:)(\d+)(?:-\d+)?(?:\/\w+)?$/.exec(filled)?.[1] ?? '';
}

function buildOf(
  service: ComposeService,
  file: string,
  files: CandidateFiles,
  problems: Skipped[],
): ImageBuild | undefined {
  const build = service.root.get('build');
  if (!build.exists || build.isNull) return undefined;
  const home = directoryOf(file);
  const written = build.isMap ? (build.get('context').text ?? '.') : (build.text ?? '.');
  const skip = (reason: Skipped['reason'], detail: string): undefined => {
    problems.push({ file, line: build.span.line, reason, detail });
    return undefined;
  };
  const filled = interpolate(written);
  if (filled === undefined) return skip('dynamic', `build context ${written} of compose service ${service.name}`);
  const context = resolvePath(home, filled);
  if (context === 'remote') return undefined;
  if (context === 'outside')
    return skip('outside-root', `build context ${written} of compose service ${service.name}`);
  if (context !== '.' && !files.anyStartsWith(`${context}/`))
    return skip('not-checked-out', `build context ${written} of compose service ${service.name} has no files here`);
  const dockerfile = resolvePath(context, interpolate(build.get('dockerfile').text ?? 'Dockerfile') ?? 'Dockerfile');
  if (dockerfile === 'outside' || dockerfile === 'remote')
    return skip('outside-root', `Dockerfile of compose service ${service.name}`);
  const image = service.root.get('image').text;
  const isTelling = isBaseFile(file) && !service.root.get('profiles').exists;
  return {
    context,
    dockerfile,
    images: image === undefined ? [] : [image],
    name: isTelling ? service.name : undefined,
    mounts: mountsOf(service.root, home),
    reason: { text: `compose service ${service.name} builds ${context}`, span: service.root.span },
  };
}

/** True for `compose.yaml` and `docker-compose.yml`; files for tests or one stage name services that are not the product's. */
function isBaseFile(file: string): boolean {
  return /^(docker-)?compose\.ya?ml$/i.test(baseName(file));
}

function mountsOf(root: YamlValue, home: string): string[] {
  return root.get('volumes').items.flatMap((item) => {
    const written = item.isMap ? item.get('source').text : /^(\.{1,2}(?:\/[^:]*)?):/.exec(item.text ?? '')?.[1];
    const place = written === undefined || !written.startsWith('.') ? 'outside' : resolvePath(home, written);
    return place === 'outside' || place === 'remote' ? [] : [place];
  });
}
