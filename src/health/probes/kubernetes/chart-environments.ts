import type { Probe } from '../../../model/probe.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { installedValueSets } from '../../../syntax/helm/installed-values.js';
import { chartsOf, renderCharts, renderWith } from '../../../syntax/helm/render.js';
import type { RenderedText } from '../../../syntax/helm/rendered-text.js';
import { valueSetsBeside, type ValueLayer, type ValueSet } from '../../../syntax/helm/value-sets.js';
import { parseKubernetes } from '../../../syntax/manifests/kubernetes.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { askedBy } from './asked.js';
import { readContainerProbes } from './container-probes.js';
import { probedContainers } from './probed-containers.js';

/** What charts make of their probes in the environments whose values the repository holds. */
export interface EnvironmentReading {
  readonly facts: readonly Probe[];
  /** Templates that their chart's own values do not suffice for: they are read with those of an environment. */
  readonly written: ReadonlySet<string>;
}

/** So many sets of values are looked at; more of them are hundreds of customers, not environments. */
const mostSets = 300;

/**
 * The probes that the values of environments change. What a chart writes with its own values is read at its templates, and so is what an
 * environment only switches on; a probe that is another one with an environment's values stands at its place in these. Values that change no probe give nothing, and what two
 * environments change in the same way is one probe.
 */
export async function readChartEnvironments(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  probeWord: RegExp,
): Promise<EnvironmentReading> {
  const product = new Set(candidates.map(({ path }) => path));
  const sets = await environmentSets(candidates, view);
  if (sets.length === 0) return { facts: [], written: new Set() };
  const defaults = await renderCharts(view);
  const known = new Map<string, Set<string>>();
  const written = new Set<string>();
  const facts: Probe[] = [];
  for (const set of sets) {
    const layers = set.layers.map(({ values }) => values);
    for (const [path, rendering] of renderWith(set.chart, layers)) {
      if (!product.has(path) || !('text' in rendering) || !probeWord.test(rendering.text.text)) continue;
      const base = defaults.get(path);
      const whole = base && 'text' in base && !('lacks' in base) ? base.text : undefined;
      if (whole?.text === rendering.text.text) continue;
      let before = known.get(path);
      before ??= new Set(
        (whole ? await probesOf(whole) : []).flatMap((probe) => [keyOf(probe), placeKeyOf(probe)]),
      );
      known.set(path, before);
      if (!whole) written.add(path);
      for (const probe of await probesOf(rendering.text)) {
        const key = keyOf(probe);
        if (before.has(key)) continue;
        // One that the chart's own values leave out is written in the template, and only switched on by the environment.
        const isNew = !before.has(placeKeyOf(probe));
        before.add(key).add(placeKeyOf(probe));
        const confidence = 'lacks' in rendering ? 'medium' : probe.confidence;
        facts.push({ ...(isNew ? probe : placedIn(set, probe)), confidence, renderedWith: filesOf(set) });
      }
    }
  }
  return { facts, written };
}

/** The values with which the charts among the candidates are installed in the environments that the repository knows. */
export async function environmentSets(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly ValueSet[]> {
  const charts = await chartsOf(view);
  const product = new Set(candidates.map(({ path }) => path));
  const own = charts.filter(({ templates }) => templates.some(({ path }) => product.has(path)));
  const sets: ValueSet[] = [];
  for (const chart of own) sets.push(...(await valueSetsBeside(chart, charts, view)));
  if (own.length > 0) sets.push(...(await installedValueSets(own, candidates, view)));
  return sets.slice(0, mostSets);
}

/** The files that hold the layers of values. */
export function filesOf({ layers }: ValueSet): readonly string[] {
  return [...new Set(layers.map(({ root }) => root.span.file))];
}

/** Which probe it is, whatever it asks. */
function placeKeyOf({ kind, target }: Probe): string {
  return JSON.stringify([target.kind, target.name, target.container, kind]);
}

/** Which probe it is, and what it asks. */
function keyOf(probe: Probe): string {
  return JSON.stringify([probe.target.kind, probe.target.name, probe.target.container, askedBy(probe)]);
}

async function probesOf(text: RenderedText): Promise<readonly Probe[]> {
  const found: Probe[] = [];
  for (const object of parseKubernetes(text).objects)
    for (const container of probedContainers(object))
      found.push(...(await readContainerProbes(container)).facts);
  return found;
}

/** A probe at the place in the values that make it what it is. */
export function placedIn({ layers }: ValueSet, probe: Probe): Probe {
  const origin = { file: probe.span.file, name: probe.target.name };
  return { ...probe, span: placeOf(layers, probe), target: { ...probe.target, origin } };
}

/** Values nest not deeper. */
const deepest = 8;

/**
 * Where the values say what makes the probe another one: a block that is called like the probe, else one that speaks of health, else the
 * port or path itself, else the file.
 */
function placeOf(layers: readonly ValueLayer[], probe: Probe): SourceSpan {
  let best: { readonly span: SourceSpan; readonly score: number } | undefined;
  for (const { root } of layers.toReversed()) {
    best ??= { span: { ...root.span, endLine: root.span.line, endColumn: root.span.column }, score: 0 };
    const found = bestIn(root, probe, 0);
    if (found && found.score > best.score) best = found;
  }
  return best?.span ?? probe.span;
}

function bestIn(
  value: YamlValue,
  probe: Probe,
  depth: number,
): { readonly span: SourceSpan; readonly score: number } | undefined {
  let best: { readonly span: SourceSpan; readonly score: number } | undefined;
  for (const [key, inner] of depth > deepest ? [] : value.entries) {
    const name = key.toLowerCase();
    const isAsked = inner.text !== undefined && [probe.path, String(probe.port ?? '')].includes(inner.text);
    const score = name.includes(probe.kind) ? 3 : /probe|^health/.test(name) ? 2 : isAsked ? 1 : 0;
    const deeper = score < 2 ? bestIn(inner, probe, depth + 1) : undefined;
    const here = deeper && deeper.score > score ? deeper : { span: inner.span, score };
    const isNamed = name === probe.target.container?.toLowerCase() && here.score > 0;
    const weighed = isNamed ? { ...here, score: here.score + 0.5 } : here;
    if (weighed.score > (best?.score ?? 0)) best = weighed;
  }
  return best;
}
