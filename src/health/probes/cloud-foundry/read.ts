import { dirname } from 'node:path/posix';
import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { directoryBelow } from '../directory-below.js';
import { askedPath } from '../http-address.js';
import { timingsOf } from '../timings.js';

const checks = [
  ['', 'liveness', 'restart'],
  ['readiness-', 'readiness', 'de-route'],
] as const;

/** The checks of one manifest. */
export function readCloudFoundry(source: SourceText): Reading<Probe> {
  const { documents, skipped } = parseYaml(source);
  const facts = documents.flatMap(({ root }) =>
    root.get('applications').items.flatMap((application) => {
      const name = application.get('name').text ?? source.path;
      const path = application.get('path').text;
      const directory = directoryBelow(path, dirname(source.path));
      const target = { kind: 'app', name, ...(directory !== undefined && { directory }) };
      const places = [application, ...application.get('processes').items];
      return places.flatMap((place) => probesOf(place).map((probe): Probe => ({ ...probe, target })));
    }),
  );
  return { facts, skipped };
}

function probesOf(place: YamlValue): readonly Omit<Probe, 'target'>[] {
  return checks.flatMap(([prefix, kind, effect]) => {
    const endpoint = place.get(`${prefix}health-check-http-endpoint`);
    const type = place.get(`${prefix}health-check-type`);
    // An endpoint without a type is one of `http` only together with it: the default type is `port`.
    if (type.text !== 'http' && type.text !== 'port') return [];
    const path = endpoint.text ?? '/';
    return [
      {
        platform: 'cloud-foundry',
        kind,
        effect,
        ...(type.text === 'http'
          ? {
              transport: 'http' as const,
              ...(!path.includes('((') && { path: askedPath(path) }),
              scheme: 'http' as const,
            }
          : { transport: 'tcp' as const }),
        timings: timingsOf({
          periodSeconds: place.get(`${prefix}health-check-interval`).number,
          timeoutSeconds: place.get(`${prefix}health-check-invocation-timeout`).number,
        }),
        span: (type.text === 'http' && endpoint.exists ? endpoint : type).span,
        confidence: 'high' as const,
      },
    ];
  });
}
