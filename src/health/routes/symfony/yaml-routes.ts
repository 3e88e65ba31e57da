import type { HttpMethod } from '../../../model/endpoint.js';
import { SourceText } from '../../../model/source-text.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { httpMethods } from '../../http-methods.js';
import type { ResourceReader } from './resources.js';
import { within } from './symfony-route.js';
import type { Import } from './symfony-route.js';

/** Reads a file of routes in YAML: routes, imports, and sections for one environment (`when@dev`). */
export async function readYamlRoutes(
  source: SourceText,
  around: Import,
  reader: ResourceReader,
): Promise<void> {
  // Symfony's parser takes a lone dash for a text. One letter for another leaves all places as they are.
  const text = source.text.replaceAll(/:( +)-(?=\s*[,}])/g, ':$1_');
  const { documents, skipped } = parseYaml(text === source.text ? source : new SourceText(source.path, text));
  reader.skipped.push(...skipped);
  for (const { root } of documents) await readEntries(root, source, around, reader);
}

async function readEntries(
  root: YamlValue,
  source: SourceText,
  around: Import,
  reader: ResourceReader,
): Promise<void> {
  for (const [name, entry] of root.entries) {
    const environment = /^when@(\w+)$/.exec(name)?.[1];
    if (environment !== undefined) {
      if (environment === 'prod') await readEntries(entry, source, around, reader);
      else if (environment !== 'test')
        await readEntries(
          entry,
          source,
          within(around, { prefixes: [''], complete: true, methods: [], condition: 'development only' }),
          reader,
        );
      continue;
    }
    const resource = entry.get('resource');
    if (resource.exists) await readImport(entry, resource, source, around, reader);
    else readRoute(entry, around, reader);
  }
}

function readRoute(entry: YamlValue, around: Import, reader: ResourceReader): void {
  const path = entry.get('path').exists ? entry.get('path') : entry.get('pattern');
  // An alias of another route has no path.
  if (!path.exists) return;
  const paths = path.isMap ? path.entries.flatMap(([, value]) => value.text ?? []) : [path.text ?? ''];
  const defaults = entry.get('defaults');
  const controller = entry.get('controller').text ?? defaults.get('_controller').text;
  const condition = conditionOf(entry);
  const requirements = entry
    .get('requirements')
    .entries.flatMap(([name, value]) =>
      value.text === undefined ? [] : [[name, reader.resolved(value.text) ?? value.text] as const],
    );
  reader.add(
    {
      paths,
      methods: methodsIn(
        entry.get('methods').exists ? entry.get('methods') : entry.at('requirements', '_method'),
      ),
      span: entry.span,
      ...(controller !== undefined && { controller }),
      ...(condition !== undefined && { condition }),
      requirements: new Map(requirements),
      defaults: new Set(defaults.entries.map(([name]) => name)),
    },
    around,
  );
}

async function readImport(
  entry: YamlValue,
  resource: YamlValue,
  source: SourceText,
  around: Import,
  reader: ResourceReader,
): Promise<void> {
  const written = resource.isMap ? resource.get('path').text : resource.text;
  const prefix = entry.get('prefix');
  const prefixes = prefix.isMap
    ? prefix.entries.flatMap(([, value]) => value.text ?? [])
    : [prefix.text ?? ''];
  const known = prefixes.map((one) => reader.resolved(one));
  const condition = conditionOf(entry);
  const exclude = entry.get('exclude');
  const inner: Import = {
    prefixes: known.map((one) => one ?? ''),
    complete: known.every((one) => one !== undefined),
    methods: methodsIn(entry.get('methods')),
    ...(condition !== undefined && { condition }),
  };
  const resources = resource.isSequence ? resource.items.flatMap(({ text }) => text ?? []) : [written ?? ''];
  for (const one of resources)
    await reader.import(
      {
        resource: one,
        type: entry.get('type').text,
        exclude: exclude.isSequence
          ? exclude.items.flatMap(({ text }) => text ?? [])
          : exclude.text === undefined
            ? []
            : [exclude.text],
        around: within(around, inner),
        span: entry.span,
      },
      source.path,
    );
}

function conditionOf(entry: YamlValue): string | undefined {
  const condition = entry.get('condition').text;
  const host = entry.get('host').text;
  if (condition !== undefined) return `if ${condition}`;
  return host === undefined || host === '' ? undefined : `only for the host ${host}`;
}

function methodsIn(value: YamlValue): readonly HttpMethod[] {
  const names = value.isSequence
    ? value.items.flatMap(({ text }) => text ?? [])
    : (value.text?.split('|') ?? []);
  return names.flatMap((name) => httpMethods.get(name.trim().toLowerCase()) ?? []);
}
