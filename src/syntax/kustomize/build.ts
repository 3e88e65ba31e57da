import { dirname } from 'node:path/posix';
import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceSpan } from '../../model/source-span.js';
import {
  isHelmTemplated,
  looksLikeKubernetes,
  parseKubernetes,
  podTemplateOf,
} from '../manifests/kubernetes.js';
import { parseYaml } from '../yaml.js';
import { relevantDocuments } from '../manifests/relevant-documents.js';
import { imageAfter } from './images.js';
import { jsonPatch } from './json-patch.js';
import {
  isKustomizationPath,
  kustomizationIn,
  readKustomization,
  type Kustomization,
  type Patch,
} from './kustomization.js';
import { PlacedValue } from '../manifests/placed-value.js';
import { selects, type Selectable } from './selector.js';
import { strategicMerge } from './strategic-merge.js';

/** A workload as a kustomization makes it. */
export interface BuiltObject extends Selectable {
  readonly root: PlacedValue;
  /** Where the workload itself is written, with the name that it has there. */
  readonly origin: { readonly span: SourceSpan; readonly name: string };
}

/** A workload before and after the patches of one kustomization. */
export interface OverlayChange {
  readonly before: BuiltObject | undefined;
  readonly after: BuiltObject;
}

/** Kustomizations include each other this deep. */
const deepest = 16;

/** The kustomizations that are being built, from the outermost one: none of them is built inside itself. */
type Chain = readonly string[];

/** A build makes not more workloads. */
const mostObjects = 5_000;

/** Builds the kustomizations of a repository as far as workloads are concerned; each file is read once. */
export class KustomizeBuilds {
  readonly #view: RepositoryView;
  readonly #kustomizations = new Map<string, Promise<Kustomization | undefined>>();
  readonly #results = new Map<string, Promise<readonly BuiltObject[]>>();
  readonly #files = new Map<string, Promise<readonly BuiltObject[]>>();
  /** Workloads as their files write them. */
  readonly #originals = new Map<SourceSpan, BuiltObject>();
  /** Patches that changed some workload. */
  readonly applied = new Set<Patch>();

  constructor(view: RepositoryView) {
    this.#view = view;
  }

  /** What the kustomization of a file says; undefined when the file holds none. */
  kustomization(path: string): Promise<Kustomization | undefined> {
    return kept(this.#kustomizations, path, async () => {
      const source = await this.#view.read(path);
      const root = source && parseYaml(source).documents[0]?.root;
      return source && root?.isMap === true
        ? readKustomization(source, root, dirname(path), this.#view)
        : undefined;
    });
  }

  /** What the kustomization of a directory says. */
  async kustomizationOf(directory: string): Promise<Kustomization | undefined> {
    const path = kustomizationIn(directory, this.#view);
    return path === undefined ? undefined : this.kustomization(path);
  }

  /** Every workload that the patches of a kustomization and of its components touch, before and after. */
  async changesOf(kustomization: Kustomization): Promise<readonly OverlayChange[]> {
    const chain = [kustomization.path];
    const before = await this.#resourcesOf(kustomization, chain);
    const after = await this.#transformed(kustomization, before, chain);
    const origins = new Map(before.map((object) => [object.origin.span, object]));
    return after.map((object) => {
      const { span } = object.origin;
      return { before: origins.get(span) ?? this.#originals.get(span), after: object };
    });
  }

  async #resourcesOf(kustomization: Kustomization, chain: Chain): Promise<readonly BuiltObject[]> {
    const found: BuiltObject[] = [];
    for (const path of kustomization.resources) {
      if (found.length > mostObjects) break;
      const inner = isKustomizationPath(path) ? path : kustomizationIn(path, this.#view);
      found.push(...(inner === undefined ? await this.#fileObjects(path) : await this.#built(inner, chain)));
    }
    return found.slice(0, mostObjects);
  }

  #built(path: string, outer: Chain): Promise<readonly BuiltObject[]> {
    if (outer.length > deepest || outer.includes(path)) return Promise.resolve([]);
    return kept(this.#results, path, async () => {
      const chain = [...outer, path];
      const kustomization = await this.kustomization(path);
      if (!kustomization) return [];
      const made = await this.#transformed(
        kustomization,
        await this.#resourcesOf(kustomization, chain),
        chain,
      );
      return made.map((object) => ({ ...object, root: object.root.settled }));
    });
  }

  async #transformed(
    kustomization: Kustomization,
    resources: readonly BuiltObject[],
    chain: Chain,
  ): Promise<readonly BuiltObject[]> {
    let objects = resources;
    for (const path of kustomization.components) {
      const component = await this.kustomizationOf(path);
      if (!component || chain.length > deepest || chain.includes(component.path)) continue;
      const inner = [...chain, component.path];
      const own = await this.#resourcesOf(component, inner);
      objects = await this.#transformed(component, [...objects, ...own].slice(0, mostObjects), inner);
    }
    for (const patch of kustomization.patches)
      objects = objects.flatMap((object) => this.#patched(object, patch, kustomization.hasSchemas));
    return objects.map((object) => renamed(object, kustomization));
  }

  #patched(object: BuiltObject, patch: Patch, hasSchemas: boolean): readonly BuiltObject[] {
    if (patch.operations.length > 0) {
      if (!patch.target || !selects(patch.target, object)) return [object];
      const root = jsonPatch(object.root, patch.operations);
      if (!root) return [object];
      this.applied.add(patch);
      return [{ ...object, root }];
    }
    let root: PlacedValue | undefined = object.root;
    for (const content of patch.objects) {
      if (!(patch.target ? selects(patch.target, object) : isSameObject(content, object))) continue;
      this.applied.add(patch);
      root = root && strategicMerge(root, content, hasSchemas || isBuiltIn(object.apiVersion));
    }
    return root ? [{ ...object, root }] : [];
  }

  #fileObjects(path: string): Promise<readonly BuiltObject[]> {
    return kept(this.#files, path, async () => {
      const source = /\.(ya?ml|json)$/i.test(path) ? await this.#view.read(path) : undefined;
      if (!source?.text.includes('ontainers') || isHelmTemplated(source.text)) return [];
      if (!looksLikeKubernetes(source.text) && !source.path.endsWith('.json')) return [];
      return parseKubernetes(relevantDocuments(source, /ontainers/)).objects.flatMap(
        (object): BuiltObject[] => {
          const template = podTemplateOf(object) ?? object.root.at('spec', 'template');
          const root = template.get('spec').isMap ? PlacedValue.from(object.root) : undefined;
          const { apiVersion, kind, name, namespace } = object;
          const origin = { span: object.root.span, name };
          if (!root) return [];
          const read = { apiVersion, kind, names: [name], namespace, root, origin };
          this.#originals.set(origin.span, read);
          return [read];
        },
      );
    });
  }
}

function kept<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const found = known.get(key);
  if (found) return found;
  const made = make();
  known.set(key, made);
  return made;
}

/** A strategic merge patch without a target is for the object that it names. */
function isSameObject(patch: PlacedValue, object: BuiltObject): boolean {
  const group = (apiVersion: string): string => apiVersion.replace(/\/?[^/]*$/, '');
  return (
    patch.get('kind').text === object.kind &&
    group(patch.get('apiVersion').text ?? '') === group(object.apiVersion) &&
    object.names.includes(patch.at('metadata', 'name').text ?? '')
  );
}

/** The groups of Kubernetes' own workloads, whose lists have keys to merge by. */
function isBuiltIn(apiVersion: string): boolean {
  return /^(v1|apps\/|batch\/|extensions\/)/.test(apiVersion);
}

function renamed(object: BuiltObject, { prefix, suffix, images }: Kustomization): BuiltObject {
  const name = `${prefix}${object.names.at(-1) ?? ''}${suffix}`;
  const names = object.names.includes(name) ? object.names : [...object.names, name];
  return { ...object, names, root: images.length > 0 ? imageAfter(object.root, images) : object.root };
}
