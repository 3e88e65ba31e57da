import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';
import { parseYaml } from '../yaml.js';
import type { YamlValue } from '../yaml.js';

/** One object of a Kubernetes manifest; `List` objects are already taken apart. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly root: YamlValue;
}

/** What was read of a manifest. */
export interface KubernetesManifest {
  readonly objects: readonly KubernetesObject[];
  readonly skipped: readonly Skipped[];
}

/** Cheap test of a text before it is parsed. */
export function looksLikeKubernetes(text: string): boolean {
  return /^[ \t]*"?apiVersion"?[ \t]*:/m.test(text) && /^[ \t]*"?kind"?[ \t]*:/m.test(text);
}

/** True when a text holds Helm (Go template) actions, which plain YAML cannot be trusted with. */
export function isHelmTemplated(text: string): boolean {
  return /\{\{-?\s*[^}]/.test(text);
}

/** The objects of a manifest, JSON or YAML, several documents and lists included. */
export function parseKubernetes(source: SourceText): KubernetesManifest {
  const { documents, skipped } = parseYaml(source);
  return { objects: documents.flatMap(({ root }) => objectsOf(root, 0)), skipped };
}

/** Lists in lists are taken apart this deep: an alias can make a list contain itself. */
const deepestList = 3;

function objectsOf(root: YamlValue, depth: number): KubernetesObject[] {
  const apiVersion = root.get('apiVersion').text;
  const kind = root.get('kind').text;
  if (apiVersion === undefined || kind === undefined) return [];
  if (kind === 'List' && root.get('items').isSequence)
    return depth < deepestList ? root.get('items').items.flatMap((item) => objectsOf(item, depth + 1)) : [];
  const metadata = root.get('metadata');
  const name = metadata.get('name').text ?? metadata.get('generateName').text ?? '';
  return [{ apiVersion, kind, name, namespace: metadata.get('namespace').text, root }];
}

/**
 * Where each kind keeps its pod template, by API group and kind. Argo Rollouts, Knative and OpenShift follow the layout of the
 * Kubernetes API (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/).
 */
const podTemplatePaths: Readonly<Record<string, readonly string[]>> = {
  'core/Pod': [],
  'core/ReplicationController': ['spec', 'template'],
  'core/PodTemplate': ['template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'extensions/Deployment': ['spec', 'template'],
  'extensions/DaemonSet': ['spec', 'template'],
  'extensions/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'argoproj.io/Rollout': ['spec', 'template'],
  'serving.knative.dev/Service': ['spec', 'template'],
  'serving.knative.dev/Configuration': ['spec', 'template'],
  'apps.openshift.io/DeploymentConfig': ['spec', 'template'],
};

/** A value that may be asked for what lies in it, be it read or put together. */
interface Nested<Value> {
  readonly isSequence: boolean;
  get(key: string): Value;
  at(...keys: readonly string[]): Value;
}

/** The pod template of a workload (the value that holds `metadata` and `spec.containers`), or undefined for other kinds. */
export function podTemplateOf<Value extends Nested<Value>>(object: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly root: Value;
}): Value | undefined {
  const slash = object.apiVersion.indexOf('/');
  const group = slash === -1 ? 'core' : object.apiVersion.slice(0, slash);
  const path = podTemplatePaths[`${group}/${object.kind}`];
  if (path === undefined) return undefined;
  const template = object.root.at(...path);
  return template.get('spec').get('containers').isSequence ? template : undefined;
}
