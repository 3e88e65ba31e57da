import type { HttpMethod } from '../../../model/endpoint.js';
import type { SourceText } from '../../../model/source-text.js';
import { httpMethods } from '../../http-methods.js';
import type { ResourceReader } from './resources.js';
import { within } from './symfony-route.js';
import type { Import } from './symfony-route.js';

/** Reads a file of routes in XML: `<route path controller methods>` with its `<default>`s, `<import resource type prefix>`. */
export async function readXmlRoutes(
  source: SourceText,
  around: Import,
  reader: ResourceReader,
): Promise<void> {
  const text = source.text.replaceAll(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length));
  for (const match of text.matchAll(/<(route|import)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1>)/g)) {
    const given = new Map(
      [...(match[2] ?? '').matchAll(/([\w-]+)\s*=\s*"([^"]*)"/g)].map((one) => [one[1] ?? '', one[2] ?? '']),
    );
    const inner = match[3] ?? '';
    const span = source.span(match.index, match.index + match[0].length);
    const methods = methodsIn(given.get('methods'));
    const host = given.get('host');
    const condition = host === undefined || host === '' ? undefined : `only for the host ${host}`;
    if (match[1] === 'route') {
      const defaults = new Map(
        [...inner.matchAll(/<default\s+key="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/default>)/g)].map((one) => [
          one[1] ?? '',
          (one[2] ?? '').trim(),
        ]),
      );
      const controller = given.get('controller') ?? defaults.get('_controller');
      const localized = [...inner.matchAll(/<path\b[^>]*>([^<]*)<\/path>/g)].map((one) => one[1] ?? '');
      const path = given.get('path') ?? given.get('pattern');
      reader.add(
        {
          paths: path === undefined ? localized : [path],
          methods,
          span,
          ...(controller !== undefined && { controller }),
          ...(condition !== undefined && { condition }),
          requirements: new Map(
            [...inner.matchAll(/<requirement\s+key="([^"]*)"[^>]*>([\s\S]*?)<\/requirement>/g)].map((one) => [
              one[1] ?? '',
              one[2] ?? '',
            ]),
          ),
          defaults: new Set(defaults.keys()),
        },
        around,
      );
      continue;
    }
    const prefix = reader.resolved(given.get('prefix') ?? '');
    const exclude = given.get('exclude');
    await reader.import(
      {
        resource: given.get('resource') ?? '',
        type: given.get('type'),
        exclude: exclude === undefined ? [] : [exclude],
        around: within(around, {
          prefixes: [prefix ?? ''],
          complete: prefix !== undefined,
          methods,
          ...(condition !== undefined && { condition }),
        }),
        span,
      },
      source.path,
    );
  }
}

function methodsIn(text: string | undefined): readonly HttpMethod[] {
  return (text?.split(/[|,\s]+/) ?? []).flatMap((name) => httpMethods.get(name.toLowerCase()) ?? []);
}
