import type { Probe } from '../../../model/probe.js';
import { partsOf, type HclBlock, type HclBody } from '../../../syntax/manifests/hcl/value.js';
import { checkOf, httpRequest } from './check.js';
import type { Surroundings } from './surroundings.js';

/** Lists of target groups are looked through this deep. */
const deepest = 2;

/**
 * The checks that a module is told in its inputs: `health_check = { path = "/x" }`, also inside lists or maps of target groups, and
 * `health_check_path = "/x"`. What the module does with them is not followed, so the confidence is medium.
 */
export function moduleProbes(block: HclBlock, around: Surroundings): readonly Probe[] {
  return checksIn(block, block, around, 0);
}

function checksIn(owner: HclBlock, body: HclBody, around: Surroundings, depth: number): readonly Probe[] {
  const { scope } = around;
  const found: Probe[] = [];
  for (const [name, { span, value }] of body.attributes) {
    const part = { type: name, labels: [], attributes: body.attributes, blocks: [], span };
    if (/^health_?check_?path$/.test(name) && scope.text(body.attributes.get(name)) !== undefined)
      found.push(check(owner, part, name, around));
    else if (/^health_?check$/.test(name))
      for (const inner of partsOf(body, name))
        if (scope.text(inner.attributes.get('path')) !== undefined)
          found.push(check(owner, { ...inner, span }, 'path', around));
    if (depth >= deepest || /^health_?check/.test(name)) continue;
    const maps = value.kind === 'list' ? value.items : [value];
    for (const map of maps)
      if (map.kind === 'map')
        found.push(...checksIn(owner, { attributes: map.entries, blocks: [] }, around, depth + 1));
  }
  return found;
}

function check(owner: HclBlock, part: HclBlock, path: string, { scope }: Surroundings): Probe {
  const names = {
    periodSeconds: 'interval',
    timeoutSeconds: 'timeout',
    failureThreshold: 'unhealthy_threshold',
    successThreshold: 'healthy_threshold',
  };
  const port = scope.text(part.attributes.get('port'));
  const [name = 'module'] = owner.labels;
  return {
    ...checkOf(owner, part, { kind: 'readiness', effect: 'de-route' }, path === 'path' ? names : {}, scope),
    ...httpRequest(part, scope, { path, port }),
    target: { kind: 'module', name },
    confidence: 'medium',
  };
}
