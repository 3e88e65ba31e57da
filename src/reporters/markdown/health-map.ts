import type { HealthMapReport } from '../../model/health-report.js';
import { touchesOf } from '../../model/endpoint.js';
import type { MappedProbe, MappedService } from '../../model/health-map.js';
import { whatItAsks } from '../what-a-probe-asks.js';
import { escapeMarkdown, inlineCode } from './escape.js';

/** The map as GitHub Flavored Markdown: a table and a Mermaid drawing per service, for a runbook; without a clock. */
export function toHealthMapMarkdown({ root, map }: HealthMapReport): string {
  return [
    `# What watches ${escapeMarkdown(root)}`,
    '',
    ...(map.gaps.length > 0 ? ['## What to mend first', ''] : []),
    ...map.gaps.map(
      ({ text, span }, index) =>
        `${index + 1}. ${escapeMarkdown(text)}${span === undefined ? '' : ` ${inlineCode(`${span.file}:${span.line}`)}`}`,
    ),
    ...(map.gaps.length > 0 ? [''] : []),
    ...map.services.flatMap(serviceLines),
  ]
    .join('\n')
    .trimEnd();
}

function serviceLines(service: MappedService): readonly string[] {
  const rows = service.environments.map(({ name, probes }) => [
    escapeMarkdown(name),
    ...[probes.liveness, probes.readiness, probes.startup, probes.healthcheck].map(cellOf),
  ]);
  const scrape = service.scrapes.map(
    ({ path, by, span }) => `${inlineCode(path)} by ${by} (${inlineCode(`${span.file}:${span.line}`)})`,
  );
  return [
    `## ${escapeMarkdown(service.service)}`,
    '',
    ...service.endpoints.map(
      (endpoint) =>
        `- ${endpoint.role}: ${inlineCode(`${endpoint.method} ${endpoint.path}`)} ${inlineCode(`${endpoint.span.file}:${endpoint.span.line}`)}${touches(touchesOf(endpoint))}`,
    ),
    ...(service.endpoints.length === 0 ? ['- no health endpoint'] : []),
    `- metrics: ${scrape.length > 0 ? scrape.join('; ') : service.metrics.length > 0 ? `${inlineCode(service.metrics[0]?.path ?? '')}, not collected here` : 'none'}`,
    `- alerts: ${service.alerts === 0 ? 'none' : service.alerts}`,
    '',
    ...(rows.length > 0
      ? [
          '| Where | Liveness | Readiness | Startup | Health check |',
          '| --- | --- | --- | --- | --- |',
          ...rows.map((row) => `| ${row.join(' | ')} |`),
          '',
          ...drawing(service),
          '',
        ]
      : []),
  ];
}

function touches(list: readonly { readonly dependency: string }[]): string {
  const names = [...new Set(list.map(({ dependency }) => dependency))];
  return names.length === 0 ? '' : `, looks at ${names.join(', ')}`;
}

const words: Readonly<Record<MappedProbe['state'], string>> = {
  served: '✓',
  'not-served': '✗ not served',
  unverified: 'not verified',
  'not-http': '',
};

function cellOf(probes: readonly MappedProbe[]): string {
  if (probes.length === 0) return '–';
  return [
    ...new Set(
      probes.map((mapped) => `${inlineCode(whatItAsks(mapped.probe))} ${words[mapped.state]}`.trim()),
    ),
  ].join('<br>');
}

/** Who asks what, and what that looks at. Labels are quoted, so that nothing in them is taken for syntax. */
function drawing({ endpoints, environments }: MappedService): readonly string[] {
  const paths = [...new Set(endpoints.map(({ path }) => path))];
  const lines: string[] = [];
  for (const [at, path] of paths.entries()) lines.push(`  e${at}[${label(path)}]`);
  for (const [at, { name, probes }] of environments.entries()) {
    for (const [kind, list] of Object.entries(probes)) {
      for (const [index, mapped] of list.entries()) {
        const node = `p${at}${kind.charAt(0)}${index}`;
        lines.push(`  ${node}(${label(`${name} ${kind}`)})`);
        const target = paths.indexOf(mapped.probe.path ?? '');
        lines.push(
          target === -1
            ? `  ${node} -.-> ${node}x[${label(whatItAsks(mapped.probe))}]`
            : `  ${node} --> e${target}`,
        );
      }
    }
  }
  const dependencies = new Set<string>();
  for (const [at, path] of paths.entries())
    for (const endpoint of endpoints.filter((candidate) => candidate.path === path))
      for (const { dependency } of touchesOf(endpoint))
        dependencies.add(`  e${at} --> d_${dependency}[(${label(dependency)})]`);
  return ['```mermaid', 'flowchart LR', ...lines, ...dependencies, '```'];
}

function label(text: string): string {
  return `"${text.replaceAll(/["`<>#&;\n\r]/g, ' ').slice(0, 80)}"`;
}
