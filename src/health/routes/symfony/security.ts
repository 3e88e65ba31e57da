import type { RouteGuard } from '../../../model/endpoint.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { oneLine } from '../php/calls.js';

/** A line of `access_control`, or a firewall that lets everything through. */
interface Rule {
  readonly path: RegExp | undefined;
  /** Undefined = it depends on more than the path. */
  readonly kind: 'open' | 'authentication' | 'unsure';
  readonly isHttps: boolean;
  readonly guard: Omit<RouteGuard, 'kind'>;
}

/** What security.yaml and framework.yaml put before routes. */
export class SymfonySecurity {
  readonly #rules: Rule[] = [];
  readonly #openFirewalls: RegExp[] = [];
  readonly #hosts: RouteGuard[] = [];

  /** Reads a file of settings. Sections for other environments than production are left out. */
  add(source: SourceText): void {
    for (const { root } of parseYaml(source).documents) {
      const security = root.get('security');
      for (const [, firewall] of security.get('firewalls').entries) {
        if (firewall.get('security').boolean !== false) continue;
        const pattern = patternOf(firewall.get('pattern').text);
        if (pattern) this.#openFirewalls.push(pattern);
      }
      for (const rule of security.get('access_control').items) this.#rules.push(ruleOf(rule, source));
      const hosts = root.at('framework', 'trusted_hosts');
      const names = hosts.isSequence ? hosts.items.map(({ text }) => text) : [hosts.text];
      if (
        hosts.exists &&
        names.some((name) => name !== undefined) &&
        names.every((name) => name !== undefined && !name.includes('%'))
      )
        this.#hosts.push({
          kind: 'host-check',
          span: hosts.span,
          text: oneLine(`trusted_hosts: ${names.join(', ')}`),
        });
    }
  }

  /** What surely stands before a path: the first line of `access_control` that fits decides. */
  guardsOf(path: string): readonly RouteGuard[] {
    if (this.#openFirewalls.some((pattern) => pattern.test(path))) return this.#hosts;
    const guards = [...this.#hosts];
    for (const rule of this.#rules) {
      if (rule.path && !rule.path.test(path)) continue;
      if (rule.kind === 'authentication') guards.push({ kind: 'authentication', ...rule.guard });
      if (rule.kind !== 'unsure' && rule.isHttps) guards.push({ kind: 'https-redirect', ...rule.guard });
      break;
    }
    return guards;
  }
}

function ruleOf(rule: YamlValue, source: SourceText): Rule {
  const written = rule.get('path').text;
  const path = patternOf(written);
  const roles = ['roles', 'role'].flatMap((key) => {
    const value = rule.get(key);
    return value.isSequence
      ? value.items.map(({ text }) => text ?? '')
      : (value.text?.split(/\s*,\s*/) ?? []);
  });
  const depends = [
    'ip',
    'ips',
    'host',
    'port',
    'methods',
    'attributes',
    'route',
    'request_matcher',
    'allow_if',
  ].some((key) => rule.get(key).exists);
  const isOpen =
    roles.length === 0 ||
    roles.some((role) => /^(PUBLIC_ACCESS|IS_AUTHENTICATED_ANONYMOUSLY|IS_ANONYMOUS)$/.test(role));
  const { span } = rule;
  return {
    path,
    kind: depends || (written !== undefined && !path) ? 'unsure' : isOpen ? 'open' : 'authentication',
    isHttps: rule.get('requires_channel').text === 'https',
    guard: { span, text: oneLine(source.line(span.line).trim().replace(/^-\s*/, 'access_control: ')) },
  };
}

/** A pattern of PCRE as JavaScript understands it; undefined when it does not, or when it may take very long. */
function patternOf(written: string | undefined): RegExp | undefined {
  if (
    written === undefined ||
    written.length > 300 ||
    written.includes('%') ||
    /[+*]\)?[+*{]|\)[+*]|\{[^\d]/.test(written)
  )
    return undefined;
  try {
    return new RegExp(written);
  } catch {
    return undefined;
  }
}
