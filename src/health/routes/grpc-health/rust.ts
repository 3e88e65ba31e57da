import { bodyOf, checkHandler, libraryHandler } from './handlers.js';
import type { GrpcLanguage, HealthServing, ProgramText } from './language.js';
import { matchesIn } from './language.js';

/**
 * `tonic_health::server::health_reporter()`, whose service a `Server` is given, or `HealthServer::new(…)` with the program's own
 * implementation of `Health`.
 * Source: https://docs.rs/tonic-health/latest/tonic_health/server/fn.health_reporter.html
 */
export const rust: GrpcLanguage = {
  endings: /\.rs$/,
  find: (files) => files.flatMap((file) => [...reporters(file, files), ...ownServers(file)]),
};

function reporters(file: ProgramText, files: readonly ProgramText[]): readonly HealthServing[] {
  if (!/\btonic_health\b/.test(file.code)) return [];
  return matchesIn(file, /(?:\btonic_health::)?(?:\bserver::)?\bhealth_reporter\s*\(\s*\)/g)
    .filter((match) => !/\bfn\s+$/.test(file.code.slice(Math.max(0, match.index - 80), match.index)))
    .map((match) => ({
      file,
      start: match.index,
      end: match.index + match[0].length,
      servedBy: 'dependency',
      handler: libraryHandler('tonic_health', files, file),
      ...(!/\.add_(?:optional_)?service\s*\(|\badd_service\b/.test(file.code) && { confidence: 'medium' }),
    }));
}

function ownServers(file: ProgramText): readonly HealthServing[] {
  if (
    !/\b(?:tonic_health|grpc_health|health)::(?:\w+::)*(?:HealthServer|health_server)\b|\bhealth_server::\{?[^;]*HealthServer\b/.test(
      file.code,
    )
  )
    return [];
  return matchesIn(file, /\bHealthServer::(?:new|from_arc|with_interceptor)\s*\(/g).map((match) => {
    const body = bodyOf(file, 'check');
    return {
      file,
      start: match.index,
      end: match.index + match[0].length - 1,
      ...(body && { handler: checkHandler('check', body) }),
      ...(!/\badd_(?:optional_)?service\b/.test(file.code) && { confidence: 'medium' as const }),
    };
  });
}
