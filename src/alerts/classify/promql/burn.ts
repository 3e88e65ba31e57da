import type { BurnRate } from '../../../model/alert.js';
import type { PromExpression, PromSelector } from '../../../syntax/promql/expression.js';
import { eachExpression, selectorsOf } from '../../../syntax/promql/expression.js';
import { constantOf, factorsOf } from '../../../syntax/promql/fold.js';
import { secondsOfPromDuration } from '../../../syntax/promql/parse.js';
import { wordsOf } from '../metric-words.js';
import type { Comparison, Conjunction } from './conditions.js';
import { bare, ratioOf, type Ratio, type Recordings } from './ratio.js';

/** A burn rate, and in which words it was told. */
export interface FoundBurn {
  readonly burn: BurnRate;
  readonly reason: string;
}

/**
 * Burn factors of the Site Reliability Workbook (https://sre.google/workbook/alerting-on-slos/) and of the generators that follow it for
 * other windows.
 */
const usualFactors = [
  36, 30, 24, 21.6, 20, 16.8, 15, 14.4, 14, 13.44, 12, 10, 9, 8.4, 8, 7.2, 7, 6.72, 6, 5.6, 5.04, 5, 4, 3.5,
  3.36, 3, 2.8, 2.4, 2, 1.75, 1.5, 1.4, 1.2, 1, 0.95, 0.5,
];

/** A comparison of a share of bad events with a threshold, read as a burn rate as far as it is one. */
interface BurnLeaf {
  readonly ratio: Ratio;
  readonly windows: readonly string[];
  /** On the share of bad events, from 0 to 1. */
  readonly threshold: number | undefined;
  readonly factor: number | undefined;
  readonly budget: number | undefined;
  /** The threshold is written as factor × budget, so nothing else can be meant. */
  readonly isExplicit: boolean;
  /** The names of its metrics without their windows. */
  readonly base: string;
}

/** The burn rate that one of the ways to fire asks for; undefined when none does for sure. */
export function burnOf(ways: readonly Conjunction[], recordings: Recordings): FoundBurn | undefined {
  const found = ways.flatMap((way) => burnOfWay(way, recordings) ?? []);
  const [first] = found;
  if (!first) return undefined;
  const objective = found.find(({ burn }) => burn.objective !== undefined)?.burn.objective;
  return {
    reason: first.reason,
    burn: {
      windows: sortedWindows(found.flatMap(({ burn }) => burn.windows)),
      factors: [...new Set(found.flatMap(({ burn }) => burn.factors))].toSorted((a, b) => b - a),
      thresholds: found.flatMap(({ burn }) => burn.thresholds),
      ...(objective !== undefined && { objective }),
    },
  };
}

function burnOfWay(way: Conjunction, recordings: Recordings): FoundBurn | undefined {
  const leaves = way.flatMap((comparison) => leafOf(comparison, recordings) ?? []);
  const explicit = leaves.filter(({ isExplicit }) => isExplicit);
  const named = leaves.filter(({ ratio }) => namesBurn(ratio));
  const pair = windowPair(leaves);
  const meant = explicit.length > 0 ? explicit : named.length > 0 ? named : pair;
  const [first] = meant;
  if (!first) return budgetLeft(way);
  const windows = sortedWindows(meant.flatMap((leaf) => leaf.windows));
  const factors = [...new Set(meant.flatMap(({ factor }) => factor ?? []))];
  const budget = meant.find((leaf) => leaf.budget !== undefined)?.budget;
  return {
    reason: reasonOf(first, { windows, isExplicit: explicit.length > 0, isNamed: named.length > 0 }),
    burn: {
      windows,
      factors,
      thresholds: meant.flatMap(({ threshold }) => threshold ?? []),
      ...(budget !== undefined && { objective: rounded(1 - budget) }),
    },
  };
}

function reasonOf(
  { ratio, factor, budget }: BurnLeaf,
  how: { readonly windows: readonly string[]; readonly isExplicit: boolean; readonly isNamed: boolean },
): string {
  const over = how.windows.length === 0 ? '' : ` over ${how.windows.join(' and ')}`;
  if (how.isExplicit)
    return `${ratio.why}, compared with ${factor === undefined ? 'a multiple' : `${factor} times`} the error budget${budget === undefined ? '' : ` of ${rounded(budget)}`}${over}`;
  if (how.isNamed) return `${ratio.selectors[0]?.name ?? 'its metric'} is a burn rate by its name${over}`;
  return `${ratio.why}, over ${how.windows.join(' and ')} at once with the same threshold`;
}

function leafOf(comparison: Comparison, recordings: Recordings): BurnLeaf | undefined {
  const { measured, operator, threshold: compared } = comparison;
  if (compared === undefined || operator === '' || operator === '==' || operator === '!=') return undefined;
  const ratio = ratioOf(measured, recordings);
  if (!ratio || (ratio.share === 'bad') !== operator.startsWith('>')) return undefined;
  const limit = limitOf(compared, ratio);
  // `> 0`: any event at all, no budget.
  if (limit.threshold === 0 || (limit.threshold === undefined && !limit.isExplicit)) return undefined;
  return {
    ratio,
    windows: windowsOf(measured),
    ...limit,
    base: selectorsOf(measured)
      .map(({ name }) => (name ?? '').replace(/(?:\d+(?:ms|[smhdwy]))+$/i, ''))
      .join(' '),
  };
}

/** `14.4 * 0.001`, `14.4 * (1 - 0.999)`, `1 - 14.4 * 0.001` for good events, `14.4 * slo:budget`, or a plain number. */
function limitOf(
  written: PromExpression,
  ratio: Ratio,
): Pick<BurnLeaf, 'threshold' | 'factor' | 'budget' | 'isExplicit'> {
  const turned =
    ratio.share === 'good' &&
    written.kind === 'binary' &&
    written.operator === '-' &&
    constantOf(written.left) === 1
      ? written.right
      : undefined;
  const allowed = turned ?? written;
  const value = constantOf(allowed);
  const asShare = value === undefined ? undefined : value / ratio.scale;
  const threshold =
    asShare === undefined
      ? undefined
      : ratio.share === 'good' && !turned
        ? rounded(1 - asShare)
        : rounded(asShare);
  const product = productOf(allowed);
  // A burn rate that is recorded as a multiple of the budget is compared with the factor itself.
  if (!product) return { threshold, factor: undefined, budget: undefined, isExplicit: false };
  const budget = product.budget === undefined ? undefined : product.budget / ratio.scale;
  return {
    threshold,
    factor: product.factor,
    budget: budget !== undefined && budget <= 0.5 ? rounded(budget) : undefined,
    isExplicit: ratio.share === 'bad' || turned !== undefined,
  };
}

/** A usual factor times a budget. */
function productOf(
  expression: PromExpression,
): { readonly factor: number; readonly budget: number | undefined } | undefined {
  const factors = factorsOf(expression);
  if (factors.length < 2) return undefined;
  const values = factors.map((factor) => ({ factor, value: constantOf(factor) }));
  const open = values.filter(({ value }) => value === undefined);
  const named = open.some(({ factor }) => selectorsOf(factor).some(({ name }) => namesBudget(name ?? '')));
  if (open.length > 0 && !named) return undefined;
  const numbers = values.flatMap(({ value }) => value ?? []);
  const factor = numbers.find((value) => usualFactors.some((usual) => Math.abs(usual - value) < 0.005));
  if (factor === undefined) return undefined;
  if (open.length > 0) return { factor, budget: undefined };
  const budget = numbers.reduce((all, value) => all * value, 1) / factor;
  return budget > 0 && budget < 50 ? { factor, budget } : undefined;
}

function namesBudget(name: string): boolean {
  return wordsOf(name).some((word) => /^(?:slo|objective|budget|target)$/.test(word));
}

function namesBurn({ selectors }: Ratio): boolean {
  return selectors.some(
    ({ name }) =>
      name !== undefined &&
      (/burn_?rate/i.test(name) || wordsOf(name).some((word) => word.startsWith('burnrate'))),
  );
}

/** The comparisons of one share over two windows with the same threshold. */
function windowPair(leaves: readonly BurnLeaf[]): readonly BurnLeaf[] {
  for (const [index, leaf] of leaves.entries()) {
    const same = leaves
      .slice(index)
      .filter(({ base, threshold }) => base === leaf.base && threshold === leaf.threshold);
    if (same.length > 1 && sortedWindows(same.flatMap(({ windows }) => windows)).length > 1) return same;
  }
  return [];
}

/** What is left of the budget, or how fast it burns, compared with a number: the metric says it by its name. */
function budgetLeft(way: Conjunction): FoundBurn | undefined {
  const found = way.flatMap(({ measured, operator, threshold: written }) => {
    if (operator === '' || written === undefined) return [];
    const selector = selectorsOf(bare(measured).inner).find(
      ({ name }) => name !== undefined && isBudgetMetric(name),
    );
    return selector
      ? [{ name: selector.name ?? '', windows: windowsOf(measured), value: constantOf(written) }]
      : [];
  });
  const [first] = found;
  if (!first) return undefined;
  const isRate = /burn_?rate/i.test(first.name);
  return {
    reason: `${first.name} is ${isRate ? 'a burn rate' : 'an error budget'} by its name`,
    burn: {
      windows: sortedWindows(found.flatMap(({ windows }) => windows)),
      factors: isRate ? [...new Set(found.flatMap(({ value }) => value ?? []))] : [],
      thresholds: [],
    },
  };
}

function isBudgetMetric(name: string): boolean {
  const words = wordsOf(name);
  return words.some(
    (word, index) =>
      /^(?:burnrate|errorbudget)(?:\d.*)?$/.test(word) ||
      (word === 'error' && words[index + 1] === 'budget') ||
      (word === 'burn' && words[index + 1]?.startsWith('rate') === true),
  );
}

/** The windows of a measure: ranges of selectors and subqueries, the ending of recorded names, Sloth's label. */
export function windowsOf(expression: PromExpression): readonly string[] {
  const found: string[] = [];
  for (const part of eachExpression(expression)) {
    if (part.kind === 'subquery') found.push(part.range);
    if (part.kind === 'selector') found.push(...windowsOfSelector(part));
  }
  return sortedWindows(found);
}

function windowsOfSelector({ name, range, matchers }: PromSelector): readonly string[] {
  if (range !== undefined) return [range];
  const recorded =
    /(?:^|[^a-z\d]|rate|ratio|increase|burnrate|avg|error|errors|percent)((?:\d+[smhdw])+)$/i.exec(
      name ?? '',
    )?.[1];
  if (recorded !== undefined) return [recorded];
  return matchers.flatMap(({ label, value }) =>
    label === 'sloth_window' || label === 'window'
      ? secondsOfPromDuration(value) === undefined
        ? []
        : [value]
      : [],
  );
}

/** Distinct windows, the shortest first. */
function sortedWindows(windows: readonly string[]): readonly string[] {
  const bySeconds = new Map<number, string>();
  for (const window of windows) {
    const seconds = secondsOfPromDuration(window);
    if (seconds !== undefined && !bySeconds.has(seconds)) bySeconds.set(seconds, window);
  }
  return [...bySeconds].toSorted(([a], [b]) => a - b).map(([, window]) => window);
}

function rounded(value: number): number {
  return Number(value.toPrecision(10));
}
