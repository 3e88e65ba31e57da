import type { Probe } from '../model/probe.js';

/** In few letters: `/healthz:8080`, `tcp :8080`, `pg_isready`. */
export function whatItAsks({ path, port, transport, tool, command }: Probe): string {
  const suffix = port === undefined ? '' : `:${port}`;
  if (path !== undefined) return `${path}${suffix}`;
  return transport === 'exec' ? (tool ?? command?.[0] ?? 'exec') : `${transport} ${suffix}`.trim();
}
