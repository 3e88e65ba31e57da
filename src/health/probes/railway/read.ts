import { dirname } from 'node:path/posix';
import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { readTomlTables } from '../../../syntax/manifests/toml.js';
import { parseYaml } from '../../../syntax/yaml.js';
import { askedPath } from '../http-address.js';
import { numberOf, timingsOf } from '../timings.js';

/** The check of one file. */
export function readRailway(source: SourceText): Reading<Probe> {
  if (source.path.endsWith('.toml')) {
    const deploy = readTomlTables(source).find(({ name }) => name === 'deploy')?.entries;
    const path = deploy?.get('healthcheckPath');
    const facts = path ? [probe(source, path, deploy?.get('healthcheckTimeout')?.text)] : [];
    return { facts, skipped: [] };
  }
  const { documents, skipped } = parseYaml(source);
  const facts = documents.flatMap(({ root }) => {
    const { text, span } = root.at('deploy', 'healthcheckPath');
    if (text === undefined || text === '') return [];
    return [probe(source, { text, span }, root.at('deploy', 'healthcheckTimeout').text)];
  });
  return { facts, skipped };
}

function probe(
  source: SourceText,
  { text, span }: { readonly text: string; readonly span: SourceSpan },
  timeout: string | undefined,
): Probe {
  const directory = dirname(source.path);
  return {
    platform: 'railway',
    kind: 'startup',
    effect: 'gate',
    transport: 'http',
    path: askedPath(text),
    scheme: 'http',
    timings: timingsOf({ initialDelaySeconds: numberOf(timeout) }),
    target: { kind: 'Railway service', name: directory === '.' ? 'railway' : directory },
    span,
    confidence: 'high',
  };
}
