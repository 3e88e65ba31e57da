import type { HclBody } from '../../syntax/manifests/hcl/value.js';

/** An attribute that is written as a text, a number or a truth value; undefined for what is computed or referred to. */
export function writtenText(body: HclBody | undefined, name: string): string | undefined {
  const value = body?.attributes.get(name)?.value;
  return value?.kind === 'text' ? value.text : undefined;
}
