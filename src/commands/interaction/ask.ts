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
