import type { HttpMethod } from '../../../model/endpoint.js';
import { argumentsOf } from '../../../syntax/ruby/arguments.js';
import { nameOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { httpMethods } from '../../http-methods.js';
import { bodyOf } from '../ruby/bodies.js';
import { joinedPattern } from '../ruby/route-path.js';
import { blockOf, walkStatements } from '../ruby/statements.js';
import type { StatementContext } from '../ruby/statements.js';
import type { AppBuilder, AppFilter } from './application.js';

interface TreeContext extends StatementContext {
  readonly prefix: string;
  readonly complete: boolean;
  /** Names of the request in the blocks around. */
  readonly requests: ReadonlySet<string>;
  /** The blocks around, whose code ahead of a route runs before it. */
  readonly around: readonly AppFilter[];
}

/** Reads the class of a Roda application: `route do |r| … end`, hash branches, the heartbeat plugin. */
export function readRoda(body: SyntaxNode, context: StatementContext, app: AppBuilder): void {
  walkStatements(body, context, ({ node, receiver, name }, at) => {
    const { positional, options } = argumentsOf(node, at.program, at.frame);
    const block = blockOf(node);
    if (name === 'plugin' && !receiver && nameOf(positional[0]) === 'heartbeat')
      app.routes.push({
        method: 'GET',
        pattern: nameOf(options.get('path')) ?? '/heartbeat',
        complete: true,
        span: spanOf(at.source, node),
        guards: [],
        isPrefixed: false,
        servedBy: 'setting',
      });
    const constant =
      positional[0]?.kind === 'code' ? /^(?:::)?[A-Z][\w:]*/.exec(positional[0].text)?.[0] : undefined;
    if (name === 'use' && constant !== undefined && at.condition === undefined)
      app.uses.push({ name: constant.replace(/^::/, ''), near: at.source.path });
    if (!block) return;
    if (name === 'before' && at.condition === undefined) app.filters.push(...blockAround(node, at));
    if (name === 'route') {
      const named = nameOf(positional[0]);
      tree(
        block.body,
        {
          ...at,
          prefix: named === undefined ? '' : `/${named}`,
          complete: true,
          requests: new Set(block.parameters),
          around: blockAround(node, at),
        },
        app,
      );
    } else if (/^(hash_branch|hash_path)$/.test(name)) {
      // A symbol is the name of a set of branches, which stands where `r.hash_branches` asks for it.
      const isNamed = positional.length > 1 && positional[0]?.kind === 'symbol';
      const words = (isNamed ? positional.slice(1) : positional).map(nameOf);
      const path = words.every((word) => word !== undefined) ? words.join('/') : undefined;
      if (path === undefined)
        app.gaps.push({
          span: spanOf(at.source, node),
          reason: 'a branch has a path that only run time knows',
        });
      else
        tree(
          block.body,
          {
            ...at,
            prefix: joinedPattern('', path.replaceAll(/\/{2,}/g, '/')),
            complete: !isNamed,
            requests: new Set(block.parameters),
            around: blockAround(node, at),
          },
          app,
          name === 'hash_path',
        );
    }
  });
}

/** A block as something that runs up to where a route stands in it. Source: https://roda.jeremyevans.net/rdoc/files/README_rdoc.html */
function blockAround(node: SyntaxNode, { source }: StatementContext): readonly AppFilter[] {
  const block = node.childForFieldName('block');
  return block ? [{ body: bodyOf(block, source), source }] : [];
}

/** Reads one block of the tree. A block that answers without asking further is a route of its own when `isEnd`. */
function tree(body: SyntaxNode, context: TreeContext, app: AppBuilder, isEnd = false): void {
  const before = app.routes.length + app.mounts.length;
  walkStatements(body, context, ({ node, receiver, name }, at) => {
    const isRequest = receiver !== null && at.requests.has(receiver.text);
    if (!isRequest) return;
    const { positional } = argumentsOf(node, at.program, at.frame);
    const block = blockOf(node);
    const inner = (prefix: string): TreeContext => ({
      ...at,
      prefix,
      requests: new Set([...at.requests, ...(block?.parameters ?? [])]),
      around: [...at.around, ...blockAround(node, at)],
    });
    const verb = httpMethods.get(name);
    if (verb !== undefined) {
      for (const prefix of matched(at.prefix, positional)) push(verb, prefix, node, at, app);
      return;
    }
    switch (name) {
      case 'root':
        push('GET', at.prefix, node, at, app);
        return;
      case 'on':
      case 'is':
        for (const prefix of matched(at.prefix, positional))
          if (block) tree(block.body, inner(prefix), app, true);
        return;
      case 'run': {
        const target =
          positional[0]?.kind === 'code'
            ? /^(?:::)?([A-Z]\w*(?:::[A-Z]\w*)*)/.exec(positional[0].text)?.[1]
            : undefined;
        if (target === undefined)
          app.gaps.push({
            span: spanOf(at.source, node),
            reason: 'r.run of an application that only run time knows',
          });
        else
          app.mounts.push({
            name: target,
            pattern: at.prefix,
            complete: at.complete,
            span: spanOf(at.source, node),
            ...(at.condition !== undefined && { condition: at.condition }),
          });
        return;
      }
      case 'rodauth':
        app.gaps.push({
          span: spanOf(at.source, node),
          reason: 'rodauth registers routes that are not followed',
        });
        return;
      default:
    }
  });
  if (isEnd && app.routes.length + app.mounts.length === before)
    push('ANY', context.prefix, body, { ...context, around: context.around.slice(0, -1) }, app);
}

/** The paths that matchers stand for: texts are themselves, classes, symbols and patterns are parameters, lists are alternatives. */
function matched(prefix: string, matchers: readonly RubyValue[]): readonly string[] {
  let paths: readonly string[] = [prefix];
  for (const [index, matcher] of matchers.entries()) {
    const parts = partsOf(matcher, index);
    paths = paths.flatMap((path) => parts.map((part) => joinedPattern(path, part))).slice(0, 16);
  }
  return paths;
}

function partsOf(matcher: RubyValue, index: number): readonly string[] {
  switch (matcher.kind) {
    case 'string':
      return [matcher.text];
    case 'symbol':
      return [`:${matcher.text}`];
    case 'array':
      return matcher.items.flatMap((item) => partsOf(item, index));
    case 'boolean':
      return [''];
    default:
      return [`:part${index + 1}`];
  }
}

function push(method: HttpMethod, prefix: string, node: SyntaxNode, at: TreeContext, app: AppBuilder): void {
  const block = node.childForFieldName('block');
  app.routes.push({
    method,
    pattern: prefix === '' ? '/' : prefix,
    complete: at.complete,
    span: spanOf(at.source, node.childForFieldName('method') ?? node),
    body: bodyOf(block ?? node, at.source),
    ...(at.condition !== undefined && { condition: at.condition }),
    guards: [],
    filters: at.around,
    isPrefixed: false,
    servedBy: 'code',
  });
}
