import type { BriefRecord } from './read-record.js';

/** Whether a value from a cache has the shape of a read record; null stands for a file that is none. */
export function isBriefRecord(value: unknown): value is BriefRecord | null {
  if (value === null) return true;
  if (!isObject(value)) return false;
  const { record, name, style, dateText, convincing } = value;
  return (
    typeof style === 'string' &&
    typeof convincing === 'boolean' &&
    (dateText === undefined || typeof dateText === 'string') &&
    isObject(name) &&
    typeof name['certain'] === 'boolean' &&
    isRecord(record)
  );
}

function isRecord(value: unknown): boolean {
  if (!isObject(value)) return false;
  const texts = ['path', 'id', 'title'];
  const optional = ['status', 'statusText', 'date', 'dateSource', 'authorSource'];
  const lists = ['authors', 'deciders', 'consulted', 'informed', 'tags', 'problems'];
  const links = value['links'];
  return (
    texts.every((key) => typeof value[key] === 'string') &&
    optional.every((key) => value[key] === null || typeof value[key] === 'string') &&
    (value['number'] === null || typeof value['number'] === 'number') &&
    lists.every((key) => isListOf(value[key], (item) => typeof item === 'string')) &&
    isListOf(
      links,
      (link) => isObject(link) && ['kind', 'target', 'text'].every((key) => typeof link[key] === 'string'),
    )
  );
}

const isListOf = (value: unknown, is: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every((item: unknown) => is(item));

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
