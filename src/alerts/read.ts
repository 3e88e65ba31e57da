import { dirname } from 'node:path/posix';
import type { Alert, AlertRouting, Slo } from '../model/alert.js';
import { grouped } from '../model/grouped.js';
import type { FileMark, RepositoryFile, RepositoryView } from '../model/repository-view.js';
import type { Skipped } from '../model/skipped.js';
import { compareSpans, compareText } from '../model/source-span.js';
import type { SourceText } from '../model/source-text.js';
import { parseBicep } from '../syntax/manifests/bicep/parse.js';
import { isHelmTemplated } from '../syntax/manifests/kubernetes.js';
import { neutralText, type NeutralText } from '../syntax/helm/neutral-text.js';
import type { PromExpression } from '../syntax/promql/expression.js';
import type { AlertFormat, FormatReader } from './alert-format.js';
import {
  isBicep,
  isChartTemplate,
  isDocumentCandidate,
  isJsonnet,
  isTerraformCandidate,
} from './candidate-files.js';
import type { Classification } from './classify/classification.js';
import { documentsOf } from './documents.js';
import { alertFormats } from './formats/registry.js';
import { unexportedMetrics } from './exported/unexported.js';
import { readAlertsOfCode } from './read-code.js';
import { alertsOfTemplate, textsOfTemplate, withVariables } from './read-templates.js';
import { readTerraformFolder } from './read-terraform.js';
import { runbookLinks } from './runbooks/resolve.js';
import type { FormatReading, WrittenAlert, WrittenRouting, WrittenSlo } from './written.js';

/** All that a repository writes on alerts. */
export interface AlertReading {
  readonly alerts: readonly Alert[];
  readonly slos: readonly Slo[];
  readonly routings: readonly AlertRouting[];
  readonly skipped: readonly Skipped[];
}

/**
 * All alerts, objectives and routes of a repository, sorted by place. All files are read, those of examples and tests too: each fact says in its
 * marks what kind of tree it is from.
 */
export async function readAlerts(view: RepositoryView): Promise<AlertReading> {
  const collected = new Collected();
  const readers = new Readers();
  for (const file of view.files) {
    if (isDocumentCandidate(file.path)) await readDocuments(file, view, readers, collected);
    else if (isBicep(file.path)) await readBicep(file, view, readers, collected);
    else if (isJsonnet(file.path)) await nameJsonnet(file, view, collected);
  }
  const modules = grouped(
    view.files.filter(({ path }) => isTerraformCandidate(path)),
    ({ path }) => dirname(path),
  );
  for (const files of modules.values()) await readTerraform(files, view, readers, collected);
  const ofCode = await readAlertsOfCode(view, alertFormats, (formats) => readers.of(formats));
  for (const { file, reading } of ofCode) collected.add(reading, file.marks);
  return finished(collected, view);
}

/** What was found up to now. */
class Collected {
  readonly alerts: (WrittenAlert & { readonly marks: readonly FileMark[] })[] = [];
  readonly slos: (WrittenSlo & { readonly marks: readonly FileMark[] })[] = [];
  readonly routings: (WrittenRouting & { readonly marks: readonly FileMark[] })[] = [];
  readonly recordings = new Map<string, PromExpression>();
  readonly skipped: Skipped[] = [];

  add({ alerts, recordings, routings, skipped, slos }: FormatReading, marks: readonly FileMark[]): void {
    this.alerts.push(...(alerts ?? []).map((alert) => ({ ...alert, marks })));
    this.slos.push(...(slos ?? []).map((slo) => ({ ...slo, marks })));
    this.routings.push(...(routings ?? []).map((routing) => ({ ...routing, marks })));
    for (const [name, expression] of recordings ?? []) this.recordings.set(name, expression);
    this.skipped.push(...(skipped ?? []));
  }
}

/** The readers of the formats that a text mentions, each loaded once. */
class Readers {
  readonly #loaded = new Map<string, FormatReader>();

  mentioned(text: string): readonly AlertFormat[] {
    return alertFormats.filter((format) => format.mentions(text));
  }

  async of(formats: readonly AlertFormat[]): Promise<readonly FormatReader[]> {
    const readers: FormatReader[] = [];
    for (const format of formats) {
      const reader = this.#loaded.get(format.name) ?? (await format.load());
      this.#loaded.set(format.name, reader);
      readers.push(reader);
    }
    return readers;
  }
}

async function readBicep(
  file: RepositoryFile,
  view: RepositoryView,
  readers: Readers,
  collected: Collected,
): Promise<void> {
  const source = await view.read(file.path);
  const formats = source ? readers.mentioned(source.text) : [];
  if (!source || formats.length === 0) return;
  const loaded = await readers.of(formats);
  for (const resource of parseBicep(source))
    for (const reader of loaded) collected.add(reader.bicep?.(resource) ?? {}, file.marks);
}

async function readDocuments(
  file: RepositoryFile,
  view: RepositoryView,
  readers: Readers,
  collected: Collected,
): Promise<void> {
  // What Bicep compiles is read at its source.
  if (file.path.endsWith('.json') && view.file(file.path.replace(/\.json$/, '.bicep'))) return;
  const source = await view.read(file.path);
  if (source === undefined) return;
  const formats = readers.mentioned(source.text);
  if (formats.length === 0) return;
  const loaded = await readers.of(formats);
  if (isChartTemplate(file, view) || file.path.endsWith('.tpl')) {
    collected.add(await readTemplate(source, view, loaded, readers), file.marks);
    return;
  }
  const plain = readText(source, false, loaded, readers);
  const isBroken = (plain.skipped ?? []).length > 0 && isHelmTemplated(source.text);
  const neutral = isBroken ? neutralText(source) : undefined;
  collected.add(neutral ? better(readNeutral(neutral, loaded, readers), plain) : plain, file.marks);
}

/** A text with actions that is no YAML as it stands may be a template outside of a chart. */
function better(asTemplate: FormatReading, plain: FormatReading): FormatReading {
  const count = ({ alerts = [], slos = [] }: FormatReading): number => alerts.length + slos.length;
  return count(asTemplate) >= count(plain) &&
    (asTemplate.skipped ?? []).length <= (plain.skipped ?? []).length
    ? asTemplate
    : plain;
}

async function readTemplate(
  source: SourceText,
  view: RepositoryView,
  loaded: readonly FormatReader[],
  readers: Readers,
): Promise<FormatReading> {
  const { rendering, written } = await textsOfTemplate(source, view);
  const rendered =
    rendering && 'text' in rendering ? readText(rendering.text, false, loaded, readers) : undefined;
  if (written === undefined)
    return (
      rendered ?? {
        skipped: [{ file: source.path, reason: 'templated', detail: 'alert rules in a template' }],
      }
    );
  const asWritten = readNeutral(written, loaded, readers);
  const isPartial = rendering === undefined;
  if (
    (asWritten.skipped ?? []).length > 0 &&
    (rendered?.alerts ?? []).length > (asWritten.alerts ?? []).length
  )
    return rendered ?? asWritten;
  return {
    ...asWritten,
    alerts: isPartial ? (asWritten.alerts ?? []) : alertsOfTemplate(asWritten.alerts ?? [], rendered?.alerts),
    skipped: (asWritten.skipped ?? []).map((skip) => ({
      ...skip,
      reason: 'templated' as const,
      detail: `alert rules in a template: ${skip.detail ?? ''}`,
    })),
  };
}

/** A template with placeholders, and its variables put into what was read of it. */
function readNeutral(
  template: NeutralText,
  loaded: readonly FormatReader[],
  readers: Readers,
): FormatReading {
  const reading = readText(template, true, loaded, readers);
  return { ...reading, alerts: (reading.alerts ?? []).map((alert) => withVariables(alert, template)) };
}

function readText(
  source: SourceText,
  isTemplate: boolean,
  loaded: readonly FormatReader[],
  readers: Readers,
): FormatReading {
  const { documents, skipped } = documentsOf(
    source,
    isTemplate,
    (text) => readers.mentioned(text).length > 0,
  );
  const readings = documents.flatMap((document) => loaded.map((reader) => reader.document?.(document) ?? {}));
  return {
    alerts: readings.flatMap(({ alerts = [] }) => alerts),
    slos: readings.flatMap(({ slos = [] }) => slos),
    routings: readings.flatMap(({ routings = [] }) => routings),
    recordings: readings.flatMap(({ recordings = [] }) => recordings),
    skipped: [...skipped, ...readings.flatMap((reading) => reading.skipped ?? [])],
  };
}

async function readTerraform(
  files: readonly RepositoryFile[],
  view: RepositoryView,
  readers: Readers,
  collected: Collected,
): Promise<void> {
  const sources: { readonly source: SourceText; readonly file: RepositoryFile }[] = [];
  for (const file of files) {
    const source = await view.read(file.path);
    if (source) sources.push({ source, file });
  }
  const formats = alertFormats.filter((format) => sources.some(({ source }) => format.mentions(source.text)));
  if (formats.length === 0) return;
  const loaded = await readers.of(formats);
  for (const { file, reading } of readTerraformFolder(sources, loaded)) collected.add(reading, file.marks);
}

async function nameJsonnet(file: RepositoryFile, view: RepositoryView, collected: Collected): Promise<void> {
  const source = await view.read(file.path);
  if (source === undefined || !/\balert\s*:/.test(source.text) || !/\bexpr\s*:/.test(source.text)) return;
  const { line } = source.position(/\balert\s*:/.exec(source.text)?.index ?? 0);
  collected.skipped.push({
    file: file.path,
    line,
    reason: 'dynamic',
    detail: 'alert rules in Jsonnet: only what it compiles to is read',
  });
}

async function finished(collected: Collected, view: RepositoryView): Promise<AlertReading> {
  const classes = await classified(collected);
  const links = await runbookLinks(
    collected.alerts.flatMap(({ runbook, span }) =>
      runbook === undefined ? [] : [{ url: runbook, from: span.file }],
    ),
    view,
  );
  const asked = collected.alerts
    .filter(isJudged)
    .flatMap((alert) => (alert.classified ?? classes.get(alert))?.metrics ?? [])
    .filter((metric) => !metric.includes(':') && !collected.recordings.has(metric));
  const unexported = await unexportedMetrics(new Set(asked), view);
  const alerts = collected.alerts.map((alert): Alert => {
    const { classified: own, ...written } = alert;
    const { class: found, metrics = [], ...more } = own ?? classes.get(alert) ?? unknownClass;
    const link = alert.runbook === undefined ? undefined : links(alert.runbook, alert.span.file);
    const lost = isJudged(alert) ? metrics.flatMap((metric) => unexported.get(metric) ?? []) : [];
    return {
      ...written,
      class: found,
      ...more,
      ...(lost.length > 0 && { unexported: lost }),
      ...(link && { runbookLink: link }),
    };
  });
  const byPlace = (a: { readonly span: Alert['span']; readonly name: string }, b: typeof a): number =>
    compareSpans(a.span, b.span) || compareText(a.name, b.name);
  return {
    alerts: alerts.toSorted(byPlace),
    slos: collected.slos.toSorted(byPlace),
    routings: collected.routings.toSorted((a, b) => compareSpans(a.span, b.span)),
    skipped: collected.skipped.toSorted(
      (a, b) =>
        compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.reason, b.reason),
    ),
  };
}

/** What examples and tests ask for need not be there, and of what a template fills in nothing is known. */
function isJudged({
  marks,
  templated,
}: {
  readonly marks: readonly FileMark[];
  readonly templated: boolean;
}): boolean {
  return !templated && marks.every((mark) => mark === 'generated');
}

const unknownClass: Classification = { class: 'other', reasons: ['its condition is not written here'] };

/** The classes of the conditions in PromQL; the grammar is loaded when there is one. */
async function classified({ alerts, recordings }: Collected): Promise<ReadonlyMap<object, Classification>> {
  const open = alerts.filter(
    ({ classified: own, expression, language }) =>
      own === undefined && language === 'promql' && expression !== undefined,
  );
  if (open.length === 0) return new Map();
  const { classifyPromql } = await import('./classify/promql/classify.js');
  return new Map(open.map((alert) => [alert, classifyPromql(alert.expression ?? '', recordings)]));
}
