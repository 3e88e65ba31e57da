import { createPromptModule } from 'inquirer';

/** Prompts are drawn on standard error, so that standard output stays clean, and wiped when they are answered. */
const ask = createPromptModule({ output: process.stderr, clearPromptOnDone: true });

/** Asks for a line of text; what stands there already can be taken with enter. */
export async function askText(message: string, present = ''): Promise<string> {
  const { text } = await ask<{ text: string }>([{ type: 'input', name: 'text', message, default: present }]);
  return text;
}

/** Asks for yes or no; enter is yes. */
export async function askYesNo(message: string): Promise<boolean> {
  const { yes } = await ask<{ yes: boolean }>([{ type: 'confirm', name: 'yes', message, default: true }]);
  return yes;
}

/** Asks for one of several; typing narrows the list. */
export async function askOne(message: string, choices: readonly string[]): Promise<string> {
  const { one } = await ask<{ one: string }>([
    { type: 'select', name: 'one', message, choices: [...choices], pageSize: 12 },
  ]);
  return one;
}

/** Asks for any number of several. */
export async function askSome(message: string, choices: readonly string[]): Promise<readonly string[]> {
  if (choices.length === 0) return [];
  const { some } = await ask<{ some: string[] }>([
    { type: 'checkbox', name: 'some', message, choices: [...choices], pageSize: 12 },
  ]);
  return some;
}

/**
 * Asks for lines until an empty one.
 * @param first asks for the first line, `more` for each further one.
 * @param each is told every line.
 */
export async function askLines(
  { first, more }: { readonly first: string; readonly more: string },
  each: (line: string) => void,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (;;) {
    const line = (
      await askText(lines.length === 0 ? `${first} (enter: none)` : `${more} (enter: no more)`)
    ).trim();
    if (line === '') return lines;
    each(line);
    lines.push(line);
  }
}
