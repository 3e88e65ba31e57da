import type { GoFunction, GoTypeDeclaration } from '../../../syntax/go/file.js';
import type { GoProgram } from '../../../syntax/go/program.js';
import type { GoMethodSignature, GoType } from '../../../syntax/go/tree.js';
import { directoryOf } from '../../../syntax/go/modules.js';
import type { GoRouterFramework } from './recognition.js';
import { routerType } from './recognition.js';
import type { TypeAt } from './values.js';
import { withoutPointer } from './values.js';

/** How many names a type may hide behind, and how deep embedding is followed. */
const maxHops = 8;

/** A named type: of a package of the repository (then with its declaration) or of one outside. */
export interface NamedType {
  /** Import path of its package. */
  readonly path: string;
  readonly name: string;
  readonly declaration?: GoTypeDeclaration;
}

const builtinTypes = new Set(
  'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr'.split(
    ' ',
  ),
);

/** The named type that a type (or what it points to) is; undefined for unnamed and builtin ones. */
export async function namedType(program: GoProgram, at: TypeAt): Promise<NamedType | undefined> {
  const type = withoutPointer(at.type);
  if (type.kind !== 'named') return undefined;
  if (type.qualifier === undefined) {
    const pkg = await program.package(directoryOf(at.file));
    const declaration = pkg?.types.get(type.name);
    if (pkg && declaration) return { path: pkg.importPath, name: type.name, declaration };
    return builtinTypes.has(type.name) || !pkg ? undefined : { path: pkg.importPath, name: type.name };
  }
  const imported = await program.importedAs(at.file, type.qualifier);
  if (imported === undefined) return undefined;
  if (imported.directory === undefined) return { path: imported.path, name: type.name };
  const pkg = await program.package(imported.directory);
  const declaration = pkg?.types.get(type.name);
  return { path: imported.path, name: type.name, ...(declaration && { declaration }) };
}

/** The type behind names of the repository: a struct, an interface, a function type, or a named type of an outside package. */
export async function underlyingType(program: GoProgram, at: TypeAt): Promise<TypeAt> {
  let current: TypeAt = { type: withoutPointer(at.type), file: at.file };
  for (let hops = 0; hops < maxHops; hops += 1) {
    const named = await namedType(program, current);
    if (named?.declaration === undefined) return current;
    current = { type: withoutPointer(named.declaration.type), file: named.declaration.file };
  }
  return current;
}

/** The framework whose router values of this type are. */
export async function routerFramework(
  program: GoProgram,
  at: TypeAt,
): Promise<GoRouterFramework | undefined> {
  const underlying = await underlyingType(program, at);
  const named = underlying.type.kind === 'named' ? await namedType(program, underlying) : undefined;
  return named && routerType(named.path, named.name);
}

/** The outside type that a type is, as `path.Name`: `net/http.Client`. */
export async function externalTypeName(program: GoProgram, at: TypeAt): Promise<string | undefined> {
  const underlying = await underlyingType(program, at);
  const named = underlying.type.kind === 'named' ? await namedType(program, underlying) : undefined;
  return named && named.declaration === undefined ? `${named.path}.${named.name}` : undefined;
}

/** What a selector finds in a type; `via` are the embedded fields on the way. */
export type Member = { readonly via: readonly string[] } & (
  | { readonly kind: 'method'; readonly fn: GoFunction }
  | { readonly kind: 'field'; readonly type: TypeAt }
  | { readonly kind: 'interface'; readonly method: GoMethodSignature; readonly type: TypeAt }
  /** An outside type that may have it. */
  | { readonly kind: 'external'; readonly type: string; readonly framework?: GoRouterFramework }
);

/** The method or field that a type of the repository has under a name, its own or a promoted one. */
export async function memberOf(
  program: GoProgram,
  at: TypeAt,
  name: string,
  via: readonly string[] = [],
): Promise<Member | undefined> {
  const own = await ownMember(program, at, name, via);
  if (own !== undefined || via.length >= 3) return own;
  const { type, file } = await underlyingType(program, at);
  const embedded =
    type.kind === 'struct'
      ? type.fields.filter((field) => field.embedded).map((field) => ({ name: field.name, type: field.type }))
      : type.kind === 'interface'
        ? type.embeds.map((one) => ({ name: '', type: one }))
        : [];
  let outside: Member | undefined;
  for (const one of embedded) {
    const found = await memberOf(program, { type: one.type, file }, name, [...via, one.name]);
    if (found !== undefined && found.kind !== 'external') return found;
    if (found && (outside === undefined || (found.kind === 'external' && found.framework))) outside = found;
  }
  return outside;
}

async function ownMember(
  program: GoProgram,
  at: TypeAt,
  name: string,
  via: readonly string[],
): Promise<Member | undefined> {
  const method = await methodOf(program, at, name);
  if (method) return { kind: 'method', fn: method, via };
  const { type, file } = await underlyingType(program, at);
  if (type.kind === 'struct') {
    const field = type.fields.find((one) => one.name === name);
    return field && { kind: 'field', type: { type: field.type, file }, via };
  }
  if (type.kind === 'interface') {
    const found = type.methods.find((one) => one.name === name);
    return found && { kind: 'interface', method: found, type: at, via };
  }
  if (type.kind !== 'named') return undefined;
  const named = await namedType(program, { type, file });
  if (named === undefined || named.declaration !== undefined) return undefined;
  const framework = routerType(named.path, named.name);
  return { kind: 'external', type: `${named.path}.${named.name}`, via, ...(framework && { framework }) };
}

/** A method that the repository declares on a type, looked for through alias names too. */
async function methodOf(program: GoProgram, at: TypeAt, name: string): Promise<GoFunction | undefined> {
  let current: TypeAt = { type: withoutPointer(at.type), file: at.file };
  for (let hops = 0; hops < maxHops; hops += 1) {
    const named = await namedType(program, current);
    if (named?.declaration === undefined) return undefined;
    const pkg = await program.package(directoryOf(named.declaration.file));
    const method = pkg?.methods.get(named.name)?.get(name);
    if (method || !named.declaration.alias) return method;
    current = { type: withoutPointer(named.declaration.type), file: named.declaration.file };
  }
  return undefined;
}

const handlerTypes =
  /^(?:net\/http\.(?:Handler|HandlerFunc)|github\.com\/(?:gin-gonic\/gin(?:\/v\d+)?\.(?:HandlerFunc|HandlersChain)|labstack\/echo(?:\/v\d+)?\.HandlerFunc|gofiber\/fiber(?:\/v\d+)?\.Handler|julienschmidt\/httprouter\.Handle))$/;

const requestTypes =
  /^(?:net\/http\.(?:ResponseWriter|Request)|github\.com\/(?:gin-gonic\/gin(?:\/v\d+)?\.Context|labstack\/echo(?:\/v\d+)?\.Context|gofiber\/fiber(?:\/v\d+)?\.Ctx|julienschmidt\/httprouter\.Params))$/;

/** True for types of handlers: `http.Handler`, `http.HandlerFunc`, `gin.HandlerFunc`, functions that get a request. */
export async function isHandlerType(program: GoProgram, at: TypeAt, depth = 0): Promise<boolean> {
  const { type, file } = await underlyingType(program, at);
  if (type.kind === 'named') {
    const name = await externalTypeName(program, { type, file });
    return name !== undefined && handlerTypes.test(name);
  }
  if (type.kind === 'list' && depth === 0) return isHandlerType(program, { type: type.element, file }, 1);
  if (type.kind === 'interface') return type.methods.some((method) => method.name === 'ServeHTTP');
  return type.kind === 'function' && (await takesRequest(program, type, file));
}

/** True for functions whose parameters include a request, a response writer or a web framework's context. */
export async function takesRequest(
  program: GoProgram,
  signature: { readonly parameters: readonly { readonly type: GoType }[] },
  file: string,
): Promise<boolean> {
  for (const parameter of signature.parameters.slice(0, 5))
    if (await isRequestType(program, { type: parameter.type, file })) return true;
  return false;
}

/** True for what a handler answers with or reads from. */
export async function isRequestType(program: GoProgram, at: TypeAt): Promise<boolean> {
  const external = await externalTypeName(program, at);
  if (external !== undefined) return requestTypes.test(external);
  const named = await namedType(program, at);
  return named?.declaration !== undefined && /(Context|Request|ResponseWriter)$/.test(named.name);
}
