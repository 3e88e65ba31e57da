import { TemplateError } from '../nodes.js';
import { formatGo, type GoFunction } from '../values.js';

type Version = readonly [number, number, number];

function versionOf(text: string): Version | undefined {
  const parts = /^[v=\s]*(\d+|[x*])(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?/i.exec(text);
  if (!parts) return undefined;
  const number = (part: string | undefined): number =>
    part === undefined || /[x*]/i.test(part) ? 0 : Number(part);
  return [number(parts[1]), number(parts[2]), number(parts[3])];
}

function compare(one: Version, other: Version): number {
  for (const [index, part] of one.entries()) {
    const difference = part - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function holds(version: Version, constraint: string): boolean {
  const [, operator = '', written = ''] = /^\s*([<>=!^~]*)\s*(\S*)/.exec(constraint) ?? [];
  const bound = versionOf(written);
  if (!bound) throw new TemplateError(`the version ${constraint} is not understood`);
  const order = compare(version, bound);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    case '!=':
      return order !== 0;
    case '^':
      return order >= 0 && version[0] === bound[0];
    case '~':
      return order >= 0 && version[0] === bound[0] && version[1] === bound[1];
    default:
      return /[x*]|^\d+(\.\d+)?$/i.test(written) ? version[0] === bound[0] : order === 0;
  }
}

/** `semverCompare ">=1.19-0" version`; constraints are joined by commas or spaces, alternatives by `||`. Pre-releases are not looked at. */
export const semverCompare: GoFunction = ([constraint, version]) => {
  const found = versionOf(formatGo(version));
  if (!found) throw new TemplateError(`the version ${formatGo(version)} is not understood`);
  return formatGo(constraint)
    .split('||')
    .some((alternative) =>
      alternative
        .trim()
        .replaceAll(/([<>=!^~])\s+/g, '$1')
        .split(/[,\s]+/)
        .filter((part) => part !== '')
        .every((part) => holds(found, part.replace(/-0$/, ''))),
    );
};
