import type { RepositoryView } from '../../../model/repository-view.js';
import { starOf } from './compiler-paths.js';
import { jsonEntries, jsonMember, parseJsonWithComments, type Json } from './json-with-comments.js';
import { directoryOf, joinPath, upwards } from './paths.js';
import { sourceFileAt } from './source-files.js';

interface WorkspacePackage {
  readonly directory: string;
  readonly manifest: Json;
}

/** Directories of build output, and where their sources commonly lie. */
const outputDirectory = /^(?:dist|lib|build|out|es|esm|cjs)(?=\/|$)(?:\/(?:cjs|esm|es|src))?/;

/** The packages that the repository itself holds, by the name in their `package.json`. */
export class WorkspacePackages {
  readonly #view: RepositoryView;
  readonly #manifests = new Map<string, Promise<Json | undefined>>();
  #packages: Promise<ReadonlyMap<string, WorkspacePackage>> | undefined;

  constructor(view: RepositoryView) {
    this.#view = view;
  }

  /** The source file that a specifier such as `@acme/api/routes` means; undefined when the package is not in the repository. */
  async resolve(directory: string, specifier: string): Promise<string | undefined> {
    const match = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(specifier);
    if (!match?.[1]) return undefined;
    const found = (await this.#all()).get(match[1]) ?? (await this.#linked(directory, match[1]));
    if (found === undefined) return undefined;
    const subpath = match[2] === undefined ? '.' : `./${match[2]}`;
    for (const target of targetsOf(found.manifest, subpath)) {
      const file = this.#fileOf(found.directory, target);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  /** The file that a private import such as `#config/routes.js` means, by the `imports` of the nearest `package.json`. */
  async resolvePrivate(directory: string, specifier: string): Promise<string | undefined> {
    for (const at of upwards(directory)) {
      const manifest = await this.#manifestAt(at);
      if (manifest === undefined) continue;
      for (const target of matchingTargets(jsonMember(manifest, 'imports'), specifier)) {
        const file = this.#fileOf(at, target);
        if (file !== undefined) return file;
      }
      return undefined;
    }
    return undefined;
  }

  /** A package that a `package.json` above takes from a folder: `"common": "file:../common"`. */
  async #linked(directory: string, name: string): Promise<WorkspacePackage | undefined> {
    for (const at of upwards(directory)) {
      const manifest = await this.#manifestAt(at);
      for (const field of ['dependencies', 'devDependencies', 'peerDependencies']) {
        const version = jsonMember(jsonMember(manifest, field), name);
        const target =
          typeof version === 'string' ? /^(?:file|link|portal):(.+)$/.exec(version)?.[1] : undefined;
        const folder = target === undefined ? undefined : joinPath(at, target);
        if (folder !== undefined)
          return { directory: folder, manifest: (await this.#manifestAt(folder)) ?? null };
      }
    }
    return undefined;
  }

  async #manifestAt(directory: string): Promise<Json | undefined> {
    const path = joinPath(directory, 'package.json') ?? '';
    let manifest = this.#manifests.get(path);
    if (manifest === undefined) {
      manifest = this.#readManifest(path);
      this.#manifests.set(path, manifest);
    }
    return manifest;
  }

  async #readManifest(path: string): Promise<Json | undefined> {
    const source = this.#view.file(path) && (await this.#view.read(path));
    return source ? parseJsonWithComments(source.text) : undefined;
  }

  #fileOf(directory: string, target: string): string | undefined {
    const written = target.replace(/^\.\//, '');
    const asSource = written.replace(outputDirectory, 'src');
    const flattened = written.replace(outputDirectory, '.');
    for (const relative of new Set([written, asSource, flattened])) {
      const path = joinPath(directory, relative.replace(/\.d\.([cm]?)ts$/, '.$1js'));
      const file = path === undefined ? undefined : sourceFileAt(this.#view, path);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  #all(): Promise<ReadonlyMap<string, WorkspacePackage>> {
    this.#packages ??= this.#read();
    return this.#packages;
  }

  async #read(): Promise<ReadonlyMap<string, WorkspacePackage>> {
    const packages = new Map<string, WorkspacePackage>();
    for (const { path, marks } of this.#view.files) {
      if (!/(?:^|\/)package\.json$/.test(path) || path.includes('node_modules/') || marks.includes('test'))
        continue;
      const manifest = await this.#manifestAt(directoryOf(path));
      const name = jsonMember(manifest, 'name');
      if (manifest !== undefined && typeof name === 'string' && !packages.has(name))
        packages.set(name, { directory: directoryOf(path), manifest });
    }
    return packages;
  }
}

/** Where the manifest says that a subpath lies, sources before build output, then where it lies by habit. */
function targetsOf(manifest: Json, subpath: string): string[] {
  const exports = jsonMember(manifest, 'exports');
  const isSingle = typeof exports === 'string' || !jsonEntries(exports).some(([key]) => key.startsWith('.'));
  const exported = isSingle
    ? subpath === '.'
      ? conditionTargets(exports, 0)
      : []
    : matchingTargets(exports, subpath);
  if (subpath !== '.') return [...exported, subpath, `./src/${subpath.slice(2)}`];
  const fields = ['source', 'module', 'main', 'types'].flatMap((field) => {
    const value = jsonMember(manifest, field);
    return typeof value === 'string' ? [value] : [];
  });
  return [...exported, ...fields, './src/index', './index', './src/main'];
}

function matchingTargets(map: Json | undefined, subpath: string): string[] {
  return jsonEntries(map).flatMap(([pattern, target]) => {
    const star = starOf(pattern, subpath);
    return star === undefined
      ? []
      : conditionTargets(target, 0).map((path) => path.replaceAll('*', () => star));
  });
}

/** All paths of a conditional target, `source` and `development` first because they name sources. */
function conditionTargets(target: Json | undefined, depth: number): string[] {
  if (typeof target === 'string') return [target];
  if (depth > 5) return [];
  if (Array.isArray(target)) return target.flatMap((one: Json) => conditionTargets(one, depth + 1));
  return jsonEntries(target)
    .toSorted(([a], [b]) => conditionRank(a) - conditionRank(b))
    .flatMap(([, inner]) => conditionTargets(inner, depth + 1));
}

function conditionRank(condition: string): number {
  return condition === 'source' ? 0 : condition === 'development' ? 1 : 2;
}
