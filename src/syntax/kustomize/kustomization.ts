import { join } from 'node:path/posix';
import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { parseYaml, type YamlValue } from '../yaml.js';
import { heldText } from './held-text.js';
import { PlacedValue } from '../manifests/placed-value.js';

/** A patch of a kustomization, wherever its text stands. */
export interface Patch {
  /** The file that holds it; undefined when the kustomization itself does. */
  readonly file: string | undefined;
  readonly text: string;
  /** Which objects it is for, when it says so apart from its text. */
  readonly target: YamlValue | undefined;
  /** The operations of a JSON patch; empty for a strategic merge patch. */
  readonly operations: readonly PlacedValue[];
  /** The objects of a strategic merge patch; empty for a JSON patch. */
  readonly objects: readonly PlacedValue[];
  readonly span: SourceSpan;
}

/** What one kustomization does, as far as it concerns workloads. Paths are from the repository's root. */
export interface Kustomization {
  readonly path: string;
  readonly isComponent: boolean;
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly patches: readonly Patch[];
  readonly prefix: string;
  readonly suffix: string;
  readonly images: readonly YamlValue[];
  /** It brings schemas along, so that lists of custom kinds are merged by their keys, too. */
  readonly hasSchemas: boolean;
}

/** The names that Kustomize looks for in a directory. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** True for files that Kustomize takes for a kustomization. */
export function isKustomizationPath(path: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);
}

/**
 * Reads what a kustomization says, its patch files included.
 * @param root the map with the fields: of a file its root, of an object of Flux its `spec`.
 * @param directory from which its paths are written.
 * Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export async function readKustomization(
  source: SourceText,
  root: YamlValue,
  directory: string,
  view: RepositoryView,
): Promise<Kustomization> {
  const paths = (key: string): readonly string[] =>
    root.get(key).items.flatMap(({ text }) => {
      const path = text === undefined || /:\/\/|[?@]/.test(text) ? undefined : join(directory, text);
      return path === undefined || path.startsWith('..') ? [] : [path.replace(/\/$/, '')];
    });
  const patches: Patch[] = [];
  for (const [key, isPath] of [
    ['patchesStrategicMerge', true],
    ['patches', false],
    ['patchesJson6902', false],
  ] as const)
    for (const item of root.get(key).items)
      patches.push(...(await readPatch(item, isPath, { source, directory, view })));
  return {
    path: source.path,
    isComponent: root.get('kind').text === 'Component',
    resources: [...paths('resources'), ...paths('bases')],
    components: paths('components'),
    patches,
    prefix: root.get('namePrefix').text ?? '',
    suffix: root.get('nameSuffix').text ?? '',
    images: root.get('images').items,
    hasSchemas: root.get('openapi').exists,
  };
}

interface Place {
  readonly source: SourceText;
  readonly directory: string;
  readonly view: RepositoryView;
}

/** An item of one of the lists: a path, a text, or a map with one of them. */
async function readPatch(
  item: YamlValue,
  isPath: boolean,
  { source, directory, view }: Place,
): Promise<readonly Patch[]> {
  const inline = item.isMap ? item.get('patch') : item;
  const target = item.get('target');
  const said = { target: target.isMap ? target : undefined, span: item.span };
  const isFile = item.isMap ? !inline.exists : isPath || !/\n/.test(inline.text ?? '');
  if (item.isMap && inline.isSequence) return [new TextPatch(source.text, () => [inline], undefined, said)];
  const path = item.isMap ? item.get('path').text : inline.text;
  if (isFile && path !== undefined && !/\n/.test(path)) {
    const file = join(directory, path);
    const text = /:\/\//.test(path) || file.startsWith('..') ? undefined : await view.read(file);
    return text ? [new TextPatch(text.text, () => rootsOf(text), file, said)] : [];
  }
  if (inline.text === undefined) return [];
  const held = heldText(inline, source);
  return [new TextPatch(held.text, () => rootsOf(held), undefined, said)];
}

/** Most patches are of things that nobody asks for: one is taken apart when it is applied. */
class TextPatch implements Patch {
  readonly text: string;
  readonly file: string | undefined;
  readonly target: YamlValue | undefined;
  readonly span: SourceSpan;
  readonly #roots: () => readonly YamlValue[];
  #parsed: Pick<Patch, 'operations' | 'objects'> | undefined;

  constructor(
    text: string,
    roots: () => readonly YamlValue[],
    file: string | undefined,
    said: Pick<Patch, 'target' | 'span'>,
  ) {
    this.text = text;
    this.file = file;
    this.target = said.target;
    this.span = said.span;
    this.#roots = roots;
  }

  get operations(): readonly PlacedValue[] {
    return this.#content.operations;
  }

  get objects(): readonly PlacedValue[] {
    return this.#content.objects;
  }

  get #content(): Pick<Patch, 'operations' | 'objects'> {
    if (!this.#parsed) {
      const roots = this.#roots();
      this.#parsed = {
        operations: roots.flatMap((root) => root.items).flatMap((item) => PlacedValue.from(item) ?? []),
        objects: roots.filter((root) => root.isMap).flatMap((root) => PlacedValue.from(root) ?? []),
      };
    }
    return this.#parsed;
  }
}

function rootsOf(source: SourceText): readonly YamlValue[] {
  return parseYaml(source).documents.map(({ root }) => root);
}

/** The kustomization's file in a directory, if there is one. */
export function kustomizationIn(directory: string, view: RepositoryView): string | undefined {
  return kustomizationNames
    .map((name) => join(directory, name))
    .find((path) => view.file(path) !== undefined);
}
