import { bodyOf, checkHandler } from './handlers.js';
import type { GrpcLanguage, HealthServing, ProgramText } from './language.js';
import { matchesIn } from './language.js';

/**
 * `MapGrpcHealthChecksService()` of Grpc.AspNetCore.HealthChecks, or `MapGrpcService<T>()` with a class of the program that derives from
 * `Health.HealthBase`.
 * Source: https://learn.microsoft.com/en-us/aspnet/core/grpc/health-checks
 */
export const csharp: GrpcLanguage = {
  endings: /\.cs$/,
  find: (files) => files.flatMap((file) => [...mapped(file, files), ...ownServices(file, files)]),
};

function mapped(file: ProgramText, files: readonly ProgramText[]): readonly HealthServing[] {
  return matchesIn(file, /\.MapGrpcHealthChecksService\s*\(/g).map((match) => {
    const hasChecks = files.some(
      ({ unit, code }) =>
        unit === file.unit &&
        /AddGrpcHealthChecks[\s\S]{0,2000}?\.Add\w*(?:Check|NpgSql|SqlServer|Redis|RabbitMQ|MongoDb|MySql|UrlGroup)\w*\s*[<(]/.test(
          code,
        ),
    );
    return {
      file,
      start: match.index + 1,
      end: match.index + match[0].length - 1,
      servedBy: 'dependency',
      handler: { name: 'GrpcHealthChecks', touches: [], ...(hasChecks && { canFail: true }) },
    };
  });
}

function ownServices(file: ProgramText, files: readonly ProgramText[]): readonly HealthServing[] {
  return matchesIn(file, /\.MapGrpcService\s*<\s*(?:[\w.]+\.)?(\w+)\s*>/g).flatMap((match) => {
    const name = match[1] ?? '';
    const derives = new RegExp(String.raw`\bclass\s+${name}\b[^{;]*:\s*(?:[\w.]+\.)?HealthBase\b`);
    const holder = files.find(({ code }) => derives.test(code));
    if (!holder) return [];
    const body = bodyOf(holder, 'Check');
    return [
      {
        file,
        start: match.index + 1,
        end: match.index + match[0].length,
        ...(body && { handler: checkHandler(`${name}.Check`, body) }),
      },
    ];
  });
}
