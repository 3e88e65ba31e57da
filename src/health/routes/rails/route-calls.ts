import { nameOf } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import { httpMethods } from '../../http-methods.js';
import { oneLine } from '../ruby/bodies.js';
import { RouteArguments } from './arguments.js';
import type { Context } from './context.js';
import { pieceOf } from './context.js';
import { gemCall } from './gem-routes.js';
import type { RoutesInterpreter } from './interpreter.js';
import { registerMount } from './mounts.js';
import { useConcerns, registerResources } from './resources.js';
import { conditionBoth, placeOf, resourcePath } from './scope.js';
import type { RailsScope } from './scope.js';
import { scopeOf } from './scope-options.js';
import { registerVerb } from './verbs.js';

/** Calls that register nothing. */
const silent =
  /^(direct|resolve|default_url_options|default_scope|raise|puts|p|require|require_dependency|private|include|attr_\w+|set_pagination_defaults|url_helpers|freeze|logger|warn|polymorphic_url|default_format|lambda|proc|binding|define_method)$/;

/** A call in a file of routes. */
export function routeCall(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  receiver: SyntaxNode | null,
  name: string,
  context: Context,
): void {
  const owner = /^(?:::)?(.+?)\.routes$/.exec(receiver?.text ?? '')?.[1];
  if (owner !== undefined && /^(draw|append|prepend)$/.test(name)) {
    mapper.draw(node, owner.replace(/^::/, ''), context);
    return;
  }
  // Outside of any `routes.draw` nothing registers routes, but methods may hold the drawing.
  if (context.out.owner === '') {
    const block = pieceOf(node, context);
    if (block) mapper.runBlock(node, context, context.scope);
    return;
  }
  const given = new RouteArguments(node, context.file.program, context.frame);
  if (receiver && !context.aliases.has(receiver.text)) {
    foreignCall(mapper, node, receiver, name, given, context);
    return;
  }
  const method = mapper.method(name);
  if (method && name !== 'draw') {
    mapper.runPiece(method, given.positional, context, pieceOf(node, context));
    return;
  }
  if (httpMethods.has(name) || name === 'match' || name === 'root' || name === 'any') {
    registerVerb(mapper, node, name, given, context);
    return;
  }
  if (name === 'resources' || name === 'resource') {
    registerResources(mapper, node, name === 'resource', given, context);
    return;
  }
  if (name === 'mount') {
    registerMount(mapper, node, given, context);
    return;
  }
  if (blockCall(mapper, node, name, given, context)) return;
  if (gemCall(mapper, node, name, given, context) || silent.test(name)) return;
  if (node.type === 'identifier') {
    if (context.frame.get(name) === undefined && /route/.test(name))
      mapper.gap(node, context, `${name} may register routes, and is not followed`);
    return;
  }
  mapper.gap(node, context, `${oneLine(node.text)} may register routes, and is not followed`);
  mapper.runBlock(node, context, { ...context.scope, complete: false });
}

/** Calls whose block or file holds routes; false when it is none of these. */
function blockCall(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  name: string,
  given: RouteArguments,
  context: Context,
): boolean {
  const { scope } = context;
  const run = (inner: RailsScope): true => {
    mapper.runBlock(node, context, inner);
    return true;
  };
  switch (name) {
    case 'scope':
    case 'namespace':
    case 'controller':
    case 'defaults':
    case 'with_options':
    case 'constraints':
    case 'localized':
    case 'slice':
      return run(scopeOf(mapper, node, name, given, context));
    case 'member':
    case 'collection':
    case 'new':
      return run({ ...scope, prefix: resourcePath(scope, name), isInResource: false });
    case 'nested':
      return run(placeOf(scope));
    case 'shallow':
      return run({ ...scope, shallow: true });
    case 'instance_exec':
    case 'instance_eval':
    case 'tap':
      if (node.childForFieldName('block')) return run(scope);
      return readText(mapper, node, given, context);
    case 'concern': {
      const concern = nameOf(given.positional[0]);
      const piece = pieceOf(node, context);
      if (concern === undefined) return true;
      if (piece) mapper.concerns.set(concern, piece);
      return true;
    }
    case 'concerns':
      useConcerns(
        mapper,
        node,
        given.positional.flatMap((value) => (value.kind === 'array' ? value.items : [value])).map(nameOf),
        context,
      );
      return true;
    case 'draw': {
      const drawn = nameOf(given.positional[0]);
      const file = drawn === undefined ? undefined : mapper.fileEnding(`config/routes/${drawn}.rb`);
      if (file) mapper.block(file.root, { ...context, file, depth: context.depth + 1 });
      else mapper.gap(node, context, `${oneLine(node.text)} draws routes from a file that is not followed`);
      return true;
    }
    case 'extend':
      for (const value of given.positional)
        if (value.kind === 'code') extendBy(mapper, node, value.text.replace(/^::/, ''), context);
      return true;
    case 'load':
    case 'require_relative':
      return readText(mapper, node, given, context);
    case 'authenticate':
    case 'authenticate_user':
    case 'require_login':
      return run({
        ...scope,
        guards: [
          ...scope.guards,
          {
            kind: 'authentication',
            span: spanOf(context.file.source, node.childForFieldName('arguments') ?? node),
            text: oneLine(`${name} ${node.childForFieldName('arguments')?.text ?? ''}`),
          },
        ],
      });
    case 'authenticated':
    case 'unauthenticated': {
      const condition = conditionBoth(scope.condition, `only for requests that are ${name}`);
      return run({ ...scope, ...(condition !== undefined && { condition }) });
    }
    case 'redirect':
      // Hanami's is a route of its own.
      registerVerb(mapper, node, 'redirect', given, context);
      return true;
    case 'devise_scope':
    case 'as':
    case 'mount_at':
      return run(scope);
    default:
      return false;
  }
}

/** `instance_eval(File.read(Rails.root.join("config/routes/x.rb")))`, `load "…"`: the path is a text in it. */
function readText(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  given: RouteArguments,
  context: Context,
): true {
  const text = node.childForFieldName('arguments')?.text ?? '';
  const words = [...text.matchAll(/["']([\w./-]+?)(?:\.rb)?["']/g)].map((match) => match[1] ?? '');
  const last = words.at(-1);
  const file =
    last === undefined ? undefined : mapper.fileEnding(`${words.join('/').replace(/^[./]+/, '')}.rb`);
  if (file) mapper.block(file.root, { ...context, file, depth: context.depth + 1 });
  else if (given.positional.length > 0 && /route|File\.read/.test(text))
    mapper.gap(node, context, `${oneLine(node.text)} is not followed`);
  return true;
}

/** `extend ApiRoutes`: what its `self.extended` does with the mapper, and its methods. */
function extendBy(mapper: RoutesInterpreter, node: SyntaxNode, name: string, context: Context): void {
  const module = mapper.moduleNamed(name);
  if (!module) {
    mapper.gap(node, context, `${name} may bring methods that register routes, and is not followed`);
    return;
  }
  const inner: Context = { ...context, file: module.file, depth: context.depth + 1 };
  for (const child of module.body.namedChildren) if (child?.type === 'method') mapper.block(child, inner);
  for (const child of module.body.namedChildren) {
    const body = child?.type === 'singleton_method' ? child.childForFieldName('body') : null;
    if (!body || child?.childForFieldName('name')?.text !== 'extended') continue;
    const parameter = child.childForFieldName('parameters')?.namedChildren[0]?.text ?? '';
    mapper.block(body, { ...inner, aliases: new Set([...context.aliases, parameter]) });
  }
}

/** Calls of something else than the mapper: they matter when they are handed the mapper, or when their block registers routes. */
function foreignCall(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  receiver: SyntaxNode,
  name: string,
  given: RouteArguments,
  context: Context,
): void {
  if (gemCall(mapper, node, `${receiver.text}.${name}`, given, context)) return;
  const isHandedMapper = given.positionalNodes.some(({ text }) => context.aliases.has(text));
  if (isHandedMapper) {
    const module = mapper.moduleNamed(receiver.text.replace(/^::/, '').replace(/\.new\b.*$/, ''));
    const method = module?.body.namedChildren.find(
      (child) => child?.type.endsWith('method') === true && child?.childForFieldName('name')?.text === name,
    );
    const body = method?.childForFieldName('body');
    if (module && method && body) {
      const parameters = (method.childForFieldName('parameters')?.namedChildren ?? []).flatMap(
        (child) => child?.text ?? [],
      );
      mapper.block(body, {
        ...context,
        file: module.file,
        aliases: new Set([...context.aliases, ...parameters]),
        depth: context.depth + 1,
      });
      return;
    }
    mapper.gap(node, context, `${oneLine(node.text)} may register routes, and is not followed`);
    return;
  }
  if (
    /^(instance_exec|instance_eval|tap|each|then|send|public_send)$/.test(name) ||
    node.childForFieldName('block')
  ) {
    const before = context.out.routes.length + context.out.mounts.length;
    mapper.runBlock(node, context, context.scope);
    if (context.out.routes.length + context.out.mounts.length > before)
      mapper.gap(
        node,
        context,
        `how often ${oneLine(receiver.text)}.${name} registers routes only run time knows`,
      );
  }
}
