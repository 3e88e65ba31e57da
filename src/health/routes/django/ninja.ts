import type { HttpMethod } from '../../../model/endpoint.js';
import { plainText } from '../../../syntax/python/texts.js';
import type { HostObject, PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, unknown } from '../../../syntax/python/values.js';
import { httpMethods } from '../../http-methods.js';
import type { PathText } from '../python/router.js';
import { pathsOf } from '../python/router.js';

/** An operation of django-ninja: `@api.get('/x')`. */
export interface NinjaOperation {
  readonly methods: readonly HttpMethod[];
  readonly paths: readonly PathText[];
  readonly handler: PyValue;
  readonly place: PyPlace;
  readonly conditions: readonly string[];
}

/** `NinjaAPI()` and `Router()` of django-ninja (ninja/main.py, router.py). */
export class NinjaRouter implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly operations: NinjaOperation[] = [];
  readonly children: {
    readonly prefixes: readonly PathText[];
    /** A router, or the dotted name of one. */
    readonly router: PyValue;
    readonly place: PyPlace;
  }[] = [];
  readonly isApi: boolean;
  readonly place: PyPlace;
  /** Controllers of django-ninja-extra are registered by their classes, which are not read. */
  isOpen = false;

  constructor(isApi: boolean, place: PyPlace) {
    this.isApi = isApi;
    this.place = place;
    this.attributes.set('urls', { kind: 'host', object: this });
  }

  /** What is called on it. */
  call(name: string, args: PyArguments, place: PyPlace, conditions: readonly string[]): PyValue {
    const verb = httpMethods.get(name);
    if (verb || name === 'api_operation') {
      const path = argument(args, 'path', verb ? 0 : 1) ?? unknown;
      return {
        kind: 'native',
        call: (given) => {
          const [handler = unknown] = given.positional;
          this.operations.push({
            methods: verb ? [verb] : named(args.positional[0]),
            paths: pathsOf(path),
            handler,
            place,
            conditions,
          });
          return Promise.resolve(handler);
        },
      };
    }
    if (name === 'add_router')
      this.children.push({
        prefixes: pathsOf(argument(args, 'prefix', 0) ?? unknown),
        router: argument(args, 'router', 1) ?? unknown,
        place,
      });
    if (/^(?:register_controllers|auto_discover_controllers)$/.test(name)) this.isOpen = true;
    return { kind: 'none' };
  }
}

function named(value: PyValue | undefined): readonly HttpMethod[] {
  if (value?.kind !== 'list' || !value.complete) return ['ANY'];
  return value.items.map((item) => httpMethods.get((plainText(item) ?? '').toLowerCase()) ?? 'ANY');
}
