import type { Probe } from '../../../model/probe.js';

/** What a probe asks and when, as one text: two that agree in it are the same probe, wherever they are written. */
export function askedBy(probe: Probe): string {
  const { kind, transport, path, port, scheme, host, headers, grpcService, command, timings } = probe;
  return JSON.stringify([kind, transport, path, port, scheme, host, headers, grpcService, command, timings]);
}
