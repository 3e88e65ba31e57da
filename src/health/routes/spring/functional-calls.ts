import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { lowerExpression } from '../../../syntax/java/expression.js';
import type { JavaExpression } from '../../../syntax/java/expression.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';

/** A registration of a functional router, without its tree. */
export interface FunctionalCall {
  readonly method: string;
  readonly span: SourceSpan;
  readonly path: JavaExpression;
  /** Paths of the `nest` and `path` calls around it, outermost first. */
  readonly around: readonly JavaExpression[];
  /** `handler::check` → `['handler', 'check']`. */
  readonly handler?: readonly [string, string];
}

export interface FunctionalReading {
  readonly calls: readonly FunctionalCall[];
  /** Where routes are nested that stand elsewhere. */
  readonly openNests: readonly SourceSpan[];
}

const verbs = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
const nests = new Set(['nest', 'path']);

/**
 * The registrations in a file that builds a `RouterFunction`: `route().GET("/x", handler)`, `route(GET("/x"), handler)`, `path("/x")` as the
 * predicate of a `route`, each with the `nest`/`path` calls around it.
 * Source: https://docs.spring.io/spring-framework/reference/web/webflux-functional.html
 */
export function functionalCalls(source: SourceText, root: SyntaxNode): FunctionalReading {
  const calls: FunctionalCall[] = [];
  const openNests: SourceSpan[] = [];
  for (const call of root.descendantsOfType('method_invocation')) {
    if (!call) continue;
    const name = nameOf(call);
    const [first, ...others] = argumentsOf(call);
    const span = spanOf(source, call.childForFieldName('name') ?? call);
    if (verbs.has(name) && first) {
      const isHandler = first.type === 'method_reference' || first.type === 'lambda_expression';
      calls.push(registration(name, span, call, isHandler ? undefined : first));
    } else if (name === 'path' && first && others.length === 0 && isRoutePredicate(call))
      calls.push(registration('ANY', span, call, first));
    else if (name === 'resources' && first && others.length === 1)
      calls.push(registration('GET', span, call, first));
    if (nests.has(name) && others.length > 0 && !others.some((argument) => hasRoutes(argument)))
      openNests.push(span);
  }
  return { calls, openNests };
}

function registration(
  method: string,
  span: SourceSpan,
  call: SyntaxNode,
  path: SyntaxNode | undefined,
): FunctionalCall {
  const handler = handlerNear(call);
  return {
    method,
    span,
    path: path ? lowerExpression(path) : { kind: 'text', text: '' },
    around: prefixesAround(call),
    ...(handler && { handler }),
  };
}

function nameOf(call: SyntaxNode): string {
  return call.childForFieldName('name')?.text ?? '';
}

function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const list = call.childForFieldName('arguments')?.namedChildren ?? [];
  return list.flatMap((child) => (child && !child.type.endsWith('comment') ? [child] : []));
}

function hasRoutes(node: SyntaxNode): boolean {
  return node.type !== 'method_reference' && node.type !== 'identifier'
    ? node
        .descendantsOfType('method_invocation')
        .some((call) => call && (verbs.has(nameOf(call)) || nests.has(nameOf(call))))
    : false;
}

/** Whether a call stands in the first argument of `route(…)` or `andRoute(…)`. */
function isRoutePredicate(call: SyntaxNode): boolean {
  const outer = outerCalls(call).find(
    ({ name }) => name === 'route' || name === 'andRoute' || nests.has(name),
  );
  return outer !== undefined && outer.isFirst && !nests.has(outer.name);
}

interface OuterCall {
  readonly call: SyntaxNode;
  readonly name: string;
  /** Whether it is the first argument that the inner call stands in. */
  readonly isFirst: boolean;
}

/** The calls in whose arguments a node stands, innermost first. */
function outerCalls(node: SyntaxNode): readonly OuterCall[] {
  const found: OuterCall[] = [];
  for (let at = node.parent, steps = 0; at && steps < 1_000; at = at.parent, steps += 1) {
    if (at.type === 'method_declaration' || at.type === 'class_body') break;
    if (at.type !== 'argument_list' || at.parent?.type !== 'method_invocation') continue;
    const [first] = argumentsOf(at.parent);
    const isFirst =
      first !== undefined && first.startIndex <= node.startIndex && first.endIndex >= node.endIndex;
    found.push({ call: at.parent, name: nameOf(at.parent), isFirst });
  }
  return found;
}

function prefixesAround(call: SyntaxNode): readonly JavaExpression[] {
  return outerCalls(call)
    .filter(({ name, isFirst }) => nests.has(name) && !isFirst)
    .flatMap(({ call: outer }) => {
      const [first] = argumentsOf(outer);
      const inner = first?.type === 'method_invocation' ? pathCallIn(first) : first;
      // A nest under another predicate (`accept(JSON)`) adds no path.
      if (first?.type === 'method_invocation' && !inner) return [];
      return inner ? [lowerExpression(inner)] : [];
    })
    .toReversed();
}

/** The argument of the `path("/x")` in a predicate. */
function pathCallIn(predicate: SyntaxNode): SyntaxNode | undefined {
  const call = predicate
    .descendantsOfType('method_invocation')
    .find((one) => one && (nameOf(one) === 'path' || verbs.has(nameOf(one))));
  return call ? argumentsOf(call)[0] : undefined;
}

function handlerNear(call: SyntaxNode): readonly [string, string] | undefined {
  const around = [
    call,
    ...outerCalls(call)
      .filter(({ name }) => /^(and)?[rR]oute$/.test(name))
      .map((outer) => outer.call),
  ];
  for (const one of around) {
    const reference = argumentsOf(one).findLast((argument) => argument.type === 'method_reference');
    const parts = reference?.text.replace(/^this\.(?=\w)/, '').split('::');
    if (parts?.length === 2) return [(parts[0] ?? '').trim(), (parts[1] ?? '').trim()];
  }
  return undefined;
}
