import type { Probe, ProbeTarget } from '../../model/probe.js';
import { portNumber } from './http-address.js';
import { timingsOf } from './timings.js';

/** A server behind a proxy, as far as its address tells. */
export interface Upstream {
  readonly host?: string;
  readonly port?: number;
  readonly scheme?: 'http' | 'https';
}

/** Takes `http://api:8080/x`, `api:8080`, `unix:/run/x.sock` apart; what only run time knows is left out. */
export function upstreamOf(address: string): Upstream {
  const parts =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?(?:[^@/]*@)?(\[[^\]]*\]|[^:/\s[\]]*)(?::(\d+))?(?:[/?#]\S*)?$/i.exec(
      address.trim(),
    );
  if (!parts || /^unix\b/i.test(address)) return {};
  const [, scheme, host = '', port] = parts;
  const isKnown = host !== '' && !/[{}$%*<>]/.test(host);
  const number = portNumber(port);
  const isHttp = scheme === 'http' || scheme === 'h2c';
  return {
    ...(isKnown && { host }),
    ...(number !== undefined && { port: number }),
    ...(scheme === 'https' && { scheme: 'https' as const }),
    ...(isHttp && { scheme: 'http' as const }),
  };
}

/**
 * What every check of a proxy has: a server that fails gets no requests. The target is the proxy's group of servers, with the host of the
 * first of them in the place of a container's name.
 */
export function proxyProbe(
  shape: Pick<Probe, 'platform' | 'span'> & { readonly kind: string; readonly name: string },
  upstream: Upstream | undefined,
  timings: Parameters<typeof timingsOf>[0],
): Omit<Probe, 'transport'> {
  const target: ProbeTarget = {
    kind: shape.kind,
    name: shape.name,
    ...(upstream?.host !== undefined && { container: upstream.host }),
  };
  return {
    platform: shape.platform,
    kind: 'readiness',
    effect: 'de-route',
    timings: timingsOf(timings),
    target,
    span: shape.span,
    confidence: 'high',
  };
}
