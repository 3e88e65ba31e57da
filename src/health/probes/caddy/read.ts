import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { labelledServices } from '../compose-labels.js';
import { askedPath, portNumber } from '../http-address.js';
import { requestHeaders } from '../request-headers.js';
import { numberOf, secondsOf } from '../timings.js';
import { proxyProbe, upstreamOf, type Upstream } from '../upstreams.js';
import { parseCaddyfile, type CaddyDirective } from './caddyfile.js';

/** The checks of one file. */
export function readCaddy(source: SourceText): Reading<Probe> {
  const facts = /\.json$/i.test(source.path)
    ? parseYaml(source).documents.flatMap(({ root }) => handlersIn(root, 0).flatMap(ofHandler))
    : /\.ya?ml$/i.test(source.path)
      ? ofLabels(source)
      : parseCaddyfile(source).flatMap((directive) => directivesIn(directive));
  return { facts, skipped: [] };
}

interface Check {
  readonly kind: string;
  readonly name: string;
  readonly span: SourceSpan;
  readonly text: (key: string) => string | undefined;
  readonly headers: readonly (readonly [string | undefined, string | undefined])[];
}

function probeOf(check: Check, upstream: Upstream): readonly Probe[] {
  const { text } = check;
  const uri = text('uri') ?? text('path') ?? text('check');
  const ownPort = text('port');
  if (uri === undefined && ownPort === undefined) return [];
  const port = portNumber(ownPort) ?? upstream.port;
  return [
    {
      ...proxyProbe({ platform: 'caddy', kind: check.kind, name: check.name, span: check.span }, upstream, {
        periodSeconds: secondsOf(text('interval')),
        timeoutSeconds: secondsOf(text('timeout')),
        failureThreshold: numberOf(text('fails')),
        successThreshold: numberOf(text('passes')),
      }),
      transport: 'http',
      ...(!/[{}$]/.test(uri ?? '') && { path: askedPath(uri ?? '/') }),
      ...(port !== undefined && { port }),
      scheme: upstream.scheme ?? 'http',
      ...requestHeaders(
        check.headers.map(([name, value]) => [name, value?.includes('{') === true ? '?' : value] as const),
      ),
    },
  ];
}

/** `reverse_proxy [matcher] upstreams… { to …; health_uri … }` wherever it stands. */
function directivesIn({ words, children, span }: CaddyDirective, depth = 0): readonly Probe[] {
  const inner = depth > 30 ? [] : children.flatMap((child) => directivesIn(child, depth + 1));
  const [name] = words;
  if (name !== 'reverse_proxy' && name !== 'proxy') return inner;
  const settings = new Map(
    children.flatMap((child) => {
      const key = /^health_(.+)$/.exec(child.words[0] ?? '')?.[1];
      return key === undefined ? [] : [[key, child] as const];
    }),
  );
  const told = children.find((child) => child.words[0] === 'to')?.words.slice(1) ?? [];
  const address = [...words.slice(1), ...told].find((word) => !/^[@/*]/.test(word)) ?? '';
  const upstream = upstreamOf(address);
  const first = settings.get('uri') ?? settings.get('path') ?? settings.get('check');
  const check: Check = {
    kind: 'Caddy upstream',
    name: address,
    span: first?.span ?? span,
    text: (key) => settings.get(key)?.words[1],
    headers:
      settings.get('headers')?.children.map((child) => [child.words[0], child.words[1]] as const) ?? [],
  };
  return [...probeOf(check, upstream), ...inner];
}

/** Handlers lie in routes in handlers, this deep. */
const deepest = 30;

function handlersIn(value: YamlValue, depth: number): readonly YamlValue[] {
  if (depth > deepest) return [];
  const inner = [...value.items, ...value.entries.map(([, item]) => item)];
  const own = value.get('handler').text === 'reverse_proxy' ? [value] : [];
  return [...own, ...inner.flatMap((item) => handlersIn(item, depth + 1))];
}

function ofHandler(handler: YamlValue): readonly Probe[] {
  const active = handler.at('health_checks', 'active');
  if (!active.isMap) return [];
  const address = handler.get('upstreams').items[0]?.get('dial').text ?? '';
  const check: Check = {
    kind: 'Caddy upstream',
    name: address,
    span: active.span,
    text: (key) => active.get(key).text,
    headers: active.get('headers').entries.map(([name, values]) => [name, values.items[0]?.text] as const),
  };
  return probeOf(check, upstreamOf(address));
}

/** `caddy.reverse_proxy.health_uri: /x`. Source: https://github.com/lucaslorentz/caddy-docker-proxy */
function ofLabels(source: SourceText): readonly Probe[] {
  return labelledServices(source).flatMap(({ service, labels }) => {
    const settings = new Map<string, string>();
    let span: SourceSpan | undefined;
    let address = '';
    for (const label of labels) {
      const key = /^caddy(?:_\d+)?\.(?:[\w.]+\.)?(?:\d+_)?reverse_proxy(?:\.health_(\w+))?$/.exec(label.name);
      if (!key) continue;
      if (key[1] === undefined) address = label.value;
      else settings.set(key[1], label.value);
      if (key[1] === 'uri' || key[1] === 'path') span = label.span;
    }
    if (!span) return [];
    const port = portNumber(/upstreams(?:\s+\w+)?\s+(\d+)/.exec(address)?.[1]);
    const check: Check = {
      kind: 'compose service',
      name: service.name,
      span,
      text: (key) => settings.get(key),
      headers: [],
    };
    return probeOf(check, port === undefined ? {} : { port });
  });
}
