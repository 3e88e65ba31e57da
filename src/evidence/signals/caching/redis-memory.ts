import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import type { HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { isComposePath, parseCompose } from '../../../syntax/manifests/compose.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type {
  KubernetesRecogniser,
  Recogniser,
  Seen,
  TerraformRecogniser,
  TextRecogniser,
} from '../../recogniser.js';

/** What Redis does when its memory is full. `details`: `policy`, and `name` of what it was said of. */
export const redisEviction = 'redis-eviction';

/** https://redis.io/docs/latest/develop/reference/eviction/ */
const policies =
  'noeviction|allkeys-lru|allkeys-lfu|allkeys-lrm|allkeys-random|volatile-lru|volatile-lfu|volatile-lrm|volatile-random|volatile-ttl';

const words = /maxmemory[-_]policy/;

/** A policy as configuration files and command lines write it, not in a comment. */
const written = new RegExp(
  `^(?!\\s*(?:#|//))[^\\n]*?\\bmaxmemory-policy["']?[\\s:=,]+["']?(${policies})\\b`,
  'm',
);

/** A limit of the memory: without one Redis takes what the machine has, and no policy ever acts. */
const limit = /^(?!\s*(?:#|\/\/))[^\n]*?\bmaxmemory["']?[\s:=,]+["']?(?!0\b)\d/m;

function seen(span: SourceSpan, name: string, policy: string): Seen {
  const whose = name === '' ? 'Redis' : `Redis \`${name}\``;
  return {
    span,
    text:
      policy === 'noeviction'
        ? `${whose} evicts nothing: when its memory is full, writes fail (noeviction)`
        : `${whose} evicts by ${policy} when its memory is full`,
    confidence: 'high',
    details: { policy, name },
  };
}

/** The policy in a text that says the limit, too. */
function policyIn(text: string): string | undefined {
  return limit.test(text) ? written.exec(text)?.[1] : undefined;
}

const inConfiguration: TextRecogniser = {
  in: 'text',
  sighting: redisEviction,
  files: /(?:^|\/)[\w.-]*(?:redis|valkey|keydb)[\w.-]*\.conf(?:\.\w+)?$/i,
  words,
  *see(source) {
    if (/(?:^|\/)\.(?:ddev|devcontainer|lando|docksal)\//.test(source.path)) return;
    const policy = policyIn(source.text);
    const found = written.exec(source.text);
    if (policy !== undefined && found)
      yield seen(source.span(found.index, found.index + found[0].length), source.path, policy);
  },
};

const inCompose: TextRecogniser = {
  in: 'text',
  sighting: redisEviction,
  files: /compose[\w.-]*\.ya?ml$/i,
  words,
  *see(source) {
    if (!isComposePath(source.path)) return;
    for (const { name, root } of parseCompose(source).services) {
      const command = root.get('command');
      const policy = policyIn(textOf(command));
      if (policy !== undefined) yield seen(command.span, name, policy);
    }
  },
};

/** A command as one text, however it is written. */
function textOf(value: YamlValue): string {
  return value.isSequence ? value.items.map((item) => item.text ?? '').join(' ') : (value.text ?? '');
}

/** Values of charts for Redis: flags and pieces of its configuration. */
const inValues: TextRecogniser = {
  in: 'text',
  sighting: redisEviction,
  files: /(?:^|\/)[\w.-]*values[\w.-]*\.ya?ml$/i,
  words,
  *see(source) {
    const found = written.exec(source.text);
    if (found?.[1] !== undefined && limit.test(source.text) && !isSwitchedOff(source, found.index))
      yield seen(source.span(found.index, found.index + found[0].length), '', found[1]);
  },
};

/** Whether the top key that a place stands under says `enabled: false`. */
function isSwitchedOff(source: SourceText, at: number): boolean {
  const isTop = (line: number): boolean => /^[^\s#]/.test(source.line(line));
  const last = source.lineStarts.length;
  const { line } = source.position(at);
  let first = line;
  while (first > 1 && !isTop(first)) first -= 1;
  for (let below = first + 1; below <= last && !isTop(below); below += 1)
    if (/^[ \t]+enabled:[ \t]*false\b/.test(source.line(below))) return true;
  return false;
}

const inKubernetes: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting: redisEviction,
  words,
  *see(object) {
    if (object.kind === 'ConfigMap')
      for (const [, value] of object.root.get('data').entries) {
        const policy = policyIn(value.text ?? '');
        if (policy !== undefined) yield seen(value.span, object.name, policy);
      }
    for (const container of object.root.at('spec', 'template', 'spec', 'containers').items) {
      const [command, args] = [container.get('command'), container.get('args')];
      const policy = policyIn(`${textOf(command)} ${textOf(args)}`);
      if (policy !== undefined) yield seen((args.exists ? args : command).span, object.name, policy);
    }
  },
};

/** Managed services know the memory of their machines. */
const inTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting: redisEviction,
  words,
  *see(block) {
    const [type = '', label = ''] = block.labels;
    if (block.type !== 'resource' || !/elasticache|memorydb|redis|valkey|memorystore/.test(type)) return;
    for (const { policy, span } of managedPolicies(block)) yield seen(span, label, policy);
  },
};

function managedPolicies(block: HclBlock): readonly { readonly policy: string; readonly span: SourceSpan }[] {
  const known = new RegExp(`^(?:${policies})$`);
  const found: { policy: string; span: SourceSpan }[] = [];
  const add = (attribute: ReturnType<HclBlock['attributes']['get']>): void => {
    if (attribute?.value.kind === 'text' && known.test(attribute.value.text))
      found.push({ policy: attribute.value.text, span: attribute.span });
  };
  for (const parameter of blocksOf(block, 'parameter')) {
    const name = parameter.attributes.get('name')?.value;
    if (name?.kind === 'text' && name.text === 'maxmemory-policy') add(parameter.attributes.get('value'));
  }
  const settings = block.attributes.get('redis_configs')?.value;
  if (settings?.kind === 'map')
    add(settings.entries.get('maxmemory-policy') ?? settings.entries.get('"maxmemory-policy"'));
  add(block.attributes.get('maxmemory_policy'));
  for (const configuration of blocksOf(block, 'redis_configuration'))
    add(configuration.attributes.get('maxmemory_policy'));
  return found;
}

/** Where it is written what Redis does when its memory is full. */
export const redisEvictions: readonly Recogniser[] = [
  inConfiguration,
  inCompose,
  inValues,
  inKubernetes,
  inTerraform,
];
