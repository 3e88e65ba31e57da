import { callTextFunction, knownText } from '../../../syntax/go/text.js';
import { runCallbacks } from './callbacks.js';
import type { Machine } from './machine.js';
import { callBeego } from './beego.js';
import { callHuma } from './huma.js';
import { newKratosServer } from './kratos.js';
import { defaultServeMux, registerPattern } from './net-http.js';
import { noteExternalCall } from './note-calls.js';
import { isChiMiddleware, isStandardLibrary, routerConstructor } from './recognition.js';
import { fillObjects, releaseObjects } from './selection.js';
import { carriesRouter, routersServedBy, serve } from './serving.js';
import { combinations, originsOf } from './texts.js';
import { newManager } from './controller-runtime.js';
import { addRegistration, textsOf } from './registration.js';
import type { ExternalFunctionValue, ExternalValue, FilePlace, TextValue, Value } from './values.js';
import { asText, eitherOf, optionsOf, textOf, unknown } from './values.js';

/** Conversions and functions of net/http that give back the handler that they are given, or one around it. */
const httpWrappers = new Set([
  'Handler',
  'HandlerFunc',
  'TimeoutHandler',
  'MaxBytesHandler',
  'AllowQuerySemicolons',
]);

/** Functions of frameworks that make one of their handlers out of one of net/http. */
const handlerConversion =
  /^github\.com\/(?:gin-gonic\/gin(?:\/v\d+)?\.(?:HandlerFunc|WrapF|WrapH)|labstack\/echo(?:\/v\d+)?\.(?:WrapHandler|HandlerFunc)|gofiber\/(?:adaptor|fiber)(?:\/v\d+)?(?:\/middleware\/adaptor)?\.(?:HTTPHandler|HTTPHandlerFunc|FiberApp|FiberHandler))$/;

/** Functions of outside packages that serve what they are given: `endless.ListenAndServe(addr, r)`, `autotls.Run(r)`. */
const serving = /^(?:ListenAndServe|Serve|Run|Start)/;

/** A call of a function outside the repository. */
export async function callExternal(
  machine: Machine,
  callee: ExternalFunctionValue,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const { name } = callee;
  const dot = name.lastIndexOf('.');
  const path = name.slice(0, dot);
  const fn = name.slice(dot + 1);
  const text = await callWithTexts(machine, name, args);
  if (text) return text;
  if (machine.notes !== undefined) return noteExternalCall(machine, callee, args, site);
  releaseObjects(args);
  fillObjects(fn, args);
  const framework = routerConstructor(path, fn);
  if (framework === 'go-controller-runtime') return newManager(machine, args, site);
  const registered =
    (await callHuma(machine, path, fn, args, site)) ?? (await callBeego(machine, path, fn, args, site));
  if (registered) return registered;
  if (framework === 'go-kratos') return newKratosServer(machine, args, site);
  if (framework === 'go-zero' && fn === 'NewServer')
    return {
      kind: 'tuple',
      items: [{ kind: 'router', router: machine.newRouter(framework, site) }, unknown],
    };
  if (/^github\.com\/heptiolabs\/healthcheck$/.test(path) && framework) return newHealthcheck(machine, site);
  if (framework) {
    /** gin's constructors take options since 1.10: functions that are given the engine. */
    const router: Value = { kind: 'router', router: machine.newRouter(framework, site) };
    for (const option of args.flatMap(optionsOf))
      if (option.kind === 'closure' || option.kind === 'function')
        await machine.operations.apply(machine, option, [router], site);
    return router;
  }
  const [first = unknown, second = unknown] = args;
  if (path === 'net/http') {
    const result = await callNetHttp(machine, fn, args, site);
    if (result) return result;
  }
  if (isChiMiddleware(path) && fn === 'Heartbeat')
    return eitherOf(
      (await textsOf(machine, first)).map((one) => ({ kind: 'heartbeat', path: one, place: site })),
    );
  if (path.startsWith('net/http/httptest')) {
    for (const { router } of await routersServedBy(machine, first)) router.testOnly = true;
    return unknown;
  }
  if (handlerConversion.test(name)) return first;
  const { receiver } = callee;
  if (args.length === 0 && receiver && /^(?:function|closure|wrapped|stripped)$/.test(receiver.kind))
    return receiver;
  await runCallbacks(machine, args, site);
  if (!args.some((one) => carriesRouter(one)))
    return { kind: 'external', name, args, place: site, served: false };
  return callWithRouter(machine, name, fn, args, site, second);
}

/** heptiolabs/healthcheck answers `/live` and `/ready` with the checks that are added to it (handler.go). */
function newHealthcheck(machine: Machine, site: FilePlace): Value {
  const router = machine.newRouter('go-net-http', site);
  for (const path of ['/live', '/ready'])
    addRegistration(router, {
      method: 'GET',
      pattern: textOf(path),
      place: site,
      handler: { kind: 'external-function', name: 'github.com/heptiolabs/healthcheck.Handler' },
      middleware: [],
      servedBy: 'dependency',
    });
  return { kind: 'router', router };
}

/** What becomes of a router that goes into a function which cannot be followed. */
async function callWithRouter(
  machine: Machine,
  name: string,
  fn: string,
  args: readonly Value[],
  site: FilePlace,
  second: Value,
): Promise<Value> {
  const path = name.slice(0, name.lastIndexOf('.'));
  if (serving.test(fn)) {
    for (const argument of args) await serve(machine, argument);
    return second.kind === 'router'
      ? unknown
      : { kind: 'external', name, args: [], place: site, served: true };
  }
  if (isStandardLibrary(path) && !path.startsWith('?')) return unknown;
  const made: ExternalValue = { kind: 'external', name, args, place: site, served: false };
  if (args.some((one) => optionsOf(one).some((option) => option.kind !== 'object')))
    machine.wrappers.push(made);
  return made;
}

async function callNetHttp(
  machine: Machine,
  fn: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value | undefined> {
  const [first = unknown, second = unknown] = args;
  if (fn === 'Handle' || fn === 'HandleFunc') {
    await registerPattern(machine, defaultServeMux(machine, site), first, second, site);
    return unknown;
  }
  if (fn === 'StripPrefix')
    return eitherOf(
      (await textsOf(machine, first)).map((prefix) => ({ kind: 'stripped', prefix, inner: second })),
    );
  if (httpWrappers.has(fn)) return first;
  if (/^(ListenAndServe|ListenAndServeTLS|Serve|ServeTLS)$/.test(fn)) {
    const handler = args[fn.startsWith('Listen') ? args.length - 1 : 1];
    if (handler) await serve(machine, handler);
    return unknown;
  }
  return undefined;
}

/** Functions of the standard library that only work on texts. */
async function callWithTexts(
  machine: Machine,
  name: string,
  args: readonly Value[],
): Promise<Value | undefined> {
  if (!/^(?:fmt|strings|path|path\/filepath)\.\w+$/.test(name)) return undefined;
  const forced: Value[] = [];
  for (const argument of args) forced.push(await machine.operations.force(machine, argument));
  const results = combinations(forced).map((values): Value | undefined => {
    const texts = values.map(asText);
    const folded = callTextFunction(
      name,
      texts.map((one) => one.text),
    );
    if (folded) {
      /** Trimming and replacing keep where the text came from; what is trimmed comes from elsewhere. */
      const kept = /^(?:fmt\.|path)/.test(name) ? texts : texts.slice(0, 1);
      return { kind: 'text', text: folded, origins: originsOf(kept) };
    }
    return questionOf(name, texts) ?? piecesOf(name, texts);
  });
  const known = results.filter((result) => result !== undefined);
  return known.length === 0 || known.length < results.length ? undefined : eitherOf(known);
}

function questionOf(name: string, texts: readonly TextValue[]): Value | undefined {
  const [text, part] = texts.map((one) => knownText(one.text));
  if (text === undefined || part === undefined) return undefined;
  if (name === 'strings.HasPrefix') return { kind: 'truth', value: text.startsWith(part) };
  if (name === 'strings.HasSuffix') return { kind: 'truth', value: text.endsWith(part) };
  if (name === 'strings.Contains') return { kind: 'truth', value: text.includes(part) };
  if (name === 'strings.EqualFold')
    return { kind: 'truth', value: text.toLowerCase() === part.toLowerCase() };
  return undefined;
}

function piecesOf(name: string, texts: readonly TextValue[]): Value | undefined {
  if (name !== 'strings.Split' && name !== 'strings.SplitSeq') return undefined;
  const [text, separator] = texts.map((one) => knownText(one.text));
  if (text === undefined || separator === undefined || separator === '') return undefined;
  const items = text.split(separator).slice(0, 100);
  /** The pieces of a sequence are what `range` gives first. */
  if (name === 'strings.SplitSeq')
    return { kind: 'table', entries: items.map((item) => [textOf(item), unknown]) };
  return { kind: 'list', items: items.map((item) => textOf(item)), complete: true };
}
