import type { CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import { part, partsOf, spelled, textOf } from './code-values.js';

/** A container with probes, as a program writes it. */
export interface WrittenContainer {
  readonly value: CodeValue;
  /** The kind of the workload around it, when the program says it there. */
  readonly kind: string;
  readonly name: string;
}

/** Keys under which a container has a probe, as {@link spelled}. */
export const probeKeys = {
  livenessprobe: 'liveness',
  readinessprobe: 'readiness',
  startupprobe: 'startup',
  liveness: 'liveness',
  readiness: 'readiness',
  startup: 'startup',
} as const;

/** A key of {@link probeKeys}. */
export function isProbeKey(name: string): name is keyof typeof probeKeys {
  return Object.hasOwn(probeKeys, name);
}

const workload =
  /^(?:New)?(?:Kube)?(Deployment|StatefulSet|DaemonSet|ReplicaSet|CronJob|Job|Pod)(?:V1(?:Beta1)?)?$/;

/** Programs nest not deeper. */
const deepest = 40;

/** All containers with probes in the values of a program, each once, in the order of the text. */
export function containersIn(code: CodeFile): readonly WrittenContainer[] {
  const found = new Map<number, WrittenContainer>();
  const visit = (value: CodeValue, around: Pick<WrittenContainer, 'kind' | 'name'>, depth: number): void => {
    if (depth > deepest) return;
    const inside = value.kind === 'call' ? (workloadOf(value) ?? around) : around;
    if (isContainer(value) && (!found.has(value.start) || inside.kind !== 'container'))
      found.set(value.start, { value, ...inside });
    for (const inner of innerValues(value)) visit(inner, inside, depth + 1);
  };
  const nothing = { kind: 'container', name: '' };
  const values = [
    ...code.calls,
    ...code.assignments.map(({ value }) => value),
    ...code.functions.flatMap(({ returns }) => returns),
  ];
  for (const value of values) visit(value, nothing, 0);
  return [...found.values()].toSorted((one, other) => one.value.start - other.value.start);
}

function isContainer(value: CodeValue): boolean {
  return (
    (value.kind === 'map' || value.kind === 'call') &&
    partsOf(value).some(({ name }) => name !== undefined && isProbeKey(spelled(name)))
  );
}

/** `new k8s.apps.v1.Deployment('shop', {…})`, `appsv1.NewDeployment(ctx, "shop", …)`, `new KubeDeployment(this, 'shop', {…})`. */
function workloadOf(value: CodeValue): Pick<WrittenContainer, 'kind' | 'name'> | undefined {
  const kind = value.kind === 'call' ? workload.exec(value.name)?.[1] : undefined;
  if (kind === undefined || value.kind !== 'call') return undefined;
  const called = value.arguments.flatMap(({ name, value: argument }) =>
    name === undefined || name === 'resource_name' ? (textOf(argument) ?? []) : [],
  )[0];
  return { kind, name: textOf(part(part(value, 'metadata'), 'name')) ?? called ?? '' };
}

function innerValues(value: CodeValue): readonly CodeValue[] {
  switch (value.kind) {
    case 'map':
      return value.entries.map(({ value: inner }) => inner);
    case 'call':
      return value.arguments.map(({ value: inner }) => inner);
    case 'list':
      return value.items;
    case 'other':
      return value.parts;
    case 'function':
      return value.function.returns;
    default:
      return [];
  }
}
