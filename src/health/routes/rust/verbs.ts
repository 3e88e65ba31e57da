import type { HttpMethod } from '../../../model/endpoint.js';
import { httpMethods } from '../../http-methods.js';
import type { Value } from './values.js';

/** The method that a function registers for: `get`, `get_service`, `get_with` of aide, `any`. */
export function methodNamed(name: string): HttpMethod | undefined {
  const verb = name.replace(/_(?:service|with)$/, '');
  return verb === 'any' || verb === 'connect' || verb === 'trace' ? 'ANY' : httpMethods.get(verb);
}

/** Attributes that make a function a route, of actix and rocket. */
export const routeAttribute = /^(?:\w+::)*(get|post|put|delete|patch|head|options|route)$/;

/** `MethodFilter::GET`, `Method::GET`. */
export function methodOf(value: Value | undefined): HttpMethod {
  return (value?.kind === 'outside' && methodNamed(value.path.at(-1)?.toLowerCase() ?? '')) || 'ANY';
}
