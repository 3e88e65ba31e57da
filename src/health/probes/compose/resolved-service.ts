import { posix } from 'node:path';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { ComposeService } from '../../../syntax/manifests/compose.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { ComposeFiles } from './compose-files.js';
import { interpolated } from './interpolated.js';

/** `extends` chains are followed this far; Compose itself refuses circles. */
const longestChain = 16;

/**
 * A service together with those that it extends. Keys of the service win over inherited ones, and maps are merged key by key.
 * Source: https://docs.docker.com/reference/compose-file/services/#extends
 */
export class ResolvedService {
  readonly name: string;
  /** The service itself, then what it extends. */
  readonly #chain: readonly YamlValue[];
  readonly skipped: readonly Skipped[];

  private constructor(name: string, chain: readonly YamlValue[], skipped: readonly Skipped[]) {
    this.name = name;
    this.#chain = chain;
    this.skipped = skipped;
  }

  static async of(service: ComposeService, path: string, files: ComposeFiles): Promise<ResolvedService> {
    const chain: YamlValue[] = [];
    const seen = new Set<string>();
    let home = path;
    let current: ComposeService | undefined = service;
    while (current && chain.length < longestChain && !seen.has(`${home}\0${current.name}`)) {
      seen.add(`${home}\0${current.name}`);
      chain.push(current.root);
      const link = extendsOf(current.root);
      if (!link) break;
      const target = link.file === undefined ? home : posix.join(posix.dirname(home), link.file);
      const found = (await files.read(target))?.services.find(({ name }) => name === link.service);
      if (!found) return new ResolvedService(service.name, chain, [missing(link, target)]);
      home = target;
      current = found;
    }
    return new ResolvedService(service.name, chain, []);
  }

  /** The first value at the keys, in the service itself or in what it extends. */
  find(...keys: readonly string[]): YamlValue | undefined {
    return this.findAll(...keys)[0];
  }

  /** All values at the keys, the service's own first. */
  findAll(...keys: readonly string[]): readonly YamlValue[] {
    return this.#chain.map((root) => root.at(...keys)).filter((value) => value.exists && !value.isNull);
  }

  /** Where a block of the service is written; where `extends` stands when all of it is inherited. */
  placeOf(key: string): SourceSpan {
    const [own] = this.#chain;
    const block = own?.get(key);
    if (block?.exists === true && !block.isNull) return block.span;
    const link = own?.get('extends');
    return (link?.exists === true ? link : (this.find(key) ?? link))?.span ?? emptySpan;
  }
}

const emptySpan: SourceSpan = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };

interface ExtendsLink {
  readonly service: string;
  readonly file?: string;
  readonly span: SourceSpan;
}

/** `extends: name` and `extends: {service: name, file: other.yaml}`. */
function extendsOf(root: YamlValue): ExtendsLink | undefined {
  const written = root.get('extends');
  const service = written.isMap ? written.get('service').text : written.text;
  if (service === undefined) return undefined;
  const file = written.get('file').text;
  return { service, span: written.span, ...(file !== undefined && { file: interpolated(file) }) };
}

function missing(link: ExtendsLink, path: string): Skipped {
  const { file, line } = link.span;
  if (path.includes('$'))
    return { file, line, reason: 'dynamic', detail: `extends ${link.service} of ${path}` };
  const reason = path.startsWith('../') || path.startsWith('/') ? 'outside-root' : 'not-checked-out';
  return { file, line, reason, detail: `extends ${link.service}, which ${path} does not have here` };
}
