/** A file name without its extension, taken apart. */
export interface MigrationName {
  readonly version: string;
  readonly name: string;
}

/**
 * `20240131120000_add_orders`, `20240131A-add-orders`, `2024.01.31T12.00.00.add-orders`, `001-initial`, `2024-01-31-12-00-add-orders`:
 * the number that orders migrations, and the name behind it. The version is empty for names without one.
 */
export function migrationNameOf(fileName: string): MigrationName {
  const stem = fileName.replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
  const dated =
    /^(\d{4}[-.]\d\d[-.]\d\d(?:[T.-]\d\d[-.:]\d\d(?:[-.:]\d\d(?:[-.]\d{3}Z?)?)?)?)[-_.](.+)$/.exec(stem);
  const numbered =
    dated ?? /^[vV]?(\d+(?:\.\d+)*)()$/.exec(stem) ?? /^[vV]?(\d+(?:\.\d+)*[A-Z]?)[-_.]+(.+)$/.exec(stem);
  return {
    version: numbered?.[1] ?? '',
    name: numbered?.[2] === undefined || numbered[2] === '' ? stem : numbered[2],
  };
}
