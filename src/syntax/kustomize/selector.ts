import type { ManifestValue } from '../manifests/manifest-value.js';

/** What a patch's target asks of an object. */
export interface Selectable {
  readonly apiVersion: string;
  readonly kind: string;
  /** The names that it has and had, before prefixes and suffixes. */
  readonly names: readonly string[];
  readonly namespace: string | undefined;
  readonly root: ManifestValue;
}

/** Names in selectors are regular expressions; a longer one is taken by the letter. */
const longestPattern = 200;

/**
 * Whether an object is one of those that `target` of a patch means. Names, kinds and the like are anchored regular expressions.
 * Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function selects(target: ManifestValue, object: Selectable): boolean {
  const slash = object.apiVersion.indexOf('/');
  const group = slash === -1 ? '' : object.apiVersion.slice(0, slash);
  const fits = (key: string, ...values: readonly string[]): boolean => {
    const pattern = target.get(key).text;
    return pattern === undefined || pattern === '' || values.some((value) => matches(pattern, value));
  };
  return (
    fits('group', group) &&
    fits('version', object.apiVersion.slice(slash + 1)) &&
    fits('kind', object.kind) &&
    fits('name', ...object.names) &&
    (object.namespace === undefined || fits('namespace', object.namespace)) &&
    labelsFit(target.get('labelSelector').text, object.root.at('metadata', 'labels')) &&
    labelsFit(target.get('annotationSelector').text, object.root.at('metadata', 'annotations'))
  );
}

/** Patterns in use are names and `.*`; alternatives and stars in groups are left to nobody, so that no pattern takes long. */
function matches(pattern: string, value: string): boolean {
  if (pattern === value) return true;
  if (pattern.length > longestPattern || (/[({[+?\\]/.test(pattern) && !/^\(?[\w.|*-]+\)?$/.test(pattern)))
    return false;
  return pattern
    .replace(/^\^|\$$/g, '')
    .replace(/^\((.*)\)$/, '$1')
    .split('|')
    .some((one) => matchesStars(one.split('.*'), value));
}

/** Pieces that must follow each other, whatever stands between them. */
function matchesStars(pieces: readonly string[], value: string): boolean {
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return value === first;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  const last = rest.at(-1) ?? '';
  for (const piece of rest.slice(0, -1)) {
    const found = value.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}

/** `app=shop,tier!=db,canary` over the labels; what is written in another way fits everything. */
function labelsFit(selector: string | undefined, labels: ManifestValue): boolean {
  if (selector === undefined || /\s(not)?in\s*\(/.test(selector)) return true;
  return selector.split(',').every((part) => {
    const [, key = '', operator, value = ''] = /^\s*([^=!\s]+)\s*(==?|!=)?\s*(\S*)\s*$/.exec(part) ?? [];
    if (key === '') return true;
    const label = labels.get(key).text;
    if (operator === undefined) return label !== undefined;
    return operator === '!=' ? label !== value : label === value;
  });
}
