import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { directoryBelow } from '../directory-below.js';
import { askedPath, portNumber } from '../http-address.js';
import { timingsOf } from '../timings.js';

const checks = [
  ['health_check', 'readiness', 'de-route'],
  ['liveness_health_check', 'liveness', 'restart'],
] as const;

/** The checks of one app spec; a deploy template holds the spec under `spec`. */
export function readDigitalOcean(source: SourceText): Reading<Probe> {
  const { documents, skipped } = parseYaml(source);
  const facts = documents.flatMap(({ root }) => {
    const spec = root.get('spec').isMap ? root.get('spec') : root;
    const components = [...spec.get('services').items, ...spec.get('workers').items];
    return components.flatMap((component) => probesOf(component));
  });
  return { facts, skipped };
}

function probesOf(component: YamlValue): readonly Probe[] {
  const name = component.get('name').text;
  if (name === undefined) return [];
  const directory = directoryBelow(component.get('source_dir').text);
  return checks.flatMap(([key, kind, effect]) => {
    const check = component.get(key);
    if (!check.isMap) return [];
    const path = check.get('http_path').text;
    const port = portNumber(check.get('port').text ?? component.get('http_port').text);
    return [
      {
        platform: 'digitalocean',
        kind,
        effect,
        ...(path === undefined
          ? { transport: 'tcp' as const }
          : { transport: 'http' as const, path: askedPath(path), scheme: 'http' as const }),
        ...(port !== undefined && { port }),
        timings: timingsOf({
          initialDelaySeconds: check.get('initial_delay_seconds').number,
          periodSeconds: check.get('period_seconds').number,
          timeoutSeconds: check.get('timeout_seconds').number,
          failureThreshold: check.get('failure_threshold').number,
          successThreshold: check.get('success_threshold').number,
        }),
        target: { kind: 'App Platform component', name, ...(directory !== undefined && { directory }) },
        span: check.span,
        confidence: 'high' as const,
      },
    ];
  });
}
