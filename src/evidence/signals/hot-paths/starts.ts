import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import type { KubernetesObject } from '../../../syntax/manifests/kubernetes.js';
import { podTemplateOf } from '../../../syntax/manifests/kubernetes.js';
import { parseDockerfile } from '../../../syntax/manifests/dockerfile.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { Recogniser, Seen } from '../../recogniser.js';

/** Something that is said where a program is started: a command line, or a variable of its environment as `NAME=value`. */
interface Start {
  readonly text: string;
  readonly span: SourceSpan;
  /** How it is called in a sentence. */
  readonly what: string;
}

/**
 * Recognisers for what stands where programs are started: CMD, ENTRYPOINT and ENV of Dockerfiles; commands and environments of compose files and of
 * Kubernetes workloads; scripts of package.json that start a server; Procfiles; shell scripts.
 * @param words the cheap test of the text of a file.
 * @param says what a command or variable shows, in words for which `WHERE` is put: "… (WHERE)"; undefined for nothing.
 */
export function recogniseStarts(
  sighting: string,
  words: RegExp,
  says: (text: string) => string | undefined,
): readonly Recogniser[] {
  const seen = function* (starts: Iterable<Start>): Generator<Seen> {
    for (const { text, span, what } of starts) {
      const said = says(text);
      if (said !== undefined) yield { span, text: `${said} (${what})`, confidence: 'high' };
    }
  };
  const inText = (files: RegExp, read: (source: SourceText) => Iterable<Start>): Recogniser => ({
    in: 'text',
    sighting,
    files,
    words,
    see: (source) => seen(read(source)),
  });
  return [
    inText(/(?:^|\/)(?:[\w.-]+\.)?(?:dockerfile|containerfile)(?:[._-][\w.-]*)?$/i, inDockerfile),
    inText(/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/i, inCompose),
    inText(/(?:^|\/)package\.json$/, inPackage),
    inText(/(?:^|\/)Procfile[\w.-]*$/, inProcfile),
    inText(/\.(?:sh|bash)$|(?:^|\/)(?:entrypoint|docker-entrypoint|start|run)$/, inShell),
    { in: 'kubernetes', sighting, words, see: (object) => seen(inPods(object)) },
  ];
}

function* inDockerfile(source: SourceText): Generator<Start> {
  const { instructions } = parseDockerfile(source);
  // What is copied under another name is told by the name that it came with.
  const sources = new Map<string, string>();
  for (const { keyword, command } of instructions) {
    const [from, to] = command.words.slice(-2);
    if ((keyword === 'COPY' || keyword === 'ADD') && from !== undefined && to !== undefined)
      sources.set(nameOf(to), from);
  }
  const known = (text: string): string =>
    text.replace(/-javaagent:[^\s"'=,]+/g, (agent) => {
      const from = sources.get(nameOf(agent.slice('-javaagent:'.length)));
      return from === undefined ? agent : `${agent} -javaagent:${from}`;
    });
  for (const { keyword, arguments: text, command, span } of instructions)
    if (keyword === 'CMD' || keyword === 'ENTRYPOINT')
      yield { text: known(command.words.join(' ')), span, what: `${keyword} of the image` };
    else if (keyword === 'ENV') yield { text: known(text), span, what: 'environment of the image' };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function* inCompose(source: SourceText): Generator<Start> {
  for (const { root } of parseYaml(source).documents)
    for (const [name, service] of root.get('services').entries) {
      for (const key of ['command', 'entrypoint']) yield* commandOf(service.get(key), `${key} of ${name}`);
      const environment = service.get('environment');
      for (const item of environment.items)
        yield { text: item.text ?? '', span: item.span, what: `environment of ${name}` };
      for (const [variable, value] of environment.entries)
        yield { text: `${variable}=${value.text ?? ''}`, span: value.span, what: `environment of ${name}` };
    }
}

/** Scripts that run a server where it serves; those of developers and of tests are none. */
const servingScript =
  /^(?:start|serve|server|prod|production)(?:[:_-]+(?!dev|local|test|debug|watch)[A-Za-z0-9]+)*$/;

function* inPackage(source: SourceText): Generator<Start> {
  for (const { root } of parseYaml(source).documents)
    for (const [name, script] of root.get('scripts').entries)
      if (servingScript.test(name))
        yield { text: script.text ?? '', span: script.span, what: `script ${name}` };
}

function* inProcfile(source: SourceText): Generator<Start> {
  for (const { text, span } of linesOf(source)) {
    const [, name, command] = /^([\w-]+):\s*(\S.*)$/.exec(text) ?? [];
    if (name !== undefined && command !== undefined) yield { text: command, span, what: `process ${name}` };
  }
}

function* inShell(source: SourceText): Generator<Start> {
  for (const { text, span } of linesOf(source)) {
    const line = text.trim();
    // What is only printed, or looked for, starts nothing.
    if (!/^(?:#|echo\b|printf\b|if\b|elif\b|\[|grep\b)/.test(line))
      yield { text: line.replace(/^export\s+/, ''), span, what: 'start script' };
  }
}

function* linesOf(source: SourceText): Generator<{ readonly text: string; readonly span: SourceSpan }> {
  for (const start of source.lineStarts) {
    const { line } = source.position(start);
    const text = source.line(line);
    yield { text, span: source.span(start, start + text.trimEnd().length) };
  }
}

function* inPods(object: KubernetesObject): Generator<Start> {
  const pod = podTemplateOf(object)?.get('spec');
  for (const container of pod?.get('containers').items ?? []) {
    const name = container.get('name').text ?? object.name;
    for (const key of ['command', 'args']) yield* commandOf(container.get(key), `${key} of ${name}`);
    for (const variable of container.get('env').items)
      yield {
        text: `${variable.get('name').text ?? ''}=${variable.get('value').text ?? ''}`,
        span: variable.span,
        what: `environment of ${name}`,
      };
  }
}

function* commandOf(value: YamlValue, what: string): Generator<Start> {
  const text = value.text ?? value.items.map((item) => item.text ?? '').join(' ');
  if (text !== '') yield { text, span: value.span, what };
}
