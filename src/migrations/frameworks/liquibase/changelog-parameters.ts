import { readProperties } from '../../settings/properties.js';
import type { ChangelogNode } from './changelog-node.js';
import { valueOf } from './changelog-node.js';

/** `${name}` → its value; the first declaration wins, as in Liquibase. Values for one database have its name behind `@`. */
export type ChangelogParameters = ReadonlyMap<string, string>;

/** Takes down `<property name value dbms>`. */
export function declareParameter(node: ChangelogNode, into: Map<string, string>): void {
  const name = valueOf(node, 'name');
  const value = valueOf(node, 'value');
  if (name === undefined || value === undefined) return;
  const databases = valueOf(node, 'dbms');
  const keys =
    databases === undefined ? [name] : databases.split(',').map((database) => `${name}@${database.trim()}`);
  for (const key of keys) if (!into.has(key)) into.set(key, value);
}

/** Takes down the properties of a file. */
export function declareParameterFile(text: string, into: Map<string, string>): void {
  for (const [key, value] of readProperties(text)) if (!into.has(key)) into.set(key, value);
}

/** A node with `${name}` filled in everywhere; names without a value stay as they are written. */
export function withParameters(
  node: ChangelogNode,
  parameters: ChangelogParameters,
  dialect: string,
): ChangelogNode {
  if (parameters.size === 0) return node;
  const fill = (text: string): string => filled(text, parameters, dialect);
  const walk = (part: ChangelogNode): ChangelogNode => ({
    ...part,
    attributes: new Map([...part.attributes].map(([key, value]) => [key, fill(value)])),
    children: part.children.map(walk),
    text: fill(part.text),
  });
  return walk(node);
}

const longestValue = 500;

/** Values may hold parameters themselves, up to a few deep. */
export function filled(text: string, parameters: ChangelogParameters, dialect: string): string {
  let result = text;
  for (let round = 0; round < 4 && result.includes('${') && result.length < 1_000_000; round += 1)
    result = result.replaceAll(/\$\{([\w.-]+)\}/g, (written, name: string) => {
      const value = parameters.get(`${name}@${dialect}`) ?? parameters.get(name);
      return value === undefined || value.length > longestValue ? written : value;
    });
  return result;
}
