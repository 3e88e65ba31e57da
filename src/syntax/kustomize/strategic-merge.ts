import { PlacedValue } from '../manifests/placed-value.js';

/**
 * The keys by which Kubernetes merges the lists of a pod's spec. A list that is not named here is replaced.
 * Source: `x-kubernetes-patch-merge-key` in https://github.com/kubernetes/kubernetes/blob/master/api/openapi-spec/swagger.json
 */
const mergeKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['ephemeralContainers', ['name']],
  ['volumes', ['name']],
  ['env', ['name']],
  ['imagePullSecrets', ['name']],
  // A container's ports and a Service's.
  ['ports', ['containerPort', 'port']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  ['hostAliases', ['ip']],
  ['topologySpreadConstraints', ['topologyKey']],
]);

/**
 * An object with a strategic merge patch over it; undefined when the patch deletes it.
 * @param mergesLists whether lists are merged by key: of kinds that Kubernetes does not define nobody knows the keys, so a patch replaces them.
 * Source: https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function strategicMerge(
  base: PlacedValue,
  patch: PlacedValue,
  mergesLists: boolean,
): PlacedValue | undefined {
  const directive = patch.get('$patch').text;
  if (directive === 'delete') return undefined;
  if (directive === 'replace') return withoutDirectives(patch);
  const entries = new Map(base.entries);
  for (const [key, value] of patch.entries) {
    if (key.startsWith('$')) continue;
    const known = entries.get(key);
    const merged = value.isNull ? undefined : mergedValue(key, known, value, mergesLists);
    if (merged) entries.set(key, merged);
    else entries.delete(key);
  }
  return PlacedValue.map(entries, base.span, base.touched ?? patch.span);
}

function mergedValue(
  key: string,
  known: PlacedValue | undefined,
  value: PlacedValue,
  mergesLists: boolean,
): PlacedValue | undefined {
  if (value.isMap) {
    if (known?.isMap === true) return strategicMerge(known, value, mergesLists);
    return value.get('$patch').text === 'delete' ? undefined : withoutDirectives(value);
  }
  if (!value.isSequence) return value;
  const keys = mergesLists ? mergeKeys.get(key) : undefined;
  return known?.isSequence === true && keys
    ? mergedList(known, value, keys, mergesLists)
    : withoutDirectives(value);
}

function mergedList(
  base: PlacedValue,
  patch: PlacedValue,
  keys: readonly string[],
  mergesLists: boolean,
): PlacedValue {
  if (patch.items.some((item) => item.get('$patch').text === 'replace')) return withoutDirectives(patch);
  let items = [...base.items];
  const added: PlacedValue[] = [];
  for (const item of patch.items) {
    const key = keys.find((name) => item.get(name).text !== undefined);
    const value = key === undefined ? undefined : item.get(key).text;
    const at = key === undefined ? -1 : items.findIndex((known) => known.get(key).text === value);
    const known = items[at];
    if (!known) {
      if (item.get('$patch').text !== 'delete') added.push(withoutDirectives(item));
      continue;
    }
    const merged = strategicMerge(known, item, mergesLists);
    items = merged ? items.with(at, merged) : items.toSpliced(at, 1);
  }
  // Kustomize puts what a patch adds before what is there.
  return PlacedValue.list([...added, ...items], base.span, base.touched ?? patch.span);
}

/** What a patch brings along, without what it says to the merge. */
function withoutDirectives(value: PlacedValue): PlacedValue {
  if (value.isMap)
    return PlacedValue.map(
      new Map(
        value.entries
          .filter(([key, item]) => !key.startsWith('$') && !item.isNull)
          .map(([key, item]) => [key, withoutDirectives(item)]),
      ),
      value.span,
      value.touched,
    );
  if (!value.isSequence) return value;
  const items = value.items.filter((item) => !['delete', 'replace'].includes(item.get('$patch').text ?? ''));
  return PlacedValue.list(items.map(withoutDirectives), value.span, value.touched);
}
