import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { routeAnswers } from '../route-match.js';
import { asksOwnService } from './asked-service.js';
import { deployment } from './examples.js';
import type { HealthFacts } from './facts.js';
import { listed, nameOfProbe } from './probe-words.js';

export const checkCannotFail: Rule<HealthFacts> = {
  id: 'health-check-cannot-fail',
  severity: 'warning',
  question: 'partial-failure',
  summary: 'A health check says yes whatever happens.',
  why: 'The check looks like a safety net and is none: `curl` without `--fail` takes a 500 for success, `|| true` and a pipe throw the status away, a handler may look at the database and answer 200 all the same. The broken instance keeps its traffic, and what waits for it starts too early.',
  whenNotToUse: 'When the check is only to show that something listens on the port, and says so.',
  sources: [
    'https://curl.se/docs/manpage.html#-f',
    'https://github.com/alexjustesen/speedtest-tracker/issues/2837',
    'https://docs.docker.com/reference/dockerfile/#healthcheck',
  ],
  bad: [
    {
      title: 'Dockerfile: curl without --fail',
      files: { Dockerfile: 'FROM node:20\nHEALTHCHECK CMD curl -s http://localhost:8080/health || exit 1\n' },
    },
    {
      title: 'Compose: the failure is thrown away',
      files: {
        'compose.yaml':
          'services:\n  app:\n    build: .\n    healthcheck:\n      test: curl -f http://localhost:8080/health || true\n',
      },
    },
    {
      title: 'Compose: the pipe hides the status',
      files: {
        'compose.yaml':
          'services:\n  app:\n    build: .\n    healthcheck:\n      test: ["CMD-SHELL", "curl -f http://localhost:8080/health | jq ."]\n',
      },
    },
    {
      title: 'Kubernetes',
      files: { 'k8s/app.yaml': deployment('livenessProbe:', '  exec:', '    command: ["true"]') },
    },
  ],
  good: [
    {
      title: 'Dockerfile',
      files: {
        Dockerfile: 'FROM node:20\nHEALTHCHECK CMD curl -fsS http://localhost:8080/health || exit 1\n',
      },
    },
    {
      title: 'Compose: the answer is looked at',
      files: {
        'compose.yaml':
          'services:\n  app:\n    build: .\n    healthcheck:\n      test: ["CMD-SHELL", "curl -s http://localhost:8080/health | grep -q UP"]\n',
      },
    },
  ],
  check: (facts) => [...commandsThatCannotFail(facts), ...handlersThatCannotFail(facts)],
};

function commandsThatCannotFail(facts: HealthFacts): readonly Finding[] {
  const seen = new Set<string>();
  return facts.probes.flatMap((probe): Finding[] => {
    const { cannotFail: reason, span } = probe;
    // One block may serve several services through an anchor.
    const key = JSON.stringify([span.file, span.line, span.column, reason]);
    if (reason === undefined || seen.has(key)) return [];
    seen.add(key);
    return [
      {
        rule: 'health-check-cannot-fail',
        severity: 'warning',
        message: `${nameOfProbe(probe)} cannot tell a broken instance from a working one: ${reason}.`,
        advice: adviceFor(reason),
        span,
      },
    ];
  });
}

function adviceFor(reason: string): string {
  if (reason.startsWith('`curl`'))
    return 'Write `curl --fail` (`-f`), so that an answer of 400 or more fails the check.';
  if (reason.startsWith('`http`'))
    return 'Write `http --check-status`, so that an answer of 400 or more fails the check.';
  if (reason.startsWith('the pipe'))
    return 'Let the command that can fail come last, or use `set -o pipefail`.';
  if (reason.startsWith('`||')) return 'Leave the part behind `||` out, or write `|| exit 1`.';
  if (reason.startsWith('the script'))
    return 'Look at the status of the answer, and exit with 1 when it is an error.';
  return 'Let the check ask the service, and exit with its result.';
}

function handlersThatCannotFail(facts: HealthFacts): readonly Finding[] {
  const readiness = facts.probes.filter(
    (probe) => probe.effect === 'de-route' && probe.path !== undefined && asksOwnService(probe, facts),
  );
  return facts.endpoints.flatMap((endpoint): Finding[] => {
    const touches = endpoint.handler?.touches ?? [];
    if (endpoint.handler?.canFail !== false || touches.length === 0) return [];
    const probe = readiness.find(
      ({ service, path }) => service === endpoint.service && routeAnswers(endpoint.path, path ?? ''),
    );
    if (!probe) return [];
    const looksAt = listed([...new Set(touches.map(({ dependency }) => dependency))].toSorted());
    return [
      {
        rule: 'health-check-cannot-fail',
        severity: 'warning',
        message: `${endpoint.path} looks at ${looksAt}, but answers success whatever it finds: the readiness probe that asks for it never takes a broken instance out of traffic.`,
        advice: 'Answer 503 when a dependency that the service cannot do without does not work.',
        span: endpoint.span,
        related: [
          { span: probe.span, text: 'asks for it' },
          ...touches.slice(0, 3).map(({ span, text }) => ({ span, text })),
        ],
      },
    ];
  });
}
