import { argumentRanges } from '../../../syntax/masked-text.js';
import { bodyOf, checkHandler, libraryHandler } from './handlers.js';
import type { GrpcLanguage, HealthServing, ProgramText } from './language.js';
import { matchesIn } from './language.js';

/**
 * `addService(manager.getHealthService())` of a `HealthStatusManager` (io.grpc:grpc-services), or of a class that extends
 * `HealthGrpc.HealthImplBase` (Kotlin: `HealthCoroutineImplBase`).
 * Source: https://grpc.github.io/grpc-java/javadoc/io/grpc/protobuf/services/HealthStatusManager.html
 */
export const jvm: GrpcLanguage = {
  endings: /\.(?:java|kt)$/,
  find: (files) => [...files.flatMap((file) => managed(file, files)), ...ownClasses(files)],
};

function managed(file: ProgramText, files: readonly ProgramText[]): readonly HealthServing[] {
  if (!/\bHealthStatusManager\b/.test(file.code)) return [];
  return matchesIn(file, /\.getHealthService\s*\(\s*\)|\.healthService\b(?!\s*=[^=])/g).map((match) => ({
    file,
    start: match.index + 1,
    end: match.index + match[0].length,
    servedBy: 'dependency',
    handler: libraryHandler('HealthStatusManager', files, file),
  }));
}

const derived =
  /\bclass\s+(\w+)[^{;]{0,300}?(?:\bextends\s+|:\s*)(?:[\w.]+\.)?(?:HealthImplBase|HealthCoroutineImplBase)\b/g;

function ownClasses(files: readonly ProgramText[]): readonly HealthServing[] {
  return files.flatMap((file) =>
    matchesIn(file, derived).flatMap((match): readonly HealthServing[] => {
      const name = match[1] ?? '';
      const body = bodyOf(file, 'check');
      const handler = body && checkHandler(`${name}.check`, body);
      const annotations = file.code.slice(Math.max(0, match.index - 200), match.index);
      const annotation = /@(?:Grpc(?:Spring)?Service|GRpcService|Singleton)\b(?![\s\S]*[;}])/.exec(
        annotations,
      );
      if (annotation) {
        const start = match.index - annotations.length + annotation.index;
        return [{ file, start, end: start + annotation[0].length, ...(handler && { handler }) }];
      }
      return added(name, files).map((place) => ({ ...place, ...(handler && { handler }) }));
    }),
  );
}

/** Where a server is given an object of a class, made there or held in a variable. */
function added(name: string, files: readonly ProgramText[]): readonly HealthServing[] {
  const holder = new RegExp(
    String.raw`\b${name}\s+(\w+)\s*[=;,)]|\b(?:va[lr]\s+)(\w+)\s*(?::\s*\w+\s*)?=\s*${name}\s*\(`,
    'g',
  );
  return files.flatMap((file) => {
    const names = new Set(matchesIn(file, holder).map((match) => match[1] ?? match[2]));
    return matchesIn(file, /\.addService\s*\(/g).flatMap((match) => {
      const open = match.index + match[0].length - 1;
      const given = argumentRanges(file.code, open)[0];
      const text = given ? file.code.slice(given.start, given.end) : '';
      const isOne =
        new RegExp(String.raw`\b${name}\s*\(`).test(text) ||
        [...text.matchAll(/\b\w+\b/g)].some(([word]) => names.has(word));
      return isOne ? [{ file, start: match.index + 1, end: open }] : [];
    });
  });
}
