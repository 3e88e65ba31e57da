import { relative } from 'node:path/posix';
import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import { Evaluation, type TemplateSet } from '../go-template/evaluate.js';
import { helmFunctions } from '../go-template/functions/index.js';
import { TemplateError, type TemplateFile, type TemplateNode } from '../go-template/nodes.js';
import { parseTemplate } from '../go-template/parse.js';
import { deepCopy, type GoValue } from '../go-template/values.js';
import { isHelmTemplated } from '../manifests/kubernetes.js';
import { isEnabled, readCharts, type Chart } from './chart.js';
import { releaseOf } from './release.js';
import { RenderedText } from './rendered-text.js';

/**
 * A template of a chart as it is written with values, or why that could not be told. `lacks` says which value is missing that the command
 * line has to give: the text is what the template writes without it.
 */
export type Rendering =
  { readonly text: RenderedText; readonly lacks?: string } | { readonly problem: string };

const renderings = new WeakMap<RepositoryView, Promise<ReadonlyMap<string, Rendering>>>();

/**
 * What the charts of a repository write with their default values, by the path of the template. Nothing of the repository is run:
 * lintel evaluates the template language itself, and leaves out what it cannot tell (keys, certificates, templates that come from
 * charts elsewhere). A chart that another brings along is written with the values that the other gives it. Kept as long as its view.
 */
export async function renderCharts(view: RepositoryView): Promise<ReadonlyMap<string, Rendering>> {
  let kept = renderings.get(view);
  if (!kept) {
    kept = renderAll(view);
    renderings.set(view, kept);
  }
  return kept;
}

/**
 * The text of a manifest: as its chart writes it where it is a template, else as it stands. Undefined where template actions are left, with which
 * plain YAML cannot be trusted.
 */
export async function manifestText(
  written: SourceText,
  view: RepositoryView,
): Promise<SourceText | undefined> {
  if (!isHelmTemplated(written.text)) return written;
  const rendering = (await renderCharts(view)).get(written.path);
  return rendering && 'text' in rendering && !isHelmTemplated(rendering.text.text)
    ? rendering.text
    : undefined;
}

async function renderAll(view: RepositoryView): Promise<ReadonlyMap<string, Rendering>> {
  const found = new Map<string, Rendering>();
  for (const chart of await chartsOf(view)) renderInto(found, chart, chart.values);
  return found;
}

/**
 * What a chart of {@link chartsOf} writes with further values over its own, in layers of which a later one wins, as `helm -f` takes them.
 */
export function renderWith(
  chart: Chart,
  layers: readonly Map<string, GoValue>[],
): ReadonlyMap<string, Rendering> {
  const found = new Map<string, Rendering>();
  const values = layers.reduce((below, above) => merged(below, above), chart.values);
  renderInto(found, chart, values);
  return found;
}

const charts = new WeakMap<RepositoryView, Promise<readonly Chart[]>>();

/** The charts of a repository that no other one holds; kept as long as its view. */
export async function chartsOf(view: RepositoryView): Promise<readonly Chart[]> {
  let kept = charts.get(view);
  if (!kept) {
    kept = readCharts(view);
    charts.set(view, kept);
  }
  return kept;
}

type Prepared = Pick<Rendered, 'files' | 'set'>;

const prepared = new WeakMap<Chart, Prepared>();

/** The templates of a chart, parsed once for all values that they are written with. */
function prepare(chart: Chart): Prepared {
  const known = prepared.get(chart);
  if (known) return known;
  const files = parsedTemplates(chart, chart.name);
  const defines = new Map<string, readonly TemplateNode[]>();
  for (const parsed of files.values()) {
    if ('problem' in parsed) continue;
    // A file is a template too, by its name: charts take checksums of each other's files that way.
    defines.set(parsed.name, parsed.file.body);
    for (const [name, body] of parsed.file.defines) defines.set(name, body);
  }
  const made = { files, set: { defines, functions: helmFunctions } };
  prepared.set(chart, made);
  return made;
}

function renderInto(found: Map<string, Rendering>, chart: Chart, values: Map<string, GoValue>): void {
  renderChart(chart, values, { ...prepare(chart), root: chart, found });
}

type Parsed =
  | {
      readonly source: SourceText;
      readonly file: TemplateFile;
      /** As Helm calls it: `chart/templates/x.yaml`, `chart/charts/other/templates/x.yaml`. */
      readonly name: string;
    }
  | { readonly problem: string };

/** The templates of a chart and of all that it brings along: their definitions are known to each other. */
function parsedTemplates(
  chart: Chart,
  prefix: string,
  files = new Map<string, Parsed>(),
): Map<string, Parsed> {
  for (const source of chart.templates) {
    try {
      const name = `${prefix}/${relative(chart.directory, source.path)}`;
      files.set(source.path, { source, file: parseTemplate(source.text), name });
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      files.set(source.path, { problem: error.message });
    }
  }
  for (const { chart: other, key } of chart.dependencies)
    if (other) parsedTemplates(other, `${prefix}/charts/${key}`, files);
  return files;
}

interface Rendered {
  readonly files: ReadonlyMap<string, Parsed>;
  readonly set: TemplateSet;
  readonly root: Chart;
  readonly found: Map<string, Rendering>;
}

function renderChart(chart: Chart, values: Map<string, GoValue>, context: Rendered): void {
  for (const { path } of chart.templates) {
    const parsed = context.files.get(path);
    if (
      !/\.ya?ml$/.test(path) ||
      /(^|\/)_[^/]*$/.test(path) ||
      parsed === undefined ||
      context.found.has(path)
    )
      continue;
    context.found.set(path, 'problem' in parsed ? parsed : renderOne(parsed, chart, values, context));
  }
  for (const dependency of chart.dependencies) {
    if (!dependency.chart || !isEnabled(dependency, values)) continue;
    const given = values.get(dependency.key);
    const own = merged(dependency.chart.values, given instanceof Map ? given : new Map());
    const global = merged(mapOf(own.get('global')), mapOf(values.get('global')));
    renderChart(dependency.chart, own.set('global', global), context);
  }
}

function renderOne(
  { file, name, source }: Exclude<Parsed, { problem: string }>,
  chart: Chart,
  values: Map<string, GoValue>,
  { root, set }: Rendered,
): Rendering {
  const write = (lacksValues: boolean): RenderedText => {
    // A template may change the values; the next one begins with the chart's own again.
    const dot = releaseOf(chart, root, name, mapOf(deepCopy(values)));
    return new RenderedText(source, new Evaluation({ ...set, lacksValues }).run(file.body, dot));
  };
  const problemOf = (error: unknown): string => {
    if (error instanceof TemplateError) return error.message;
    throw error;
  };
  try {
    return { text: write(false) };
  } catch (error) {
    const lacks = problemOf(error);
    try {
      return { text: write(true), lacks };
    } catch (again) {
      return { problem: problemOf(again) };
    }
  }
}

function mapOf(value: GoValue): Map<string, GoValue> {
  return value instanceof Map ? value : new Map();
}

/** Values with others over them, key by key; a value that is set to nothing takes the key away. */
function merged(below: Map<string, GoValue>, above: Map<string, GoValue>): Map<string, GoValue> {
  const all = new Map(below);
  for (const [key, value] of above) {
    const known = all.get(key);
    if (value === null) all.delete(key);
    else all.set(key, known instanceof Map && value instanceof Map ? merged(known, value) : value);
  }
  return all;
}
