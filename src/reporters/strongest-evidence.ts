import type { Evidence } from '../model/evidence.js';
import { grouped } from '../model/grouped.js';
import { compareSpans, compareText } from '../model/source-span.js';

/** The evidence on one question that speaks of one service, or of the services that share the code where it lies. */
export interface ServiceEvidence {
  /** Sorted by name; none for what belongs to no service. */
  readonly services: readonly string[];
  /** The strongest first. */
  readonly shown: readonly Evidence[];
  /** How many more there are, by what they say. */
  readonly more: { readonly supports: number; readonly contradicts: number };
}

/** As many pieces of evidence are shown on a question unless all are asked for: a handful. */
const handful = 5;

/**
 * The evidence on one question grouped by service. A place in a library is shown once, for all services that it speaks of together. Of all of it at most
 * a handful is shown: the services take turns, and within a service each signal is shown once before any is shown a second time, so that twenty equal
 * lines do not hide the one that differs. What speaks against goes first: it is what somebody has to look at. Services are sorted by name, those with
 * something against first.
 */
export function evidenceByService(evidence: readonly Evidence[], all: boolean): readonly ServiceEvidence[] {
  const groups = [...grouped(onceForEachPlace(evidence), ({ services }) => services.join('\n'))]
    .map(([key, places]) => ({
      key,
      services: places[0]?.services ?? [],
      items: varied(places.map(({ item }) => item).toSorted(byStrength)),
    }))
    .toSorted(
      (a, b) =>
        against(b.items) - against(a.items) ||
        Number(a.key === '') - Number(b.key === '') ||
        compareText(a.key, b.key),
    );
  const shares = all ? undefined : turns(groups.map(({ items }) => items.length));
  return groups.map(({ services, items }, index) => {
    const count = shares?.[index] ?? items.length;
    const rest = items.slice(count);
    const supports = rest.filter(({ stance }) => stance === 'supports').length;
    return {
      services,
      shown: items.slice(0, count),
      more: { supports, contradicts: rest.length - supports },
    };
  });
}

/** How many pieces of evidence there are of each kind, a place that several services share counted once. */
export function countEvidence(evidence: readonly Evidence[]): Readonly<Record<Evidence['stance'], number>> {
  const places = onceForEachPlace(evidence);
  const supports = places.filter(({ item }) => item.stance === 'supports').length;
  return { supports, contradicts: places.length - supports };
}

/** Headings of groups: all names of two or three services, the first two of more. */
export function namesOfServices(services: readonly string[]): string {
  if (services.length > 3) return `${services.slice(0, 2).join(', ')} and ${services.length - 2} more`;
  return services.length > 1
    ? `${services.slice(0, -1).join(', ')} and ${services.at(-1) ?? ''}`
    : (services[0] ?? '');
}

interface SharedPlace {
  readonly item: Evidence;
  readonly services: readonly string[];
}

function onceForEachPlace(evidence: readonly Evidence[]): readonly SharedPlace[] {
  const places = grouped(evidence, ({ signal, span, text }) =>
    JSON.stringify([signal, span.file, span.line, span.column, text]),
  );
  return [...places.values()].flatMap((items) => {
    const [item] = items;
    const names = new Set(items.map(({ service }) => service).filter((name) => name !== ''));
    return item ? [{ item, services: [...names].toSorted(compareText) }] : [];
  });
}

function against(items: readonly Evidence[]): number {
  return items.some(({ stance }) => stance === 'contradicts') ? 1 : 0;
}

/** How many each gets of a handful when they take turns. */
function turns(sizes: readonly number[]): readonly number[] {
  const shares = sizes.map(() => 0);
  let left = Math.min(
    handful,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  for (let index = 0; left > 0; index = (index + 1) % sizes.length) {
    const share = shares[index] ?? 0;
    if (share >= (sizes[index] ?? 0)) continue;
    shares[index] = share + 1;
    left -= 1;
  }
  return shares;
}

/** Each signal once before any a second time; what is against stays before what is for. */
function varied(items: readonly Evidence[]): readonly Evidence[] {
  const seen = new Map<string, number>();
  return items
    .map((item, index) => {
      const rank = seen.get(item.signal) ?? 0;
      seen.set(item.signal, rank + 1);
      return { item, index, rank };
    })
    .toSorted(
      (a, b) =>
        Number(a.item.stance === 'supports') - Number(b.item.stance === 'supports') ||
        a.rank - b.rank ||
        a.index - b.index,
    )
    .map(({ item }) => item);
}

/** Contradictions before support, sure before unsure, then by place. */
function byStrength(a: Evidence, b: Evidence): number {
  const confidence = { high: 0, medium: 1, low: 2 };
  return (
    Number(a.stance === 'supports') - Number(b.stance === 'supports') ||
    confidence[a.confidence] - confidence[b.confidence] ||
    compareSpans(a.span, b.span) ||
    compareText(a.signal, b.signal)
  );
}
