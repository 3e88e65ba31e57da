import type { Handler, Route } from '../../src/model/endpoint.js';
import type { Probe } from '../../src/model/probe.js';
import type { InService } from '../../src/model/service.js';

/** A route as a reader gives it, in service `app`, on the given line. */
export function route(path: string, more: Partial<InService<Route>> = {}, line = 1): InService<Route> {
  return {
    framework: 'express',
    method: 'GET',
    path,
    pathComplete: true,
    span: { file: 'src/routes.js', line, column: 1, endLine: line, endColumn: 40 },
    servedBy: 'code',
    confidence: 'high',
    service: 'app',
    ...more,
  };
}

/** A probe of Deployment `app` that asks for a path, in service `app`. */
export function probe(path: string, more: Partial<InService<Probe>> = {}): InService<Probe> {
  return {
    platform: 'kubernetes',
    kind: 'liveness',
    effect: 'restart',
    transport: 'http',
    path,
    port: 8080,
    scheme: 'http',
    timings: {},
    target: { kind: 'Deployment', name: 'app', container: 'app', image: 'example.org/team/app:1' },
    span: { file: 'k8s/app.yaml', line: 10, column: 11, endLine: 12, endColumn: 1 },
    confidence: 'high',
    service: 'app',
    ...more,
  };
}

/** A handler that pings the database. */
export const pinging: Handler = {
  touches: [
    {
      dependency: 'db',
      span: { file: 'src/routes.js', line: 2, column: 3, endLine: 2, endColumn: 9 },
      text: "pool.query('SELECT 1')",
    },
  ],
  canFail: true,
  constant: false,
};

/** A handler that says ok, whatever happens. */
export const constant: Handler = { touches: [], canFail: false, constant: true };
