import type { PlatformPolicy } from '../model/platform-policy.js';
import type { Reading } from '../model/reading.js';
import { isProductFile } from '../model/repository-view.js';
import type { RepositoryView } from '../model/repository-view.js';
import type { Skipped } from '../model/skipped.js';
import { manifestText } from '../syntax/helm/render.js';
import { looksLikeKubernetes, parseKubernetes, podTemplateOf } from '../syntax/manifests/kubernetes.js';
import type { KubernetesObject } from '../syntax/manifests/kubernetes.js';
import type { YamlValue } from '../syntax/yaml.js';

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
    const source = await manifestText(written, view);
    if (!source || !interesting.test(source.text)) continue;
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
      const pod = podTemplateOf(object)?.get('spec');
      const grace = pod?.get('terminationGracePeriodSeconds').number;
      return (pod?.get('containers').items ?? []).flatMap((container) => {
        const hook = container.at('lifecycle', 'preStop');
        const seconds = hook.isMap ? secondsOfSleep(hook) : undefined;
        return hook.isMap
          ? [
              {
                kind: 'pre-stop' as const,
                workload: object.name,
                container: container.get('name').text ?? '',
                ...(seconds !== undefined && { seconds }),
                ...(grace !== undefined && { grace }),
                span: hook.span,
              },
            ]
          : [];
      });
    }
  }
}

/** `sleep: {seconds: 5}`, or a command that does nothing but sleep. Source: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/ */
function secondsOfSleep(hook: YamlValue): number | undefined {
  const words = hook
    .at('exec', 'command')
    .items.map((word) => word.text ?? '')
    .join(' ');
  const written = /^(?:(?:\/(?:usr\/)?bin\/)?(?:sh|bash) -c )?(?:\/(?:usr\/)?bin\/)?sleep (\d{1,5})s?$/.exec(
    words.trim(),
  );
  return hook.at('sleep', 'seconds').number ?? (written ? Number(written[1]) : undefined);
}

function labelsOf(
  entries: readonly (readonly [string, { readonly text: string | undefined }])[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value.text === undefined ? [] : [[key, value.text]])),
  );
}
