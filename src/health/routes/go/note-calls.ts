import { runCallbacks } from './callbacks.js';
import { dependencyOfGoCall } from './dependency-types.js';
import { answerOfCall, isAboutHeaders } from './framework-answers.js';
import type { HandlerNotes } from './handler-notes.js';
import type { Machine } from './machine.js';
import { typeOfValue } from './selection.js';
import { externalTypeName, isRequestType } from './types.js';
import type { ExternalFunctionValue, FilePlace, FunctionValue, Value } from './values.js';
import { optionsOf, unknown } from './values.js';

/** Runs a function of the repository that a handler calls, unless it is too many calls away. */
export async function noteLocalCall(
  machine: Machine,
  callee: FunctionValue,
  args: readonly Value[],
  site: FilePlace,
  run: () => Promise<Value>,
): Promise<Value> {
  const { notes } = machine;
  if (notes === undefined) return run();
  noteDependency(machine, notes, writtenCallee(machine, site, callee.fn.name) ?? callee.fn.name, site);
  if (notes.depth >= notes.maxDepth) {
    notes.computes = true;
    const handed = callee.receiver === undefined ? args : [...args, callee.receiver];
    if (await reachesAnswer(machine, handed)) notes.unclear = true;
    const [result] = callee.fn.results;
    return result ? { kind: 'unknown', type: { type: result.type, file: callee.fn.file } } : unknown;
  }
  notes.depth += 1;
  try {
    return await run();
  } finally {
    notes.depth -= 1;
  }
}

/** The callee as written, its own arguments left out; of a chain (`db.Where(…).First`) what stands before stays in short. */
function writtenCallee(machine: Machine, site: FilePlace, method?: string): string | undefined {
  const source = machine.program.file(site.file)?.source.text;
  const text = source?.slice(site.start, Math.min(site.end, site.start + 300)).replaceAll(/\s+/g, '');
  const open = text?.indexOf('(') ?? -1;
  if (text === undefined || open <= 0) return undefined;
  const start = text.slice(0, open);
  return method === undefined || start.endsWith(method) ? start : `${start}(…).${method}`;
}

function noteDependency(machine: Machine, notes: HandlerNotes, callee: string, site: FilePlace): void {
  const dependency = dependencyOfGoCall(callee);
  if (dependency === undefined || notes.touches.length >= 20) return;
  if (notes.alwaysOnly && machine.branches > notes.branches) return;
  const text = writtenCallee(machine, site, callee.slice(callee.lastIndexOf('.') + 1)) ?? callee;
  if (!notes.touches.some((one) => one.place.file === site.file && one.place.start === site.start))
    // The first call is that of the observed code itself.
    notes.touches.push({ dependency, place: site, text, way: machine.callSites.slice(notes.calls + 1) });
}

async function reachesAnswer(machine: Machine, values: readonly Value[]): Promise<boolean> {
  for (const option of values.flatMap(optionsOf)) {
    const type = typeOfValue(option);
    if (type && (await isRequestType(machine.program, type))) return true;
  }
  return false;
}

/** What a call of an outside function shows of the handler that makes it. */
export async function noteExternalCall(
  machine: Machine,
  callee: ExternalFunctionValue,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const { notes } = machine;
  if (notes === undefined) return unknown;
  const method = callee.name.slice(callee.name.lastIndexOf('.') + 1);
  const written = writtenCallee(machine, site, method) ?? callee.name;
  const known = callee.name.startsWith('?') ? undefined : callee.name;
  noteDependency(machine, notes, known ?? written, site);
  await noteAnswer(machine, notes, callee, args, known ?? written);
  await runCallbacks(machine, args, site);
  return { kind: 'external', name: callee.name, args, place: site, served: false };
}

/** Methods of `gin.Context` whose first argument is the status. */
const ginAnswers =
  /^(?:AbortWithStatus|AbortWithStatusJSON|AbortWithStatusPureJSON|AbortWithError|Status|JSON|IndentedJSON|SecureJSON|JSONP|AsciiJSON|PureJSON|XML|YAML|TOML|ProtoBuf|String|HTML|Data|DataFromReader|Render|Redirect|Negotiate)$/;

async function noteAnswer(
  machine: Machine,
  notes: HandlerNotes,
  callee: ExternalFunctionValue,
  args: readonly Value[],
  name: string,
): Promise<void> {
  const method = name.slice(name.lastIndexOf('.') + 1);
  const [first = unknown] = args;
  const receiver = callee.receiver && typeOfValue(callee.receiver);
  const type = receiver && (await externalTypeName(machine.program, receiver));
  if (type === 'net/http.ResponseWriter') {
    if (method === 'WriteHeader') noteStatus(notes, first);
    if (method === 'Write') noteBody(notes, args);
    return;
  }
  if (type?.endsWith('/gin.Context') || type === 'github.com/cloudwego/hertz/pkg/app.RequestContext') {
    noteGinCall(notes, method, args);
    return;
  }
  const answer = answerOfCall(name, args);
  if (answer) {
    notes.answers = true;
    if (answer.status) noteStatus(notes, answer.status);
    noteBody(notes, answer.body);
    return;
  }
  if (isAboutHeaders(name)) return;
  if (callee.name === 'net/http.Error' || callee.name === 'net/http.NotFound') {
    notes.answers = true;
    const status = args[2];
    if (
      status === undefined ||
      optionsOf(status).some((option) => option.kind !== 'number' || option.value >= 400)
    )
      notes.fails = true;
    return;
  }
  if (callee.name === 'net/http.Redirect') {
    notes.answers = true;
    return;
  }
  if (await noteWriting(machine, notes, callee, args)) return;
  if (harmless(callee)) return;
  notes.computes = true;
  if (await reachesAnswer(machine, args)) {
    const failing = args
      .flatMap(optionsOf)
      .some((one) => one.kind === 'number' && one.value >= 400 && one.value < 600);
    if (failing) notes.fails = true;
    else if (!/^(?:net\/http\.(?:SetCookie|MaxBytesReader)$|(?:context|log|log\/slog)\.)/.test(callee.name))
      notes.unclear = true;
  }
}

function noteGinCall(notes: HandlerNotes, method: string, args: readonly Value[]): void {
  const [first = unknown, ...rest] = args;
  if (ginAnswers.test(method)) {
    noteStatus(notes, first);
    noteBody(notes, rest);
  } else if (/^(?:Bind\w*|MustBind\w*)$/.test(method)) notes.fails = true;
  else if (/^(?:Error|File|FileAttachment|FileFromFS|SSEvent|Stream|Next)$/.test(method))
    notes.unclear = true;
  else if (method !== 'Header') notes.computes = true;
}

/** `fmt.Fprint(w, …)`, `io.WriteString(w, …)`, `json.NewEncoder(w).Encode(…)`: they answer with what is written. */
async function noteWriting(
  machine: Machine,
  notes: HandlerNotes,
  callee: ExternalFunctionValue,
  args: readonly Value[],
): Promise<boolean> {
  if (/^(?:fmt\.Fprint(?:f|ln)?|io\.WriteString)$/.test(callee.name)) {
    if (!(await reachesAnswer(machine, args.slice(0, 1)))) return false;
    noteBody(notes, args.slice(1));
    return true;
  }
  if (/^encoding\/\w+\.NewEncoder$/.test(callee.name)) return true;
  const { receiver } = callee;
  if (receiver?.kind === 'external' && /^encoding\/\w+\.NewEncoder$/.test(receiver.name)) {
    if (callee.name.endsWith('.Encode')) noteBody(notes, args);
    return true;
  }
  return false;
}

/** Headers, logs and conversions say nothing about the answer. */
function harmless(callee: ExternalFunctionValue): boolean {
  if (
    /^(?:log|log\/slog|errors|strconv|encoding\/json)\.\w+$/.test(callee.name) &&
    !callee.name.endsWith('.Fatal')
  )
    return !callee.name.startsWith('encoding/');
  const { receiver } = callee;
  return receiver?.kind === 'external' && receiver.name === 'net/http.ResponseWriter.Header';
}

function noteStatus(notes: HandlerNotes, status: Value): void {
  notes.answers = true;
  for (const option of optionsOf(status)) {
    if (option.kind !== 'number') notes.unclear = true;
    else if (option.value >= 400) notes.fails = true;
  }
}

function noteBody(notes: HandlerNotes, values: readonly Value[]): void {
  notes.answers = true;
  if (!values.every((value) => isConstant(value))) notes.computes = true;
}

function isConstant(value: Value, depth = 0): boolean {
  if (depth > 5) return false;
  switch (value.kind) {
    case 'text':
      return !value.text.includes(null);
    case 'number':
    case 'truth':
    case 'nil':
      return true;
    case 'list':
      return value.complete && value.items.every((one) => isConstant(one, depth + 1));
    case 'table':
      return value.entries.every(([, one]) => isConstant(one, depth + 1));
    case 'object':
      return [...value.fields.values()].every((cell) => isConstant(cell.value, depth + 1));
    default:
      return false;
  }
}
