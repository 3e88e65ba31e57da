import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { askedPath } from '../http-address.js';
import { numberOf, secondsOf } from '../timings.js';
import { proxyProbe, upstreamOf } from '../upstreams.js';

/** The checks of one configuration. */
export function readApache(source: SourceText): Reading<Probe> {
  const facts: Probe[] = [];
  const templates = new Map<string, ReadonlyMap<string, string>>();
  let balancer = '';
  for (const [index, start] of source.lineStarts.entries()) {
    const text = source.line(index + 1).slice(0, 4_096);
    const words = [...text.matchAll(/[\w.-]+="[^"]*"|"[^"]*"|[^\s"]+/g)].map(([word]) =>
      word.replaceAll('"', ''),
    );
    const [name = '', first = ''] = words;
    const options = new Map(
      words.flatMap((word) => {
        const equals = word.indexOf('=');
        return equals > 0 ? [[word.slice(0, equals).toLowerCase(), word.slice(equals + 1)] as const] : [];
      }),
    );
    if (/^<Proxy$/i.test(name)) balancer = first.replace(/>$/, '').replace(/^balancer:\/\//i, '');
    if (/^ProxyHCTemplate$/i.test(name)) templates.set(first, options);
    if (!/^(BalancerMember|ProxyPass)$/i.test(name)) continue;
    const settings = new Map([...(templates.get(options.get('hctemplate') ?? '') ?? []), ...options]);
    const method = settings.get('hcmethod')?.toUpperCase();
    if (method === undefined || method === 'NONE') continue;
    const address = words.slice(1).find((word) => /^\w+:\/\//.test(word)) ?? '';
    const upstream = upstreamOf(address);
    const span = source.span(start + text.length - text.trimStart().length, start + text.trimEnd().length);
    const probe = proxyProbe(
      { platform: 'apache', kind: 'Apache balancer', name: balancer || address, span },
      upstream,
      {
        periodSeconds: secondsOf(settings.get('hcinterval')),
        failureThreshold: numberOf(settings.get('hcfails')),
        successThreshold: numberOf(settings.get('hcpasses')),
      },
    );
    const port = upstream.port === undefined ? {} : { port: upstream.port };
    if (method === 'TCP' || method === 'CPING') facts.push({ ...probe, transport: 'tcp', ...port });
    else {
      const uri = settings.get('hcuri') ?? '/';
      facts.push({
        ...probe,
        transport: 'http',
        ...(!/[%$]\{/.test(uri) && { path: askedPath(uri) }),
        ...port,
        scheme: upstream.scheme ?? 'http',
      });
    }
  }
  return { facts, skipped: [] };
}
