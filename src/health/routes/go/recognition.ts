import type { GoImport } from '../../../syntax/go/file.js';
import { usualPackageNames } from '../../../syntax/go/program.js';

/** The frameworks whose routers are understood here. */
export type GoRouterFramework = 'go-net-http' | 'go-chi' | 'go-gin';

/** chi under any major version, and the import path it had before 2017. */
const chiPackage = /^github\.com\/(?:go-chi|pressly)\/chi(?:\/v\d+)?$/;
const ginPackage = /^(?:github\.com\/gin-gonic\/gin(?:\/v\d+)?|gopkg\.in\/gin-gonic\/gin\.v\d+)$/;

/** The framework that an import path belongs to. */
export function frameworkOfImport(path: string): GoRouterFramework | undefined {
  if (path === 'net/http') return 'go-net-http';
  if (chiPackage.test(path)) return 'go-chi';
  return ginPackage.test(path) ? 'go-gin' : undefined;
}

const routerTypes: Readonly<Record<GoRouterFramework, ReadonlySet<string>>> = {
  'go-net-http': new Set(['ServeMux']),
  'go-chi': new Set(['Router', 'Mux']),
  'go-gin': new Set(['Engine', 'RouterGroup', 'IRouter', 'IRoutes']),
};

/** The framework whose router a type of an outside package is. */
export function routerType(path: string, name: string): GoRouterFramework | undefined {
  const framework = frameworkOfImport(path);
  return framework && routerTypes[framework].has(name) ? framework : undefined;
}

const constructors: Readonly<Record<GoRouterFramework, ReadonlySet<string>>> = {
  'go-net-http': new Set(['NewServeMux']),
  'go-chi': new Set(['NewRouter', 'NewMux']),
  'go-gin': new Set(['New', 'Default']),
};

/** The framework whose router a function of an outside package makes. */
export function routerConstructor(path: string, name: string): GoRouterFramework | undefined {
  const framework = frameworkOfImport(path);
  return framework && constructors[framework].has(name) ? framework : undefined;
}

/** True for chi's own middleware package. */
export function isChiMiddleware(path: string): boolean {
  return path.endsWith('/middleware') && chiPackage.test(path.slice(0, -'/middleware'.length));
}

/** True for packages of Go's standard library: their first element has no dot. */
export function isStandardLibrary(path: string): boolean {
  return !(path.split('/')[0] ?? '').includes('.');
}

/** Names of a framework's package that a file uses when it makes, holds, is handed or serves a router. */
const routerNames: Readonly<Record<GoRouterFramework, string>> = {
  'go-net-http':
    'ServeMux|NewServeMux|Handle|HandleFunc|DefaultServeMux|ListenAndServe|ListenAndServeTLS|Server|StripPrefix',
  'go-chi': 'Router|Mux|NewRouter|NewMux',
  'go-gin': 'Engine|RouterGroup|IRoutes|IRouter|New|Default',
};

/**
 * True when a piece of a file uses the router of a framework.
 * @param name the name under which the file imports the framework's package.
 */
function usesRouter(framework: GoRouterFramework, name: string, text: string): boolean {
  if (!/^[\w.]+$/.test(name) || name === '_') return false;
  const start = name === '.' ? String.raw`\b` : String.raw`\b${name}\.`;
  return new RegExp(`${start}(?:${routerNames[framework]})\\b`).test(text);
}

/** True when a piece of a file with these imports makes, holds, is handed or serves a router. */
export function usesRouters(imports: readonly GoImport[], text: string): boolean {
  return imports.some(({ path, name }) => {
    const framework = frameworkOfImport(path);
    return framework !== undefined && usesRouter(framework, name ?? usualPackageNames(path)[0] ?? '', text);
  });
}
