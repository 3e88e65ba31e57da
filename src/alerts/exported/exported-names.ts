import { plainMetricName } from './metric-names.js';

/** A metric that is made under its name: `new Counter({ name: 'x' })`, `registry.counter("x")`, `prometheus.NewDesc("x", …)`, `counter!("x")`. */
const made =
  /(?:counter|gauge|histogram|summary|timer|newdesc|observable)\w{0,30}[^"'`;]{0,80}["'`:]([a-z][\w.]{3,90})["'`,\s)]/gi;

/** Go puts the name together: https://pkg.go.dev/github.com/prometheus/client_golang/prometheus#Opts */
const parts =
  /Namespace:\s{0,20}"(\w{1,60})",\s{0,60}(?:Subsystem:\s{0,20}"(\w{0,60})",\s{0,60})?Name:\s{0,20}"(\w{1,90})"/g;

/** Is it worth looking at a text of a program for metrics? */
export function mentionsMetrics(text: string): boolean {
  return (
    /prom|micrometer|opentelemetry|otel|metric/i.test(text) &&
    /counter|gauge|histogram|summary|timer/i.test(text)
  );
}

/** The metrics that a text of a program makes, by their plain names. */
export function metricsMadeIn(text: string): readonly string[] {
  const written = [...text.matchAll(made)].flatMap(([, name = '']) => (/[_.]/.test(name) ? [name] : []));
  const joined = [...text.matchAll(parts)].map(([, namespace = '', subsystem = '', name = '']) =>
    [namespace, subsystem, name].filter((part) => part !== '').join('_'),
  );
  return [...written, ...joined].map(plainMetricName);
}
