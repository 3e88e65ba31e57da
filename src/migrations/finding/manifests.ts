import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import { isRecord, readJson } from '../settings/json.js';
import { readToml, tomlList, tomlText } from '../settings/toml.js';
import { oncePerView } from './once-per-view.js';
import { baseName } from './paths.js';
import { productFiles } from './product-files.js';

/** What a project depends on, as its manifest says. */
export interface Manifest {
  readonly file: string;
  readonly ecosystem: 'go' | 'npm' | 'cargo' | 'jvm' | 'python' | 'ruby' | 'dotnet' | 'php' | 'hex';
  /** Name as the ecosystem writes it (`github.com/lib/pq`, `pg`, `org.postgresql:postgresql`) → version as written, or empty. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Cargo features by dependency. */
  readonly features: ReadonlyMap<string, readonly string[]>;
}

type Read = (source: SourceText) => Omit<Manifest, 'file'>;

/** All manifests of the product, in order of their paths. Only direct dependencies count. */
export const manifestsOf = oncePerView(async (view: RepositoryView): Promise<readonly Manifest[]> => {
  const manifests: Manifest[] = [];
  for (const { path } of productFiles(view)) {
    const read = readerOf(baseName(path));
    if (read === undefined) continue;
    const source = await view.read(path);
    if (source) manifests.push({ file: path, ...read(source) });
  }
  return manifests;
});

function readerOf(name: string): Read | undefined {
  if (name === 'go.mod') return readGoMod;
  if (name === 'package.json') return readPackageJson;
  if (name === 'Cargo.toml') return readCargo;
  if (name === 'pom.xml') return readPom;
  if (/^build\.gradle(\.kts)?$|^libs\.versions\.toml$|^build\.sbt$|^Dependencies\.scala$/.test(name))
    return readBuildScript;
  if (/^requirements[\w.-]*\.txt$|^pyproject\.toml$|^Pipfile$|^setup\.(py|cfg)$/.test(name))
    return readPython;
  if (name === 'Gemfile') return readGemfile;
  if (/\.(cs|fs|vb)proj$|^Directory\.Packages\.props$/.test(name)) return readDotnet;
  if (name === 'composer.json') return readComposer;
  if (name === 'mix.exs') return readMix;
  return undefined;
}

/** https://go.dev/ref/mod#go-mod-file: `require path version`, alone or in a block; `// indirect` ones are others' business. */
function readGoMod({ text }: SourceText): Omit<Manifest, 'file'> {
  const dependencies = new Map<string, string>();
  for (const line of shortLines(text)) {
    const match =
      /^\s*(?:require\s+)?([\w.~-]+(?:\.[\w~-]+)+\/[\w./~-]+)\s+(v[\w.+-]+)\s*(\/\/\s*indirect)?/.exec(line);
    if (match && match[3] === undefined) dependencies.set(match[1] ?? '', match[2] ?? '');
    const tool = /^\s*tool\s+([\w.-]+\/[\w./-]+)/.exec(line)?.[1];
    if (tool !== undefined) dependencies.set(tool, '');
  }
  return { ecosystem: 'go', dependencies, features: new Map() };
}

function readPackageJson({ text }: SourceText): Omit<Manifest, 'file'> {
  const dependencies = jsonSections(text, [
    'dependencies',
    'devDependencies',
    'optionalDependencies',
    'peerDependencies',
  ]);
  return { ecosystem: 'npm', dependencies, features: new Map() };
}

function readComposer({ text }: SourceText): Omit<Manifest, 'file'> {
  return {
    ecosystem: 'php',
    dependencies: jsonSections(text, ['require', 'require-dev']),
    features: new Map(),
  };
}

function jsonSections(text: string, sections: readonly string[]): ReadonlyMap<string, string> {
  const dependencies = new Map<string, string>();
  const root = readJson(text);
  if (!isRecord(root)) return dependencies;
  for (const section of sections) {
    const entries = root[section];
    if (!isRecord(entries)) continue;
    for (const [name, version] of Object.entries(entries))
      if (!dependencies.has(name)) dependencies.set(name, typeof version === 'string' ? version : '');
  }
  return dependencies;
}

/** Lines of a length that people write. */
function shortLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.length <= 400);
}

/** https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html; dev-dependencies are left out: tests use other databases. */
function readCargo({ text }: SourceText): Omit<Manifest, 'file'> {
  const settings = readToml(text);
  const dependencies = new Map<string, string>();
  const features = new Map<string, readonly string[]>();
  for (const key of settings.keys()) {
    const match = /^(?:workspace\.|target\..+\.)?(?:build-)?dependencies\.([\w-]+)(?:\.(.+))?$/.exec(key);
    const name = match?.[1];
    if (name === undefined) continue;
    if (!dependencies.has(name)) dependencies.set(name, '');
    if (match?.[2] === undefined || match[2] === 'version')
      dependencies.set(name, tomlText(settings, key) ?? '');
    if (match?.[2] === 'features') features.set(name, tomlList(settings, key));
  }
  return { ecosystem: 'cargo', dependencies, features };
}

/** `<groupId>g</groupId> <artifactId>a</artifactId>` of dependencies and plugins; those of scope test are left out. */
function readPom({ text }: SourceText): Omit<Manifest, 'file'> {
  const dependencies = new Map<string, string>();
  for (const part of text.split(/<(?=(?:dependency|plugin)>)/).slice(1)) {
    const block = part.slice(0, 1_500);
    const group = /<groupId>\s*([^<\s]+)/.exec(block)?.[1];
    const artifact = /<artifactId>\s*([^<\s]+)/.exec(block)?.[1];
    const end = block.indexOf('</dependency>');
    const isTest = /<scope>\s*test\s*</.test(end === -1 ? block : block.slice(0, end));
    if (artifact !== undefined && !isTest) dependencies.set(`${group ?? ''}:${artifact}`, '');
  }
  return { ecosystem: 'jvm', dependencies, features: new Map() };
}

/** Coordinates in quotes (`"g:a:v"`, `group: 'g', name: 'a'`, `id("plugin")`, sbt's `"g" % "a"`); lines for tests are left out. */
function readBuildScript({ text }: SourceText): Omit<Manifest, 'file'> {
  const dependencies = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (/^\s*(\/\/|#|testImplementation|testRuntimeOnly|testCompile)/.test(line) || line.length > 2_000)
      continue;
    for (const [, group, artifact] of line.matchAll(/["']([\w.-]+)["']\s*%%?\s*["']([\w.-]+)["']/g))
      dependencies.set(`${group}:${artifact}`, '');
    for (const [, coordinate] of line.matchAll(/["']([\w.-]+(?::[\w.-]+)?)(?::[^"']*)?["']/g))
      if (coordinate?.includes('.') || coordinate?.includes(':')) dependencies.set(coordinate, '');
    const named = /group\s*[:=]\s*["']([\w.-]+)["'].*name\s*[:=]\s*["']([\w.-]+)["']/.exec(line);
    if (named) dependencies.set(`${named[1]}:${named[2]}`, '');
  }
  return { ecosystem: 'jvm', dependencies, features: new Map() };
}

function readPython({ text }: SourceText): Omit<Manifest, 'file'> {
  const dependencies = new Map<string, string>();
  for (const line of shortLines(text)) {
    const match = /^\s*["']?([A-Za-z][\w.-]*)(?:\[[\w, .-]*\])?\s*["']?\s*(?:[=<>~!,;"']|$)/.exec(line);
    if (match) dependencies.set((match[1] ?? '').toLowerCase(), '');
  }
  return { ecosystem: 'python', dependencies, features: new Map() };
}

function readGemfile({ text }: SourceText): Omit<Manifest, 'file'> {
  const found = [...text.matchAll(/^[ \t]*gem[ \t]*\(?[ \t]*["']([\w-]+)["']/gm)];
  return {
    ecosystem: 'ruby',
    dependencies: new Map(found.map((match) => [match[1] ?? '', ''])),
    features: new Map(),
  };
}

function readDotnet({ text }: SourceText): Omit<Manifest, 'file'> {
  const found = text.matchAll(
    /<Package(?:Reference|Version)\s+Include="([\w.-]+)"(?:[^<>]{0,300}?\bVersion="([^"<>]{1,60})")?/gi,
  );
  return {
    ecosystem: 'dotnet',
    dependencies: new Map([...found].map((match) => [match[1] ?? '', match[2] ?? ''])),
    features: new Map(),
  };
}

/** `{:postgrex, "~> 0.19"}` (https://hexdocs.pm/mix/Mix.Tasks.Deps.html); those that only tests use are left out. */
function readMix({ text }: SourceText): Omit<Manifest, 'file'> {
  const dependencies = new Map<string, string>();
  for (const line of shortLines(text)) {
    const [, name, version] = /^[^#\n]*\{\s*:(\w+)\s*,\s*(?:"([^"]*)")?/.exec(line) ?? [];
    if (name !== undefined && !/\bonly:\s*\[?\s*:test\s*\]?\s*[,}]/.test(line))
      dependencies.set(name, version ?? '');
  }
  return { ecosystem: 'hex', dependencies, features: new Map() };
}
