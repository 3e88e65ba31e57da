import type { SourceSpan } from '../../../model/source-span.js';
import type { Import, SymfonyRoute } from './symfony-route.js';
import { prefixed } from './paths.js';

/** What bundles outside of the repository serve; an empty list = nothing that anybody would probe. Sources: the bundles' own routing files. */
const bundles: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  [
    'LiipMonitorBundle',
    [
      ['/', 'liip_monitor.health_controller:indexAction'],
      ['/checks', 'liip_monitor.health_controller:listAction'],
      ['/run', 'liip_monitor.health_controller:runAllChecksAction'],
      ['/run/{checkId}', 'liip_monitor.health_controller:runSingleCheckAction'],
      ['/http_status_checks', 'liip_monitor.health_controller:runAllChecksHttpStatusAction'],
      ['/http_status_check/{checkId}', 'liip_monitor.health_controller:runSingleCheckHttpStatusAction'],
    ],
  ],
  ['FrameworkBundle', []],
  ['WebProfilerBundle', []],
  ['TwigBundle', []],
  ['FOSJsRoutingBundle', [['/js/routing', 'fos_js_routing.controller']]],
  ['LiipImagineBundle', []],
]);

/** The routes of a known bundle behind the prefix of its import; undefined when the bundle is not known. */
export function knownBundle(
  name: string,
  around: Import,
  span: SourceSpan,
): readonly SymfonyRoute[] | undefined {
  return bundles.get(name)?.flatMap(([path, controller]) =>
    around.prefixes.map((prefix): SymfonyRoute => ({
      pattern: prefixed(prefix, path),
      complete: around.complete,
      methods: ['GET'],
      span,
      ...(around.condition !== undefined && { condition: around.condition }),
      controller,
      guards: [],
      servedBy: 'dependency',
      requirements: new Map(),
      defaults: new Set(),
    })),
  );
}
