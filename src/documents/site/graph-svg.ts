import type { AdrLog, AdrRecord } from '../adr/record.js';
import { relationsOf } from '../adr/relations.js';
import { escapeHtml } from './html.js';

const box = { width: 210, height: 46 } as const;
const gap = { x: 120, y: 18 } as const;

interface Place {
  readonly record: AdrRecord;
  readonly x: number;
  readonly y: number;
}

/**
 * The records that stand in a relation, as an SVG: later ones to the right of those that they act on, each group of related ones below the
 * other. Undefined where no record has a relation.
 */
export function graphSvg(
  logs: readonly AdrLog[],
  hrefOf: (record: AdrRecord) => string,
  classOf: (record: AdrRecord) => string,
): string | undefined {
  const relations = relationsOf(logs);
  if (relations.length === 0) return undefined;
  const records = logs.flatMap((log) => log.records);
  const places = layOut(records, relations);
  const width = Math.max(...[...places.values()].map(({ x }) => x)) + box.width + 10;
  const height = Math.max(...[...places.values()].map(({ y }) => y)) + box.height + 10;
  const edges = relations.map(({ from, to, kind }) => {
    const [one, other] = [places.get(from.path), places.get(to.path)];
    return one && other ? edge(one, other, kind) : '';
  });
  const nodes = [...places.values()].map(({ record, x, y }) => {
    const label = `${record.id}: ${record.title}`;
    return `<a href="${escapeHtml(hrefOf(record))}" class="${classOf(record)}"><title>${escapeHtml(`${label} (${record.status ?? 'no status'})`)}</title><rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="8"/>${lines(
      label,
    )
      .map(
        (line, index, all) =>
          `<text x="${x + 10}" y="${y + (all.length === 1 ? 28 : 20 + index * 17)}">${escapeHtml(line)}</text>`,
      )
      .join('')}</a>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group" aria-label="Graph of ${places.size} related records"><defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>${edges.join('')}${nodes.join('')}</svg>`;
}

type Relations = ReturnType<typeof relationsOf>;

function layOut(records: readonly AdrRecord[], relations: Relations): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let top = 10;
  for (const group of groupsOf(records, relations)) {
    const layers = layersOf(group, relations);
    const columns = new Map<number, AdrRecord[]>();
    for (const record of group) {
      const layer = layers.get(record.path) ?? 0;
      columns.set(layer, [...(columns.get(layer) ?? []), record]);
    }
    const rows = Math.max(...[...columns.values()].map((column) => column.length));
    for (const [layer, column] of columns) {
      const offset = ((rows - column.length) * (box.height + gap.y)) / 2;
      for (const [row, record] of column.entries())
        places.set(record.path, {
          record,
          x: 10 + layer * (box.width + gap.x),
          y: Math.round(top + offset + row * (box.height + gap.y)),
        });
    }
    top += rows * (box.height + gap.y) + gap.y;
  }
  return places;
}

/** Records that are connected, however far, in the order of the first of each. */
function groupsOf(records: readonly AdrRecord[], relations: Relations): readonly (readonly AdrRecord[])[] {
  const near = new Map<string, string[]>();
  for (const { from, to } of relations) {
    near.set(from.path, [...(near.get(from.path) ?? []), to.path]);
    near.set(to.path, [...(near.get(to.path) ?? []), from.path]);
  }
  const seen = new Set<string>();
  const groups: AdrRecord[][] = [];
  for (const record of records) {
    if (seen.has(record.path) || !near.has(record.path)) continue;
    const queue = [record.path];
    const inside = new Set(queue);
    for (const path of queue)
      for (const other of near.get(path) ?? [])
        if (!inside.has(other)) {
          inside.add(other);
          queue.push(other);
        }
    for (const path of inside) seen.add(path);
    groups.push(records.filter(({ path }) => inside.has(path)));
  }
  return groups;
}

/** How far to the right: one further than everything that a record acts on; a circle is cut where it closes. */
function layersOf(group: readonly AdrRecord[], relations: Relations): ReadonlyMap<string, number> {
  const below = new Map<string, string[]>();
  for (const { from, to } of relations) below.set(from.path, [...(below.get(from.path) ?? []), to.path]);
  const layers = new Map<string, number>();
  const under = new Set<string>();
  const layerOf = (path: string): number => {
    const known = layers.get(path);
    if (known !== undefined) return known;
    if (under.has(path)) return -1;
    under.add(path);
    const layer = 1 + Math.max(-1, ...(below.get(path) ?? []).map(layerOf));
    under.delete(path);
    layers.set(path, layer);
    return layer;
  };
  for (const { path } of group) layerOf(path);
  return layers;
}

function edge(from: Place, to: Place, kind: string): string {
  const back = from.x <= to.x;
  const [x1, x2] = back ? [from.x + box.width / 2, to.x + box.width / 2] : [from.x, to.x + box.width];
  const [y1, y2] = back
    ? from.y < to.y
      ? [from.y + box.height, to.y]
      : [from.y, to.y + box.height]
    : [from.y + box.height / 2, to.y + box.height / 2];
  const bend = back ? 0 : gap.x / 2;
  const path = `M${x1} ${y1}C${x1 - bend} ${y1} ${x2 + bend} ${y2} ${x2} ${y2}`;
  return `<path d="${path}" marker-end="url(#arrow)"/><text class="kind" text-anchor="middle" x="${(x1 + x2) / 2}" y="${(y1 + y2) / 2 - 4}">${escapeHtml(kind)}</text>`;
}

/** A title in at most two lines of the box. */
function lines(label: string): readonly string[] {
  const room = 26;
  const characters = Array.from(label);
  if (characters.length <= room) return [label];
  const cut = characters.slice(0, room).join('').lastIndexOf(' ');
  const at = cut > 8 ? cut : room;
  const first = characters.slice(0, at).join('');
  const rest = Array.from(characters.slice(at).join('').trim());
  return [first, rest.length <= room ? rest.join('') : `${rest.slice(0, room - 1).join('')}…`];
}
