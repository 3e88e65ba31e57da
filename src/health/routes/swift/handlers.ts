import type { Dependency, Handler } from '../../../model/endpoint.js';
import { dependencyOfCall } from '../dependency-calls.js';
import type { Part, SwiftProgram } from './program.js';
import type { FoundRoute } from './walk.js';

type Touch = Handler['touches'][number];

const calls: readonly (readonly [RegExp, Dependency])[] = [
  [/^(?:req|request|app|application|self|context)\w*\.(?:db|mongoDB|mongo|sql)\b/, 'db'],
  [/\.query$|^SQLDatabase|\.(?:raw|simpleQuery)$/, 'db'],
  [/^(?:req|request|app)\w*\.(?:redis|cache)\b/, 'cache'],
  [/^(?:req|request|app)\w*\.client\.\w+$|\bhttpClient\.(?:execute|get)$/, 'http'],
  [/^(?:req|request|app)\w*\.queues?\b/, 'queue'],
];

const harmless =
  /^(?:Response|HTTPStatus|String|Date|Int|Double|Health\w*|\w*(?:Response|DTO|Status|Result|Info)|encodeResponse|init|makeSucceededFuture|eventLoop|map|flatMap|\.\w+)$|\.(?:makeSucceededFuture|timeIntervalSince|encodeResponse|init)$/;

/** What the text of a handler shows; undefined when it was not found. */
export function handlerOf(program: SwiftProgram, { handler }: FoundRoute): Handler | undefined {
  if (!handler) return undefined;
  const name = handler.name
    ?.split('.')
    .at(-1)
    ?.replace(/[({][\s\S]*$/, '');
  const body =
    handler.closure ?? (name === undefined ? undefined : bodyOf(program, handler.name ?? '', handler.type));
  if (!body) return undefined;
  const parts = [body, ...calledFrom(program, body, handler.type)];
  const touches = parts.flatMap(touchesIn);
  const text = parts.map(({ end, file, start }) => file.uncommented.slice(start, end)).join('\n');
  const fails =
    /\.(?:serviceUnavailable|internalServerError|badGateway|gatewayTimeout)\b|\bthrow\b|\bAbort\s*\(|status:\s*\.custom\(code:\s*[45]/.test(
      text,
    );
  const others = [
    ...body.file.code.slice(body.start, body.end).matchAll(/\b((?:\w+[?!]?\.)*\w+)\s*\(/g),
  ].filter(
    ([, callee = '']) =>
      !harmless.test(callee) && !/^(?:if|for|while|switch|guard|func|return|throws)$/.test(callee),
  );
  const canFail = fails ? true : touches.length > 0 || others.length > 0 ? undefined : false;
  return {
    ...(handler.name !== undefined && { name: handler.name }),
    span: body.file.source.span(body.start, body.end),
    touches,
    ...(canFail !== undefined && { canFail }),
    constant: canFail === false,
  };
}

/** `show`, `self.show`, `HealthController.show`, `controller.show`. */
function bodyOf(program: SwiftProgram, written: string, type: string): Part | undefined {
  const name = written.split('.').at(-1) ?? '';
  const owner = /(?:^|\.)([A-Z]\w*)(?:\(\))?\.\w+$/.exec(written)?.[1] ?? type;
  const candidates = program.functions.filter((one) => one.name === name);
  return (
    candidates.find((one) => one.type === owner) ?? (candidates.length === 1 ? candidates[0] : undefined)
  );
}

/** The functions of the same type that a body calls. */
function calledFrom(program: SwiftProgram, { end, file, start }: Part, type: string): readonly Part[] {
  const names = new Set(
    [...file.code.slice(start, end).matchAll(/(?<![\w.])(?:self\.|Self\.)?(\w+)\s*\(/g)].map(
      ([, name = '']) => name,
    ),
  );
  return program.functions
    .filter((one) => names.has(one.name) && (one.type === type || one.type === '') && one.start !== start)
    .slice(0, 10);
}

function touchesIn({ end, file, start }: Part): readonly Touch[] {
  const body = file.code.slice(start, Math.min(end, start + 20_000));
  return [...body.matchAll(/\b((?:\w+[?!]?\.)*\w+)\s*[({]/g)].slice(0, 400).flatMap((match) => {
    const callee = (match[1] ?? '').replaceAll(/[?!]/g, '');
    const dependency = calls.find(([pattern]) => pattern.test(callee))?.[1] ?? dependencyOfCall(callee);
    const from = start + match.index;
    const onDatabase = /^[({]\s*on:\s*\w+\.db\b/.test(
      file.code.slice(from + match[0].length - 1, from + match[0].length + 30),
    );
    const found = dependency ?? (onDatabase ? 'db' : undefined);
    return found
      ? [
          {
            dependency: found,
            span: file.source.span(from, from + callee.length),
            text: file.source.text.slice(from, from + 80).split('\n')[0] ?? '',
          },
        ]
      : [];
  });
}
