import { argumentRanges } from '../../../syntax/masked-text.js';
import { bodyOf, checkHandler, libraryHandler } from './handlers.js';
import type { GrpcLanguage, HealthServing, ProgramText } from './language.js';
import { matchesIn } from './language.js';

/**
 * `server.addService(proto.Health.service, {check})`, `new HealthImplementation(map).addToServer(server)` of grpc-health-check,
 * grpc-js-health-check, `server.add(HealthDefinition, …)` of nice-grpc, and a NestJS controller for the method `Check` of `Health`.
 * Sources: https://github.com/grpc/grpc-node/tree/master/packages/grpc-health-check, https://docs.nestjs.com/microservices/grpc
 */
export const node: GrpcLanguage = {
  endings: /\.[cm]?[jt]s$/,
  find: (files) =>
    files.flatMap((file) => [
      ...services(file, files),
      ...implementations(file, files),
      ...controllers(file),
    ]),
};

function services(file: ProgramText, files: readonly ProgramText[]): readonly HealthServing[] {
  return matchesIn(file, /\.(?:addService|add)\s*\(/g).flatMap((match) => {
    const open = match.index + match[0].length - 1;
    const [service, implementation] = argumentRanges(file.code, open);
    const name = service ? file.code.slice(service.start, service.end).trim() : '';
    if (!isHealthService(name, file)) return [];
    const body = implementation && ownCheck(implementation, file);
    const handler = body ? checkHandler('check', body) : libraryHandler('HealthImplementation', files, file);
    const isKnown = body !== undefined || /HealthImplementation|HealthServiceImpl/.test(file.code);
    return [{ file, start: match.index + 1, end: open, ...(isKnown && { handler }) }];
  });
}

function isHealthService(name: string, { code, uncommented }: ProgramText): boolean {
  if (/(?:^|\.)Health\.service$|^HealthService\.service$/.test(name)) return true;
  if (/^(?:HealthDefinition|HealthService)$/.test(name))
    return /['"](?:nice-grpc-server-health|grpc-js-health-check|grpc-health-check|[^'"\n]*grpc\/health[^'"\n]*|[^'"\n]*health_(?:grpc_)?pb[^'"\n]*)['"]/.test(
      uncommented,
    );
  // `const healthService = healthProto.Health.service`, or `service` of a health package.
  return (
    /^\w+$/.test(name) &&
    (new RegExp(String.raw`\b${name}\s*=\s*[^\n;]*\bHealth\.service\b`).test(code) ||
      new RegExp(String.raw`\bservice\s*(?:as|:)\s*${name}\b[^;]{0,80}grpc-(?:js-)?health-check['"]`).test(
        uncommented,
      ))
  );
}

/** The check in an object literal: `{check}`, `{check: check.bind(this)}`, `{check(call, callback) {…}}`. */
function ownCheck(
  given: { readonly start: number; readonly end: number },
  file: ProgramText,
): ReturnType<typeof bodyOf> {
  const text = file.code.slice(given.start, given.end);
  if (/\bcheck\s*\([^)]*\)\s*\{|\bcheck\s*:\s*(?:async\s*)?(?:\(|function)/i.test(text))
    return { file, ...given };
  const named =
    /\bcheck\s*:\s*(?:[\w.]*\.)?(\w+?)(?:\.bind\b|\s*[,}])/i.exec(text)?.[1] ?? /\bcheck\b/i.exec(text)?.[0];
  return named === undefined ? undefined : bodyOf(file, named);
}

function implementations(file: ProgramText, files: readonly ProgramText[]): readonly HealthServing[] {
  if (!/\bHealthImplementation\b/.test(file.code)) return [];
  return matchesIn(file, /\.addToServer\s*\(/g).map((match) => ({
    file,
    start: match.index + 1,
    end: match.index + match[0].length - 1,
    servedBy: 'dependency',
    handler: libraryHandler('HealthImplementation', files, file),
  }));
}

function controllers(file: ProgramText): readonly HealthServing[] {
  return [
    ...file.uncommented.matchAll(
      /@GrpcMethod\(\s*['"]Health['"]\s*,\s*['"]Check['"]\s*\)\s*(?:async\s+)?(\w+)/g,
    ),
  ].flatMap((match) => {
    const body = bodyOf(file, match[1] ?? '');
    return [
      {
        file,
        start: match.index,
        end: match.index + match[0].length,
        ...(body && { handler: checkHandler(match[1] ?? '', body) }),
      },
    ];
  });
}
