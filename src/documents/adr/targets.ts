import { posix } from 'node:path';
import type { AdrLink, AdrRecord } from './record.js';

/** Finds the path that a link means. */
export type Targets = (link: AdrLink) => string;

/**
 * For each of several logs: the path that a link means, which is that of the record that it names by path, by file name, by address on a
 * forge, by id or by number. Within the same log first; what names none or several stays as it is written.
 */
export function targetsOfEach(logs: readonly (readonly AdrRecord[])[]): readonly Targets[] {
  const all = new Names(logs.flat());
  return logs.map((own) => targetsIn(logs.length === 1 ? all : new Names(own), all));
}

function targetsIn(own: Names, all: Names): Targets {
  return ({ target }) => {
    if (all.hasPath(target)) return target;
    if (/^[a-z][a-z+.-]*:/i.test(target)) {
      const path = target.replace(/[#?].*$/, '');
      if (!/\/(?:blob|tree|src|raw)\//.test(path)) return target;
      return all.behindAddress(path) ?? target;
    }
    const reference = posix.basename(target);
    return own.named(reference)?.path ?? all.named(reference)?.path ?? target;
  };
}

/** The names by which records are cited, each with those that bear it. */
class Names {
  readonly #paths = new Map<string, AdrRecord[]>();
  readonly #files = new Map<string, AdrRecord[]>();
  readonly #ids = new Map<string, AdrRecord[]>();
  readonly #numbers = new Map<string, AdrRecord[]>();

  constructor(records: readonly AdrRecord[]) {
    for (const record of records) {
      const file = posix.basename(record.path).toLowerCase();
      add(this.#paths, record.path, record);
      add(this.#files, file, record);
      const stem = file.replace(/\.\w+$/, '');
      if (stem !== file) add(this.#files, stem, record);
      add(this.#ids, record.id.toLowerCase(), record);
      if (record.number !== null) add(this.#numbers, `${record.number}${suffix(record.id)}`, record);
    }
  }

  hasPath(path: string): boolean {
    return this.#paths.has(path);
  }

  /** The one record whose path an address on a forge ends with. */
  behindAddress(address: string): string | undefined {
    const found = new Set<string>();
    for (let slash = address.indexOf('/'); slash !== -1; slash = address.indexOf('/', slash + 1)) {
      const path = address.slice(slash + 1);
      if (this.#paths.has(path)) found.add(path);
    }
    return found.size === 1 ? [...found][0] : undefined;
  }

  /** The one record that a reference names: file name with or without ending, id, number, `ADR-7`; undefined when none or several do. */
  named(reference: string): AdrRecord | undefined {
    const wanted = reference.trim().replace(/^#/, '');
    const lower = wanted.toLowerCase();
    const number = numberIn(wanted);
    const found =
      this.#paths.get(wanted) ??
      this.#files.get(lower) ??
      this.#ids.get(lower) ??
      (number === undefined ? undefined : this.#numbers.get(`${number}${suffix(wanted)}`));
    return found?.length === 1 ? found[0] : undefined;
  }
}

function add(map: Map<string, AdrRecord[]>, key: string, record: AdrRecord): void {
  const found = map.get(key);
  if (found) found.push(record);
  else map.set(key, [record]);
}

/** `7`, `0007`, `ADR-7`, `ADR 0007`: a number and nothing else but letters before it. */
function numberIn(reference: string): number | undefined {
  const found = /^(?:[A-Za-z][-A-Za-z_ #]*|#)?0*(\d{1,5})[a-z]?$/.exec(reference.replace(/\.\w+$/, ''));
  return found ? Number(found[1]) : undefined;
}

const suffix = (id: string): string => /\d([a-z])$/.exec(id)?.[1] ?? '';
