import { dirname, join, normalize } from 'node:path/posix';
import type { RunbookLink } from '../../model/alert.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { anchorsOf } from './anchors.js';
import { homesOf, type RepositoryAddress, repositoryAddressOf } from './repository-address.js';

/** A link as an alert names it. */
interface NamedLink {
  readonly url: string;
  /** The file in which it stands. */
  readonly from: string;
}

/**
 * What became of the links of all alerts: those that lead into this repository are looked up, with their heading; all others cannot be told
 * without asking the network, which lintel never does.
 */
export async function runbookLinks(
  links: readonly NamedLink[],
  view: RepositoryView,
): Promise<(url: string, from: string) => RunbookLink> {
  const homes = await homesOf(
    links.map(({ url }) => url),
    view,
  );
  const anchors = new Map<string, ReadonlySet<string>>();
  for (const { from, url } of links) {
    const { file } = placeOf(url, from, homes, view) ?? {};
    if (file === undefined || anchors.has(file) || !/\.(?:md|mdx|markdown)$/i.test(file)) continue;
    const source = view.file(file) && (await view.read(file));
    if (source) anchors.set(file, anchorsOf(source.text));
  }
  return (url, from) => judged(url, from, { homes, view, anchors });
}

interface Known {
  readonly homes: readonly RepositoryAddress[];
  readonly view: RepositoryView;
  readonly anchors: ReadonlyMap<string, ReadonlySet<string>>;
}

function judged(url: string, from: string, known: Known): RunbookLink {
  // What the alert puts into the question behind `?` changes nothing of where the page is.
  if (/\{\{|\}\}|TPL|\$\{|\$[A-Za-z(]|%\{|<[A-Za-z_-]+>/.test(url.replace(/\?[^#]*/, '')))
    return { url, state: 'templated' };
  const place = placeOf(url, from, known.homes, known.view);
  if (!place) return { url, state: 'external' };
  const { anchor, file, isThere } = place;
  if (!isThere) return { url, state: 'dead-file', file, ...(anchor && { anchor }) };
  const there = known.anchors.get(file);
  if (anchor === undefined || there === undefined || /^L\d+(?:-L?\d+)?$/.test(anchor))
    return { url, state: 'ok', file, ...(anchor && { anchor }) };
  const isHeading =
    there.has(anchor) || there.has(decoded(anchor)) || there.has(decoded(anchor).toLowerCase());
  return { url, state: isHeading ? 'ok' : 'dead-anchor', file, anchor };
}

interface Place {
  readonly file: string;
  readonly anchor: string | undefined;
  readonly isThere: boolean;
}

/** The place in this repository that a link means; undefined when it leads elsewhere. */
function placeOf(
  url: string,
  from: string,
  homes: readonly RepositoryAddress[],
  view: RepositoryView,
): Place | undefined {
  const [address, anchor] = splitAnchor(url);
  if (/^[a-z][\w+.-]*:/i.test(address)) {
    const remote = repositoryAddressOf(address);
    if (!remote || !homes.some(({ home }) => home === remote.home)) return undefined;
    if (remote.path === '') return undefined;
    return found(remote.path, anchor, view, remote.otherPaths);
  }
  if (!isPath(address)) return undefined;
  const near = normalize(join(dirname(from), address));
  const inside = found(near, anchor, view, []);
  if (inside.isThere) return inside;
  return found(normalize(address.replace(/^\/+/, '')), anchor, view, []);
}

/** A sentence or a name is no path: there must be an ending that pages have. */
function isPath(address: string): boolean {
  return (
    /^[\w./@%+~-]+\.(?:md|mdx|markdown|adoc|asciidoc|rst|txt|html?)$/i.test(address) &&
    !address.includes('://')
  );
}

function found(
  path: string,
  anchor: string | undefined,
  view: RepositoryView,
  others: readonly string[],
): Place {
  for (const candidate of [path, ...others].map((one) => decoded(one).replace(/\/+$/, ''))) {
    if (view.file(candidate) !== undefined) return { file: candidate, anchor, isThere: true };
    const folder = `${candidate}/`;
    if (view.files.some((file) => file.path.startsWith(folder))) {
      const index = ['README.md', 'readme.md', 'index.md', '_index.md'].find((name) =>
        view.file(`${folder}${name}`),
      );
      return { file: index === undefined ? candidate : `${folder}${index}`, anchor, isThere: true };
    }
  }
  return { file: decoded(path), anchor, isThere: false };
}

function splitAnchor(url: string): readonly [string, string | undefined] {
  const at = url.indexOf('#');
  const address = (at === -1 ? url : url.slice(0, at)).replace(/\?.*$/, '');
  const anchor = at === -1 ? undefined : url.slice(at + 1);
  return [address.trim(), anchor === '' ? undefined : anchor];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
