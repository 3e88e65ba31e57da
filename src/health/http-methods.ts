import type { HttpMethod } from '../model/endpoint.js';

/** The methods of HTTP by their names in lower case, as routers and file names write them. */
export const httpMethods: ReadonlyMap<string, HttpMethod> = new Map([
  ['get', 'GET'],
  ['head', 'HEAD'],
  ['post', 'POST'],
  ['put', 'PUT'],
  ['patch', 'PATCH'],
  ['delete', 'DELETE'],
  ['options', 'OPTIONS'],
]);
