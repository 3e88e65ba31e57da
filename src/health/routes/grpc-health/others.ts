import { libraryHandler } from './handlers.js';
import type { GrpcLanguage } from './language.js';
import { matchesIn } from './language.js';

/** Ruby: `server.handle(Grpc::Health::Checker)` or with an object of it. Source: https://www.rubydoc.info/gems/grpc/Grpc/Health/Checker */
export const ruby: GrpcLanguage = {
  endings: /\.(?:rb|ru)$/,
  find: (files) =>
    files.flatMap((file) => {
      const checkers = matchesIn(file, /([@\w]+)\s*=\s*(?:::)?Grpc::Health::Checker(?:\.new)?\b/g);
      const names = new Set(checkers.map(([, name = '']) => name));
      return matchesIn(file, /\.handle[ (]\s*(?:::)?([@\w:]+)/g)
        .filter(([, given = '']) => given === 'Grpc::Health::Checker' || names.has(given))
        .map((match) => ({
          file,
          start: match.index + 1,
          end: match.index + match[0].length,
          servedBy: 'dependency' as const,
          handler: libraryHandler('Grpc::Health::Checker', files, file),
        }));
    }),
};

/** Elixir: a module with `use GRPC.Server, service: Grpc.Health.V1.Health.Service` that an endpoint runs. Source: https://hexdocs.pm/grpc */
export const elixir: GrpcLanguage = {
  endings: /\.exs?$/,
  find: (files) => {
    const servers = new Set(
      files.flatMap((file) =>
        /\buse\s+GRPC\.Server,\s*service:\s*Grpc\.Health\.V1\.Health\.Service\b/.test(file.code)
          ? matchesIn(file, /\bdefmodule\s+([\w.]+)\s+do\b/g)
              .slice(0, 1)
              .map(([, name = '']) => name.slice(name.lastIndexOf('.') + 1))
          : [],
      ),
    );
    return files.flatMap((file) =>
      matchesIn(file, /\brun[ (]\s*\[?([\w.,\s]+)/g).flatMap((match) => {
        const runs = (match[1] ?? '').split(/[,\s]+/).map((name) => name.slice(name.lastIndexOf('.') + 1));
        return /\buse\s+GRPC\.Endpoint\b/.test(file.code) && runs.some((name) => servers.has(name))
          ? [{ file, start: match.index, end: match.index + match[0].trimEnd().length }]
          : [];
      }),
    );
  },
};

/** Swift: `HealthService()` of grpc-swift-extras, one of the services of a server. Source: https://github.com/grpc/grpc-swift-extras */
export const swift: GrpcLanguage = {
  endings: /\.swift$/,
  find: (files) =>
    files.flatMap((file) =>
      /\bimport\s+GRPCHealthService\b/.test(file.code)
        ? matchesIn(file, /\bHealthService\s*\(\s*\)/g).map((match) => ({
            file,
            start: match.index,
            end: match.index + match[0].length,
            servedBy: 'dependency' as const,
            handler: libraryHandler('HealthService', files, file),
            confidence: 'medium' as const,
          }))
        : [],
    ),
};
