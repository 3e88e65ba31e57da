import { entryOf, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeFunction, CodeMap } from '../../../syntax/code/code-file.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import { leadsToAssets } from './asset-paths.js';
import { cacheHeaders } from './cache-headers.js';
import { valuesIn } from './values-in-code.js';

/**
 * Servers of static files with the option `setHeaders`: https://expressjs.com/en/resources/middleware/serve-static.html, https://github.com/lukeed/sirv,
 * https://github.com/koajs/static#options, https://docs.nestjs.com/techniques/mvc.
 */
const servers =
  /^(?:express(?:\.default)?\.static|(?:serve-static|sirv|koa-static)(?:\.default)?)$|\.useStaticAssets$/;

/** Sources: https://github.com/fastify/fastify-static#setheaders, https://docs.nestjs.com/recipes/serve-static */
function isPlugin({ name, target, arguments: given }: CodeCall): boolean {
  if (/^@nestjs\/serve-static\.ServeStaticModule\.forRoot$/.test(target)) return true;
  const plugin = given[0]?.value;
  return (
    name === 'register' &&
    plugin?.kind === 'path' &&
    /^(?:@fastify\/static|fastify-static)(?:\.|$)/.test(plugin.target)
  );
}

function setterOf(call: CodeCall): CodeFunction | undefined {
  for (const { value } of call.arguments) {
    const options = settled(value);
    if (options.kind !== 'map') continue;
    const setter = entryOf(options, 'setHeaders', 'serveStaticOptions.setHeaders');
    const made = setter && settled(setter);
    if (made?.kind === 'function') return made.function;
  }
  return undefined;
}

/** Servers of static files that say `no-store` whatever the file is, and rules of Next.js for the paths of such files. */
export const assetsOfNode: CodeRecogniser = {
  in: 'code',
  sighting: 'static-assets-not-cached',
  languages: ['javascript'],
  words: /setHeaders|no-store/,
  *see(code) {
    for (const call of code.calls) {
      const setter = servers.test(call.target) || isPlugin(call) ? setterOf(call) : undefined;
      if (!setter) continue;
      for (const { at, value, context } of cacheHeaders(code))
        if (context?.function === setter && !context.conditional && /\bno-store\b/.test(value))
          yield seenAt(code, at, 'every static file is fetched anew each time (no-store)');
    }
    if (/(?:^|\/)next\.config\.[cm]?[jt]s$/.test(code.source.path)) yield* rulesOfNext(code);
  },
};

/** `{ source: '/fonts/:path*', headers: [{ key: 'Cache-Control', value: 'no-store' }] }`. Source: https://nextjs.org/docs/app/api-reference/config/next-config-js/headers */
function* rulesOfNext(code: CodeFile): Iterable<Seen> {
  for (const rule of valuesIn(code)) {
    if (rule.kind !== 'map') continue;
    const path = textOf(rule, 'source');
    const headers = entryOf(rule, 'headers');
    if (headers?.kind !== 'list' || !leadsToAssets(path)) continue;
    for (const header of headers.items)
      if (
        header.kind === 'map' &&
        /^cache-control$/i.test(textOf(header, 'key')) &&
        /\bno-store\b/.test(textOf(header, 'value'))
      )
        yield seenAt(
          code,
          header,
          `files that match \`${path.slice(0, 60)}\` are fetched anew each time (no-store)`,
        );
  }
}

function textOf(map: CodeMap, name: string): string {
  const value = entryOf(map, name);
  const known = value && settled(value);
  return known?.kind === 'text' ? known.text : '';
}
