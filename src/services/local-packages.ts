import { isProductFile } from '../model/repository-view.js';
import type { RepositoryView } from '../model/repository-view.js';
import type { SourceText } from '../model/source-text.js';
import { windowCrates } from './window-programs.js';
import { ancestors, baseName, directoryOf, resolvePath } from './repository-paths.js';

/** A package of the repository, by its manifest. */
export interface LocalPackage {
  /** Relative to the root; `.` is the root. */
  readonly directory: string;
  /** Directories of packages of the repository that it is built from. */
  readonly uses: ReadonlySet<string>;
  /** Whether it is a program for the command line or for a window, which serves nobody. */
  readonly isTool: boolean;
  /** The build tool, where a package is only built from others that it names. */
  readonly mustBeNamed?: string;
}

/** What a manifest says, before names are known. */
interface Manifest {
  readonly directory: string;
  /** The name that others depend on it by, with the registry that the name is of. */
  readonly name?: string;
  /** Names of packages that it depends on: they count where a package of the repository has that name. */
  readonly names: readonly string[];
  readonly directories: readonly string[];
  readonly isTool?: boolean;
  readonly mustBeNamed?: string;
}

type ReadManifest = (source: SourceText, directory: string, view: RepositoryView) => Manifest;

/** How the manifests of each stack name packages of the same repository. */
const stacks: readonly { readonly file: RegExp; readonly read: ReadManifest }[] = [
  // https://docs.npmjs.com/cli/v11/using-npm/workspaces
  { file: /^package\.json$/, read: readNode },
  // https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html#specifying-path-dependencies
  { file: /^Cargo\.toml$/, read: readCargo },
  // https://learn.microsoft.com/visualstudio/msbuild/common-msbuild-project-items#projectreference
  { file: /\.(?:cs|fs|vb)proj$/, read: readDotnet },
  // https://docs.gradle.org/current/userguide/declaring_dependencies_basics.html#sec:project-dependencies
  { file: /^build\.gradle(?:\.kts)?$/, read: readGradle },
  // https://maven.apache.org/guides/mini/guide-multiple-modules.html
  { file: /^pom\.xml$/, read: readMaven },
  // https://docs.astral.sh/uv/concepts/projects/workspaces/, https://python-poetry.org/docs/dependency-specification/#path-dependencies
  { file: /^pyproject\.toml$/, read: readPython },
  // https://bundler.io/guides/gemfile.html
  { file: /^Gemfile$/, read: readRuby },
  // https://getcomposer.org/doc/05-repositories.md#path
  { file: /^composer\.json$/, read: readComposer },
  // https://hexdocs.pm/mix/Mix.Tasks.Deps.html: `in_umbrella` and `path`
  { file: /^mix\.exs$/, read: readMix },
];

/** Every package of the repository with the ones that it uses, by its directory. */
export async function readLocalPackages(view: RepositoryView): Promise<ReadonlyMap<string, LocalPackage>> {
  const manifests: Manifest[] = [];
  for (const file of view.files) {
    if (!isProductFile(file)) continue;
    const stack = stacks.find((candidate) => candidate.file.test(baseName(file.path)));
    const source = stack && (await view.read(file.path));
    if (source) manifests.push(stack.read(source, directoryOf(file.path), view));
  }
  const byName = new Map(
    manifests.flatMap(({ name, directory }) => (name === undefined ? [] : [[name, directory]])),
  );
  const packages = new Map<string, LocalPackage & { readonly uses: Set<string> }>();
  for (const { directory, names, directories, isTool = false, mustBeNamed } of manifests) {
    const found = packages.get(directory) ?? {
      directory,
      uses: new Set<string>(),
      isTool,
      ...(mustBeNamed !== undefined && { mustBeNamed }),
    };
    packages.set(directory, found);
    for (const used of [...names.flatMap((name) => byName.get(name) ?? []), ...directories])
      if (used !== directory) found.uses.add(used);
  }
  return packages;
}

/** The directories that a package is built from: its own, and those of all packages that it uses, however far away. */
export function builtFrom(
  packages: ReadonlyMap<string, Pick<LocalPackage, 'uses'>>,
  directory: string,
): ReadonlySet<string> {
  const found = new Set([directory]);
  for (const at of found) for (const used of packages.get(at)?.uses ?? []) found.add(used);
  return found;
}

function readNode(source: SourceText, directory: string): Manifest {
  const names = objectsOf(source.text, ['dependencies', 'optionalDependencies']).flatMap((text) =>
    [...text.matchAll(/"([^"]+)"\s*:\s*"/g)].map((match) => `npm ${match[1] ?? ''}`),
  );
  const name =
    /^\s{0,4}"name"\s*:\s*"([^"]+)"/m.exec(source.text)?.[1] ??
    /"name"\s*:\s*"([^"]+)"/.exec(source.text)?.[1];
  return {
    directory,
    names,
    directories: [],
    isTool: /"bin"\s*:\s*[{"]/.test(source.text) && !serving.test(source.text),
    ...(name !== undefined && { name: `npm ${name}` }),
  };
}

/** Frameworks of servers: a package with a command that has one of these starts a server with it. */
const serving =
  /"(?:express|fastify|koa|hono|h3|nitropack|@nestjs\/core|@hapi\/hapi|restify|polka|next|nuxt|@apollo\/server|socket\.io|ws|bullmq|kafkajs|amqplib|@grpc\/grpc-js)"\s*:/;

/** The flat objects of a JSON text under some keys. */
function objectsOf(text: string, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => new RegExp(`"${key}"\\s*:\\s*\\{([^{}]*)\\}`).exec(text)?.[1] ?? []);
}

/** The lines of the tables of a TOML text whose header fits. */
function tableLines(text: string, header: RegExp): readonly string[] {
  let inside = false;
  return text.split('\n').filter((line) => {
    const found = /^\s*\[+([^\]]+)\]+/.exec(line)?.[1];
    if (found !== undefined) inside = header.test(found.trim());
    return inside && found === undefined;
  });
}

function below(directory: string, relative: string): readonly string[] {
  const { path } = resolvePath(directory, relative);
  return path === undefined ? [] : [path];
}

function readCargo(source: SourceText, directory: string): Manifest {
  const lines = tableLines(source.text, /(?:^|\.)dependencies$/);
  const name = tableLines(source.text, /^package$/)
    .map((line) => /^\s*name\s*=\s*"([^"]+)"/.exec(line)?.[1])
    .find((found) => found !== undefined);
  const names = lines.flatMap((line) => {
    const used = /^\s*"?([\w-]+)"?(?:\.workspace)?\s*=/.exec(line)?.[1];
    return used === undefined ? [] : [`crates ${used}`];
  });
  return {
    directory,
    names,
    directories: lines.flatMap((line) => {
      const path = /\bpath\s*=\s*"([^"]+)"/.exec(line)?.[1];
      return path === undefined ? [] : below(directory, path);
    }),
    isTool: names.some((used) => windowCrates.has(used.slice('crates '.length))),
    ...(name !== undefined && { name: `crates ${name}`, mustBeNamed: 'cargo' }),
  };
}

function readDotnet(source: SourceText, directory: string): Manifest {
  const references = source.text.matchAll(/<ProjectReference\b[^>]*\bInclude\s*=\s*"([^"]+)"/gi);
  const directories = [...references].flatMap((match) =>
    below(directory, match[1] ?? '').map((path) => directoryOf(path)),
  );
  // A library may be packed and be used like anybody's: https://learn.microsoft.com/nuget/reference/msbuild-targets#pack-target
  const packed = /<(PackageId|AssemblyName)>\s*([\w.-]+)\s*<\/\1>/.exec(source.text)?.[2];
  const name = packed ?? baseName(source.path).replace(/\.\w+$/, '');
  const used = source.text.matchAll(/<PackageReference\b[^>]*\bInclude\s*=\s*"([^"]+)"/gi);
  return {
    directory,
    name: `nuget ${name.toLowerCase()}`,
    names: [...used].map((match) => `nuget ${(match[1] ?? '').toLowerCase()}`),
    directories,
    mustBeNamed: 'dotnet',
  };
}

function readGradle(source: SourceText, directory: string, view: RepositoryView): Manifest {
  const root =
    ancestors(directory).find((above) =>
      ['settings.gradle', 'settings.gradle.kts'].some((name) =>
        view.file(above === '.' ? name : `${above}/${name}`),
      ),
    ) ?? '.';
  const projects = source.text
    .split('\n')
    .filter((line) => !/\b(?:test\w*|androidTest\w*|\w+Test)Implementation\b/.test(line))
    .flatMap((line) => [
      ...[...line.matchAll(/\bproject\(\s*(?:path\s*[:=]\s*)?["']:([\w:.-]+)["']/g)].map((match) =>
        (match[1] ?? '').replaceAll(':', '/'),
      ),
      // Accessors are the names in camel case: `projects.libs.sharedCore`.
      ...[...line.matchAll(/\bprojects\.([\w.]+)/g)].map((match) =>
        (match[1] ?? '').replaceAll('.', '/').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      ),
    ]);
  return { directory, names: [], directories: projects.flatMap((project) => below(root, project)) };
}

function readMaven(source: SourceText, directory: string): Manifest {
  const own = source.text.replaceAll(
    /<(parent|dependencies|build|profiles|dependencyManagement)>.*?<\/\1>/gs,
    '',
  );
  const name = /<artifactId>\s*([^<\s]+)\s*<\/artifactId>/.exec(own)?.[1];
  const managed = source.text.replaceAll(/<dependencyManagement>.*?<\/dependencyManagement>/gs, '');
  const names = [...managed.matchAll(/<dependency>(.*?)<\/dependency>/gs)].flatMap(([, text = '']) => {
    const used = /<artifactId>\s*([^<\s]+)/.exec(text)?.[1];
    return used === undefined || /<scope>\s*test/.test(text) ? [] : [`maven ${used}`];
  });
  return { directory, names, directories: [], ...(name !== undefined && { name: `maven ${name}` }) };
}

function readPython(source: SourceText, directory: string): Manifest {
  const name = tableLines(source.text, /^(?:project|tool\.poetry)$/)
    .map((line) => /^\s*name\s*=\s*["']([^"']+)["']/.exec(line)?.[1])
    .find((found) => found !== undefined);
  const sources = tableLines(source.text, /^tool\.(?:uv\.sources|poetry\.dependencies|pdm\.dependencies)$/);
  return {
    directory,
    names: sources.flatMap((line) => {
      const used = /^\s*"?([\w.-]+)"?\s*=\s*\{[^}]*\bworkspace\s*=\s*true/.exec(line)?.[1];
      return used === undefined ? [] : [`pypi ${plainName(used)}`];
    }),
    directories: sources.flatMap((line) => {
      const path = /\bpath\s*=\s*["']([^"']+)["']/.exec(line)?.[1];
      return path === undefined ? [] : below(directory, path);
    }),
    ...(name !== undefined && { name: `pypi ${plainName(name)}` }),
  };
}

/** https://packaging.python.org/specifications/name-normalization/ */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

function readRuby(source: SourceText, directory: string): Manifest {
  const paths = source.text.matchAll(/^\s*(?:gem\b.*\bpath:|gem\b.*:path\s*=>|path)\s*["']([^"']+)["']/gm);
  return {
    directory,
    names: [],
    directories: [...paths].flatMap((match) => below(directory, match[1] ?? '')),
  };
}

function readComposer(source: SourceText, directory: string): Manifest {
  const name = /"name"\s*:\s*"([^"]+\/[^"]+)"/.exec(source.text)?.[1];
  const names = objectsOf(source.text, ['require']).flatMap((text) =>
    [...text.matchAll(/"([^"]+)"\s*:/g)].map((match) => `composer ${match[1] ?? ''}`),
  );
  return { directory, names, directories: [], ...(name !== undefined && { name: `composer ${name}` }) };
}

function readMix(source: SourceText, directory: string): Manifest {
  const name = /\bapp:\s*:(\w+)/.exec(source.text)?.[1];
  const names = source.text.matchAll(/\{\s*:(\w+)\s*,[^}]*\bin_umbrella:\s*true/g);
  const paths = source.text.matchAll(/\{\s*:\w+\s*,[^}]*\bpath:\s*"([^"]+)"/g);
  return {
    directory,
    names: [...names].map((match) => `mix ${match[1] ?? ''}`),
    directories: [...paths].flatMap((match) => below(directory, match[1] ?? '')),
    ...(name !== undefined && { name: `mix ${name}` }),
  };
}
