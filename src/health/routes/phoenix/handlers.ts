import type { Dependency, Handler } from '../../../model/endpoint.js';
import type { ElixirNode } from '../../../syntax/elixir/parse.js';
import { dependencyOfCall } from '../dependency-calls.js';
import { wholeName } from './modules.js';
import type { ElixirModule, ElixirModules } from './modules.js';
import { argumentsOf, calleeOf, textOf } from './texts.js';

type Touch = Handler['touches'][number];

/** How far calls are followed. */
const deepest = 3;
const mostTouches = 40;
const mostBodies = 60;

/** Calls of Elixir's own packages. */
const calls: readonly (readonly [RegExp, Dependency])[] = [
  [
    /(?:^|\.)\w*Repo\w*\.(?:query!?|one!?|all|get!?|get_by!?|exists\?|aggregate|checkout|transaction|first|select)$/,
    'db',
  ],
  [/^(?:Ecto\.Adapters\.)?SQL\.query!?$|^(?:Postgrex|MyXQL|Exqlite|Ch|Mongo)\.\w+/, 'db'],
  [/(?:^|\.)(?:Redix|Redis|Nebulex|Cache)\.(?:command!?|pipeline!?|ping|get!?|stats)$/, 'cache'],
  [
    /^(?:HTTPoison|Req|Tesla|Finch|Mint\.HTTP|:httpc|:hackney|Mojito)\.(?:get!?|head!?|post!?|request!?)$/,
    'http',
  ],
  [/^(?:AMQP|KafkaEx|Kaffe|:brod|Broadway|Gnat|ExAws\.SQS)\b.*\.\w+/, 'queue'],
  [/^:disksup\.|^File\.(?:exists\?|stat!?|write!?)$/, 'disk'],
  [/^:memsup\.|^:erlang\.memory$/, 'memory'],
];

/** Calls that only write an answer. */
const harmless =
  /^(?:json|text|html|render|send_resp|put_status|put_resp_content_type|put_resp_header|resp|halt|assign|put_view|put_root_layout|put_layout|to_string|inspect|conn|if|case|cond|do|fn|end|with|def|defp|when|and|or|not|else|Jason\.encode!?|JSON\.encode!?|Poison\.encode!?|Phoenix\.Controller\.\w+|Plug\.Conn\.\w+|Map\.\w+|Keyword\.\w+|Enum\.\w+|String\.\w+|Application\.(?:spec|get_env|fetch_env!?|compile_env)|System\.\w+|DateTime\.\w+|Logger\.\w+|is_\w+|elem|length|send_file|action_fallback|delete_resp_header|register_before_send|put_resp_cookie|no_content|text_response|List\.\w+|Atom\.\w+|Integer\.\w+)$/;

/** Caches in the memory of the process (ETS), whatever their names say. Source: https://hexdocs.pm/cachex */
const inProcess = /^(?:Cachex|ConCache|:ets|:persistent_term)\./;

/** What a call with that callee reaches for, by its text alone. */
export function dependencyOfElixirCall(callee: string): Dependency | undefined {
  if (inProcess.test(callee)) return undefined;
  return calls.find(([pattern]) => pattern.test(callee))?.[1] ?? dependencyOfCall(callee);
}

/** Whether a call only writes an answer, or works on values. */
export function isHarmless(callee: string): boolean {
  return harmless.test(callee);
}

export interface Body {
  readonly text: string;
  readonly start: number;
  readonly module: ElixirModule;
}

/** What is known of a controller's action, or of a plug. `undefined` when it was not found. */
export async function handlerOfAction(
  modules: ElixirModules,
  module: string,
  action: string | undefined,
): Promise<Handler | undefined> {
  const found = await modules.named(module);
  const clauses = found ? clausesOf(found, action ?? 'call') : [];
  const [first] = clauses;
  if (!found || !first) return undefined;
  const bodies = clauses.map((node) => bodyText(node, found));
  return describe(
    modules,
    bodies,
    `${module.slice(module.lastIndexOf('.') + 1)}.${action ?? 'call'}`,
    first,
    found,
  );
}

/** What is known of a block that answers: of `get "/x" do … end`, of a clause. */
export async function handlerOfBlock(
  modules: ElixirModules,
  node: ElixirNode,
  module: ElixirModule,
): Promise<Handler> {
  return describe(modules, [bodyText(node, module)], undefined, node, module);
}

/** The clauses of a function of a module. */
export function clausesOf(module: ElixirModule, name: string): readonly ElixirNode[] {
  const head = new RegExp(String.raw`^${name.replaceAll(/[?!]/g, String.raw`\$&`)}(?![\w?!])`);
  return module.body.filter((node) => {
    const [first] = /^defp?$/.test(calleeOf(node, module)) ? argumentsOf(node) : [];
    return first !== undefined && head.test(textOf(first, module));
  });
}

export function bodyText(node: ElixirNode, module: ElixirModule): Body {
  return {
    text: textOf(node, module).replaceAll(/(?<!["\w])#(?!\{)[^\n]*/g, (comment) =>
      ' '.repeat(comment.length),
    ),
    start: node.from,
    module,
  };
}

async function describe(
  modules: ElixirModules,
  bodies: readonly Body[],
  name: string | undefined,
  node: ElixirNode,
  module: ElixirModule,
): Promise<Handler> {
  const touches: Touch[] = [];
  const texts: string[] = [];
  let isUnclear = false;
  let callsOthers = false;
  const seen = new Set<string>();
  const open: { body: Body; depth: number }[] = bodies.map((body) => ({ body, depth: 0 }));
  for (let next = open.shift(); next !== undefined && texts.length < mostBodies; next = open.shift()) {
    const { body, depth } = next;
    texts.push(body.text);
    for (const call of callsIn(body)) {
      const dependency = dependencyOfElixirCall(call.callee);
      if (dependency) {
        if (touches.length < mostTouches) touches.push(touchOf(dependency, call, body));
        continue;
      }
      if (isHarmless(call.callee)) continue;
      callsOthers = true;
      const key = `${body.module.name} ${call.callee}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const found = depth < deepest ? await calledBodies(modules, call.callee, body.module) : [];
      if (found.length === 0) isUnclear = true;
      open.push(...found.map((inner) => ({ body: inner, depth: depth + 1 })));
    }
  }
  const text = texts.join('\n');
  const fails =
    /:(?:service_unavailable|internal_server_error|bad_gateway|gateway_timeout|too_many_requests|failed_dependency)\b|\b(?:send_resp|put_status|resp)\b[^\n]{0,40}\b[45]\d\d\b|\|>\s*(?:send_resp|put_status|resp)\(\s*[45]\d\d\b|\braise\b/.test(
      text,
    ) || touches.some(({ text: touch }) => /!\s*\(/.test(touch));
  const canFail = fails ? true : isUnclear || touches.length > 0 ? undefined : false;
  return {
    ...(name !== undefined && { name }),
    span: module.source.span(node.from, node.to),
    touches,
    ...(canFail !== undefined && { canFail }),
    constant: canFail === false && !callsOthers,
  };
}

export interface CallText {
  readonly callee: string;
  readonly start: number;
  readonly end: number;
}

/** Calls with brackets, what a pipe hands to, and functions that are handed on: `Repo.query("…")`, `|> json(…)`, `&ready?/1`. Texts are left out. */
export function callsIn({ text }: Body): readonly CallText[] {
  const blank = text.replaceAll(
    /"(?:[^"\\\n]|\\.)*"/g,
    (written) => `"${' '.repeat(Math.max(0, written.length - 2))}"`,
  );
  return [...blank.matchAll(/(?<![\w.:@])((?::?[A-Za-z_]\w*\.)*[a-z_]\w*[?!]?)(?:\(|\/\d)/g)]
    .map((match) => ({
      callee: match[1] ?? '',
      start: match.index,
      end: match.index + match[0].length - 1,
    }))
    .filter(
      ({ callee, start }) => !/\bdefp?\s+$/.test(blank.slice(Math.max(0, start - 8), start)) && callee !== '',
    );
}

export function touchOf(
  dependency: Dependency,
  { callee, end, start }: CallText,
  { module, start: offset, text }: Body,
): Touch {
  const close = text.indexOf(')', end);
  const written = text
    .slice(start, close === -1 || close > start + 120 ? end + 1 : close + 1)
    .replaceAll(/\s+/g, ' ');
  return {
    dependency,
    span: module.source.span(offset + start, offset + start + callee.length),
    text: written,
  };
}

async function calledBodies(
  modules: ElixirModules,
  callee: string,
  from: ElixirModule,
): Promise<readonly Body[]> {
  const dot = callee.lastIndexOf('.');
  const holder = dot === -1 ? from : await modules.named(wholeName(callee.slice(0, dot), from));
  return holder ? clausesOf(holder, callee.slice(dot + 1)).map((node) => bodyText(node, holder)) : [];
}
