import { argumentRanges } from '../../../syntax/masked-text.js';
import { bodyOf, checkHandler, libraryHandler } from './handlers.js';
import type { GrpcLanguage, HealthServing, ProgramText } from './language.js';
import { matchesIn } from './language.js';

/**
 * `grpc_health_v1.RegisterHealthServer(server, implementation)`, whatever the package is called in the file; Connect's
 * `grpchealth.NewHandler(checker)` makes a handler for the same paths.
 * Sources: https://pkg.go.dev/google.golang.org/grpc/health, https://pkg.go.dev/connectrpc.com/grpchealth
 */
export const go: GrpcLanguage = {
  endings: /\.go$/,
  find: (files) => files.flatMap((file) => [...registered(file, files), ...connectHandlers(file, files)]),
};

function registered(file: ProgramText, files: readonly ProgramText[]): readonly HealthServing[] {
  const names = namesOfImport(
    file,
    /(?:grpc_health_v1|grpc\/health\/v1(?:;\w+)?|healthv1|grpchealth\/v1)$/,
    'grpc_health_v1',
  );
  return matchesIn(file, /(?:\b(\w+)\.)?\bRegisterHealthServer\(/g).flatMap((match) => {
    const name = match[1] ?? '.';
    if (!names.has(name) || /\bfunc\s*$/.test(file.code.slice(Math.max(0, match.index - 80), match.index)))
      return [];
    const open = match.index + match[0].length - 1;
    const given = argumentRanges(file.code, open)[1];
    const implementation = given ? file.code.slice(given.start, given.end).trim() : '';
    const handler = handlerOf(implementation, file, files);
    return [{ file, start: match.index, end: open, ...(handler && { handler }) }];
  });
}

/** The library's server, or a type of the program with a `Check` method. */
function handlerOf(
  implementation: string,
  file: ProgramText,
  files: readonly ProgramText[],
): HealthServing['handler'] {
  const made = /^&?[\w.]+$/.test(implementation)
    ? assigned(implementation.replace(/^&/, ''), file, files)
    : implementation;
  if (/\bhealth\w*\.NewServer\(/i.test(made)) return libraryHandler('health.Server', files, file);
  const type = /^&?(?:\w+\.)?(\w+)\{/.exec(made)?.[1] ?? /\bNew(\w+)\(/.exec(made)?.[1];
  const methods = files
    .filter(({ unit }) => unit === file.unit)
    .flatMap((one) =>
      matchesIn(one, /\bfunc\s*\(\s*\w*\s*\*?(\w+)\)\s*Check\s*\(/g).map((match) => ({
        file: one,
        type: match[1] ?? '',
      })),
    );
  const fitting = methods.filter(
    (method) => type !== undefined && method.type.toLowerCase() === type.toLowerCase(),
  );
  const [method] = fitting.length > 0 ? fitting : methods.length === 1 ? methods : [];
  const body = method && bodyOf(method.file, 'Check');
  return body && checkHandler(`${method.type}.Check`, body);
}

/** What a variable or field was given, in the file or in the files beside it. */
function assigned(name: string, file: ProgramText, files: readonly ProgramText[]): string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const pattern = new RegExp(
    String.raw`\b${last}\s*(?::=|=|:|,\s*\w+\s*:=)\s*([^\n]{1,200})|\bvar\s+${last}\s+(\w[\w.]*)`,
  );
  for (const one of [file, ...files.filter(({ unit }) => unit === file.unit)]) {
    const match = pattern.exec(one.code);
    if (match) return (match[1] ?? `${match[2] ?? ''}{`).trim();
  }
  return '';
}

function connectHandlers(file: ProgramText, files: readonly ProgramText[]): readonly HealthServing[] {
  const names = namesOfImport(file, /(?:connectrpc\.com\/grpchealth|connect-grpchealth-go)$/, 'grpchealth');
  return matchesIn(file, /\b(\w+)\.NewHandler\(/g)
    .filter(([, name = '']) => names.has(name))
    .map((match) => ({
      file,
      start: match.index,
      end: match.index + match[0].length - 1,
      servedBy: 'dependency',
      handler: libraryHandler('grpchealth', files, file),
    }));
}

/** The names under which a file imports packages whose paths fit; `.` for a dot import. */
function namesOfImport(file: ProgramText, path: RegExp, usual: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name, written = ''] of file.uncommented.matchAll(
    /^[ \t]*(?:import[ \t]+)?(?:([\w.]+)[ \t]+)?"([^"\n]+)"/gm,
  ))
    if (path.test(written))
      names.add(
        name ?? (/grpc_health_v1$|grpchealth$/.test(written) ? (written.split('/').at(-1) ?? usual) : usual),
      );
  return names;
}
