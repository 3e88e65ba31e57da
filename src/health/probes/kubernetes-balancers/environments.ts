import type { Probe } from '../../../model/probe.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { renderCharts, renderWith } from '../../../syntax/helm/render.js';
import type { ValueSet } from '../../../syntax/helm/value-sets.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { environmentSets, filesOf, placedIn } from '../kubernetes/chart-environments.js';
import { balancerChecks, mention } from './read.js';

/**
 * The checks of balancers that the values of environments make: annotations of an Ingress are mostly written there. What the chart's own
 * values make already is read at its templates.
 */
export async function readBalancerEnvironments(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly Probe[]> {
  const product = new Set(candidates.map(({ path }) => path));
  const sets = (await environmentSets(candidates, view)).filter(mentionsChecks);
  if (sets.length === 0) return [];
  const defaults = await renderCharts(view);
  const facts: Probe[] = [];
  const known = new Map<string, Set<string>>();
  for (const set of sets) {
    const layers = set.layers.map(({ values }) => values);
    for (const [path, rendering] of renderWith(set.chart, layers)) {
      if (!product.has(path) || !('text' in rendering) || !mention.test(rendering.text.text)) continue;
      const base = defaults.get(path);
      const before =
        known.get(path) ?? new Set(base && 'text' in base ? balancerChecks(base.text).map(keyOf) : []);
      known.set(path, before);
      for (const check of balancerChecks(rendering.text)) {
        const key = keyOf(check);
        if (before.has(key)) continue;
        before.add(key);
        const confidence = 'lacks' in rendering ? 'medium' : check.confidence;
        facts.push({ ...placedIn(set, check), confidence, renderedWith: filesOf(set) });
      }
    }
  }
  return facts;
}

/** Which object is asked, and for what. */
function keyOf({ target, transport, host, port, path }: Probe): string {
  return JSON.stringify([target.kind, target.name, target.container, transport, host, port, path]);
}

/** Whether a template of the chart or the values themselves can be about a balancer's check; other values need not be rendered. */
function mentionsChecks({ chart, layers }: ValueSet): boolean {
  return (
    chart.templates.some(({ text }) => mention.test(text)) || layers.some(({ root }) => hasMention(root, 0))
  );
}

/** Values nest not deeper. */
const deepest = 8;

function hasMention(value: YamlValue, depth: number): boolean {
  return (
    depth <= deepest &&
    (value.entries.some(([key, inner]) => mention.test(key) || hasMention(inner, depth + 1)) ||
      value.items.some((item) => hasMention(item, depth + 1)))
  );
}
