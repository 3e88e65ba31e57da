/** Programs that checks call and that an image may lack. `sh` stands for the shell that the shell form of a check needs. */
export const checkTools = [
  'sh',
  'bash',
  'curl',
  'wget',
  'nc',
  'http',
  'grpc_health_probe',
  'pg_isready',
  'redis-cli',
] as const;

export type CheckTool = (typeof checkTools)[number];

/** One family of images: the tools that it surely has not. */
interface Family {
  /** Tested against the name without registry and the tag, as `name:tag`. */
  readonly image: RegExp;
  readonly missing: readonly CheckTool[];
}

const clients: readonly CheckTool[] = [
  'curl',
  'wget',
  'nc',
  'http',
  'grpc_health_probe',
  'pg_isready',
  'redis-cli',
];
/** BusyBox brings `sh`, `wget` and `nc`. */
const busybox: readonly CheckTool[] = [
  'bash',
  'curl',
  'http',
  'grpc_health_probe',
  'pg_isready',
  'redis-cli',
];
/** Debian's buildpack-deps bring `curl` and `wget`. */
const buildpack: readonly CheckTool[] = ['http', 'grpc_health_probe', 'redis-cli'];

/**
 * What well-known base images lack, read in their own Dockerfiles and issues: nodejs/docker-node, docker-library/{python,ruby,golang,openjdk,debian},
 * GoogleContainerTools/distroless, dotnet/dotnet-docker#2379, docker-library/openjdk#196. The first match counts. Images that are not here
 * are not judged: PHP's and nginx' bring curl, Temurin's and Corretto's differ from version to version.
 */
const families: readonly Family[] = [
  { image: /^scratch(:|$)/, missing: checkTools },
  { image: /(^|\/)distroless\/[\w.-]+:(?!debug)(?!.*-debug)/, missing: checkTools },
  { image: /^dotnet\/(aspnet|runtime|runtime-deps):\S*(chiseled|distroless)/, missing: checkTools },
  { image: /^(alpine|busybox):/, missing: busybox },
  { image: /^(node|python|ruby|golang|rust|openjdk|elixir|erlang):\S*alpine/, missing: busybox },
  { image: /^dotnet\/(aspnet|runtime|runtime-deps):\S*alpine/, missing: busybox },
  { image: /^dotnet\/(aspnet|runtime|runtime-deps):(?:[5-9]|[1-9]\d)\./, missing: clients },
  { image: /^(debian|ubuntu):/, missing: clients },
  { image: /^(node|python|ruby|rust|openjdk|elixir|erlang|perl):\S*slim/, missing: clients },
  {
    image: /^(node|python|ruby|golang|rust|perl|elixir|erlang):(?!\S*(alpine|slim|windows|nanoserver))/,
    missing: buildpack,
  },
];

/**
 * The tools that an image of a public registry surely lacks; undefined when the image is not known.
 * @param reference as written after FROM: `gcr.io/distroless/static:nonroot`, `python:3.12-slim@sha256:…`; without a tag it is `latest`.
 */
export function missingIn(reference: string): readonly CheckTool[] | undefined {
  if (/[$]/.test(reference)) return undefined;
  const [named = ''] = reference.toLowerCase().split('@', 1);
  const known = named.replace(
    /^(docker\.io\/(library\/)?|mcr\.microsoft\.com\/|gcr\.io\/|public\.ecr\.aws\/docker\/library\/|library\/)/,
    '',
  );
  const tagged = /:[^/]*$/.test(known) ? known : `${known}:latest`;
  return families.find(({ image }) => image.test(tagged))?.missing;
}
