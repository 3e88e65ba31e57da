import type { Reading } from '../model/reading.js';
import { isProductFile } from '../model/repository-view.js';
import type { RepositoryView } from '../model/repository-view.js';
import type { Skipped } from '../model/skipped.js';
import type { SourceSpan } from '../model/source-span.js';
import { renderCharts } from '../syntax/helm/render.js';
import {
  isHelmTemplated,
  looksLikeKubernetes,
  parseKubernetes,
  podTemplateOf,
} from '../syntax/manifests/kubernetes.js';
import type { KubernetesObject } from '../syntax/manifests/kubernetes.js';

/** What a platform does around a workload. */
export type PlatformPolicy =
  | {
      readonly kind: 'autoscaler';
      readonly target: string;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly span: SourceSpan;
    }
  | {
      readonly kind: 'disruption-budget';
      readonly selector: Readonly<Record<string, string>>;
      readonly blocksAll: boolean;
      readonly span: SourceSpan;
    }
  | {
      readonly kind: 'traffic';
      readonly selector: Readonly<Record<string, string>>;
      readonly span: SourceSpan;
    }
  | {
      readonly kind: 'pre-stop';
      readonly workload: string;
      readonly container: string;
      readonly span: SourceSpan;
    };

const interesting =
  /\b(HorizontalPodAutoscaler|ScaledObject|PodDisruptionBudget|preStop)\b|kind"?\s*:\s*"?Service\b/;

/**
 * Reads autoscalers (HorizontalPodAutoscaler, KEDA ScaledObject), disruption budgets, Services and preStop hooks from Kubernetes manifests
 * and from what Helm charts write with their default values: a template that the values switch off is none. Templates that cannot be
 * evaluated are left to the probe and service readers to report.
 */
export async function readPlatformPolicies(view: RepositoryView): Promise<Reading<PlatformPolicy>> {
  const facts: PlatformPolicy[] = [];
  const skipped: Skipped[] = [];
  for (const file of view.files) {
    if (!/\.ya?ml$/i.test(file.path) || !isProductFile(file)) continue;
    const written = await view.read(file.path);
    if (written === undefined || !looksLikeKubernetes(written.text)) continue;
    const rendering = isHelmTemplated(written.text) ? (await renderCharts(view)).get(file.path) : undefined;
    const source = rendering && 'text' in rendering ? rendering.text : written;
    if (!interesting.test(source.text) || isHelmTemplated(source.text)) continue;
    facts.push(...parseKubernetes(source).objects.flatMap(policiesOf));
  }
  return { facts, skipped };
}

function policiesOf(object: KubernetesObject): readonly PlatformPolicy[] {
  const spec = object.root.get('spec');
  // The whole object: an answer that rests on it must go stale when its numbers change.
  const span = object.root.span;
  switch (object.kind) {
    case 'HorizontalPodAutoscaler':
    case 'ScaledObject': {
      const target = spec.at('scaleTargetRef', 'name').text;
      if (target === undefined) return [];
      const minimum = spec.get('minReplicas').number ?? spec.get('minReplicaCount').number;
      const maximum = spec.get('maxReplicas').number ?? spec.get('maxReplicaCount').number;
      return [
        {
          kind: 'autoscaler',
          target,
          span,
          ...(minimum !== undefined && { minimum }),
          ...(maximum !== undefined && { maximum }),
        },
      ];
    }
    case 'PodDisruptionBudget': {
      const unavailable = spec.get('maxUnavailable').text;
      return [
        {
          kind: 'disruption-budget',
          selector: labelsOf(spec.at('selector', 'matchLabels').entries),
          blocksAll: unavailable === '0' || unavailable === '0%',
          span,
        },
      ];
    }
    case 'Service': {
      const selector = labelsOf(spec.get('selector').entries);
      return object.apiVersion === 'v1' && Object.keys(selector).length > 0
        ? [{ kind: 'traffic', selector, span }]
        : [];
    }
    default: {
      const containers = podTemplateOf(object)?.at('spec', 'containers').items ?? [];
      return containers.flatMap((container) => {
        const hook = container.at('lifecycle', 'preStop');
        return hook.isMap
          ? [
              {
                kind: 'pre-stop' as const,
                workload: object.name,
                container: container.get('name').text ?? '',
                span: hook.span,
              },
            ]
          : [];
      });
    }
  }
}

function labelsOf(
  entries: readonly (readonly [string, { readonly text: string | undefined }])[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value.text === undefined ? [] : [[key, value.text]])),
  );
}

/** Whether a selector's labels all stand on a workload's pods. */
export function selects(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}
