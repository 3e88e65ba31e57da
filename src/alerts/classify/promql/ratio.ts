import type { PromExpression, PromMatcher, PromSelector } from '../../../syntax/promql/expression.js';
import { selectorsOf } from '../../../syntax/promql/expression.js';
import { constantOf } from '../../../syntax/promql/fold.js';
import { namesErrors, wordsOf } from '../metric-words.js';

/** What recording rules compute, by the name that they give it. */
export type Recordings = ReadonlyMap<string, PromExpression>;

/** A share of events. */
export interface Ratio {
  /** bad = failed or slow events of all; good = the others. */
  readonly share: 'bad' | 'good';
  readonly of: 'errors' | 'latency';
  /** By what the measure was multiplied: 100 for percent. */
  readonly scale: number;
  readonly selectors: readonly PromSelector[];
  readonly why: string;
}

/** Names are followed to their recording rules this often. */
const furthest = 3;

/** Without the aggregations, functions over time and constant factors around a measure. */
export function bare(expression: PromExpression): { readonly inner: PromExpression; readonly scale: number } {
  let inner = expression;
  let scale = 1;
  for (;;) {
    const next = step(inner);
    if (!next) return { inner, scale };
    inner = next.inner;
    scale *= next.scale;
  }
}

const wrapping = new Set(
  (
    'avg_over_time max_over_time min_over_time last_over_time quantile_over_time ' +
    'sum_over_time round ceil floor abs clamp clamp_min clamp_max label_replace label_join ' +
    'sort sort_desc vector scalar default_rollup aggr_over_time smooth_exponential'
  ).split(' '),
);

function step(
  expression: PromExpression,
): { readonly inner: PromExpression; readonly scale: number } | undefined {
  switch (expression.kind) {
    case 'aggregation': {
      const inner = expression.arguments.at(-1);
      return inner && expression.operator !== 'count' ? { inner, scale: 1 } : undefined;
    }
    case 'call': {
      const inner = expression.arguments.find(({ kind }) => kind !== 'number' && kind !== 'text');
      return inner && wrapping.has(expression.name) ? { inner, scale: 1 } : undefined;
    }
    case 'subquery':
      return { inner: expression.operand, scale: 1 };
    case 'binary': {
      const { left, operator, right } = expression;
      const factor = constantOf(right);
      if (operator === '*' && factor !== undefined) return { inner: left, scale: factor };
      if (operator === '/' && factor !== undefined && factor !== 0) return { inner: left, scale: 1 / factor };
      const first = constantOf(left);
      if (operator === '*' && first !== undefined) return { inner: right, scale: first };
      // `a or vector(0)`, `a or on () …`, `(a / b) unless c`: the first is what is measured.
      if (operator === 'or' || operator === 'unless' || operator === 'and') return { inner: left, scale: 1 };
      if (/^[<>]=?$|^[!=]=$/.test(operator) && constantOf(right) !== undefined)
        return { inner: left, scale: 1 };
      return undefined;
    }
    default:
      return undefined;
  }
}

/** A measure as a share of bad or good events; undefined when it is none for sure. */
export function ratioOf(expression: PromExpression, recordings: Recordings, depth = 0): Ratio | undefined {
  const { inner, scale } = bare(expression);
  if (inner.kind === 'selector') return recordedRatio(inner, scale, recordings, depth);
  if (inner.kind !== 'binary') return undefined;
  const { left, operator, right } = inner;
  const whole = constantOf(left);
  if (operator === '-' && (whole === 1 || whole === 100)) {
    const good = ratioOf(right, recordings, depth) ?? divisionOf(bare(right).inner, recordings);
    if (!good) return undefined;
    const turned = good.share === 'good' ? 'bad' : 'good';
    return { ...good, share: turned, scale: scale * (whole === 100 ? 100 : good.scale), why: good.why };
  }
  const division = divisionOf(inner, recordings);
  return division && { ...division, scale: scale * division.scale };
}

function divisionOf(expression: PromExpression, recordings: Recordings): Ratio | undefined {
  if (expression.kind !== 'binary' || expression.operator !== '/') return undefined;
  const part = bare(expression.left);
  const above = selectorsOf(expression.left);
  const below = selectorsOf(expression.right);
  if (above.length === 0 || below.length === 0) return undefined;
  const scale = part.scale / bare(expression.right).scale;
  const base = { scale, selectors: [...above, ...below] };
  // `(total - good) / total`
  if (part.inner.kind === 'binary' && part.inner.operator === '-') {
    const [all, good] = [selectorsOf(part.inner.left), selectorsOf(part.inner.right)];
    const slow = good.find(isBelowBoundary);
    if (slow && shares(all, below)) return { ...base, share: 'bad', of: 'latency', why: slowWhy(slow) };
    const ok = good.find((selector) => successMatcher(selector) !== undefined);
    const matcher = ok && successMatcher(ok);
    if (ok && matcher && shares(all, below))
      return {
        ...base,
        share: 'bad',
        of: 'errors',
        why: `it measures the share of ${nameOf(ok)} without ${written(matcher)}`,
      };
  }
  const isSum = part.inner.kind === 'binary' && (part.inner.operator === '+' || part.inner.operator === '-');
  const fast = isSum && !above.every(isBelowBoundary) ? undefined : above.find(isBelowBoundary);
  if (fast && !below.some(isBelowBoundary))
    return { ...base, share: 'good', of: 'latency', why: slowWhy(fast) };
  // What is filtered below as well is no filter: `rate(x{code=~"5.."}) / rate(y{code=~"5.."})`.
  const isFilteredBelow = below.some((selector) => errorMatcher(selector) !== undefined);
  const bad = above.find((selector) => errorMatcher(selector) !== undefined);
  const matcher = bad && errorMatcher(bad);
  if (bad && matcher && !isFilteredBelow)
    return {
      ...base,
      share: 'bad',
      of: 'errors',
      why: `it measures the share of ${nameOf(bad)} with ${written(matcher)}`,
    };
  const failed = above.find(({ name }) => name !== undefined && namesErrors(resolvedName(name, recordings)));
  if (failed && !below.every(({ name }) => name !== undefined && namesErrors(name)))
    return {
      ...base,
      share: 'bad',
      of: 'errors',
      why: `it measures ${nameOf(failed)} as a share of ${nameOf(below[0])}`,
    };
  const ok = above.find((selector) => successMatcher(selector) !== undefined);
  const success = ok && successMatcher(ok);
  if (ok && success && !below.some((selector) => successMatcher(selector) !== undefined))
    return {
      ...base,
      share: 'good',
      of: 'errors',
      why: `it measures the share of ${nameOf(ok)} with ${written(success)}`,
    };
  return undefined;
}

function resolvedName(name: string, recordings: Recordings): string {
  const definition = recordings.get(name);
  const inner =
    definition && selectorsOf(definition).find((selector) => errorMatcher(selector) !== undefined);
  return inner ? `${name}_errors` : name;
}

function shares(a: readonly PromSelector[], b: readonly PromSelector[]): boolean {
  return a.some(({ name }) => b.some((other) => other.name === name));
}

function nameOf(selector: PromSelector | undefined): string {
  return selector?.name ?? 'a metric';
}

function written({ label, operator, value }: PromMatcher): string {
  return `${label}${operator}"${value}"`;
}

/** A bucket of a histogram below a boundary: `le="0.5"`. */
function isBelowBoundary({ matchers }: PromSelector): boolean {
  return matchers.some(
    ({ label, operator, value }) =>
      label === 'le' && (operator === '=' || operator === '=~') && !/inf/i.test(value),
  );
}

function slowWhy(selector: PromSelector): string {
  const boundary = selector.matchers.find(({ label }) => label === 'le')?.value ?? '';
  return `it measures the share of ${nameOf(selector)} that took longer than ${boundary}`;
}

const codeLabel =
  /(?:^|_)(?:code|status|status_code|response_code|code_class|response_code_class|grpc_code|rcode|http_status|statuscode|http_status_code|http_response_status_code|rpc_grpc_status_code|grpc_status|exported_code)$/i;
const errorCode =
  /^\^?\(?(?:5|\[[45]|4|\.\*5|\^5|unknown|internal|unavailable|deadlineexceeded|servfail|error|fail|dataloss|resourceexhausted|cancelled|aborted)/i;
const successCode = /^\(?(?:2|1|\[12|\[23|\[1-|ok$|ok\||0$|0\||success|noerror)/i;
const outcomeLabel =
  /^(?:result|outcome|success|successful|error|state|type|severity|status|failed|failure|ok|rc|classification|response_flags|exception|error_type)$/i;
const errorOutcome = /error|fail|timeout|exception|rejected|unsuccessful/i;

/** The matcher that leaves only failed events, if there is one. */
export function errorMatcher({ matchers }: PromSelector): PromMatcher | undefined {
  return matchers.find(({ label, operator, value }) => {
    const isPositive = operator === '=' || operator === '=~';
    if (codeLabel.test(label)) return isPositive ? errorCode.test(value) : successCode.test(value);
    if (!outcomeLabel.test(label)) return false;
    if (/^(?:success|successful|ok)$/i.test(label))
      return isPositive ? /^(?:false|0)$/i.test(value) : /^(?:true|1)$/i.test(value);
    if (/^(?:error|failed|failure|exception)$/i.test(label))
      return isPositive ? /^(?:true|1|.\+)$/i.test(value) : /^(?:false|0|none|)$/i.test(value);
    return isPositive ? errorOutcome.test(value) : /^(?:success|ok|succeeded)/i.test(value);
  });
}

/** The matcher that leaves only good events, if there is one. */
function successMatcher({ matchers }: PromSelector): PromMatcher | undefined {
  return matchers.find(({ label, operator, value }) => {
    const isPositive = operator === '=' || operator === '=~';
    if (codeLabel.test(label)) return isPositive ? successCode.test(value) : errorCode.test(value);
    if (/^(?:result|outcome|status|state|success|successful|ok)$/i.test(label))
      return isPositive ? /^(?:success|ok|succeeded|true|1)/i.test(value) : errorOutcome.test(value);
    return false;
  });
}

/** A recorded share: by what its rule computes, where it is here, else by a name that says it. */
function recordedRatio(
  selector: PromSelector,
  scale: number,
  recordings: Recordings,
  depth: number,
): Ratio | undefined {
  const { name } = selector;
  if (name === undefined) return undefined;
  const share = shareByName(name);
  const byName = share && {
    ...share,
    scale,
    selectors: [selector],
    why: `its name ${name} says that it is a share of ${share.share} events`,
  };
  // A burn rate is what it is called, however it is computed.
  if (byName && isBurnName(name)) return byName;
  const definition = recordings.get(name);
  if (definition && depth < furthest) {
    const defined = ratioOf(definition, recordings, depth + 1);
    if (defined)
      return {
        ...defined,
        scale: scale * defined.scale,
        selectors: [selector],
        why: `${name} is recorded: ${defined.why}`,
      };
  }
  return byName;
}

/** `http_requests:burnrate1h`, `slo_burn_rate`. */
function isBurnName(name: string): boolean {
  return wordsOf(name).some((word) => /^burnrate(?:\d.*)?$/.test(word)) || /burn_rate/i.test(name);
}

/** `slo:sli_error:ratio_rate5m`, `http_requests:burnrate1h`, `service_errors:ratio_1h`, `service_apdex:ratio_5m`. */
function shareByName(name: string): Pick<Ratio, 'share' | 'of'> | undefined {
  const words = wordsOf(name);
  if (words.some((word) => /^(?:saturation|utili[sz]ation|cpu|memory|mem|disk|usage|hit|cache)$/.test(word)))
    return undefined;
  if (isBurnName(name)) return { share: 'bad', of: 'errors' };
  const isRatio =
    words.some((word) => /^(?:ratio|rate|percent|percentage|ratios)(?:\d.*)?$/.test(word)) ||
    words.includes('ratio');
  if (words.includes('apdex')) return { share: 'good', of: 'latency' };
  if (words.includes('sli') && words.includes('error')) return { share: 'bad', of: 'errors' };
  if (
    !words.includes('ratio') &&
    !words.includes('percent') &&
    !words.includes('percentage') &&
    !/error_rate/.test(name)
  )
    return undefined;
  if (isRatio && words.some((word) => /^(?:availability|success|good|successful)$/.test(word)))
    return { share: 'good', of: 'errors' };
  return isRatio &&
    words.some((word) => /^(?:errors?|failures?|failed|unavailability|5xx|slo|sli)$/.test(word))
    ? { share: 'bad', of: 'errors' }
    : undefined;
}
