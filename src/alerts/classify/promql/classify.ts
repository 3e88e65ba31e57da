import type { WaitingMeasure } from '../../../model/alert.js';
import type { PromExpression, PromSelector } from '../../../syntax/promql/expression.js';
import { eachExpression, selectorsOf } from '../../../syntax/promql/expression.js';
import { constantOf } from '../../../syntax/promql/fold.js';
import { parsePromql } from '../../../syntax/promql/parse.js';
import type { Classification } from '../classification.js';
import { weightiest } from '../classification.js';
import { originOf, resourceOf } from '../components.js';
import {
  isServedRequest,
  namesErrors,
  namesInnerWork,
  namesLatency,
  namesOutgoing,
  wordsOf,
} from '../metric-words.js';
import { burnOf } from './burn.js';
import { waysToFire, type Comparison, type Conjunction } from './conditions.js';
import { bare, errorMatcher, ratioOf, type Ratio, type Recordings } from './ratio.js';

/**
 * The class of an alert by the tree of its condition.
 * @param recordings what the recording rules of the repository compute, by name.
 */
export function classifyPromql(text: string, recordings: Recordings): Classification {
  const { errors, expression } = parsePromql(text);
  const found = {
    ...classifyExpression(expression, recordings),
    ...(isInstant(expression) && { instant: true }),
    metrics: [...new Set(selectorsOf(expression).flatMap(({ name }) => name ?? []))],
  };
  return errors === 0
    ? found
    : { ...found, reasons: [...found.reasons, `${errors} places of its condition were not understood`] };
}

function classifyExpression(expression: PromExpression, recordings: Recordings): Classification {
  const ways = waysToFire(expression);
  const burn = burnOf(ways, recordings);
  if (burn) return { class: 'slo-burn', reasons: [burn.reason], burn: burn.burn };
  const found = ways.flatMap((way) => weightiest(classesOf(way, recordings)) ?? []);
  return (
    weightiest(found) ?? {
      class: 'other',
      reasons: [otherReason(selectorsOf(expression))],
    }
  );
}

/** Names of recorded series that were made over a time: `job:errors:rate5m`. */
const overTime = /rate|increase|over_time|avg|mean|quantile|\d+[smhdw](?:_|$)/;

/** Ends of validity come nearer by themselves and do not go back. */
const ending = /cert|expir|not_?after|licen[cs]e/i;

/** Looks it at single samples of a state that comes and goes? Ages, predictions and fill levels hold on by themselves. */
function isInstant(expression: PromExpression): boolean {
  const parts = [...eachExpression(expression)];
  const isHeld = parts.some(
    (part) =>
      part.kind === 'subquery' ||
      part.kind === 'unknown' ||
      (part.kind === 'call' &&
        /^(?:time|timestamp|now|absent|.*_over_time|.*rate.*|rollup.*|changes|increase\w*|predict\w*)$/.test(
          part.name,
        )),
  );
  const isOnState = parts.some(
    (part) =>
      part.kind === 'binary' &&
      (/^[!=]=$/.test(part.operator) || (part.operator === '<' && constantOf(part.right) === 1)),
  );
  const selectors = selectorsOf(expression);
  return (
    isOnState &&
    !isHeld &&
    selectors.length > 0 &&
    selectors.every(
      ({ name = '', range }) =>
        range === undefined && name !== '' && !overTime.test(name) && !ending.test(name),
    )
  );
}

/** Requests that a server answers; what machines and the cluster do among themselves has such names too, except the API server's. */
function isServed(name: string): boolean {
  if (!isServedRequest(name)) return false;
  return name.includes('apiserver_') || !/^(?:a machine|a container|the cluster)$/.test(originOf(name) ?? '');
}

function otherReason(selectors: readonly PromSelector[]): string {
  const names = [...new Set(selectors.flatMap(({ name }) => name ?? []))].slice(0, 3);
  return names.length === 0 ? 'it names no metric' : `nothing is known of ${names.join(', ')}`;
}

/**
 * What each comparison of a conjunction speaks of. A guard on the traffic (`and rate(requests) > 1`) stands beside what is meant, so it counts
 * only when it is alone.
 */
function classesOf(way: Conjunction, recordings: Recordings): readonly Classification[] {
  return way.flatMap((comparison) => classOf(comparison, recordings, way.length > 1) ?? []);
}

function classOf(
  comparison: Comparison,
  recordings: Recordings,
  isGuarded: boolean,
): Classification | undefined {
  const { measured, operator } = comparison;
  const selectors = resolved(selectorsOf(measured), recordings);
  return (
    certificate(selectors) ??
    availability(comparison, selectors) ??
    ofRatio(comparison, recordings) ??
    latency(measured, selectors, recordings) ??
    freshness(comparison, selectors) ??
    failures(selectors, operator) ??
    (isGuarded ? undefined : traffic(comparison, selectors)) ??
    cause(selectors)
  );
}

/** The selectors themselves, and those behind recorded names. */
function resolved(selectors: readonly PromSelector[], recordings: Recordings): readonly PromSelector[] {
  const behind = selectors.flatMap(({ name }) => {
    const definition = name === undefined ? undefined : recordings.get(name);
    return definition ? selectorsOf(definition) : [];
  });
  return [...selectors, ...behind];
}

function certificate(selectors: readonly PromSelector[]): Classification | undefined {
  const found = selectors.find(({ name }) =>
    /cert(?:ificate)?s?_.*(?:expir|not_?after|valid)|ssl_.*(?:expiry|not_after)|(?:domain|licen[cs]e)_.*expir|x509_cert/i.test(
      name ?? '',
    ),
  );
  return (
    found && { class: 'cause', reasons: [`${found.name ?? ''} tells when a certificate or licence ends`] }
  );
}

function availability(
  { measured, operator }: Comparison,
  selectors: readonly PromSelector[],
): Classification | undefined {
  const probe = selectors.find(({ name }) =>
    /^(?:probe_success|probe_http_status_code|synthetics?_\w+|sm_check_\w+|uptime_check_\w+|monitor_status)$/.test(
      name ?? '',
    ),
  );
  if (probe)
    return {
      class: 'symptom',
      reasons: [`${probe.name ?? ''} asks the service from outside, as its users do`],
    };
  const duration = selectors.find(({ name }) =>
    /^probe_(?:http_)?duration_seconds$|^probe_icmp_duration/.test(name ?? ''),
  );
  if (duration)
    return {
      class: 'symptom',
      reasons: [`${duration.name ?? ''} measures from outside how long the service takes`],
    };
  const up = selectors.find(({ name }) => name === 'up');
  const isOnlyUp = selectors.every(({ name }) => name === undefined || name === 'up');
  if (up && (isOnlyUp || operator === '==' || isAbsence(measured)))
    return { class: 'cause', reasons: ['up tells that a target is not scraped, not that users feel it'] };
  return undefined;
}

function isAbsence(expression: PromExpression): boolean {
  return [...eachExpression(expression)].some(
    (part) => part.kind === 'call' && part.name.startsWith('absent'),
  );
}

function ofRatio({ measured, operator }: Comparison, recordings: Recordings): Classification | undefined {
  const ratio = ratioOf(measured, recordings);
  if (!ratio || (operator !== '' && (ratio.share === 'bad') !== operator.startsWith('>'))) return undefined;
  const found = asSymptom(resolved(ratio.selectors, recordings), ratio.why, isOfRequests(ratio));
  return ratio.of === 'latency' ? waits(found, 'share') : found;
}

function isOfRequests({ of, selectors }: Ratio): boolean {
  return of === 'errors' && selectors.some(({ name }) => isServed(name ?? ''));
}

/** A share or a time is a symptom, unless it is of work inside a component or of what a machine does. */
function asSymptom(
  selectors: readonly PromSelector[],
  why: string,
  isSure: boolean,
): Classification | undefined {
  const names = selectors.flatMap(({ name }) => name ?? []);
  const served = names.find(isServed);
  if (served !== undefined && (isSure || !namesInnerWork(served)))
    return { class: 'symptom', reasons: [why] };
  const out = names.find(namesOutgoing);
  if (out !== undefined) return { class: 'cause', reasons: [`${why}, which is a call that goes out`] };
  const work = names.find(namesInnerWork);
  if (work !== undefined) return { class: 'cause', reasons: [`${why}, which is work inside a component`] };
  const origin = names.map(originOf).find((found) => found !== undefined);
  if (origin !== undefined && /^(?:a machine|a container|a process|the cluster|the monitoring)/.test(origin))
    return { class: 'cause', reasons: [`${why}, which is the state of ${origin}`] };
  return {
    class: 'symptom',
    reasons: [origin === undefined ? why : `${why}; those who use ${origin} feel it`],
  };
}

function latency(
  measured: PromExpression,
  selectors: readonly PromSelector[],
  recordings: Recordings,
): Classification | undefined {
  const parts = [...eachExpression(measured)];
  const quantile = parts.find(
    (part) => part.kind === 'call' && /^histogram_(?:quantile|fraction|avg|quantiles)$/.test(part.name),
  );
  if (quantile) {
    const inside = resolved(selectorsOf(quantile), recordings);
    const timed = inside.find(
      ({ name }) =>
        name !== undefined &&
        (namesLatency(name) || isServed(name) || /seconds|milliseconds|_ms\b|_time_/i.test(name)),
    );
    const found = timed && asSymptom(inside, `it measures a quantile of ${timed.name ?? ''}`, false);
    return waits(found, quantile.kind === 'call' && quantile.name === 'histogram_avg' ? 'mean' : 'quantile');
  }
  const timed = selectors.filter(
    ({ name }) =>
      name !== undefined && (namesLatency(name) || isServed(name)) && !/:?count$|_total$/.test(name),
  );
  const summary = timed.find(({ matchers }) => matchers.some(({ label }) => label === 'quantile'));
  if (summary)
    return waits(asSymptom([summary], `it measures a quantile of ${summary.name ?? ''}`, false), 'quantile');
  const { inner } = bare(measured);
  const isMean =
    inner.kind === 'binary' &&
    inner.operator === '/' &&
    selectorsOf(inner.left).some(({ name }) => /_sum$|_seconds_total$/.test(name ?? '')) &&
    selectorsOf(inner.right).some(({ name }) => /_count$|_total$/.test(name ?? ''));
  const mean = isMean ? timed.find(({ name }) => /_sum$|_seconds_total$/.test(name ?? '')) : undefined;
  if (mean) return waits(asSymptom([mean], `it measures the mean of ${mean.name ?? ''}`, false), 'mean');
  const named = timed.find(
    ({ name }) =>
      /(?:quantile|p\d\d|percentile|99|95|90)/i.test(name ?? '') ||
      /(?:latency|response_time)(?:_seconds|_ms|_milliseconds)?$/i.test(name ?? ''),
  );
  return named && asSymptom([named], `it measures ${named.name ?? ''}, which is how long users wait`, false);
}

/** The same with how it measures the waiting, where users feel it. */
function waits(found: Classification | undefined, waiting: WaitingMeasure): Classification | undefined {
  return found?.class === 'symptom' ? { ...found, waiting } : found;
}

/** `time() - last_success > 1h`, the age of the oldest message: who waits for a result gets it late. */
function freshness(
  { measured, operator }: Comparison,
  selectors: readonly PromSelector[],
): Classification | undefined {
  if (operator === '<' || operator === '<=') return undefined;
  const isAge = [...eachExpression(measured)].some(
    (part) =>
      part.kind === 'binary' &&
      part.operator === '-' &&
      part.left.kind === 'call' &&
      (part.left.name === 'time' || part.left.name === 'now'),
  );
  const last = selectors.find(({ name }) => {
    const words = wordsOf(name ?? '');
    return (
      (isAge &&
        words.some((word) =>
          /^(?:success|successful|succeeded|completed|completion|processed|finished|last|updated|update)$/.test(
            word,
          ),
        )) ||
      /(?:oldest|queue|lag|message|event)\w*_(?:age|lag|delay)(?:_seconds|_ms)?$|(?:age|lag|delay)_seconds$/i.test(
        name ?? '',
      )
    );
  });
  if (!last) return undefined;
  const origin = originOf(last.name ?? '');
  if (namesInnerWork(last.name ?? '') || (origin !== undefined && origin !== 'a queue or broker'))
    return undefined;
  return { class: 'symptom', reasons: [`${last.name ?? ''} tells how old the last result is`] };
}

/** Failed requests that a server answered, counted instead of shared. */
function failures(
  selectors: readonly PromSelector[],
  operator: Comparison['operator'],
): Classification | undefined {
  if (operator.startsWith('<')) return undefined;
  const failed = selectors.find(
    (selector) =>
      isServed(selector.name ?? '') &&
      (errorMatcher(selector) !== undefined || namesErrors(selector.name ?? '')),
  );
  return failed && { class: 'symptom', reasons: [`${failed.name ?? ''} counts requests that failed`] };
}

/** No requests any more: the way to the service is broken. */
function traffic(
  { operator, threshold }: Comparison,
  selectors: readonly PromSelector[],
): Classification | undefined {
  const isLow =
    operator.startsWith('<') || (operator === '==' && threshold !== undefined && constantOf(threshold) === 0);
  const requests = selectors.find(
    ({ name }) => isServed(name ?? '') && /requests?_total|_count$|requests|rq_total/.test(name ?? ''),
  );
  return isLow && requests
    ? { class: 'symptom', reasons: [`${requests.name ?? ''} tells that requests do not arrive any more`] }
    : undefined;
}

function cause(selectors: readonly PromSelector[]): Classification | undefined {
  const named = selectors.filter(({ name }) => name !== undefined);
  for (const { name = '' } of named) {
    const origin = originOf(name);
    if (origin !== undefined) return { class: 'cause', reasons: [`${name} is the state of ${origin}`] };
  }
  for (const { name = '' } of named) {
    const resource = resourceOf(name);
    if (resource !== undefined) return { class: 'cause', reasons: [`${name} speaks of ${resource}`] };
  }
  return undefined;
}
