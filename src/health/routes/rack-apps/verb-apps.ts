import type { HttpMethod, RouteGuard } from '../../../model/endpoint.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import { argumentsOf } from '../../../syntax/ruby/arguments.js';
import { nameOf, namesOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { httpMethods } from '../../http-methods.js';
import { bodyOf, oneLine } from '../ruby/bodies.js';
import { joinedPattern, writtenPath } from '../ruby/route-path.js';
import { blockOf, walkStatements } from '../ruby/statements.js';
import type { StatementContext } from '../ruby/statements.js';
import type { AppBuilder, AppFilter } from './application.js';

/** Where a registration stands. */
export interface VerbContext extends StatementContext {
  readonly prefix: string;
  readonly complete: boolean;
  readonly guards: readonly RouteGuard[];
  /** Grape: the filters that stand so far; what is registered later stands behind them. */
  readonly filters: AppFilter[];
  /** Versions of a `version 'v1' do` block of Grape. */
  readonly versions?: readonly string[];
}

/** Reads the body of a class (or a file of classic Sinatra) of Sinatra or Grape. */
export function readVerbs(
  body: SyntaxNode,
  context: VerbContext,
  app: AppBuilder,
  kind: 'sinatra' | 'grape',
): void {
  walkStatements(body, context, ({ node, receiver, name }, at) => {
    if (receiver) return;
    const { positional, options } = argumentsOf(node, at.program, at.frame);
    const verb = httpMethods.get(name);
    if (verb !== undefined && name !== 'head') register([verb], positional, node, at, app, kind);
    else if (name === 'head' && node.childForFieldName('block'))
      register(['HEAD'], positional, node, at, app, kind);
    else if (kind === 'sinatra') sinatraCall(name, node, positional, options, at, app);
    else grapeCall(name, node, positional, options, at, app);
  });
}

function register(
  methods: readonly HttpMethod[],
  paths: readonly RubyValue[],
  node: SyntaxNode,
  at: VerbContext,
  app: AppBuilder,
  kind: 'sinatra' | 'grape',
): void {
  const block = node.childForFieldName('block');
  // Without a block it is a call of something else: a client, a test.
  if (!block && kind === 'sinatra') return;
  const list = paths.flatMap((path) => (path.kind === 'array' ? path.items : [path]));
  const first =
    list.length === 0 && kind === 'grape'
      ? [{ kind: 'string' as const, text: '' }]
      : kind === 'sinatra'
        ? list.slice(0, 1)
        : list;
  for (const value of first) {
    const regular = value.kind === 'code' ? patternOfRegex(value.text) : undefined;
    const path = regular === undefined ? writtenPath(value) : { text: regular, complete: true };
    if (!path) {
      app.gaps.push({ span: spanOf(at.source, node), reason: 'a route has a path that only run time knows' });
      continue;
    }
    for (const method of methods)
      app.routes.push({
        method,
        pattern: joinedPattern(at.prefix, path.text) || '/',
        complete: at.complete && path.complete,
        span: spanOf(at.source, headOf(node)),
        ...(block && { body: bodyOf(block, at.source) }),
        ...(at.condition !== undefined && { condition: at.condition }),
        guards: at.guards,
        ...(kind === 'grape' && { filters: [...at.filters] }),
        isPrefixed: kind === 'grape',
        servedBy: 'code',
      });
  }
  if (at.looped)
    app.gaps.push({
      span: spanOf(at.source, node),
      reason: 'how often a loop registers routes only run time knows',
    });
}

/** The call up to its block. */
function headOf(node: SyntaxNode): SyntaxNode {
  return node.childForFieldName('arguments') ?? node.childForFieldName('method') ?? node;
}

/** `%r{^/health/?$}` whose parts are plain; groups are parameters. */
function patternOfRegex(text: string): string | undefined {
  const inner = /^(?:%r\{(.*)\}|%r\[(.*)\]|%r\|(.*)\||\/(.*)\/)[imx]*$/s
    .exec(text)
    ?.slice(1)
    .find((part) => part !== undefined);
  if (inner === undefined) return undefined;
  let index = 0;
  const plain = inner
    .replaceAll(/^(\^|\\A)|(\$|\\z|\\Z)$/g, '')
    .replace(/\/\?$/, '')
    .replaceAll(String.raw`\/`, '/')
    .replaceAll(String.raw`\.`, '.')
    .replaceAll(/\((?:\?<(\w+)>)?[^()]*\)/g, (_, name?: string) => {
      index += 1;
      return `:${name ?? `part${index}`}`;
    });
  return /^\/[\w./:-]*$/.test(plain) ? plain : undefined;
}

function sinatraCall(
  name: string,
  node: SyntaxNode,
  positional: readonly RubyValue[],
  options: ReadonlyMap<string, RubyValue>,
  at: VerbContext,
  app: AppBuilder,
): void {
  const block = blockOf(node);
  switch (name) {
    case 'namespace': {
      const path = writtenPath(positional[0]);
      if (block)
        readVerbs(
          block.body,
          {
            ...at,
            prefix: joinedPattern(at.prefix, path?.text ?? ''),
            complete: at.complete && (path?.complete ?? false),
          },
          app,
          'sinatra',
        );
      return;
    }
    case 'route': {
      const verbs = positional.flatMap((value) => httpMethods.get((nameOf(value) ?? '').toLowerCase()) ?? []);
      const paths = positional.filter((value) => nameOf(value)?.startsWith('/') === true);
      register(verbs, paths, node, at, app, 'sinatra');
      return;
    }
    case 'use':
      mountOf(node, positional[0], '', at, app);
      useOf(positional[0], at, app);
      return;
    case 'configure': {
      const environments = positional.flatMap((value) => nameOf(value) ?? []);
      const isDevelopment =
        environments.length > 0 && environments.every((one) => one === 'development' || one === 'test');
      if (block)
        readVerbs(block.body, isDevelopment ? { ...at, condition: 'development only' } : at, app, 'sinatra');
      return;
    }
    case 'before':
      if (block && positional.length === 0 && options.size === 0)
        app.guards.push(...guardOf(node, block.body, at));
      if (options.size === 0) sinatraFilter(node, positional, at, app);
      return;
    case 'register':
    case 'helpers':
      // Modules may register routes when they are taken in; those of extensions of Sinatra do not.
      for (const value of positional)
        if (value.kind === 'code' && /Route/.test(value.text))
          app.gaps.push({
            span: spanOf(at.source, node),
            reason: `${value.text} may register routes, and is not followed`,
          });
      return;
    default:
  }
}

function grapeCall(
  name: string,
  node: SyntaxNode,
  positional: readonly RubyValue[],
  options: ReadonlyMap<string, RubyValue>,
  at: VerbContext,
  app: AppBuilder,
): void {
  const block = blockOf(node);
  switch (name) {
    case 'namespace':
    case 'resource':
    case 'resources':
    case 'group':
    case 'segment':
    case 'route_param': {
      const path = positional[0] === undefined ? { text: '', complete: true } : writtenPath(positional[0]);
      const text = name === 'route_param' ? `:${path?.text ?? 'id'}` : (path?.text ?? '');
      if (block)
        readVerbs(
          block.body,
          {
            ...at,
            prefix: joinedPattern(at.prefix, text),
            complete: at.complete && (path?.complete ?? false),
            filters: [...at.filters],
          },
          app,
          'grape',
        );
      return;
    }
    case 'prefix':
      app.prefix = writtenPath(positional[0])?.text;
      return;
    case 'version': {
      const using = nameOf(options.get('using')) ?? 'path';
      const versions =
        using === 'path'
          ? (namesOf({
              kind: 'array',
              items: positional.flatMap((one) => (one.kind === 'array' ? one.items : [one])),
            }) ?? [':version'])
          : [];
      if (!block) app.versions = versions;
      else
        for (const version of versions.length > 0 ? versions : [''])
          readVerbs(
            block.body,
            { ...at, prefix: joinedPattern(at.prefix, version), filters: [...at.filters] },
            app,
            'grape',
          );
      return;
    }
    case 'route': {
      const verbs = (namesOf(positional[0]) ?? []).flatMap((one): HttpMethod[] =>
        /^(any|\*)$/.test(one) ? ['ANY'] : [httpMethods.get(one.toLowerCase()) ?? []].flat(),
      );
      register(verbs, positional.slice(1), node, at, app, 'grape');
      return;
    }
    case 'mount': {
      mountOf(node, positional[0], '', at, app);
      for (const pair of node.childForFieldName('arguments')?.namedChildren ?? []) {
        const [key, value] = [pair?.childForFieldName('key'), pair?.childForFieldName('value')];
        const path = value ? writtenPath(evaluate(value, at.program, at.frame)) : undefined;
        if (key?.type === 'constant' || key?.type === 'scope_resolution')
          app.mounts.push({
            ...mountBase(node, at),
            name: key.text.replace(/^::/, ''),
            pattern: joinedPattern(at.prefix, path?.text ?? ''),
            complete: at.complete && path !== undefined,
            filters: [...at.filters],
          });
      }
      return;
    }
    case 'add_swagger_documentation': {
      const path = writtenPath(options.get('mount_path'))?.text ?? 'swagger_doc';
      for (const pattern of [path, joinedPattern(path, ':name')])
        app.routes.push({
          method: 'GET',
          pattern: joinedPattern(at.prefix, pattern),
          complete: at.complete,
          span: spanOf(at.source, headOf(node)),
          guards: [],
          isPrefixed: true,
          servedBy: 'dependency',
        });
      return;
    }
    case 'before':
    case 'before_validation':
    case 'after_validation':
      if (block && name !== 'after_validation') app.guards.push(...guardOf(node, block.body, at));
      at.filters.push(...filterOf(node, undefined, at));
      return;
    case 'use':
      useOf(positional[0], at, app);
      return;
    case 'http_basic':
    case 'http_digest':
    case 'auth':
      app.guards.push({ kind: 'authentication', span: spanOf(at.source, headOf(node)), text: oneLine(name) });
      return;
    default:
  }
}

function mountBase(
  node: SyntaxNode,
  at: VerbContext,
): { readonly span: ReturnType<typeof spanOf>; readonly condition?: string } {
  return { span: spanOf(at.source, node), ...(at.condition !== undefined && { condition: at.condition }) };
}

function mountOf(
  node: SyntaxNode,
  value: RubyValue | undefined,
  path: string,
  at: VerbContext,
  app: AppBuilder,
): void {
  const name = value?.kind === 'code' ? /^(?:::)?([A-Z]\w*(?:::[A-Z]\w*)*)/.exec(value.text)?.[1] : undefined;
  if (name !== undefined)
    app.mounts.push({
      ...mountBase(node, at),
      name,
      pattern: joinedPattern(at.prefix, path),
      complete: at.complete,
      filters: [...at.filters],
    });
}

/** Middleware of the application's own stack, unless a condition decides. */
function useOf(value: RubyValue | undefined, at: VerbContext, app: AppBuilder): void {
  const name = value?.kind === 'code' ? /^(?:::)?([A-Z]\w*(?:::[A-Z]\w*)*)/.exec(value.text)?.[1] : undefined;
  if (name !== undefined && at.condition === undefined && !at.looped)
    app.uses.push({ name, near: at.source.path });
}

/** `before do`, `before '/api/*' do`; a pattern that is no text is left out. */
function sinatraFilter(
  node: SyntaxNode,
  positional: readonly RubyValue[],
  at: VerbContext,
  app: AppBuilder,
): void {
  const [first, ...others] = positional;
  const path = first && writtenPath(first);
  if (others.length > 0 || (first && path?.complete !== true)) return;
  const pattern =
    path === undefined && at.prefix === '' ? undefined : joinedPattern(at.prefix, path?.text ?? '/*');
  app.filters.push(...filterOf(node, pattern, at));
}

/** The block of a filter that is surely registered. */
function filterOf(node: SyntaxNode, pattern: string | undefined, at: VerbContext): readonly AppFilter[] {
  const block = node.childForFieldName('block');
  if (!block || at.condition !== undefined || at.looped) return [];
  return [{ body: bodyOf(block, at.source), source: at.source, ...(pattern !== undefined && { pattern }) }];
}

/** A filter that turns away who is not known, whatever the path. */
function guardOf(node: SyntaxNode, body: SyntaxNode, at: VerbContext): readonly RouteGuard[] {
  const { text } = body;
  const isSure =
    /\b(authenticate!|authenticate_user!|require_login|protected!|doorkeeper_authorize!|error!\(?\s*['"]?(401|Unauthorized)|halt\s*\(?\s*401)/.test(
      text,
    ) && !/request\.path|path_info|\bunless\b|\bif\b|env\[/.test(text);
  return isSure ? [{ kind: 'authentication', span: spanOf(at.source, node), text: oneLine(node.text) }] : [];
}
