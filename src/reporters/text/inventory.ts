import type { Report } from '../../model/report.js';
import { compareText } from '../../model/source-span.js';
import { plural } from './plural.js';
import { table } from './table.js';
import type { TextOptions, TextSection } from './layout.js';

/** How many rows of a list are shown unless everything is asked for. */
const fewRows = 12;

/** The deployable units, with what was found in each. */
export const servicesSection: TextSection = (report, options) => {
  const rows = report.services.map((service) => [
    { text: service.name, dress: options.style.bold },
    { text: service.path, dress: options.style.dim },
    service.languages.slice(0, 2).join(', ') || '–',
    {
      text: [...new Set(service.reasons.map((reason) => reason.text))].join(' · '),
      dress: options.style.dim,
      cut: true,
    },
  ]);
  if (rows.length === 0)
    return section(
      'Services',
      ['  none found: nothing in this tree says how it is built or started'],
      options,
    );
  return section('Services', limited(rows, options, 'service'), options);
};

/** Each folder of migrations, with what it holds. */
export const migrationsSection: TextSection = (report, options) => {
  if (report.migrations.length === 0) return [];
  const sets = new Map<string, Report['migrations'][number][]>();
  for (const migration of report.migrations) {
    const key = `${migration.framework}\u0000${migration.set}`;
    sets.set(key, [...(sets.get(key) ?? []), migration]);
  }
  const rows = [...sets.values()].map((migrations) => {
    const [first] = migrations;
    const operations = migrations.flatMap((migration) => migration.operations);
    const opaque = operations.filter((operation) => operation.kind === 'opaque').length;
    const fresh = migrations.filter((migration) => migration.new).length;
    return [
      { text: first?.framework ?? '', dress: options.style.bold },
      { text: first?.set ?? '', dress: options.style.dim },
      first?.dialect ?? '',
      plural(migrations.length, 'migration') +
        (fresh > 0 && fresh < migrations.length ? ` (${fresh} new)` : ''),
      `${plural(operations.length, 'operation')}${opaque > 0 ? `, ${opaque} not understood` : ''}`,
    ];
  });
  return section('Migrations', limited(rows, options, 'folder'), options);
};

/** Health endpoints and the probes beside them, per service. */
export const healthSection: TextSection = (report, options) => {
  if (report.endpoints.length === 0 && report.probes.length === 0) return [];
  const rows = [
    ...report.endpoints.map((endpoint) => ({
      service: endpoint.service,
      cells: [
        { text: endpoint.service || '–', dress: options.style.bold },
        `${endpoint.role} endpoint`,
        `${endpoint.method === 'ANY' ? '' : `${endpoint.method} `}${endpoint.path}`,
        { text: place(endpoint.span.file, endpoint.span.line), dress: options.style.dim },
      ],
    })),
    ...report.probes.map((probe) => ({
      service: probe.service,
      cells: [
        { text: probe.service || '–', dress: options.style.bold },
        probe.kind === 'healthcheck' ? 'health check' : `${probe.kind} probe`,
        `${probe.transport} ${probe.path ?? ''}${probe.port === undefined ? '' : ` :${probe.port}`}`.trim(),
        { text: place(probe.span.file, probe.span.line), dress: options.style.dim },
      ],
    })),
  ].toSorted((a, b) => compareText(a.service, b.service));
  return section(
    'Health endpoints and probes',
    limited(
      rows.map((row) => row.cells),
      options,
      'row',
    ),
    options,
  );
};

/** What could not be read, by reason. */
export const skippedSection: TextSection = (report, options) => {
  if (report.skipped.length === 0) return [];
  const rows = report.skipped.map((skip) => [
    { text: skip.reason, dress: options.style.warn },
    { text: skip.line === undefined ? skip.file : place(skip.file, skip.line), dress: options.style.dim },
    skip.detail ?? '',
  ]);
  return section('Not read', limited(rows, options, 'place', 5), options);
};

function section(title: string, lines: readonly string[], options: TextOptions): readonly string[] {
  return [options.style.bold(options.style.underline(title)), ...lines, ''];
}

function limited(
  rows: Parameters<typeof table>[0],
  options: TextOptions,
  noun: string,
  most: number = fewRows,
): readonly string[] {
  const shown = options.all || rows.length <= most + 1 ? rows : rows.slice(0, most);
  const rest = rows.length - shown.length;
  return [
    ...table(shown, 2, options.width),
    ...(rest > 0
      ? [options.style.dim(`  … and ${plural(rest, `more ${noun}`, `more ${noun}s`)} (--all)`)]
      : []),
  ];
}

/** `file:line`, as terminals and editors make links of. */
export function place(file: string, line: number): string {
  return `${file}:${line}`;
}
