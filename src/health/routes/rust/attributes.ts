import type { HttpMethod } from '../../../model/endpoint.js';
import type { Machine } from './machine.js';
import type { RustAttribute } from './tree.js';
import type { Router, Value } from './values.js';
import { optionsOf } from './values.js';
import { methodNamed, routeAttribute } from './verbs.js';

/**
 * Registers functions that carry their path as an attribute: `#[get("/x")]` of actix and rocket, `#[utoipa::path(get, path = "/x")]` where
 * utoipa-axum registers by it.
 * @returns false when nothing of the kind is known of the value.
 */
export function attributeRoutes(machine: Machine, router: Router, value: Value): boolean {
  let isFound = false;
  for (const option of optionsOf(value)) {
    if (option.kind !== 'function') continue;
    for (const attribute of option.function.attributes)
      for (const { method, path } of routesOf(attribute, router)) {
        isFound = true;
        machine.add(router, {
          kind: 'route',
          path: [path],
          method,
          handler: option,
          site: { file: option.function.file, start: attribute.start, end: attribute.end },
          conditions: [...machine.conditions],
        });
      }
  }
  return isFound;
}

function routesOf(
  { name, text }: RustAttribute,
  { framework }: Router,
): readonly { readonly method: HttpMethod; readonly path: string }[] {
  if (framework === 'axum' || /(?:^|::)path$/.test(name)) {
    if (framework !== 'axum' || !/(?:^|::)path$/.test(name)) return [];
    const path = /\bpath\s*=\s*"([^"]*)"/.exec(text)?.[1];
    const verbs = [
      ...text.replaceAll(/"[^"]*"/g, '""').matchAll(/\b(get|post|put|delete|patch|head|options)\b(?!\s*=)/g),
    ];
    return path === undefined
      ? []
      : verbs
          .slice(0, 1)
          .flatMap(([verb]) => methodNamed(verb) ?? [])
          .map((method) => ({ method, path }));
  }
  const verb = routeAttribute.exec(name)?.[1];
  // `openapi` of paperclip and rocket_okapi stands beside, and says nothing of the path.
  if (verb === undefined) return [];
  const uri = /\b(?:uri|path)\s*=\s*"([^"]*)"/.exec(text)?.[1] ?? /"([^"]*)"/.exec(text)?.[1];
  if (uri === undefined) return [];
  if (verb !== 'route') return [{ method: methodNamed(verb) ?? 'ANY', path: uri }];
  // actix: `#[route("/x", method = "GET", method = "HEAD")]`; rocket: `#[route(GET, uri = "/x")]`.
  const named = [...text.matchAll(/\bmethod\s*=\s*"?(\w+)/g)].map(([, method = '']) => method);
  const [bare] = /^\s*(\w+)\s*,/.exec(text)?.slice(1) ?? [];
  const verbs = named.length > 0 ? named : bare === undefined ? ['any'] : [bare];
  return verbs.map((one) => ({ method: methodNamed(one.toLowerCase()) ?? 'ANY', path: uri }));
}
