import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import type { ExternalValue } from '../../../syntax/javascript/evaluate/value.js';
import { joinRoutePath } from '../javascript/path-syntax.js';
import type { ProgramRoutes } from '../javascript/program-routes.js';
import type { ForeignModule } from './module-graph.js';
import { nestFramework, type NestApplication } from './program.js';

/** Modules of packages that serve something where one may not look for it. */
const serving =
  /board|admin|prometheus|metrics|health|graphql|serve-?static|studio|actuator|proxy|webhook|auth(?!-)\b|devtools|mcp/i;
const quiet = /^@nestjs\/(?!graphql|serve-static)/;

/** What a module of a package serves, as far as it is known; a gap where it serves what is not. */
export function registerForeign(
  { span, value }: ForeignModule,
  { prefixes }: NestApplication,
  routes: ProgramRoutes,
): void {
  const name = `${value.package}.${value.path.join('.')}`;
  const built = builtIn(value);
  if (built) {
    const prefix = built.hasPrefix ? (prefixes[0]?.path.text ?? '') : '';
    routes.standalone.push({
      framework: nestFramework,
      pathComplete: !built.hasPrefix || (prefixes[0]?.path.complete ?? true),
      registration: {
        method: built.method,
        path: {
          text: joinRoutePath(`/${prefix}`, built.path),
          complete: true,
          isCertain: true,
          origins: [],
        },
        span,
        conditions: [],
        servedBy: 'dependency',
        handlers: [],
        certainty: 'likely',
      },
    });
  } else if (serving.test(name) && !quiet.test(value.package))
    routes.gap(nestFramework, span, `what the module of ${value.package} serves is not known`);
}

interface BuiltIn {
  readonly method: 'GET' | 'ANY';
  readonly path: string;
  readonly hasPrefix: boolean;
}

/**
 * @nestjs/graphql: `/graphql` unless `path` says otherwise, without the global prefix unless `useGlobalPrefix`;
 * @willsoto/nestjs-prometheus: a controller at `/metrics`, or `path`.
 */
function builtIn({ given, package: name }: ExternalValue): BuiltIn | undefined {
  const [options] = given ?? [];
  const members = options?.kind === 'object' ? options.members : undefined;
  const path = members?.get('path');
  const written = path && certainText(path);
  if (path && written === undefined) return undefined;
  if (name === '@nestjs/graphql')
    return {
      method: 'ANY',
      path: written ?? '/graphql',
      hasPrefix: members?.get('useGlobalPrefix') !== undefined,
    };
  return name === '@willsoto/nestjs-prometheus'
    ? { method: 'GET', path: written ?? '/metrics', hasPrefix: true }
    : undefined;
}
