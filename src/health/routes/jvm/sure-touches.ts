import type { Dependency, Touch } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { JavaType } from '../../../syntax/java/file.js';
import type { JavaCall, JavaMethod } from '../../../syntax/java/method.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { sureKotlinOffsets } from '../../../syntax/kotlin/sure-code.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import { dependencyOfType } from './dependency-types.js';
import { calledBy, typeOf } from './handlers.js';

const deepest = 2;
const mostMethods = 80;
/** Methods that do not always run when they are called: their answers are kept, or another thread takes them. */
const elsewhere = /^(?:Cacheable|CacheResult|Cached|Memoize\w*|Async|Asynchronous|Scheduled)$/;

/** Whether a call is among what surely runs whenever the method around it does. */
type IsSure = (span: SourceSpan) => boolean;

/**
 * What a filter, interceptor or hook surely touches each time: calls on objects whose types are clients, in its straight-line code and in
 * that of the project's methods that it calls, two calls deep. Names of variables alone prove nothing here.
 */
export async function sureTouches(
  type: JavaType,
  method: JavaMethod,
  program: JavaProgram,
  isSureHere?: IsSure,
): Promise<readonly Touch[]> {
  const seen = new Set<JavaMethod>();
  const touches: Touch[] = [];
  const visit = async (owner: JavaType, one: JavaMethod, depth: number): Promise<void> => {
    if (seen.has(one) || seen.size > mostMethods) return;
    seen.add(one);
    const isSure = (depth === 0 ? isSureHere : undefined) ?? (await sureIn(owner.file.path, one, program));
    for (const call of one.calls) {
      if (!isSure(call.span)) continue;
      const place = { type: owner, method: one };
      const dependency = await typedDependency(call, place, program);
      if (dependency !== undefined)
        touches.push({ dependency, span: call.span, text: `${call.object}.${call.name}` });
      if (depth >= deepest) continue;
      const [next, ...others] = await calledBy(call, place, program);
      // Which of several methods or implementations is called is not known.
      if (next && others.length === 0 && !next.method.annotations.some(({ name }) => elsewhere.test(name)))
        await visit(next.type, next.method, depth + 1);
    }
  };
  await visit(type, method, 0);
  return touches;
}

async function sureIn(path: string, method: JavaMethod, program: JavaProgram): Promise<IsSure> {
  const source = await program.view.read(path);
  if (!source) return () => false;
  const offsetOf = ({ line, column }: SourceSpan): number => (source.lineStarts[line - 1] ?? 0) + column - 1;
  if (path.endsWith('.kt')) {
    const offsets = sureKotlinOffsets(source);
    return (span) => span.file === path && offsets.has(offsetOf(span));
  }
  const places = await sureOffsets(source);
  const name = offsetOf(method.span);
  return (span) => {
    // A lambda or a class inside of the method begins behind its name.
    const start = span.file === path ? places.get(offsetOf(span)) : undefined;
    return start !== undefined && start <= name;
  };
}

/** What a call on a variable reaches for by the type of that, unless the method keeps its answers. */
async function typedDependency(
  call: JavaCall,
  place: { readonly type: JavaType; readonly method: JavaMethod },
  program: JavaProgram,
): Promise<Dependency | undefined> {
  if (call.object === '') return exposed(call, place.type);
  // Of a chain (`client.get().uri(…).retrieve()`) the first call tells it.
  if (/[.(]/.test(call.object)) return undefined;
  const written = await typeOf(call.object, place, program);
  if (!written) return undefined;
  const declared = await program.typeNamed(written.written, written.file);
  const isKept = declared?.methods.some(
    ({ name, annotations }) => name === call.name && annotations.some((one) => elsewhere.test(one.name)),
  );
  return isKept === true ? undefined : dependencyOfType(written.written, written.file, program);
}

/** Exposed's `transaction { }` takes a connection. Source: https://www.jetbrains.com/help/exposed/transactions.html */
function exposed({ name }: JavaCall, { file }: JavaType): Dependency | undefined {
  if (!/^(?:transaction|newSuspendedTransaction|suspendTransaction)$/.test(name)) return undefined;
  const isImported = [...file.imports, ...file.wildcards.map((one) => `${one}.${name}`)].some(
    (one) => one.startsWith('org.jetbrains.exposed.') && one.endsWith(`.${name}`),
  );
  return isImported ? 'db' : undefined;
}
