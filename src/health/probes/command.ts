import { shellWords } from '../../syntax/manifests/docker-command.js';
import type { DockerCommand } from '../../syntax/manifests/docker-command.js';
import { ParseTimeout } from '../../syntax/tree-sitter.js';
import { toolCall } from './check-tools.js';
import type { CommandSurroundings } from './check-tools.js';
import { socketAddress } from './http-address.js';
import { outcomeOf } from './outcome.js';
import { readShellScript } from './shell-script.js';
import { shellCall, simpleCommand } from './simple-command.js';
import type { ShellCall } from './simple-command.js';
import { expandVariables } from './variables.js';

/** What the command of a check tells, in the fields of a Probe. */
export interface CheckCommand {
  readonly command: readonly string[];
  readonly tool?: string;
  readonly path?: string;
  readonly port?: number;
  readonly scheme?: 'http' | 'https';
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly grpcService?: string;
  readonly cannotFail?: string;
}

/** Scripts are not longer; a longer text is only split into words. */
const longestScript = 20_000;

/** A shell may start a shell. */
const deepestShell = 3;

/**
 * Reads the command of a check: which client asks for what, and whether the check can fail at all. A shell is understood in both of its
 * forms (`curl … || exit 1`, `["sh", "-c", "…"]`).
 */
export async function readCheckCommand(
  command: DockerCommand,
  text: string,
  around: CommandSurroundings,
): Promise<CheckCommand> {
  const words = command.form === 'exec' ? command.words : shellWords(joinLines(text));
  const call: ShellCall | undefined =
    command.form === 'shell' ? { text, errexit: false, pipefail: false } : callOf(words);
  const told = call ? await readShell(call, around, 0) : readWords(words, around);
  return { command: words, ...told };
}

type Told = Omit<CheckCommand, 'command'>;

function callOf(words: readonly string[]): ShellCall | undefined {
  const simple = simpleCommand(words);
  return simple && shellCall(simple);
}

function readWords(words: readonly string[], around: CommandSurroundings): Told {
  const simple = simpleCommand(words);
  if (!simple) return {};
  const { fails, reason } = outcomeOf(simple);
  return { ...toolCall(simple, around), ...(!fails && reason !== undefined && { cannotFail: reason }) };
}

async function readShell(call: ShellCall, around: CommandSurroundings, depth: number): Promise<Told> {
  const text = joinLines(call.text).trim();
  if (text === '' || text.length > longestScript) return {};
  const script = await readShellScript({ ...call, text }).catch((error: unknown) => {
    if (error instanceof ParseTimeout) return undefined;
    throw error;
  });
  if (!script) return {};
  const [only] = script.commands;
  const inner = script.commands.length === 1 && only && depth < deepestShell ? shellCall(only) : undefined;
  if (inner) return readShell(inner, around, depth + 1);
  const calls = script.commands.flatMap((command) => toolCall(command, around) ?? []);
  const best = calls.find(({ path, port }) => path !== undefined || port !== undefined) ?? calls[0];
  const { fails, aborts, reason } = script.outcome;
  return {
    ...(best ?? deviceCall(text, around)),
    ...(!fails && !aborts && reason !== undefined && { cannotFail: reason }),
  };
}

/** Bash's `/dev/tcp/host/port`, with which images without a client ask; a request may be written to it. */
function deviceCall(text: string, around: CommandSurroundings): Told {
  const expanded = expandVariables(text, around.variables);
  const device = /\/dev\/tcp\/([^/\s'"]+)\/([^\s'";)&|<>]+)/.exec(expanded);
  if (!device) return {};
  const path = /\b(?:GET|HEAD) (\/[^\s?#'"]*)[^\n]{0,200}? HTTP\//.exec(expanded)?.[1];
  return {
    tool: '/dev/tcp',
    ...socketAddress(`${device[1] ?? ''}:${device[2] ?? ''}`, around.ownNames),
    ...(path !== undefined && { path, scheme: 'http' as const }),
  };
}

function joinLines(text: string): string {
  return text.replace(/\\\r?\n/g, ' ');
}
