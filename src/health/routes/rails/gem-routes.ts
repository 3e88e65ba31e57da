import type { HttpMethod } from '../../../model/endpoint.js';
import { nameOf } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import { joinedPattern, writtenPath } from '../ruby/route-path.js';
import type { RouteArguments } from './arguments.js';
import type { Context } from './context.js';
import type { RoutesInterpreter } from './interpreter.js';
import { placeOf } from './scope.js';

/** What Devise serves below the path of a model: part of Devise, its name in `path_names`, method, path behind. */
const devise: readonly (readonly [string, HttpMethod, string, string])[] = [
  ['sessions', 'GET', 'sign_in', ''],
  ['sessions', 'POST', 'sign_in', ''],
  ['sessions', 'DELETE', 'sign_out', ''],
  ['passwords', 'GET', 'password', 'new'],
  ['passwords', 'GET', 'password', 'edit'],
  ['passwords', 'PATCH', 'password', ''],
  ['passwords', 'PUT', 'password', ''],
  ['passwords', 'POST', 'password', ''],
  ['registrations', 'GET', 'cancel', ''],
  ['registrations', 'GET', 'sign_up', ''],
  ['registrations', 'GET', 'edit', ''],
  ['registrations', 'PATCH', '', ''],
  ['registrations', 'PUT', '', ''],
  ['registrations', 'DELETE', '', ''],
  ['registrations', 'POST', '', ''],
  ['confirmations', 'GET', 'confirmation', 'new'],
  ['confirmations', 'GET', 'confirmation', ''],
  ['confirmations', 'POST', 'confirmation', ''],
  ['unlocks', 'GET', 'unlock', 'new'],
  ['unlocks', 'GET', 'unlock', ''],
  ['unlocks', 'POST', 'unlock', ''],
  ['omniauth_callbacks', 'ANY', 'auth', ':provider'],
  ['omniauth_callbacks', 'ANY', 'auth', ':provider/callback'],
];

/** Calls of gems that register routes below a path of their own: which, and the path that they take by default. */
const wildcards: readonly (readonly [RegExp, string])[] = [
  [/^use_doorkeeper$/, 'oauth'],
  [/^use_doorkeeper_openid_connect$/, '.well-known'],
  [/^(::)?ActiveAdmin\.routes$/, 'admin'],
  [/^(::)?Avo\.mount_avo$|^mount_avo$/, 'avo'],
  [/^mount_devise_token_auth_for$/, 'auth'],
  [/^(::)?Easymon\.routes$/, ''],
  [/^(::)?Healthcheck\.routes$/, 'healthcheck'],
  [/^ckeditor|^tinymce/, ''],
];

/** Routes that calls of known gems register; false when the call is none of these. */
export function gemCall(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  name: string,
  given: RouteArguments,
  context: Context,
): boolean {
  const scope = placeOf(context.scope);
  const span = spanOf(context.file.source, node);
  const base = {
    complete: scope.complete,
    span,
    guards: scope.guards,
    ...(scope.condition !== undefined && { condition: scope.condition }),
  };
  const push = (method: HttpMethod, pattern: string, controller: string, action: string): void => {
    context.out.routes.push({
      ...base,
      method,
      pattern: joinedPattern(scope.prefix, pattern) || '/',
      target: controller === '' ? { kind: 'unknown' } : { kind: 'action', controller, action },
    });
  };
  if (name === 'devise_for') {
    for (const value of given.positional) {
      const model = nameOf(value);
      if (model === undefined) mapper.gap(node, context, 'devise_for a model that only run time knows');
      else deviseRoutes(model, given, push);
    }
    return true;
  }
  if (name === 'health_check_routes' || name === 'add_health_check_routes') {
    push(
      'ANY',
      `${writtenPath(given.positional[0])?.text ?? 'health_check'}(/:checks)`,
      'health_check/health_check',
      'index',
    );
    return true;
  }
  if (/^(::)?Healthcheck\.routes$/.test(name)) {
    push('GET', 'healthcheck', 'healthcheck/healthchecks', 'check');
    return true;
  }
  const wildcard = wildcards.find(([pattern]) => pattern.test(name));
  if (!wildcard) return false;
  const at = writtenPath(given.options.get('at'))?.text ?? wildcard[1];
  push('ANY', at, '', '');
  push('ANY', joinedPattern(at, '*path'), '', '');
  return true;
}

function deviseRoutes(
  model: string,
  given: RouteArguments,
  push: (method: HttpMethod, pattern: string, controller: string, action: string) => void,
): void {
  const path = writtenPath(given.options.get('path'))?.text ?? model;
  const skipped = new Set(given.names('skip'));
  const only = given.names('only');
  const names = given.options.get('path_names');
  if (skipped.has('all')) return;
  for (const [part, method, word, behind] of devise) {
    if (skipped.has(part) || (only && !only.includes(part))) continue;
    const named = names?.kind === 'hash' ? nameOf(names.entries.get(word)) : undefined;
    push(method, joinedPattern(joinedPattern(path, named ?? word), behind), '', '');
  }
}
