import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { takesErrors } from '../ecs/load-balancers.js';
import { askedPath, portNumber } from '../http-address.js';
import { headerLine, requestHeaders } from '../request-headers.js';
import { numberOf, secondsOf } from '../timings.js';
import { proxyProbe, upstreamOf, type Upstream } from '../upstreams.js';
import { haproxySections, type HaproxyLine, type HaproxySection } from './sections.js';

/** The checks of the backends of one configuration. */
export function readHaproxy(source: SourceText): Reading<Probe> {
  const facts = haproxySections(source).flatMap((section) =>
    section.kind === 'backend' || section.kind === 'listen' ? probeOf(section) : [],
  );
  return { facts, skipped: [] };
}

function probeOf(section: HaproxySection): readonly Probe[] {
  const { name, lines, inherited } = section;
  const checked = firstChecked([...inherited, ...lines]);
  if (!checked) return [];
  const { server, options } = checked;
  const upstream: Upstream = {
    ...upstreamOf(server.words[0] === 'server-template' ? (server.words[3] ?? '') : (server.words[2] ?? '')),
  };
  const check = lastOption([...inherited, ...lines]);
  const own = lines.find(({ words }) => isCheckOption(words) || isSend(words));
  const timeout = [...inherited, ...lines].findLast(
    ({ words }) => words[0] === 'timeout' && words[1] === 'check',
  );
  const probe = proxyProbe(
    { platform: 'haproxy', kind: 'HAProxy backend', name, span: (own ?? server).span },
    upstream,
    {
      periodSeconds: milliseconds(options.get('inter')),
      timeoutSeconds: milliseconds(timeout?.words[2]),
      failureThreshold: numberOf(options.get('fall')),
      successThreshold: numberOf(options.get('rise')),
    },
  );
  const port = portNumber(options.get('port')) ?? connectPort(lines) ?? upstream.port;
  const asksPort = port === undefined ? {} : { port };
  if (check?.[1] === 'external-check') {
    const command = [...inherited, ...lines].findLast(
      ({ words }) => words[0] === 'external-check' && words[1] === 'command',
    );
    return [{ ...probe, transport: 'exec', command: command?.words.slice(2) ?? [] }];
  }
  if (check?.[1] !== 'httpchk') return [{ ...probe, transport: 'tcp', ...asksPort }];
  const request = requestOf(check, [...inherited, ...lines]);
  return [
    {
      ...probe,
      transport: 'http',
      ...(request.path !== undefined && { path: request.path }),
      ...asksPort,
      scheme: options.has('check-ssl') || (options.has('ssl') && !options.has('port')) ? 'https' : 'http',
      ...requestHeaders(request.headers),
      ...cannotFail(lines),
    },
  ];
}

/** Options with a value that matter to a check. */
const valued = new Set([
  'inter',
  'fall',
  'rise',
  'port',
  'addr',
  'fastinter',
  'downinter',
  'weight',
  'maxconn',
]);

/** The first server that is checked, with its options over those of the `default-server` lines above it. */
function firstChecked(
  lines: readonly HaproxyLine[],
): { readonly server: HaproxyLine; readonly options: ReadonlyMap<string, string> } | undefined {
  const defaults = new Map<string, string>();
  for (const line of lines) {
    const [head] = line.words;
    if (head === 'default-server') collect(line.words.slice(1), defaults);
    if (head !== 'server' && head !== 'server-template') continue;
    const options = new Map(defaults);
    collect(line.words.slice(head === 'server' ? 3 : 4), options);
    if (options.has('check') && !options.has('disabled')) return { server: line, options };
  }
  return undefined;
}

function collect(words: readonly string[], options: Map<string, string>): void {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word.startsWith('no-')) options.delete(word.slice(3));
    else if (valued.has(word)) {
      options.set(word, words[at + 1] ?? '');
      at += 1;
    } else options.set(word, '');
  }
}

function isCheckOption(words: readonly string[]): boolean {
  return (
    words[0] === 'option' &&
    /^(httpchk|external-check|(tcp|mysql|pgsql|redis|ldap|spop)-check|smtpchk|ssl-hello-chk)$/.test(
      words[1] ?? '',
    )
  );
}

function isSend(words: readonly string[]): boolean {
  return words[0] === 'http-check' && words[1] === 'send';
}

/** The option that decides how servers are asked: the last one counts, `no option` takes it back. */
function lastOption(lines: readonly HaproxyLine[]): readonly string[] | undefined {
  let found: readonly string[] | undefined;
  for (const { words } of lines) {
    if (isCheckOption(words)) found = words;
    if (words[0] === 'no' && isCheckOption(words.slice(1)) && found?.[1] === words[2]) found = undefined;
  }
  return found;
}

interface Request {
  readonly path: string | undefined;
  readonly headers: readonly (readonly [string | undefined, string | undefined])[];
}

/** `option httpchk [[method] uri [version]]`, where the version may bring headers along, and `http-check send … uri … hdr name value`. */
function requestOf(check: readonly string[], lines: readonly HaproxyLine[]): Request {
  const given = check.slice(2);
  if (given.length > 1 || /^(OPTIONS|GET|HEAD|POST|PUT)$/i.test(given[0] ?? '')) given.shift();
  let uri = given[0] ?? '/';
  const headers = given
    .slice(1)
    .join(' ')
    .split(/[\r\n]+/)
    .slice(1)
    .map(headerLine);
  for (const { words } of lines) {
    if (!isSend(words)) continue;
    for (const [at, word] of words.entries()) {
      if (word === 'uri') uri = words[at + 1] ?? uri;
      if (word === 'hdr') headers.push([words[at + 1], words[at + 2]]);
    }
  }
  return { path: /[{}$]|%\[/.test(uri) ? undefined : askedPath(uri), headers };
}

/** `http-check connect port 8081` asks another port than the server's. */
function connectPort(lines: readonly HaproxyLine[]): number | undefined {
  const words =
    lines.find((line) => line.words[0] === 'http-check' && line.words[1] === 'connect')?.words ?? [];
  const at = words.indexOf('port');
  return at === -1 ? undefined : portNumber(words[at + 1]);
}

/** `http-check expect status 200-599`. */
function cannotFail(lines: readonly HaproxyLine[]): Pick<Probe, 'cannotFail'> {
  const expected = lines.find(({ words }) => words[0] === 'http-check' && words[1] === 'expect')?.words;
  const at = expected?.indexOf('status') ?? -1;
  const status = expected && at > 0 && expected[at - 1] !== '!' ? expected[at + 1] : undefined;
  return takesErrors(status)
    ? { cannotFail: `\`http-check expect status ${status ?? ''}\` takes server errors for success` }
    : {};
}

/** A bare number is of milliseconds. */
function milliseconds(text: string | undefined): number | undefined {
  const bare = numberOf(text);
  return bare === undefined ? secondsOf(text) : bare / 1_000;
}
