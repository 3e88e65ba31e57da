import { argumentRanges } from '../../../syntax/masked-text.js';
import { bodyOf, checkHandler, libraryHandler } from './handlers.js';
import type { GrpcLanguage, HealthServing, ProgramText } from './language.js';
import { matchesIn } from './language.js';

/**
 * `health_pb2_grpc.add_HealthServicer_to_server(servicer, server)`, for servers of threads and of asyncio.
 * Source: https://grpc.github.io/grpc/python/grpc_health_checking.html
 */
export const python: GrpcLanguage = {
  endings: /\.py$/,
  find: (files) =>
    files.flatMap((file) =>
      matchesIn(file, /(?:\b([\w.]+)\.)?\badd_HealthServicer_to_server\s*\(/g)
        .filter(
          (match) =>
            !/\bdef\s*$|\bimport\b[^\n]*$/.test(file.code.slice(Math.max(0, match.index - 80), match.index)),
        )
        .map((match): HealthServing => {
          const open = match.index + match[0].length - 1;
          const given = argumentRanges(file.code, open)[0];
          const handler = given && handlerOf(file.code.slice(given.start, given.end).trim(), file, files);
          return { file, start: match.index, end: open, ...(handler && { handler }) };
        }),
    ),
};

function handlerOf(
  servicer: string,
  file: ProgramText,
  files: readonly ProgramText[],
): HealthServing['handler'] {
  const name = servicer.slice(servicer.lastIndexOf('.') + 1);
  const given = new RegExp(String.raw`\b${name}\s*(?::[^=\n]{1,80})?=\s*([^\n]{1,200})`, 'g');
  const made = /^[\w.]+$/.test(servicer)
    ? (matchesIn(file, given)
        .map(([, value = '']) => value)
        .find((value) => value.includes('(')) ?? '')
    : servicer;
  if (
    /\bHealthServicer\(/.test(made) &&
    !new RegExp(String.raw`^[ \t]*class[ \t]+HealthServicer\b`, 'm').test(file.code)
  )
    return libraryHandler('HealthServicer', files, file);
  const type = /\b(\w+)\(/.exec(made)?.[1];
  const holder = [file, ...files.filter(({ unit }) => unit === file.unit)].find(
    ({ code }) => type !== undefined && new RegExp(String.raw`^[ \t]*class[ \t]+${type}\b`, 'm').test(code),
  );
  const body = holder && bodyOf(holder, 'Check');
  return body && type !== undefined ? checkHandler(`${type}.Check`, body) : undefined;
}
