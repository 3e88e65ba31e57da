import { bodyOf, checkHandler, libraryHandler } from './handlers.js';
import type { GrpcLanguage, HealthServing, ProgramText } from './language.js';
import { matchesIn } from './language.js';

/**
 * `grpc::EnableDefaultHealthCheckService(true)`, or `builder.RegisterService(&health)` with an object of a class that derives from
 * `grpc::health::v1::Health::Service`.
 * Source: https://grpc.github.io/grpc/cpp/health__check__service__interface_8h.html
 */
export const cpp: GrpcLanguage = {
  endings: /\.(?:cc|cpp|cxx|hh?|hpp)$/,
  find: (files) => files.flatMap((file) => [...switchedOn(file, files), ...registered(file, files)]),
};

function switchedOn(file: ProgramText, files: readonly ProgramText[]): readonly HealthServing[] {
  return matchesIn(file, /\bEnableDefaultHealthCheckService\s*\(\s*true\s*\)/g).map((match) => ({
    file,
    start: match.index,
    end: match.index + match[0].length,
    servedBy: 'dependency',
    handler: libraryHandler('DefaultHealthCheckService', files, file),
  }));
}

const derived =
  /\bclass\s+(\w+)\b[^{;]{0,200}:\s*public\s+(?:::)?(?:\w+::)*Health::(?:Service|AsyncService|CallbackService|ExperimentalCallbackService)\b/g;

function registered(file: ProgramText, files: readonly ProgramText[]): readonly HealthServing[] {
  const classes = new Map(
    files.flatMap((holder) => matchesIn(holder, derived).map((match) => [match[1] ?? '', holder] as const)),
  );
  if (classes.size === 0) return [];
  return matchesIn(file, /\bRegisterService\s*\(\s*&?\s*(?:this->)?(\w+)[^)]*\)/g).flatMap((match) => {
    const name = match[1] ?? '';
    const declared = new RegExp(
      String.raw`\b(\w+)(?:\s*>\s*|\s*[*&]?\s+)${name}\s*(?:[;={(]|_)|\b${name}\s*=\s*[^;]*?(?:new\s+|<\s*)(?:\w+::)*(\w+)`,
      'g',
    );
    for (const [, direct, made] of file.code.matchAll(declared))
      for (const type of [direct, made]) {
        const holder = classes.get(type ?? '');
        if (!holder) continue;
        const body = bodyOf(holder, 'Check');
        const handler = body && checkHandler(`${type}::Check`, body);
        return [
          { file, start: match.index, end: match.index + match[0].length, ...(handler && { handler }) },
        ];
      }
    return [];
  });
}
