import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { SourceText } from '../../../model/source-text.js';
import { finishTogether } from '../../../syntax/code/code-builder.js';
import type { CodeCall, CodeValue } from '../../../syntax/code/code-file.js';
import { lowerFile } from '../../../syntax/code/lower-file.js';
import { ParseTimeout } from '../../../syntax/tree-sitter.js';
import { readCheckCommand } from '../command.js';
import { directoryBelow } from '../directory-below.js';
import { askedPath, foreignHost, portNumber } from '../http-address.js';
import { itemsOf, numberIn, part, textOf } from '../kubernetes-code/code-values.js';
import { timingsOf } from '../timings.js';

/** The probes of all Tiltfiles among the candidates. */
export async function readTilt(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<Reading<Probe>> {
  const facts: Probe[] = [];
  const skipped: Skipped[] = [];
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (!source?.text.includes('readiness_probe')) continue;
    try {
      for (const call of await callsIn(source)) {
        const probe = call.name === 'local_resource' ? await probeOf(call, source) : undefined;
        if (probe) facts.push(probe);
      }
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      skipped.push({ file: path, reason: 'parse-error', detail: error.message });
    }
  }
  return { facts, skipped };
}

/** Starlark is written like Python, whose grammar goes by the name of the file. */
async function callsIn({ path, text }: SourceText): Promise<readonly CodeCall[]> {
  const builder = await lowerFile(new SourceText(`${path}.py`, text));
  return builder ? finishTogether([builder], {}).flatMap(({ calls }) => calls) : [];
}

async function probeOf(resource: CodeCall, source: SourceText): Promise<Probe | undefined> {
  const written = part(resource, 'readinessprobe');
  const asked = written && (await askedBy(written));
  if (!written || !asked) return undefined;
  const name = textOf(part(resource, 'name') ?? positional(resource, 0)) ?? '';
  const changes = /^\s*cd\s+([\w./-]+)\s*&&/.exec(textOf(part(resource, 'servecmd')) ?? '')?.[1];
  const directory = directoryBelow(textOf(part(resource, 'servedir')) ?? changes);
  const count = (key: string): number | undefined => numberIn(part(written, key));
  return {
    platform: 'tilt',
    kind: 'healthcheck',
    effect: 'gate',
    ...asked,
    timings: timingsOf({
      initialDelaySeconds: count('initialdelaysecs'),
      periodSeconds: count('periodsecs'),
      timeoutSeconds: count('timeoutsecs'),
      failureThreshold: count('failurethreshold'),
      successThreshold: count('successthreshold'),
    }),
    target: { kind: 'Tilt resource', name, ...(directory !== undefined && { directory }) },
    span: source.span(written.start, written.end),
    confidence: 'high',
  };
}

type Asked = Pick<Probe, 'transport' | 'path' | 'port' | 'scheme' | 'host' | 'command'>;

async function askedBy(probe: CodeValue): Promise<Asked | undefined> {
  const http = part(probe, 'httpget');
  if (http) {
    const path = part(http, 'path');
    const text = path === undefined ? '/' : textOf(path);
    const scheme = textOf(part(http, 'scheme')) ?? 'http';
    return {
      transport: 'http',
      ...(text !== undefined && { path: askedPath(text) }),
      ...addressOf(http),
      scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http',
    };
  }
  const tcp = part(probe, 'tcpsocket');
  if (tcp) return { transport: 'tcp', ...addressOf(tcp) };
  const action = part(probe, 'exec');
  const written = action && (part(action, 'command') ?? positional(action, 0));
  if (!written) return undefined;
  const words = itemsOf(written).map((word) => textOf(word) ?? '');
  // The command runs on the machine itself: no image has to hold its tool.
  const { tool: _, ...told } = await readCheckCommand({ form: 'exec', words }, '', {
    variables: new Map(),
    ownNames: [],
  });
  return { transport: 'exec', ...told };
}

function addressOf(action: CodeValue): Pick<Asked, 'port' | 'host'> {
  const number = numberIn(part(action, 'port') ?? positional(action, 0));
  const port = number === undefined ? undefined : portNumber(String(number));
  const host = foreignHost(textOf(part(action, 'host')) ?? '');
  return { ...(port !== undefined && { port }), ...(host !== undefined && { host }) };
}

function positional(call: CodeValue, index: number): CodeValue | undefined {
  if (call.kind !== 'call') return undefined;
  return call.arguments.filter(({ name }) => name === undefined)[index]?.value;
}
