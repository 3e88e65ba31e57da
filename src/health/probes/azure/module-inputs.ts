import type { Probe } from '../../../model/probe.js';
import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { askedPath } from '../http-address.js';
import { listedProbes } from './containers.js';
import { firstLiteral, literal } from './values.js';

/** Inputs are looked through this deep: `siteConfig.healthCheckPath`, `containers[].probes`. */
const deepest = 4;

/** The checks that a module is told in its inputs. */
export function moduleProbes(symbol: string, body: ManifestValue): readonly Probe[] {
  const name = firstLiteral(body.get('name')) ?? symbol;
  return inputProbes(body.get('params'), name, 0);
}

function inputProbes(value: ManifestValue, module: string, depth: number): readonly Probe[] {
  if (depth > deepest) return [];
  const target = { kind: 'module', name: module };
  if (value.isSequence) return value.items.flatMap((item) => inputProbes(item, module, depth + 1));
  return value.entries.flatMap(([key, inner]): readonly Probe[] => {
    const path = /^health_?check_?path$/i.test(key) ? literal(inner) : undefined;
    if (path !== undefined && path !== '')
      return [
        {
          platform: 'azure',
          kind: 'liveness',
          effect: 'restart',
          transport: 'http',
          path: askedPath(path),
          scheme: 'http',
          timings: {},
          target,
          span: inner.span,
          confidence: 'medium',
        },
      ];
    if (/probes$/i.test(key) && inner.isSequence)
      return listedProbes(inner, target).map((probe): Probe => ({ ...probe, confidence: 'medium' }));
    return inputProbes(inner, module, depth + 1);
  });
}
