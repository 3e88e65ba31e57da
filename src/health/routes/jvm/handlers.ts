import type { Handler } from '../../../model/endpoint.js';
import type { JavaType } from '../../../syntax/java/file.js';
import type { JavaCall, JavaMethod } from '../../../syntax/java/method.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { dependencyOfCall } from '../dependency-calls.js';
import { dependencyOfType } from './dependency-types.js';

type Touch = Handler['touches'][number];

/** A method and the class in whose fields it looks. */
interface Place {
  readonly type: JavaType;
  readonly method: JavaMethod;
}

/** Calls that only make the answer. */
const answering =
  /^(ResponseEntity|ServerResponse|Response|HttpResponse|HealthCheckResponse|HealthCheckResult|call|ctx|Mono|Flux|Map|List|Set|Collections|HttpStatus|Optional|CompletableFuture)\b/;

const failureStatus =
  /HttpStatus\.(SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR|BAD_GATEWAY|GATEWAY_TIMEOUT|NOT_FOUND|UNAUTHORIZED|FORBIDDEN)|HttpStatusCode\.(ServiceUnavailable|InternalServerError|BadGateway|NotFound)|Status\.(SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR|NOT_FOUND)|internalServerError\(|serverError\(|notFound\(|status\(\s*[45]\d\d|\b503\b/;

/** What a handler touches: in its own body, in methods of its class, and in those of the project's classes that it calls, two calls deep. */
export async function handlerOf(type: JavaType, method: JavaMethod, program: JavaProgram): Promise<Handler> {
  const seen = new Set<JavaMethod>();
  const touches: Touch[] = [];
  let fails = false;
  let calls = 0;
  const visit = async (place: Place, depth: number): Promise<void> => {
    if (seen.has(place.method) || seen.size > 200) return;
    seen.add(place.method);
    if (place.method.throws || failureStatus.test(place.method.body ?? '')) fails = true;
    for (const call of place.method.calls) {
      if (!answering.test(call.object) && !isAnswerBuilder(call)) calls += 1;
      const dependency = await dependencyOf(call, place, program);
      const text = call.object === '' ? call.name : `${call.object}.${call.name}`;
      if (dependency !== undefined) touches.push({ dependency, span: call.span, text });
      else if (depth < 2)
        for (const next of await calledBy(call, place, program)) await visit(next, depth + 1);
    }
  };
  await visit({ type, method }, 0);
  return {
    name: `${type.name}.${method.name}`,
    span: method.span,
    touches,
    // A call that touches something throws when it is not there.
    ...(touches.length > 0 || fails ? { canFail: true } : calls === 0 ? { canFail: false } : {}),
    constant: calls === 0 && !fails && method.body !== undefined,
  };
}

/** `.body(…)`, `.build()` behind `ResponseEntity.status(…)`. */
function isAnswerBuilder(call: JavaCall): boolean {
  return answering.test(call.object) || (call.object === '' && /^(ok|just)$/.test(call.name));
}

async function dependencyOf(
  call: JavaCall,
  place: Place,
  program: JavaProgram,
): Promise<Touch['dependency'] | undefined> {
  const type = call.object === '' ? undefined : await typeOf(call.object.split('.')[0] ?? '', place, program);
  const root = type && (await dependencyOfType(type.written, type.file, program));
  // Of a chain (`client.get().uri(…).retrieve()`) the first call tells it.
  if (root !== undefined) return call.object.includes('.') ? undefined : root;
  // A type of the project says by its own code what it does.
  if (type && (await program.typeNamed(type.written, type.file))) return undefined;
  // A variable called `queue` is often an object of the domain: what only reads or sets its fields touches nothing.
  if (/^(get|set|is)[A-Z]/.test(call.name) && call.name !== 'getConnection') return undefined;
  return dependencyOfCall(call.object === '' ? call.name : `${call.object}.${call.name}`);
}

/** The type of a parameter, field or inherited field. */
export async function typeOf(
  name: string,
  { type, method }: Place,
  program: JavaProgram,
): Promise<{ readonly written: string; readonly file: JavaType['file'] } | undefined> {
  const parameter = method.parameters.get(name);
  if (parameter !== undefined) return { written: parameter, file: type.file };
  for (const owner of await program.hierarchy(type)) {
    const field = owner.fields.get(name);
    if (field !== undefined) return { written: field, file: owner.file };
  }
  return undefined;
}

/** The methods that a call may reach in the project. */
export async function calledBy(
  call: JavaCall,
  place: Place,
  program: JavaProgram,
): Promise<readonly Place[]> {
  if (call.object.includes('(')) return [];
  if (call.object === '') return methodsNamed(await program.hierarchy(place.type), call);
  const written = await typeOf(call.object, place, program);
  const type = written && (await program.typeNamed(written.written, written.file));
  if (!type) return [];
  const simple = type.name.split('.').at(-1) ?? '';
  const implementations =
    type.kind === 'interface'
      ? [...(await program.typesCalled(`${simple}Impl`)), ...(await program.typesCalled(`Default${simple}`))]
      : [];
  const owners = implementations.length > 0 ? implementations : [type];
  const found: Place[] = [];
  for (const owner of owners) found.push(...methodsNamed(await program.hierarchy(owner), call));
  return found;
}

function methodsNamed(types: readonly JavaType[], call: JavaCall): readonly Place[] {
  for (const type of types) {
    const methods = type.methods.filter(
      (method) =>
        method.name === call.name && method.parameters.size === call.arguments && method.body !== undefined,
    );
    if (methods.length > 0) return methods.map((method) => ({ type, method }));
  }
  return [];
}
