import type { SourceText } from '../../model/source-text.js';
import { parseYaml } from '../yaml.js';
import { flatten } from './flat-yaml.js';
import type { ApplicationSetting } from './setting.js';

/** Settings that Rails and its libraries read as YAML, after ERB was run over it. */
export const railsYamlFile =
  /(?:^|\/)config\/(?:database|cable|cache|queue|sidekiq|redis|storage|puma|solid_queue|recurring|newrelic|schedule|shards|mongoid|elasticsearch|memcached|rabbitmq|kafka|karafka|settings|application|secrets|anycable|good_job|delayed_job)\.ya?ml$/;

/** The entries of production, or those of the whole file where it knows no environments; keys begin with the name of the file. */
export function readRailsYaml(source: SourceText): readonly ApplicationSetting[] {
  const name = source.path.slice(source.path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  return parseYaml(source).documents.flatMap(({ root }) => {
    const production = root.get('production');
    const knowsOthers = root.get('development').exists || root.get('test').exists;
    if (!production.exists && knowsOthers) return [];
    return flatten(production.exists ? production : root, name).map(({ key, value, span }) => ({
      framework: 'rails' as const,
      key,
      ...withoutErb(value),
      span,
      ...(production.exists && { profile: 'production' }),
    }));
  });
}

/** `<%= ENV.fetch("POOL") { 5 } %>` is 5 unless the environment says another. */
function withoutErb(value: string): { readonly value: string; readonly open: boolean } {
  if (!value.includes('<%')) return { value, open: false };
  const [, fallback = ''] =
    /(?:\{\s*|\|\|\s*|,\s*)["']?([\w.:/-]+)["']?\s*\}?\)?\s*(?:\.\w+\s*)?-?%>\s*$/.exec(value) ?? [];
  return { value: fallback, open: true };
}
