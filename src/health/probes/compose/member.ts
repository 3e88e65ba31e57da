import type { YamlValue } from '../../../syntax/yaml.js';

/** Merges into merges are followed this deep. */
const deepest = 8;

/**
 * The value of a key, merge keys included: own keys win, then those of each merged map in order. The YAML library gives a merge key's
 * name as a symbol, which {@link YamlValue.get} does not follow, so it is done here.
 */
export function memberOf(map: YamlValue, key: string): YamlValue {
  return lookUp(map, key, 0) ?? map.get(key);
}

function lookUp(map: YamlValue, key: string, depth: number): YamlValue | undefined {
  const own = map.get(key);
  if (own.exists || depth > deepest) return own.exists ? own : undefined;
  for (const [name, merged] of map.entries) {
    if (name !== '<<' && name !== 'Symbol(<<)') continue;
    for (const source of merged.isSequence ? merged.items : [merged]) {
      const found = lookUp(source, key, depth + 1);
      if (found) return found;
    }
  }
  return undefined;
}
