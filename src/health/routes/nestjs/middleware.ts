import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import type { FunctionValue, InstanceValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import { nodeCalling, type Calling, type Registering } from '../javascript/dialect.js';
import { hostOf } from '../javascript/make.js';
import { flattened } from '../javascript/registration.js';
import type { Middleware, Receiver } from '../javascript/router.js';
import type { GuardUse } from './module-graph.js';

const hierarchyLimit = 12;
const guardCalling: Calling = { roles: ['other'], returnsAnswer: true };

/** A method of a class or of an object of it, its own or an inherited one, ready to be run. */
export function methodOfClass(value: Value, name: string): FunctionValue | undefined {
  const start = value.kind === 'instance' ? value.class : value;
  if (start.kind !== 'class') return undefined;
  const self: InstanceValue =
    value.kind === 'instance' ? value : { kind: 'instance', class: start, properties: new Map() };
  let home: Value | undefined = start;
  for (let depth = 0; home?.kind === 'class' && depth < hierarchyLimit; depth += 1) {
    const member = home.node.members.find(({ key, kind }) => key === name && kind === 'method');
    if (member?.function)
      return {
        kind: 'function',
        node: member.function,
        scope: home.scope,
        name: `${start.name ?? ''}.${name}`,
        self,
        home,
        properties: new Map(),
      };
    home = home.superclass;
  }
  return undefined;
}

/** `canActivate` of guards, as code that a request passes. */
export function codeOfGuards(guards: readonly GuardUse[]): readonly Middleware[] {
  return guards.flatMap(({ value }) => {
    const code = methodOfClass(value, 'canActivate');
    return code ? [{ value: code, calling: guardCalling }] : [];
  });
}

/** Functions, and `use` of classes that implement NestMiddleware. */
export function codeOfMiddleware(values: readonly Value[]): readonly Middleware[] {
  return flattened(values).flatMap((value) => {
    const code = value.kind === 'function' ? value : methodOfClass(value, 'use');
    return code ? [{ value: code, calling: nodeCalling }] : [];
  });
}

/** A path that stands for all of them. */
const everything = /^\/?(?:\*|\(\.\*\)|\{?\*\w*\}?)$/;

/**
 * The consumer that a module's `configure` is given. Middleware counts that is put before all routes without an exception: what `exclude` names
 * are mostly the routes of health.
 */
export class MiddlewareConsumer implements Receiver {
  readonly #found: Value[];
  #applied: readonly Value[] = [];
  #isExcluding = false;

  /** @param found gets the middleware that stands before all routes. */
  constructor(found: Value[]) {
    this.#found = found;
  }

  call(name: string, call: Call, { conditions }: Registering): Value {
    if (name === 'apply') {
      this.#applied = call.arguments;
      this.#isExcluding = conditions.length > 0;
    } else if (name === 'exclude') this.#isExcluding = true;
    else if (name === 'forRoutes' && !this.#isExcluding && call.arguments.every(isEverything))
      this.#found.push(...this.#applied);
    return hostOf(this);
  }
}

function isEverything(route: Value): boolean {
  const path = route.kind === 'object' ? route.members.get('path') : route;
  const method = route.kind === 'object' ? route.members.get('method') : undefined;
  const isAnyMethod =
    method === undefined || (method.kind === 'external' && /^(?:ALL|GET)$/.test(method.path.at(-1) ?? ''));
  return isAnyMethod && path !== undefined && everything.test(certainText(path) ?? '');
}
