import type { HealthMapReport } from '../../model/health-report.js';
import { touchesOf } from '../../model/endpoint.js';
import type { MappedEnvironment, MappedProbe, MappedService } from '../../model/health-map.js';
import type { ProbeKind } from '../../model/probe.js';
import { printableLine } from '../printable.js';
import { whatItAsks } from '../what-a-probe-asks.js';
import { place } from './inventory.js';
import type { TextOptions } from './layout.js';
import { plural } from './plural.js';
import type { Style } from './style.js';
import { wrap } from './style.js';
import { table } from './table.js';

type MapOptions = Pick<TextOptions, 'style' | 'width'>;

/** What `lintel health map` prints: per service what answers, who asks where, who collects and who is called; then what to mend first. */
export function toHealthMapText(report: HealthMapReport, options: MapOptions): string {
  const { style, width } = options;
  const { services, gaps } = report.map;
  const commit = report.commit === null ? '' : style.dim(` @ ${report.commit.slice(0, 10)}`);
  return [
    `${style.bold(style.accent('lintel'))} ${style.bold(printableLine(report.root))}${commit}  ${style.dim(plural(services.length, 'service'))}`,
    '',
    ...services.flatMap((service) => [...serviceLines(service, options), '']),
    ...(services.length > 0
      ? [
          style.dim(
            `${marks.served} served  ${marks['not-served']} not served  ${marks.unverified} not verified  ${marks['not-http']} no path`,
          ),
          '',
        ]
      : [style.dim('Nothing here serves, probes or runs a service.'), '']),
    ...(gaps.length > 0 ? [style.bold(style.underline('What to mend first'))] : []),
    ...gaps.flatMap(({ text, span }, index) => [
      ...wrap(printableLine(text), width - 5).map((line, at) =>
        at === 0 ? `  ${index + 1}. ${line}` : `     ${line}`,
      ),
      ...(span === undefined ? [] : [`     ${style.dim(printableLine(place(span.file, span.line)))}`]),
    ]),
  ]
    .join('\n')
    .trimEnd();
}

function serviceLines(service: MappedService, { style, width }: MapOptions): readonly string[] {
  const endpoints = service.endpoints.map(
    (endpoint) => `${endpoint.path} ${style.dim(`${endpoint.role}${touched(touchesOf(endpoint))}`)}`,
  );
  const watched = [
    service.scrapes[0] === undefined
      ? service.metrics[0] === undefined
        ? style.dim('no metrics')
        : style.warn(`${service.metrics[0].path} not collected`)
      : `${service.scrapes[0].path} ${style.dim(`by ${service.scrapes[0].by}`)}`,
    service.alerts === 0 ? style.dim('no alerts') : plural(service.alerts, 'alert'),
  ];
  return [
    style.bold(printableLine(service.service)),
    `  answers   ${endpoints.length === 0 ? style.dim('nothing') : endpoints.join(style.dim(' · '))}`,
    ...table(
      service.environments.map((environment) => [
        { text: environment.name, dress: style.dim },
        ...columnsOf(environment).map(([kind, probes]) => cellOf(kind, probes, style)),
      ]),
      2,
      width,
    ),
    `  watched   ${watched.join(style.dim(' · '))}`,
  ];
}

function touched(touches: readonly { readonly dependency: string }[]): string {
  const names = [...new Set(touches.map(({ dependency }) => dependency))];
  return names.length === 0 ? '' : ` → ${names.join(', ')}`;
}

/** Platforms that know the three kinds have three columns, others one. */
function columnsOf({
  name,
  probes,
}: MappedEnvironment): readonly (readonly [ProbeKind, readonly MappedProbe[]])[] {
  if (probes.healthcheck.length > 0 || name.startsWith('compose'))
    return [['healthcheck', probes.healthcheck]];
  return [
    ['liveness', probes.liveness],
    ['readiness', probes.readiness],
    ['startup', probes.startup],
  ];
}

const marks: Readonly<Record<MappedProbe['state'], string>> = {
  served: '✓',
  'not-served': '✗',
  unverified: '?',
  'not-http': '·',
};

function cellOf(
  kind: ProbeKind,
  probes: readonly MappedProbe[],
  style: Style,
): { text: string; dress: (text: string) => string } {
  const name = kind === 'healthcheck' ? 'check' : kind;
  const [first] = probes;
  if (first === undefined) return { text: `${name} –`, dress: style.dim };
  const asks = [...new Set(probes.map((mapped) => `${marks[mapped.state]} ${whatItAsks(mapped.probe)}`))];
  const worst = probes.some(({ state }) => state === 'not-served');
  const dress = worst ? style.bad : first.state === 'served' ? style.good : (text: string): string => text;
  return { text: `${name} ${asks.join(', ')}`, dress };
}
