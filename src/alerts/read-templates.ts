import type { RepositoryView } from '../model/repository-view.js';
import type { SourceText } from '../model/source-text.js';
import { neutralText, type NeutralText } from '../syntax/helm/neutral-text.js';
import { renderCharts } from '../syntax/helm/render.js';
import type { Rendering } from '../syntax/helm/render.js';
import type { WrittenAlert } from './written.js';

/** How a template of a chart is read: as it is written, and as it is with the chart's own values. */
export interface TemplateTexts {
  /** Undefined when the text is no template. */
  readonly written: NeutralText | undefined;
  /** Undefined for partials, which are written where they are included. */
  readonly rendering: Rendering | undefined;
}

export async function textsOfTemplate(source: SourceText, view: RepositoryView): Promise<TemplateTexts> {
  const rendering = (await renderCharts(view)).get(source.path);
  return {
    written: neutralText(source),
    rendering: rendering && lacksTemplate(rendering) ? { problem: rendering.lacks } : rendering,
  };
}

/** What a template of a chart elsewhere writes is left out: the name of an alert without it would be another name. */
function lacksTemplate(rendering: Rendering): rendering is Rendering & { readonly lacks: string } {
  return 'text' in rendering && rendering.lacks?.endsWith('is not there') === true;
}

/** An alert with the variables of its template put in. */
export function withVariables(alert: WrittenAlert, template: NeutralText): WrittenAlert {
  const put = (text: string): string => template.withVariables(text);
  const texts = (map: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(map).map(([key, value]) => [put(key), put(value)]));
  return {
    ...alert,
    name: put(alert.name),
    ...(alert.group !== undefined && { group: put(alert.group) }),
    ...(alert.expression !== undefined && { expression: put(alert.expression) }),
    ...(alert.severity !== undefined && { severity: put(alert.severity) }),
    ...(alert.runbook !== undefined && { runbook: put(alert.runbook) }),
    labels: texts(alert.labels),
    annotations: texts(alert.annotations),
  };
}

/**
 * The alerts of a template, one for each that is written: with the values that the chart gives it where it is written out with them, else with
 * placeholders. A loop that writes one rule several times gives one alert.
 * @param written by the text with placeholders.
 * @param rendered by what the chart writes; undefined when that could not be told.
 */
export function alertsOfTemplate(
  written: readonly WrittenAlert[],
  rendered: readonly WrittenAlert[] | undefined,
): readonly WrittenAlert[] {
  if (rendered === undefined) return written;
  const byLine = new Map<number, WrittenAlert>();
  for (const alert of rendered) if (!byLine.has(alert.span.line)) byLine.set(alert.span.line, alert);
  return written.map((alert) => {
    const there = byLine.get(alert.span.line);
    // A template of placeholders lies beside what is written: the place is that of the text.
    if (there) return { ...there, span: alert.span, templated: false };
    return { ...alert, condition: "the chart's own values switch it off" };
  });
}
