import { unknown } from '../../../syntax/javascript/evaluate/value.js';
import { nodeCalling, type Calling, type Dialect } from '../javascript/dialect.js';
import { makeRouter } from '../javascript/make.js';
import { convertPath } from '../javascript/path-syntax.js';
import { registerVerb } from '../javascript/registration.js';
import { registerUse } from './use.js';

/** What distinguishes a framework that was made after Express. */
interface ExpressLike {
  readonly framework: string;
  /** As an alternation of a regular expression. */
  readonly packages: string;
  /** What makes an application, as `package:path`. */
  readonly makers: RegExp;
  /** The option that holds a prefix. */
  readonly prefixOption?: string;
  readonly calling?: Calling;
}

/** A framework with the verbs and `use` of Express. */
export function expressLike({
  calling = nodeCalling,
  framework,
  makers,
  packages,
  prefixOption,
}: ExpressLike): Dialect {
  const own = new RegExp(`^(?:${packages})$`);
  const dialect: Dialect = {
    framework,
    mayOwn: (name) => own.test(name),
    packages,
    calling,
    convertPath,
    callPackage: (callee, call, registering) =>
      makers.test(`${callee.package}:${callee.path.join('.')}`)
        ? makeRouter(dialect, 'app', call, registering, prefixOption)
        : undefined,
    callMethod: (router, name, call, registering) =>
      name === 'use'
        ? registerUse(router, call, registering)
        : (registerVerb(router, name, call, registering) ?? unknown),
  };
  return dialect;
}
