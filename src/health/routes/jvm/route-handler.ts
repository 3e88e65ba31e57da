import type { Handler } from '../../../model/endpoint.js';
import type { JavaType } from '../../../syntax/java/file.js';
import type { JavaMethod } from '../../../syntax/java/method.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { isOfInterest } from '../../interest.js';
import { handlerOf } from './handlers.js';

/** The handler of a route: followed into what it calls when the path says something of health, else only named. */
export async function routeHandler(
  path: string,
  type: JavaType,
  method: JavaMethod,
  program: JavaProgram,
): Promise<Handler> {
  if (isOfInterest(path, program.view)) return handlerOf(type, method, program);
  return { name: `${type.name}.${method.name}`, span: method.span, touches: [] };
}
