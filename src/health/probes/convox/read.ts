import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { directoryBelow } from '../directory-below.js';
import { askedPath, portNumber } from '../http-address.js';
import { timingsOf } from '../timings.js';

const checks = [
  ['health', 'readiness', 'de-route'],
  ['liveness', 'liveness', 'restart'],
  ['startupProbe', 'startup', 'restart'],
] as const;

/** The checks of one manifest; what Convox makes of them is in its template of services (provider/k8s/template/app/service.yml.tmpl). */
export function readConvox(source: SourceText): Reading<Probe> {
  const { documents, skipped } = parseYaml(source);
  const facts = documents.flatMap(({ root }) =>
    root.get('services').entries.flatMap(([name, service]) => probesOf(name, service)),
  );
  return { facts, skipped };
}

function probesOf(name: string, service: YamlValue): readonly Probe[] {
  const served = portOf(service.get('port'));
  const image = service.get('image').text;
  const build = service.get('build');
  const directory = directoryBelow(build.text ?? build.get('path').text);
  return checks.flatMap(([key, kind, effect]): readonly Probe[] => {
    const written = service.get(key);
    const own = written.isMap ? portOf(written.get('port')) : {};
    const port = own.port ?? served.port;
    const scheme = own.scheme ?? served.scheme ?? 'http';
    if (port === undefined || scheme === 'grpc' || written.get('disable').text === 'true') return [];
    const path = written.isMap ? written.get('path').text : written.text;
    // Readiness is asked at `/` when a check says no path; the others are not made without one.
    if (!written.exists || (path === undefined && (key !== 'health' || !written.isMap))) return [];
    return [
      {
        platform: 'convox',
        kind,
        effect,
        transport: 'http',
        path: askedPath(path ?? '/'),
        port,
        scheme: scheme === 'https' ? 'https' : 'http',
        timings: timingsOf({
          initialDelaySeconds: written.get('grace').number,
          periodSeconds: written.get('interval').number,
          timeoutSeconds: written.get('timeout').number,
          failureThreshold: key === 'health' ? undefined : written.get('failureThreshold').number,
          successThreshold: key === 'health' ? undefined : written.get('successThreshold').number,
        }),
        target: {
          kind: 'Convox service',
          name,
          ...(image !== undefined && { image }),
          ...(directory !== undefined && { directory }),
        },
        span: written.span,
        confidence: 'high',
      },
    ];
  });
}

/** `3000`, `https:3000`, or a map. */
function portOf(value: YamlValue): { readonly port?: number; readonly scheme?: string } {
  const [scheme, number] = /^(?:(\w+):)?(\d+)$/.exec(value.text ?? '')?.slice(1) ?? [];
  const port = portNumber(number ?? value.get('port').text);
  const named = scheme ?? value.get('scheme').text;
  return { ...(port !== undefined && { port }), ...(named !== undefined && { scheme: named.toLowerCase() }) };
}
