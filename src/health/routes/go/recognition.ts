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

/** Words that a file of a framework's user contains when it makes, holds or is handed a router. */
export const routerWords: Readonly<Record<GoRouterFramework, RegExp>> = {
  'go-net-http': /\bServeMux\b|\bNewServeMux\b|\.Handle(?:Func)?\(|\bDefaultServeMux\b|\bStripPrefix\b/,
  'go-chi': /\.(?:Router|Mux|NewRouter|NewMux|Heartbeat)\b/,
  'go-gin': /\.(?:Engine|RouterGroup|IRoutes?|IRouter|New|Default)\b/,
};
