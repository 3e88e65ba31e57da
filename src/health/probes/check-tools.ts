import { curlLetters, curlNames, sortArguments, wgetLetters, wgetNames } from './command-options.js';
import { httpAddress, portNumber, socketAddress, foreignHost } from './http-address.js';
import type { CheckAddress } from './http-address.js';
import { headerLine, requestHeaders } from './request-headers.js';
import type { WrittenHeaders } from './request-headers.js';
import type { SimpleCommand } from './simple-command.js';
import { expandVariables, unknownPart } from './variables.js';

/** What is known around a command: the container's variables and the names by which it may call itself. */
export interface CommandSurroundings {
  readonly variables: ReadonlyMap<string, string>;
  readonly ownNames: readonly string[];
}

/** A command that asks something: the client and what it asks. */
export interface ToolCall extends CheckAddress, WrittenHeaders {
  readonly tool: string;
  readonly grpcService?: string;
}

type Asked = CheckAddress & WrittenHeaders;

type Reader = (words: readonly string[], around: CommandSurroundings) => Asked | undefined;

/**
 * Clients that health checks use, by program name, with the tool's name as lintel gives it. What each option means is from the programs'
 * manuals. Ports are only those that are written: a client's default port says nothing of the server's.
 */
const tools: ReadonlyMap<string, { readonly tool: string; readonly read: Reader }> = new Map([
  ['curl', { tool: 'curl', read: readCurl }],
  ['wget', { tool: 'wget', read: readWget }],
  ['http', { tool: 'httpie', read: readHttpie }],
  ['https', { tool: 'httpie', read: readHttpie }],
  ['nc', { tool: 'nc', read: readNetcat }],
  ['ncat', { tool: 'nc', read: readNetcat }],
  ['netcat', { tool: 'nc', read: readNetcat }],
  ['pg_isready', { tool: 'pg_isready', read: clientOptions('hpUdt', ['-h', '--host'], ['-p', '--port']) }],
  ['redis-cli', { tool: 'redis-cli', read: clientOptions('hpasnirdD', ['-h'], ['-p']) }],
  ['valkey-cli', { tool: 'redis-cli', read: clientOptions('hpasnirdD', ['-h'], ['-p']) }],
  ['mysqladmin', { tool: 'mysqladmin', read: clientOptions('hPuSiw', ['-h', '--host'], ['-P', '--port']) }],
  [
    'mariadb-admin',
    { tool: 'mysqladmin', read: clientOptions('hPuSiw', ['-h', '--host'], ['-P', '--port']) },
  ],
]);

/** What a command asks when it is a known client; undefined for any other program. */
export function toolCall(command: SimpleCommand, around: CommandSurroundings): ToolCall | undefined {
  const words = command.arguments.map((word) => expandVariables(word, around.variables));
  const known = tools.get(command.name);
  if (known) return { tool: known.tool, ...known.read(words, around) };
  if (/^grpc[_-]health[_-]probe/.test(command.name)) return readGrpcHealthProbe(words, around);
  return readScript(command, around);
}

function readCurl(words: readonly string[], around: CommandSurroundings): Asked | undefined {
  const { options, others, given } = sortArguments(words, curlLetters, curlNames);
  const named = options.get('--url');
  const url = named ?? likeliestUrl(others);
  const address = url === undefined ? undefined : httpAddress(url, around.ownNames);
  if (!address) return undefined;
  const headers = requestHeaders(given.flatMap(([name, value]) => curlHeader(name, value)));
  if (!options.has('--unix-socket') && !options.has('--abstract-unix-socket'))
    return { ...address, ...headers };
  return address.path === undefined ? undefined : { path: address.path, ...headers };
}

/** The header that an option of curl writes; `@file` names a file that holds headers. */
function curlHeader(
  name: string,
  value: string,
): readonly (readonly [string | undefined, string | undefined])[] {
  if (name === '-H' || name === '--header') return value.startsWith('@') ? [] : [headerLine(value)];
  if (name === '-A' || name === '--user-agent') return [['user-agent', value]];
  if (name === '-u' || name === '--user') return [['authorization', 'Basic ?']];
  return name === '--oauth2-bearer' ? [['authorization', 'Bearer ?']] : [];
}

function readWget(words: readonly string[], around: CommandSurroundings): Asked | undefined {
  const { others, given } = sortArguments(words, wgetLetters, wgetNames);
  const url = likeliestUrl(others);
  const address = url === undefined ? undefined : httpAddress(url, around.ownNames);
  if (!address) return undefined;
  const headers = given.flatMap(([name, value]) =>
    name === '--header'
      ? [headerLine(value)]
      : name === '-U' || name === '--user-agent'
        ? [['user-agent', value] as const]
        : [],
  );
  return { ...address, ...requestHeaders(headers) };
}

/** Values of options that are not known here stand among the others: a text with a scheme or an own name goes before them. */
function likeliestUrl(others: readonly string[]): string | undefined {
  return (
    others.find((word) => /^https?:\/\//i.test(word)) ??
    others.find((word) => /^(localhost|127\.|0\.0\.0\.0|\[::)/.test(word)) ??
    others.find((word) => word.includes('://') || /^[\w.-]+(:\d+)?(\/|$)/.test(word))
  );
}

/** `http :8080/health` is localhost; a method may stand before the URL. Source: https://httpie.io/docs/cli/url-shortcuts-for-localhost */
function readHttpie(words: readonly string[], around: CommandSurroundings): CheckAddress | undefined {
  const names = new Set(['--timeout', '--auth', '--output', '--verify', '--print', '--session']);
  const { others } = sortArguments(words, 'apo', names);
  const url = others.find((word) => !/^[A-Z]+$/.test(word));
  if (url === undefined) return undefined;
  const shortcut = /^:(\d*)(\/.*)?$/.exec(url);
  if (!shortcut) return httpAddress(url, around.ownNames);
  const port = shortcut[1] === '' ? '' : `:${shortcut[1] ?? ''}`;
  return httpAddress(`http://localhost${port}${shortcut[2] ?? '/'}`);
}

/** `nc [options] host port`. */
function readNetcat(words: readonly string[], around: CommandSurroundings): CheckAddress | undefined {
  const { others } = sortArguments(words, 'wipsqXxIOTVMmPe', new Set());
  const [first = '', second] = others;
  const port = portNumber(second ?? first);
  const host = second === undefined ? undefined : foreignHost(first, around.ownNames);
  return { ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
}

function clientOptions(letters: string, hosts: readonly string[], ports: readonly string[]): Reader {
  const names = new Set([...hosts, ...ports].filter((name) => name.startsWith('--')));
  return (words, around) => {
    const { options } = sortArguments(words, letters, names);
    const valueOf = (wanted: readonly string[]): string | undefined =>
      wanted.map((name) => options.get(name)).find((value) => value !== undefined);
    const written = valueOf(hosts);
    // A folder is the place of a Unix socket.
    const host =
      written === undefined || written.startsWith('/') ? undefined : foreignHost(written, around.ownNames);
    const port = portNumber(valueOf(ports));
    return { ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
  };
}

/** Go's flags: one dash or two, the value behind `=` or as the next word. */
function readGrpcHealthProbe(words: readonly string[], around: CommandSurroundings): ToolCall {
  const valueOf = (name: string): string | undefined => {
    for (const [at, word] of words.entries()) {
      const flag = /^--?([a-z-]+)(?:=([\s\S]*))?$/.exec(word);
      if (flag?.[1] === name) return flag[2] ?? words[at + 1];
    }
    return undefined;
  };
  const address = valueOf('addr');
  const service = valueOf('service');
  return {
    tool: 'grpc_health_probe',
    ...(address !== undefined && socketAddress(address, around.ownNames)),
    ...(service !== undefined && service !== '' && { grpcService: service }),
  };
}

const evaluators: ReadonlyMap<string, readonly string[]> = new Map([
  ['node', ['-e', '--eval', '-p', '--print', '-pe']],
  ['nodejs', ['-e', '--eval', '-p', '--print', '-pe']],
  ['bun', ['-e', '--eval', '-p']],
  ['deno', ['eval']],
  ['python', ['-c']],
]);

/** The program text that an interpreter is given on its command line; undefined for anything else. */
export function scriptText(command: SimpleCommand): string | undefined {
  const flags = evaluators.get(command.name.replace(/^python[\d.]*$/, 'python'));
  const at = flags === undefined ? -1 : command.arguments.findIndex((word) => flags.includes(word));
  return at === -1 ? undefined : command.arguments[at + 1];
}

/** A URL that is written in a script; the part up to the path may hold substitutions. */
function readScript(command: SimpleCommand, around: CommandSurroundings): ToolCall | undefined {
  const script = scriptText(command);
  const written = /\bhttps?:\/\/(?:\$?\{[^{}]*\}|[^\s'"`\\)<>{}])+/.exec(script?.slice(0, 16_384) ?? '')?.[0];
  if (written === undefined) return undefined;
  const url = written.replace(/\$?\{[^{}]*\}/g, unknownPart);
  const tool = command.name.startsWith('python') ? 'python' : command.name.replace('nodejs', 'node');
  return { tool, ...httpAddress(url, around.ownNames) };
}
