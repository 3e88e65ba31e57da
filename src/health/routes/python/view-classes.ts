import type { HttpMethod } from '../../../model/endpoint.js';
import type { ClassObject, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { httpMethods } from '../../http-methods.js';

/** The methods that a class answers by its own functions of their names, inherited ones included; `prefix` = `on_` for Falcon. */
export function classMethods(of: ClassObject, prefix = '', suffix = '', depth = 0): readonly HttpMethod[] {
  if (depth > 8) return [];
  const own = [...httpMethods].flatMap(([name, method]) =>
    of.scope.cells.get(`${prefix}${name}${suffix}`)?.value?.kind === 'function' ? [method] : [],
  );
  const inherited = of.bases
    .flatMap(optionsOf)
    .flatMap((base) => (base.kind === 'class' ? classMethods(base.of, prefix, suffix, depth + 1) : []));
  return [...new Set([...own, ...inherited])];
}

/** The methods that a view class answers; undefined when the handler is a function or its class tells nothing. */
export function viewMethods(handler: PyValue | undefined): readonly HttpMethod[] | undefined {
  const found = handler?.kind === 'class' ? classMethods(handler.of) : [];
  return found.length > 0 ? found : undefined;
}
