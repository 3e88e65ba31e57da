import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml } from '../../../syntax/yaml.js';
import { askedPath } from '../http-address.js';
import { secondsOf, timingsOf } from '../timings.js';

const checks = [
  ['liveness_check', 'liveness', 'restart'],
  ['readiness_check', 'readiness', 'de-route'],
] as const;

/** The checks of one service. */
export function readAppEngine(source: SourceText): Reading<Probe> {
  const { documents, skipped } = parseYaml(source);
  const facts = documents.flatMap(({ root }) => {
    if (!root.get('runtime').exists) return [];
    const name = root.get('service').text ?? 'default';
    return checks.flatMap(([key, kind, effect]): Probe[] => {
      const check = root.get(key);
      const path = check.get('path').text;
      if (path === undefined) return [];
      return [
        {
          platform: 'app-engine',
          kind,
          effect,
          transport: 'http',
          path: askedPath(path),
          scheme: 'http',
          timings: timingsOf({
            initialDelaySeconds: secondsOf(check.get('initial_delay_sec').text),
            periodSeconds: secondsOf(check.get('check_interval_sec').text),
            timeoutSeconds: secondsOf(check.get('timeout_sec').text),
            failureThreshold: check.get('failure_threshold').number,
            successThreshold: check.get('success_threshold').number,
          }),
          target: { kind: 'App Engine service', name },
          span: check.span,
          confidence: 'high',
        },
      ];
    });
  });
  return { facts, skipped };
}
