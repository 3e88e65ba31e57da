import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import { SourceText } from '../../../model/source-text.js';
import { parseKubernetes, type KubernetesObject } from '../../../syntax/manifests/kubernetes.js';
import { askedPath, portNumber } from '../http-address.js';
import { timingsOf } from '../timings.js';

const kinds = [
  ['liveness', 'liveness', 'restart'],
  ['readiness', 'readiness', 'de-route'],
  ['startup', 'startup', 'restart'],
] as const;

/** The default of `spec.port` (nais/liberator, pkg/apis/nais.io/v1alpha1/application_defaults.go). */
const defaultPort = 8080;

/** Stands for what is filled in later. */
const unknown = '\u{FFFD}';

/** The probes of the applications of one manifest. */
export function readNais(source: SourceText): Reading<Probe> {
  const { objects } = parseKubernetes(withoutTemplates(source));
  const facts = objects
    .filter(
      ({ apiVersion, kind }) => apiVersion.startsWith('nais.io/') && /^(Application|Naisjob)$/.test(kind),
    )
    .flatMap(probesOf);
  return { facts, skipped: [] };
}

/** The text with blanks for lines of `{{#if …}}` and `{{/each}}`, and one unknown word for each value; every character keeps its place. */
function withoutTemplates(source: SourceText): SourceText {
  if (!source.text.includes('{{')) return source;
  const blocks = source.text.replaceAll(/^[ \t]*\{\{[~-]?[#/^!][^\n]*$/gm, (line) => ' '.repeat(line.length));
  return new SourceText(
    source.path,
    blocks.replaceAll(/\{\{\{?[^{}\n]*\}?\}\}/g, (match) => unknown.repeat(match.length)),
  );
}

function probesOf({ kind: workload, name, root }: KubernetesObject): readonly Probe[] {
  const spec = root.get('spec');
  const written = spec.get('port').text;
  const image = known(spec.get('image').text);
  return kinds.flatMap(([key, kind, effect]): readonly Probe[] => {
    const block = spec.get(key);
    const path = block.get('path').text;
    if (path === undefined || path === '') return [];
    const own = block.get('port').text ?? written;
    const port = own === undefined ? defaultPort : portNumber(own);
    return [
      {
        platform: 'nais',
        kind,
        effect,
        transport: 'http',
        ...(known(path) !== undefined && { path: askedPath(path) }),
        ...(port !== undefined && { port }),
        scheme: 'http',
        timings: timingsOf({
          initialDelaySeconds: block.get('initialDelay').number,
          periodSeconds: block.get('periodSeconds').number,
          timeoutSeconds: block.get('timeout').number,
          failureThreshold: block.get('failureThreshold').number,
        }),
        target: {
          kind: `Nais ${workload}`,
          name: known(name) ?? '',
          ...(image !== undefined && { image }),
        },
        span: block.span,
        confidence: 'high',
      },
    ];
  });
}

function known(text: string | undefined): string | undefined {
  return text?.includes(unknown) === true ? undefined : text;
}
