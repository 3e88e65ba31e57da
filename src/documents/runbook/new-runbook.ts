import { posix } from 'node:path';
import { touchesOf, type Endpoint } from '../../model/endpoint.js';
import type { Probe } from '../../model/probe.js';
import type { Service } from '../../model/service.js';
import { slugOf } from '../adr/file-name.js';
import { renderTemplate } from '../render-template.js';

/** What a service's runbook is filled with. */
export interface RunbookFacts {
  readonly service: Service;
  readonly endpoints: readonly Endpoint[];
  readonly probes: readonly Probe[];
  /** Folders of migrations of the service, with the framework and the number of migrations. */
  readonly migrations: readonly {
    readonly folder: string;
    readonly framework: string;
    readonly count: number;
    readonly irreversible: number;
  }[];
  readonly owner: string;
}

/** How a failing probe shows to the person on call. */
const effectWords: Readonly<Record<Probe['effect'], string>> = {
  restart: 'the container is restarted',
  'de-route': 'the instance gets no traffic',
  gate: 'marked unhealthy; what waits for it does not start',
  none: 'nothing happens by itself',
};

/**
 * A runbook for one service from a template. Facts come with file and line; what no file can tell is marked `TODO`, so that a reader on
 * call never takes a guess for a fact.
 * @param folder where runbooks live, relative to the root.
 */
export function newRunbook(
  folder: string,
  template: { readonly name: string; readonly text: string },
  facts: RunbookFacts,
): { readonly path: string; readonly text: string } {
  const text = renderTemplate(
    template.text,
    {
      service: { name: facts.service.name, path: facts.service.path, languages: facts.service.languages },
      reasons: facts.service.reasons.map((reason) => ({
        text: reason.text,
        file: reason.span.file,
        line: reason.span.line,
      })),
      workloads: facts.service.workloads.map((workload) => ({
        platform: workload.platform,
        // "compose service" names its platform itself.
        kind: workload.kind.startsWith(`${workload.platform} `)
          ? workload.kind.slice(workload.platform.length + 1)
          : workload.kind,
        name: workload.name,
        file: workload.span.file,
        line: workload.span.line,
      })),
      endpoints: facts.endpoints.map((endpoint) => ({
        role: endpoint.role,
        route: `${endpoint.method} ${endpoint.path}`,
        checks:
          [...new Set(touchesOf(endpoint).map((touch) => touch.dependency))].toSorted().join(', ') ||
          'nothing that lintel can see',
        file: endpoint.span.file,
        line: endpoint.span.line,
      })),
      probes: facts.probes.map((probe) => ({
        platform: probe.platform,
        kind: probe.kind,
        asks: `${probe.transport} ${probe.path ?? probe.command?.join(' ') ?? ''} ${probe.port === undefined ? '' : `:${probe.port}`}`.trim(),
        effect: effectWords[probe.effect],
        file: probe.span.file,
        line: probe.span.line,
      })),
      migrations: facts.migrations,
      owner: facts.owner,
    },
    template.name,
  );
  return { path: posix.join(folder, `${slugOf(facts.service.name)}.md`), text };
}
