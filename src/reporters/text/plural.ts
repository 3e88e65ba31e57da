/** `1 service`, `2 services`; give the plural where it is not the singular with an s. */
export function plural(count: number, singular: string, plurals = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plurals}`;
}
