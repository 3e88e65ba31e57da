import type { RouteComparison } from '../../model/documented-routes.js';
import type { HealthInventory } from '../../model/health-report.js';
import { touchesOf } from '../../model/endpoint.js';
import { compareText } from '../../model/source-span.js';
import { printableLine } from '../printable.js';
import { place } from './inventory.js';
import type { TextOptions } from './layout.js';
import { plural } from './plural.js';
import { table } from './table.js';

type ListOptions = Pick<TextOptions, 'style' | 'width' | 'all'>;

/** Rows of a list that are shown unless everything is asked for. */
const fewRows = 40;

/** What `lintel health list` prints: per service its endpoints, its probes and, when asked for, all its routes. */
export function toHealthListText(inventory: HealthInventory, options: ListOptions): string {
  const { style } = options;
  const { endpoints, probes, routes = [], gaps = [], comparisons = [], skipped } = inventory;
  const names = [...new Set([...endpoints, ...probes, ...routes].map(({ service }) => service))].toSorted(
    compareText,
  );
  const commit = inventory.commit === null ? '' : style.dim(` @ ${inventory.commit.slice(0, 10)}`);
  const counts = [
    plural(endpoints.length, 'health endpoint'),
    plural(probes.length, 'probe'),
    ...(inventory.routes ? [plural(routes.length, 'route')] : []),
  ];
  return [
    `${style.bold(style.accent('lintel'))} ${style.bold(printableLine(inventory.root))}${commit}  ${style.dim(counts.join(' · '))}`,
    '',
    ...names.flatMap((name) => [
      style.bold(style.underline(name === '' ? 'of no service' : printableLine(name))),
      ...serviceLines(name, inventory, options),
      ...gaps
        .filter(({ service }) => service === name && routes.some((route) => route.service === name))
        .slice(0, options.all ? undefined : 3)
        .map(
          ({ reason, span }) =>
            `  ${style.warn('!')} ${printableLine(reason)}  ${style.dim(printableLine(place(span.file, span.line)))}`,
        ),
      '',
    ]),
    ...comparisonLines(comparisons, options),
    ...(skipped.length > 0
      ? [
          style.warn(`${plural(skipped.length, 'place')} could not be read`) +
            style.dim(' (lintel scan shows them)'),
        ]
      : []),
  ]
    .join('\n')
    .trimEnd();
}

function serviceLines(
  name: string,
  inventory: HealthInventory,
  { style, width, all }: ListOptions,
): readonly string[] {
  const own = <Fact extends { readonly service: string }>(list: readonly Fact[] = []): readonly Fact[] =>
    list.filter(({ service }) => service === name);
  const where = (span: {
    readonly file: string;
    readonly line: number;
  }): { text: string; dress: (text: string) => string } => ({
    text: place(span.file, span.line),
    dress: style.dim,
  });
  const rows = [
    ...own(inventory.endpoints).map((endpoint) => [
      { text: `${endpoint.role} endpoint`, dress: style.good },
      `${endpoint.method === 'ANY' ? '' : `${endpoint.method} `}${endpoint.path}${endpoint.port === undefined ? '' : ` :${endpoint.port}`}`,
      {
        text: [
          ...new Set(touchesOf(endpoint).map(({ dependency }) => dependency)),
          ...(endpoint.condition === undefined ? [] : [`only if ${endpoint.condition}`]),
        ].join(', '),
        dress: style.dim,
      },
      where(endpoint.span),
    ]),
    ...own(inventory.probes).map((probe) => [
      { text: probe.kind === 'healthcheck' ? 'health check' : `${probe.kind} probe`, dress: style.accent },
      `${probe.transport} ${probe.path ?? probe.tool ?? ''}${probe.port === undefined ? '' : ` :${probe.port}`}`.trim(),
      { text: `${probe.platform}, ${probe.effect}`, dress: style.dim },
      where(probe.span),
    ]),
  ];
  const routes = own(inventory.routes);
  const shown = all ? routes : routes.slice(0, fewRows);
  const routeRows = shown.map((route) => [
    { text: route.method, dress: style.dim },
    `${route.pathComplete ? '' : '…'}${route.path}`,
    { text: route.framework, dress: style.dim },
    where(route.span),
  ]);
  return [
    ...table(rows, 2, width),
    ...(rows.length > 0 && routeRows.length > 0 ? [''] : []),
    ...table(routeRows, 2, width),
    ...(routes.length > shown.length
      ? [style.dim(`  … and ${plural(routes.length - shown.length, 'more route')} (--all)`)]
      : []),
  ];
}

/** How many documented routes that were not found are named. */
const fewMissing = 5;

function comparisonLines(
  comparisons: readonly RouteComparison[],
  { style, all }: ListOptions,
): readonly string[] {
  if (comparisons.length === 0) return [];
  return [
    style.bold(style.underline("The repository's own OpenAPI")),
    ...comparisons.flatMap(({ file, version, service, documented, agreed, missing, undocumented, base }) => [
      `  ${printableLine(file)}  ${style.dim(version)}`,
      agreed === 0
        ? style.dim(`    none of its ${plural(documented, 'operation')} was found in the programs here`)
        : `    ${agreed === documented ? style.good('✓') : style.warn('!')} ${agreed} of ${plural(documented, 'operation')} found in ${service === '' ? 'code of no service' : printableLine(service)}${base === '' ? '' : ` below ${printableLine(base)}`}${style.dim(`; ${plural(undocumented, 'route')} not documented`)}`,
      ...(agreed === 0 ? [] : missing.slice(0, all ? undefined : fewMissing)).map(
        ({ method, path, span }) =>
          `      ${style.dim('not found')} ${method} ${printableLine(path)}  ${style.dim(printableLine(place(span.file, span.line)))}`,
      ),
      ...(agreed > 0 && !all && missing.length > fewMissing
        ? [style.dim(`      … and ${missing.length - fewMissing} more (--all)`)]
        : []),
    ]),
    '',
  ];
}
