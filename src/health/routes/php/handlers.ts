import type { Dependency, Handler } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { FunctionNode } from '../../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../../syntax/imperative/values.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import { callsIn } from './calls.js';
import type { PhpCall } from './calls.js';
import { dependencyOfPhpCall, dependencyOfType } from './dependency-calls.js';
import type { PhpProject } from './project.js';

type Touch = Handler['touches'][number];

/** A function with the file and class that it stands in. */
export interface PhpPlace {
  readonly unit: Unit;
  readonly function: FunctionNode;
  readonly owner?: ClassUnit;
  readonly span: SourceSpan;
}

/** Functions and methods that only make the answer, or harmless ones on values. */
const answering =
  /^(response|json|view|render\w*|config|now|date|time|microtime|app|env|__|trans|abort\w*|redirect|route|url|headers?|setStatusCode|set\w*|getBody|write|withJson|withStatus|withHeader|create|make|noContent|toJson|toArray|to\w*String|format|version|environment|sprintf|count|implode|json_encode|gethostname|php\w*|phpversion|ini_get|getenv|info|debug|log|logger|name|get_class|is_\w+|in_array|array_\w+|str\w*|round|number_format|getParameter|addHeader|isLocal|runningInConsole|__invoke|header|http_response_code|trigger_error|public_path|storage_path|base_path|with\w*|getMessage|getCode)$/i;
const answers =
  /^\\?([\w\\]*(Response|JsonResource|DateTime\w*|Carbon\w*|Exception|Throwable|Inertia|View|Log|Str|Arr|Config|Lang|App|Uuid|Stopwatch|Stream\w*))$/;

const failing =
  /\b(abort(_if|_unless)?\s*\(|throw\s|HTTP_(SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR|BAD_GATEWAY|NOT_FOUND|UNAUTHORIZED|FORBIDDEN)|StatusCode\w*::\w*(UNAVAILABLE|ERROR)|STATUS_(SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR))|(setStatusCode\(\s*|withStatus\(\s*|http_response_code\(\s*|,\s*|[?:]\s*|status:\s*|=\s*)[45]\d\d\s*[);,:]/;

/** What code that a request passes before it comes to a handler touches each time. */
export async function sureTouches(place: PhpPlace, project: PhpProject): Promise<readonly Touch[]> {
  return (await handlerOf(undefined, place, project, true)).touches;
}

/** What a handler does, in its own body and in what it calls of its class and of the project's other classes, two calls deep. */
export async function handlerOf(
  name: string | undefined,
  place: PhpPlace,
  project: PhpProject,
  sureOnly = false,
): Promise<Handler> {
  const seen = new Set<FunctionNode>();
  const touches: Touch[] = [];
  let fails = false;
  let others = 0;
  const visit = async (at: PhpPlace, depth: number): Promise<void> => {
    if (seen.has(at.function) || seen.size > 100) return;
    seen.add(at.function);
    const { source } = at.unit;
    const start = offsetOf(at);
    if (failing.test(source.text.slice(start.from, start.to))) fails = true;
    const sure = sureOnly ? await sureOffsets(source) : undefined;
    for (const call of callsIn(at.function, at.unit)) {
      if (sure?.has((source.lineStarts[call.span.line - 1] ?? 0) + call.span.column - 1) === false) continue;
      const type = await typeOf(call.receiver, at, project);
      const dependency =
        (type === undefined ? undefined : dependencyOfType(type.written)) ??
        (await dependencyOfModel(call, at, project)) ??
        (type?.isOwn === true ? undefined : dependencyOfPhpCall(call));
      if (dependency !== undefined) {
        others += 1;
        if (!isInside(touches.at(-1), dependency, call))
          touches.push({ dependency, span: call.span, text: call.text });
        continue;
      }
      if (isHarmless(call)) continue;
      others += 1;
      if (depth < 2) for (const next of await calledBy(call, at, type, project)) await visit(next, depth + 1);
    }
  };
  await visit(place, 0);
  return {
    ...(name !== undefined && { name }),
    span: place.span,
    touches,
    ...(touches.length > 0 || fails ? { canFail: true } : others === 0 ? { canFail: false } : {}),
    constant: others === 0 && !fails,
  };
}

function offsetOf({ unit, span }: PhpPlace): { readonly from: number; readonly to: number } {
  const starts = unit.source.lineStarts;
  return { from: starts[span.line - 1] ?? 0, to: starts[span.endLine] ?? unit.source.text.length };
}

function isHarmless({ receiver, name }: PhpCall): boolean {
  if (name === 'new') return answers.test(receiver) || /^(static|self)$/.test(receiver);
  return answering.test(name) || answers.test(receiver);
}

/** Inner calls of a chain stand inside of the outer one. */
function isInside(last: Touch | undefined, dependency: Dependency, { span }: PhpCall): boolean {
  if (last?.dependency !== dependency || last.span.file !== span.file) return false;
  return last.span.line <= span.line && last.span.endLine >= span.endLine;
}

interface TypeOfReceiver {
  readonly written: string;
  readonly unit: Unit;
  /** It is a class of the project: then its own code says what it does. */
  readonly isOwn: boolean;
}

/** The type of `$this->field`, of a parameter or of a field's first part, from declarations, promoted parameters included. */
async function typeOf(
  receiver: string,
  place: PhpPlace,
  project: PhpProject,
): Promise<TypeOfReceiver | undefined> {
  const field = /^\$this->(\w+)/.exec(receiver)?.[1];
  const variable = /^\$(\w+)/.exec(receiver)?.[1];
  const find = async (): Promise<{ written: string; unit: Unit } | undefined> => {
    if (field !== undefined && place.owner)
      for (const part of await project.hierarchyOf(place.owner)) {
        const declared = part.class.fields.find(({ name }) => name === field)?.type;
        const promoted = part.class.methods
          .find(({ name }) => name === '__construct')
          ?.function.parameters.find(({ name }) => name === field)?.type;
        const written = declared ?? promoted;
        if (written !== undefined && written !== '') return { written, unit: part.unit };
      }
    const parameter = place.function.parameters.find(({ name }) => name === variable)?.type;
    return parameter === undefined || parameter === '' ? undefined : { written: parameter, unit: place.unit };
  };
  const found = await find();
  if (!found) return undefined;
  const own = await project.classNamed(found.written, found.unit);
  return { ...found, isOwn: own !== undefined };
}

/** Eloquent: static calls of classes that extend Model ask the database. */
async function dependencyOfModel(
  call: PhpCall,
  { unit }: PhpPlace,
  project: PhpProject,
): Promise<'db' | undefined> {
  const written = /^\\?([A-Z]\w*(?:\\\w+)*)(?:::|$)/.exec(call.receiver)?.[1];
  if (written === undefined || call.name === 'new' || written === 'DB') return undefined;
  const type = await project.classNamed(written, unit);
  if (!type) return undefined;
  const isModel = (await project.hierarchyOf(type)).some(({ class: { bases } }) =>
    bases.some((base) => /(^|\\)(Model|Authenticatable|Pivot|Eloquent)$/.test(base)),
  );
  return isModel ? 'db' : undefined;
}

async function calledBy(
  { receiver, name }: PhpCall,
  { owner, unit }: PhpPlace,
  type: TypeOfReceiver | undefined,
  project: PhpProject,
): Promise<readonly PhpPlace[]> {
  const inClass = async (part: ClassUnit | undefined, method: string): Promise<readonly PhpPlace[]> => {
    const found = part && (await project.methodOf(part, method));
    return found && part ? [placeOfMethod(found.owner, found.function, part)] : [];
  };
  if (/^(\$this|self|static|parent)$/.test(receiver)) return inClass(owner, name);
  if (receiver === '') {
    const own = unit.program.functions.get(name);
    return own
      ? [{ unit, function: own, span: unit.source.span(own.body[0]?.start ?? 0, own.body.at(-1)?.end ?? 0) }]
      : [];
  }
  if (type && /^\$(this->)?\w+$/.test(receiver)) {
    const part = await project.classNamed(type.written, type.unit);
    if (!part) return [];
    const direct = await inClass(part, name);
    // The one class that implements an interface of the project stands beside it by its name.
    const implementation = direct.length > 0 ? undefined : part.class.name.replace(/Interface$/, '');
    return implementation === undefined || implementation === part.class.name
      ? direct
      : inClass(await project.classNamed(implementation, part.unit), name);
  }
  const written = /^\(?(?:new)?\\?([A-Z]\w*(?:\\\w+)*)(?:\(.*\))?\)?$/.exec(receiver)?.[1];
  if (written !== undefined) {
    const part = await project.classNamed(written, unit);
    return inClass(part, name === 'new' ? '__construct' : name);
  }
  return [];
}

/** The place of a method. */
export function placeOfMethod(defined: ClassUnit, called: FunctionNode, owner: ClassUnit): PhpPlace {
  const method = defined.class.methods.find((candidate) => candidate.function === called);
  return {
    unit: defined.unit,
    function: called,
    owner,
    span: defined.unit.source.span(method?.start ?? 0, method?.end ?? 0),
  };
}
