import type { UnexportedMetric } from '../../model/alert.js';
import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import { codeLanguageOf } from '../../syntax/code/lower-file.js';
import { mentionsMetrics, metricsMadeIn } from './exported-names.js';
import { isOfLibrary, isOwnPrefix, plainMetricName, prefixOf, tailsOf } from './metric-names.js';

/** So many metrics of a prefix must be made by the code, that it is known as its own. */
const fewest = 3;
/** More metrics that are not found are no mistake of a person: what makes them was not understood. */
const mostMissing = 20;
/** Files that are larger are data. */
const longest = 1_000_000;

/** Texts that only speak of metrics, and what is no text. */
const talk =
  /\.(?:md|mdx|rst|adoc|txt|html?|svg|png|jpe?g|gif|pdf|ico|woff2?|lock|sum|jsonnet|libsonnet|csv|map)$|(?:^|\/)(?:docs?|website|CHANGELOG[^/]*)\//i;

/**
 * Finds the metrics of alerts that nothing in the repository exports, although others of the same prefix are made by its code and asked for by
 * its alerts. A metric counts as exported as soon as its last words stand anywhere but in rules, dashboards and documents.
 * @param asked names of metrics, as alerts of the product ask for them; recorded ones left out.
 * @returns by name as asked.
 */
export async function unexportedMetrics(
  asked: ReadonlySet<string>,
  view: RepositoryView,
): Promise<ReadonlyMap<string, UnexportedMetric>> {
  const candidates = [...asked].filter((name) => isOwnPrefix(prefixOf(plainMetricName(name)) ?? ''));
  if (candidates.length < 2) return new Map();
  const made = await metricsOfCode(view);
  const missing = candidates.flatMap((name) => {
    const plain = plainMetricName(name);
    const prefix = prefixOf(plain) ?? '';
    const known = [...(made.get(prefix) ?? [])];
    const isOwn =
      known.length >= fewest && candidates.some((other) => known.includes(plainMetricName(other)));
    if (!isOwn || known.includes(plain) || isOfLibrary(plain, prefix)) return [];
    return [{ metric: name, beside: known[0] ?? '', tails: tailsOf(plain, prefix), prefix }];
  });
  if (missing.length === 0 || missing.length > mostMissing) return new Map();
  const left = await notInText(missing, view);
  return new Map(left.map(({ beside, metric }) => [metric, { metric, beside }]));
}

/** What the product's code makes, by prefix. */
async function metricsOfCode(view: RepositoryView): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const made = new Map<string, Set<string>>();
  for (const { marks, path } of view.files) {
    if (marks.length > 0 || codeLanguageOf(path) === undefined) continue;
    const source = await view.read(path);
    if (!source || source.text.length > longest || !mentionsMetrics(source.text)) continue;
    for (const name of metricsMadeIn(source.text)) {
      const prefix = prefixOf(name);
      if (prefix === undefined) continue;
      made.set(prefix, (made.get(prefix) ?? new Set()).add(name));
    }
  }
  return made;
}

interface Missing {
  readonly metric: string;
  readonly beside: string;
  readonly prefix: string;
  readonly tails: readonly string[];
}

/** Those of which no text that could make them has a trace. */
async function notInText(missing: readonly Missing[], view: RepositoryView): Promise<readonly Missing[]> {
  let left = missing;
  for (const file of view.files) {
    if (left.length === 0) return [];
    const text = await textThatMakes(file, view);
    if (text === undefined) continue;
    const squeezed = text.toLowerCase().replace(/[^a-z0-9]+/g, '');
    left = left.filter(
      ({ prefix, tails }) =>
        !tails.some((tail) => squeezed.includes(tail)) &&
        // A prefix that is put before all that a library registers.
        !new RegExp(`prefix\\w*\\W{1,20}${prefix}_\\b`, 'i').test(text),
    );
  }
  return left;
}

async function textThatMakes({ path }: RepositoryFile, view: RepositoryView): Promise<string | undefined> {
  if (talk.test(path)) return undefined;
  const source = await view.read(path);
  if (!source || source.text.length > longest) return undefined;
  const isRules =
    /\.(?:ya?ml|json|rules?|tf|tpl|alerts?)$/.test(path) &&
    /\bexpr"?\s*:|"panels"|\bexpr\s*=/.test(source.text);
  return isRules ? undefined : source.text;
}
