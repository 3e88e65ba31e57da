import type { Hook } from '@oclif/core';
import { printableLine } from '../../reporters/printable.js';

/** Letters that may differ between what was typed and what is proposed. */
const tolerance = 2;

/**
 * Says that there is no such command, which is near, and ends with 2; as JSON on standard output under `--json`, as all commands do.
 * oclif calls it (package.json, `oclif.hooks`); it never asks.
 */
const unknownCommand: Hook.CommandNotFound = async ({ id, argv = [], config }) => {
  const known = config.commandIDs;
  const topics = new Set(config.topics.map((topic) => topic.name));
  const [first = '', second] = id.split(':');
  const typed = second !== undefined && topics.has(first) ? `${first} ${second}` : first;
  const near = known
    .map((command) => command.replaceAll(':', ' '))
    .filter((command) => distance(command, typed) <= tolerance)
    .toSorted((a, b) => distance(a, typed) - distance(b, typed));
  const message = `there is no command "${printableLine(typed)}"`;
  const suggestions = [
    ...near.slice(0, 1).map((command) => `Did you mean \`${config.bin} ${command}\`?`),
    `See \`${config.bin} ${topics.has(first) ? `${first} ` : ''}--help\`.`,
  ];
  process.exitCode = 2;
  if (argv.includes('--json')) {
    const error = { name: 'UnknownCommand', message, code: null, exitCode: 2, suggestions };
    process.stdout.write(`${JSON.stringify({ error }, undefined, 2)}\n`);
  } else {
    process.stderr.write(`Error: ${message}\n${suggestions.map((line) => `  → ${line}\n`).join('')}`);
  }
  // Truthy: oclif takes a falsy result for "nothing was done" and throws its own error.
  return true;
};

export default unknownCommand;

/** Letters to insert, remove or replace to make one word the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of a.split('').entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
