import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';
import type { Workload } from '../../model/workload.js';
import { parseCompose } from '../../syntax/manifests/compose.js';
import type { ComposeService } from '../../syntax/manifests/compose.js';
import type { YamlValue } from '../../syntax/yaml.js';
import type { CandidateFiles } from '../candidate-files.js';
import type { ImageBuild } from '../images/image-build.js';
import { baseName, directoryOf, resolvePath } from '../repository-paths.js';
import type { ComposeVariables } from './compose-variables.js';

/** The services of a compose file as workloads: how each image is built when it says so, and the repository's directories that it mounts. */
export interface ComposeReading {
  readonly workloads: readonly {
    readonly workload: Workload;
    readonly build: ImageBuild | undefined;
    readonly mounts: readonly string[];
  }[];
  readonly skipped: readonly Skipped[];
}

/** What the parts of a compose file are read with. */
interface Surroundings {
  readonly file: string;
  readonly files: CandidateFiles;
  readonly variables: ComposeVariables;
  /** What could not be read is put here. */
  readonly problems: Skipped[];
}

/** The workloads of a compose file; `variables` are those of the `.env` beside it. Source: https://docs.docker.com/reference/compose-file/services/ */
export function readCompose(
  source: SourceText,
  files: CandidateFiles,
  variables: ComposeVariables,
): ComposeReading {
  const { services, skipped } = parseCompose(source);
  const around: Surroundings = { file: source.path, files, variables, problems: [...skipped] };
  const workloads = services.map((service) => {
    const mounts = mountsOf(service.root, around);
    const build = buildOf(service, mounts, around);
    return { build, mounts, workload: workloadOf(service, build, variables) };
  });
  return { workloads, skipped: around.problems };
}

function workloadOf(
  service: ComposeService,
  build: ImageBuild | undefined,
  variables: ComposeVariables,
): Workload {
  const { root, name } = service;
  const image = root.get('image').text;
  const replicas = root.at('deploy', 'replicas').text ?? root.get('scale').text;
  const count = Number(variables.fill(replicas ?? '') ?? '');
  const command = [...wordsOf(root.get('entrypoint')), ...wordsOf(root.get('command'))];
  const target = root.at('build', 'target').text;
  return {
    platform: 'compose',
    kind: 'compose service',
    name,
    labels: Object.fromEntries(pairsOf(root.get('labels'), variables)),
    ...(replicas === undefined || !Number.isInteger(count) ? {} : { replicas: count }),
    containers: [
      {
        name: root.get('container_name').text ?? name,
        ...(image === undefined ? {} : { image: variables.fillOrKeep(image) }),
        init: false,
        ports: portsOf(root, variables),
        environment: Object.fromEntries(pairsOf(root.get('environment'), variables)),
        ...(command.length > 0 && { command }),
      },
    ],
    ...(build && { buildContext: build.context, dockerfile: build.dockerfile }),
    ...(target !== undefined && { buildTarget: target }),
    span: root.span,
  };
}

/** A command as one text or as a list of words. */
function wordsOf(value: YamlValue): readonly string[] {
  return value.isSequence
    ? value.items.map((item) => item.text ?? '')
    : value.text === undefined
      ? []
      : [value.text];
}

/** A map, or a list of `KEY=value`; variables without a default and values that the shell passes on are left out. */
function pairsOf(value: YamlValue, variables: ComposeVariables): (readonly [string, string])[] {
  const written = value.isSequence
    ? value.items.flatMap((item) => {
        const text = item.text ?? '';
        const equals = text.indexOf('=');
        return equals > 0 ? [[text.slice(0, equals), text.slice(equals + 1)] as const] : [];
      })
    : value.entries.flatMap(([key, item]) => (item.text === undefined ? [] : [[key, item.text] as const]));
  return written.flatMap(([key, text]) => {
    const filled = variables.fill(text);
    return filled === undefined ? [] : [[key, filled] as const];
  });
}

function portsOf(root: YamlValue, variables: ComposeVariables): { name?: string; port: number }[] {
  const written = [...root.get('ports').items, ...root.get('expose').items];
  const found = written.flatMap((item) => {
    const target = item.isMap ? item.get('target').text : containerPort(item.text ?? '', variables);
    const port = Number(variables.fill(target ?? ''));
    const name = item.get('name').text;
    const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
    return isPort ? [{ ...(name === undefined ? {} : { name }), port }] : [];
  });
  return found.filter((one, index) => found.findIndex((other) => other.port === one.port) === index);
}

/** `127.0.0.1:8080:80/tcp` → `80`; of a range the first port. */
function containerPort(text: string, variables: ComposeVariables): string {
  const filled = variables.fill(text) ?? text.slice(0, 200).replace(/\$\{[^{}]*\}/g, '');
  return /(?:^|:)(\d+)(?:-\d+)?(?:\/\w+)?$/.exec(filled)?.[1] ?? '';
}

function buildOf(
  service: ComposeService,
  mounts: readonly string[],
  { file, files, variables, problems }: Surroundings,
): ImageBuild | undefined {
  const build = service.root.get('build');
  if (!build.exists || build.isNull) return undefined;
  const written = build.isMap ? (build.get('context').text ?? '.') : (build.text ?? '.');
  const skip = (reason: Skipped['reason'], detail: string): undefined => {
    problems.push({ file, line: build.span.line, reason, detail });
    return undefined;
  };
  const filled = variables.fill(written);
  if (filled === undefined)
    return skip('dynamic', `build context ${written} of compose service ${service.name}`);
  const described = `build context ${written} of compose service ${service.name}`;
  const place = resolvePath(directoryOf(file), filled);
  if (place.path === undefined)
    return place.problem === 'remote' ? undefined : skip('outside-root', described);
  const context = place.path;
  if (context !== '.' && !files.anyStartsWith(`${context}/`))
    return skip('not-checked-out', `${described} has no files here`);
  const writtenFile = build.get('dockerfile').text ?? 'Dockerfile';
  const named = variables.fill(writtenFile);
  if (named === undefined)
    return skip('dynamic', `Dockerfile ${writtenFile} of compose service ${service.name}`);
  const { path: dockerfile } = resolvePath(context, named);
  if (dockerfile === undefined)
    return skip('outside-root', `Dockerfile ${named} of compose service ${service.name}`);
  const image = service.root.get('image').text;
  const isTelling = !isForTests(file) && !isForTests(dockerfile) && !service.root.get('profiles').exists;
  return {
    context,
    dockerfile,
    images: image === undefined ? [] : [variables.fillOrKeep(image)],
    name: isTelling ? service.name : undefined,
    names: [build.get('target').text, ...argumentsOf(build.get('args')), service.name].filter(
      (name) => name !== undefined,
    ),
    mounts,
    reason: { text: `compose service ${service.name} builds ${context}`, span: service.root.span },
  };
}

/** The values of build arguments: in a Dockerfile for several programs, one of them names the program. */
function argumentsOf(value: YamlValue): (string | undefined)[] {
  if (value.isSequence) return value.items.map((item) => item.text?.replace(/^[^=]*=?/, ''));
  return value.entries.map(([, item]) => item.text);
}

/** True for compose files and Dockerfiles that set up tests and tools: what they call a service is not what the product calls it. */
function isForTests(file: string): boolean {
  const words =
    /[._-](tests?|testing|ci|e2e|integration|debug|tools?|lint|bench\w*|cypress|playwright|selenium)\b/i;
  return words.test(baseName(file));
}

/** The directories that are mounted, before them the one in which the program starts when `working_dir` lies in a mount. */
function mountsOf(root: YamlValue, { file }: Surroundings): string[] {
  const workingDirectory = root.get('working_dir').text;
  const mounted: string[] = [];
  for (const item of root.get('volumes').items) {
    const short = /^(\.{1,2}(?:\/[^:]*)?):([^:]+)/.exec(item.text ?? '');
    const source = item.isMap ? item.get('source').text : short?.[1];
    const target = item.isMap ? item.get('target').text : short?.[2];
    const place = source?.startsWith('.') === true ? resolvePath(directoryOf(file), source).path : undefined;
    if (place === undefined) continue;
    mounted.push(place);
    if (target !== undefined && workingDirectory?.startsWith(`${target.replace(/\/$/, '')}/`) === true) {
      const start = resolvePath(place, workingDirectory.slice(target.length).replace(/^\/+/, '')).path;
      if (start !== undefined) mounted.unshift(start);
    }
  }
  return mounted;
}
