import type { Handler, HttpMethod, Route, RouteGap } from '../../../model/endpoint.js';
import type { SourceText } from '../../../model/source-text.js';
import { annotationsOf, stringsOf } from '../../../syntax/java/annotations.js';
import type { JavaAnnotation } from '../../../syntax/java/annotations.js';
import { foldString } from '../../../syntax/java/constants.js';
import type { JavaConstants } from '../../../syntax/java/constants.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { dependencyOfCall } from '../dependency-calls.js';
import { join } from './actuator.js';

const mappings: ReadonlyMap<string, HttpMethod> = new Map([
  ['GetMapping', 'GET'],
  ['PostMapping', 'POST'],
  ['PutMapping', 'PUT'],
  ['PatchMapping', 'PATCH'],
  ['DeleteMapping', 'DELETE'],
  ['RequestMapping', 'ANY'],
]);

/** What a file's controllers serve. */
export interface ControllerReading {
  readonly routes: readonly Route[];
  readonly gaps: readonly RouteGap[];
}

/**
 * The routes of the `@Controller` and `@RestController` classes of a file, and of its functional routers. Feign clients and HTTP
 * interfaces carry the same annotations and are clients.
 * @param prefix context path of the module.
 */
export function readControllers(
  source: SourceText,
  root: SyntaxNode,
  constants: JavaConstants,
  prefix: string,
): ControllerReading {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const declaration of root.descendantsOfType(['class_declaration', 'record_declaration'])) {
    if (!declaration) continue;
    const annotations = annotationsOf(declaration);
    if (
      !annotations.some(
        ({ name }) => name === 'RestController' || name === 'Controller' || name === 'ControllerEndpoint',
      )
    )
      continue;
    const own = annotations.find(({ name }) => name === 'RequestMapping');
    const bases = own ? stringsOf(own, ['value', 'path'], constants) : [];
    if (bases === undefined) {
      gaps.push({
        framework: 'spring',
        span: spanOf(source, declaration.childForFieldName('name') ?? declaration),
        reason: 'the path of the controller is made at run time',
      });
    }
    const body = declaration.childForFieldName('body');
    for (const method of body?.namedChildren ?? []) {
      if (method?.type !== 'method_declaration') continue;
      for (const annotation of annotationsOf(method)) {
        const read = readMapping(
          source,
          annotation,
          bases,
          constants,
          prefix,
          handlerOf(source, method, declaration),
        );
        routes.push(...read.routes);
        gaps.push(...read.gaps);
      }
    }
  }
  const functional = readFunctionalRoutes(source, root, constants, prefix);
  return { routes: [...routes, ...functional.routes], gaps: [...gaps, ...functional.gaps] };
}

function readMapping(
  source: SourceText,
  annotation: JavaAnnotation,
  bases: readonly string[] | undefined,
  constants: JavaConstants,
  prefix: string,
  handler: Handler,
): ControllerReading {
  const fixed = mappings.get(annotation.name);
  if (fixed === undefined) return { routes: [], gaps: [] };
  const paths = stringsOf(annotation, ['value', 'path'], constants);
  const span = spanOf(source, annotation.node);
  if (paths === undefined)
    return { routes: [], gaps: [{ framework: 'spring', span, reason: 'the path is made at run time' }] };
  const methods = annotation.name === 'RequestMapping' ? methodsOf(annotation) : [fixed];
  const routes = methods.flatMap((method) =>
    orEmpty(bases).flatMap((base) =>
      orEmpty(paths).map((path): Route => ({
        framework: 'spring',
        method,
        path: normalise(join(prefix, base, path)),
        pathComplete: bases !== undefined,
        span,
        servedBy: 'code',
        handler,
        confidence: 'high',
      })),
    ),
  );
  return { routes, gaps: [] };
}

const orEmpty = (list: readonly string[] | undefined): readonly string[] =>
  list === undefined || list.length === 0 ? [''] : list;

/** `@RequestMapping(method = {RequestMethod.GET, RequestMethod.HEAD})`; any method when none is written. */
function methodsOf(annotation: JavaAnnotation): readonly HttpMethod[] {
  const written = annotation.members.get('method')?.text ?? '';
  const known: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  const found = known.filter((method) => new RegExp(`\\b${method}\\b`).test(written));
  return found.length > 0 ? found : ['ANY'];
}

/** `{id:[0-9]+}` → `{id}`, `/**` → `/{*rest}`. */
function normalise(path: string): string {
  return path.replaceAll(/\{\*?(\w+):[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, '{$1}').replaceAll('/**', '/{*rest}');
}

const verbs = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** `RouterFunctions.route().GET("/x", handler)` and `route(GET("/x"), handler)`, with `nest`/`path` prefixes around them. */
function readFunctionalRoutes(
  source: SourceText,
  root: SyntaxNode,
  constants: JavaConstants,
  prefix: string,
): ControllerReading {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  if (!/\bRouterFunction/.test(source.text)) return { routes, gaps };
  for (const call of root.descendantsOfType('method_invocation')) {
    const name = call?.childForFieldName('name')?.text ?? '';
    if (!call || !verbs.has(name)) continue;
    const [first] = call.childForFieldName('arguments')?.namedChildren ?? [];
    if (!first) continue;
    const span = spanOf(source, call.childForFieldName('name') ?? call);
    const path = foldString(first, constants);
    const around = prefixesAround(call, constants);
    if (path === undefined || around === undefined) {
      gaps.push({ framework: 'spring', span, reason: 'the path is made at run time' });
      continue;
    }
    routes.push({
      framework: 'spring',
      method: toMethod(name),
      path: normalise(join(prefix, ...around, path)),
      pathComplete: true,
      span,
      servedBy: 'code',
      confidence: 'high',
    });
  }
  return { routes, gaps };
}

function toMethod(name: string): HttpMethod {
  const known: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  return known.find((method) => method === name) ?? 'ANY';
}

/** The paths of the `nest(path("/a"), …)` and `path("/a", …)` calls that a call lies in, outermost first. */
function prefixesAround(call: SyntaxNode, constants: JavaConstants): readonly string[] | undefined {
  const prefixes: string[] = [];
  for (let node = call.parent; node; node = node.parent) {
    if (node.type !== 'argument_list' || node.parent?.type !== 'method_invocation') continue;
    const outer = node.parent.childForFieldName('name')?.text;
    if (outer !== 'nest' && outer !== 'path') continue;
    const [first] = node.namedChildren;
    if (
      !first ||
      first.id === call.id ||
      (first.startIndex <= call.startIndex && first.endIndex >= call.endIndex)
    )
      continue;
    const argument =
      first.type === 'method_invocation' ? first.childForFieldName('arguments')?.namedChildren[0] : first;
    const path = argument ? foldString(argument, constants) : undefined;
    if (path === undefined) return undefined;
    prefixes.unshift(path);
  }
  return prefixes;
}

/** What a handler touches, in its own body and one method of its class further. */
function handlerOf(source: SourceText, method: SyntaxNode, declaration: SyntaxNode): Handler {
  const types = fieldTypes(declaration);
  const seen = new Set<number>();
  const touches: {
    dependency: NonNullable<ReturnType<typeof dependencyOfCall>>;
    span: ReturnType<typeof spanOf>;
    text: string;
  }[] = [];
  let fails = false;
  let calls = 0;
  const visit = (body: SyntaxNode, depth: number): void => {
    if (seen.has(body.id) || depth > 2) return;
    seen.add(body.id);
    if (
      /HttpStatus\.(SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR|BAD_GATEWAY|GATEWAY_TIMEOUT|NOT_FOUND|UNAUTHORIZED|FORBIDDEN)|internalServerError\(|status\(\s*[45]\d\d|\bthrow\b/.test(
        body.text,
      )
    )
      fails = true;
    for (const call of body.descendantsOfType('method_invocation')) {
      if (!call) continue;
      calls += 1;
      const name = call.childForFieldName('name')?.text ?? '';
      const object = call.childForFieldName('object')?.text ?? '';
      const type = types.get(object.replace(/^this\./, ''));
      const dependency =
        dependencyOfCall(`${object}.${name}`) ??
        (type === undefined ? undefined : dependencyOfCall(`${type}.${name}`));
      if (dependency !== undefined)
        touches.push({ dependency, span: spanOf(source, call), text: `${object}.${name}` });
      if (object === '' || object === 'this') {
        const local = declaration
          .childForFieldName('body')
          ?.namedChildren.find(
            (child) => child?.type === 'method_declaration' && child.childForFieldName('name')?.text === name,
          );
        const inner = local?.childForFieldName('body');
        if (inner) visit(inner, depth + 1);
      }
    }
  };
  const body = method.childForFieldName('body');
  if (body) visit(body, 0);
  const name = method.childForFieldName('name')?.text;
  return {
    ...(name !== undefined && { name }),
    span: spanOf(source, method.childForFieldName('name') ?? method),
    touches,
    // A call that touches something throws when it is not there.
    ...(touches.length > 0 || fails ? { canFail: true } : calls === 0 ? { canFail: false } : {}),
    constant: calls === 0 && !fails,
  };
}

/** Types of a class's fields and constructor parameters by name. */
function fieldTypes(declaration: SyntaxNode): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const field of declaration.childForFieldName('body')?.namedChildren ?? []) {
    if (field?.type !== 'field_declaration') continue;
    const type = field.childForFieldName('type')?.text;
    const name = field.childForFieldName('declarator')?.childForFieldName('name')?.text;
    if (type !== undefined && name !== undefined) types.set(name, type);
  }
  return types;
}
