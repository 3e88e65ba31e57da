import type { Stack } from './stacks.js';

/** What a file of one stack offers under a name; the same name in another stack is something else. */
export function nameKey(stack: Stack, name: string): string {
  return `${stack.name} ${name}`;
}

/** A file of one stack that is imported by its own name. */
export function moduleKey(stack: Stack, name: string): string {
  return `${stack.name} ./${name}`;
}
