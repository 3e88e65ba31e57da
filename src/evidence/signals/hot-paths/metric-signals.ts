import { declaredMetric } from './declared-metric.js';
import { histogramCalls, pathLabels, poolCalls, queueCalls } from './metric-libraries.js';
import { isBacklog, isBusiness, isDuration, isPool, isUnbounded } from './metric-names.js';
import {
  backlogExamples,
  businessExamples,
  cardinalityExamples,
  durationExamples,
  poolExamples,
} from './metric-signal-examples.js';

const languages = ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'];
const question = 'hot-paths';

export const latencyHistogram = declaredMetric(
  {
    id: 'latency-histogram',
    question,
    stance: 'supports',
    meaning: 'Percentiles of latency can be read, and not only an average.',
    recognition:
      'A histogram of a library for metrics whose name speaks of a duration; a middleware that keeps one for each route.',
    guards: [
      'A counter, a gauge or a summary of a duration is none: no percentile over all instances can be read from it.',
      'A histogram of sizes or counts is none.',
      'A timer of Micrometer is none unless it is told to keep a histogram.',
    ],
    languages,
    ...durationExamples,
  },
  ({ kind, name }) =>
    kind === 'histogram' && name !== undefined && isDuration(name)
      ? `a histogram of durations is kept (${name})`
      : undefined,
  histogramCalls,
);

export const businessCounter = declaredMetric(
  {
    id: 'business-counter',
    question,
    stance: 'supports',
    meaning:
      'What the business does is counted, so that its stopping is seen though nothing reports an error.',
    recognition:
      'A counter of a library for metrics whose name speaks of orders, payments, sign-ups and the like.',
    guards: ['Counters of requests, queries, messages and other technical events are none.'],
    languages,
    ...businessExamples,
  },
  ({ kind, name }) =>
    kind === 'counter' && name !== undefined && isBusiness(name)
      ? { text: `what the business does is counted (${name})`, confidence: 'medium' }
      : undefined,
);

export const queueDepthMetric = declaredMetric(
  {
    id: 'queue-depth-metric',
    question,
    stance: 'supports',
    meaning: 'Work that piles up is seen before it is late.',
    recognition:
      'A gauge whose name speaks of the length, the lag or the age of a queue; a library that gives one.',
    guards: ['A counter of jobs that were done is none.', 'A pool is no queue.'],
    languages,
    ...backlogExamples,
  },
  ({ kind, name }) =>
    kind === 'gauge' && name !== undefined && isBacklog(name)
      ? `how much waits is measured (${name})`
      : undefined,
  queueCalls,
);

export const poolMetric = declaredMetric(
  {
    id: 'pool-metric',
    question,
    stance: 'supports',
    meaning: 'A pool that runs full is seen, and not taken for a slow database.',
    recognition:
      'A gauge whose name speaks of the connections of a pool or a database; a library that gives one.',
    guards: ['A pool that is only made or sized is none.'],
    languages,
    ...poolExamples,
  },
  ({ kind, name }) =>
    kind === 'gauge' && name !== undefined && isPool(name)
      ? `how full a pool is is measured (${name})`
      : undefined,
  poolCalls,
);

export const highCardinalityLabel = declaredMetric(
  {
    id: 'high-cardinality-label',
    question,
    stance: 'contradicts',
    meaning: 'Each new user or address makes a new series, until the metrics store gives up.',
    recognition:
      'A metric of a known library has a label that is the id of a user, a request or an order, an e-mail address and the like, or is given the path of a request as it came.',
    guards: [
      'Labels of log lines, spans and other things that are no metrics are none.',
      'The pattern of a route (`req.route.path`, `c.FullPath()`) is bounded.',
      'Ids of tenants, regions and other sets that hardly grow are not taken for it.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Ruby', 'PHP', 'Rust', 'Elixir'],
    ...cardinalityExamples,
  },
  ({ name, labels }) => {
    const found = labels.find((label) => isUnbounded(label));
    return found === undefined
      ? undefined
      : `the metric ${name ?? ''} has the label ${found}, and each value of it makes a series of its own`.replace(
          '  ',
          ' ',
        );
  },
  pathLabels,
);
