import { relative } from 'node:path/posix';
import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import { Evaluation, type TemplateSet } from '../go-template/evaluate.js';
import { helmFunctions } from '../go-template/functions/index.js';
import { TemplateError, type TemplateFile, type TemplateNode } from '../go-template/nodes.js';
import { parseTemplate } from '../go-template/parse.js';
import { deepCopy, type GoValue } from '../go-template/values.js';
import { isEnabled, readCharts, type Chart } from './chart.js';
import { releaseOf } from './release.js';
import { RenderedText } from './rendered-text.js';

/** A template of a chart as it is written with the chart's own values, or why that could not be told. */
export type Rendering = { readonly text: RenderedText } | { readonly problem: string };

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

async function renderAll(view: RepositoryView): Promise<ReadonlyMap<string, Rendering>> {
  const found = new Map<string, Rendering>();
  for (const chart of await readCharts(view)) {
    const files = parsedTemplates(chart, chart.name);
    const defines = new Map<string, readonly TemplateNode[]>();
    for (const parsed of files.values()) {
      if ('problem' in parsed) continue;
      // A file is a template too, by its name: charts take checksums of each other's files that way.
      defines.set(parsed.name, parsed.file.body);
      for (const [name, body] of parsed.file.defines) defines.set(name, body);
    }
    renderChart(chart, chart.values, {
      files,
      set: { defines, functions: helmFunctions },
      root: chart,
      found,
    });
  }
  return found;
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
  try {
    // A template may change the values; the next one begins with the chart's own again.
    const dot = releaseOf(chart, root, name, mapOf(deepCopy(values)));
    return { text: new RenderedText(source, new Evaluation(set).run(file.body, dot)) };
  } catch (error) {
    if (error instanceof TemplateError) return { problem: error.message };
    throw error;
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
