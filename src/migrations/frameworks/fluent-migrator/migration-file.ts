const attribute = /\[\s*(?:[\w.]+\.)?(?:\w*Migration\w*|Maintenance|Profile)\s*\(/;
const deriving = /\bclass\s+\w+(?:\s*\([^)]*\))?\s*:\s*[\w.]*Migration\w*/;
const writing =
  /(?<![\w.])(?:this\.)?(?:Create|Alter|Delete|Rename|Insert|Update|Execute|Schema)\s*\.\s*[A-Z]|\bIfDatabase\s*\(/;

/** Whether a text holds a migration of FluentMigrator: a class with its attribute that derives from a migration. EF Core's are others. */
export function definesMigration(written: string, dependsOnIt: boolean): boolean {
  // A class that is commented out is none.
  const text = written.replaceAll(/^[ \t]*\/\/[^\n]*/gm, '');
  if (!attribute.test(text) || !deriving.test(text) || /\bMigrationBuilder\b/.test(text)) return false;
  return /\bFluentMigrator\b/.test(text) || (dependsOnIt && writing.test(text));
}

/** The lowest version in a text, for the order of files: the numbers of the attribute, put together. */
export function firstVersion(text: string): bigint {
  const versions = [...text.matchAll(/\[\s*(?:[\w.]+\.)?(\w*Migration\w*)\s*\(([^\])]{0,300})/g)].flatMap(
    ([, name = '', given = '']) => versionIn(name, given) ?? [],
  );
  const numbers = versions.map((version) => BigInt(version));
  return numbers.reduce((low, number) => (number < low ? number : low), numbers[0] ?? 0n);
}

/**
 * The version that an attribute gives: `Migration(2024_01_31_1200L)`, `TimestampedMigration(2024, 1, 31, 12, 0)` (the time as fourteen
 * digits, TimestampedMigrationAttribute.cs), or a house's own with a time as text.
 */
export function versionIn(attributeName: string, given: string): string | undefined {
  const parts = given.replaceAll(/\b[A-Za-z_]\w*\s*:\s*/g, '');
  if (attributeName.startsWith('Timestamped')) {
    const numbers = [...(parts.split(/["A-Z]/, 1)[0]?.matchAll(/\d+/g) ?? [])].map((match) => match[0]);
    const [year, month, day, hour, minute, second = '0'] = numbers;
    if (minute === undefined) return undefined;
    return [year, month, day, hour, minute, second]
      .map((part, index) => (part ?? '0').padStart(index === 0 ? 4 : 2, '0'))
      .join('');
  }
  const number = /^\s*(\d[\d_]*)\s*[uUlL]{0,2}\s*(?:,|\)|$)/.exec(parts)?.[1];
  if (number !== undefined) return BigInt(number.replaceAll('_', '')).toString();
  const moment = /^\s*"([\d\s:./T-]{8,30})"/.exec(parts)?.[1];
  return moment?.replaceAll(/\D/g, '');
}
