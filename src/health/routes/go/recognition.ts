import type { GoImport } from '../../../syntax/go/file.js';
import { usualPackageNames } from '../../../syntax/go/program.js';

/** The frameworks whose routers are understood here. */
export type GoRouterFramework =
  | 'go-net-http'
  | 'go-chi'
  | 'go-gin'
  | 'go-echo'
  | 'go-gorilla'
  | 'go-fiber'
  | 'go-httprouter'
  | 'go-controller-runtime'
  | 'go-huma'
  | 'go-kratos'
  | 'go-hertz'
  | 'go-iris'
  | 'go-zero'
  | 'go-beego';

/** What a framework's packages export that makes, holds or is a router. */
interface RouterPackage {
  readonly framework: GoRouterFramework;
  /** Its import path, under any major version, former names and forks included. */
  readonly path: RegExp;
  readonly types: ReadonlySet<string>;
  readonly constructors: ReadonlySet<string>;
  /** Other names by which a file shows that it serves something. */
  readonly uses?: string;
}

const named = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Each framework's names as its documentation on pkg.go.dev has them. */
const packages: readonly RouterPackage[] = [
  {
    framework: 'go-net-http',
    path: /^net\/http$/,
    types: named('ServeMux'),
    constructors: named('NewServeMux'),
    uses: 'Handle|HandleFunc|DefaultServeMux|ListenAndServe|ListenAndServeTLS|Server|StripPrefix',
  },
  {
    framework: 'go-chi',
    path: /^github\.com\/(?:go-chi|pressly)\/chi(?:\/v\d+)?$/,
    types: named('Router Mux'),
    constructors: named('NewRouter NewMux'),
  },
  {
    framework: 'go-gin',
    path: /^(?:github\.com\/gin-gonic\/gin(?:\/v\d+)?|gopkg\.in\/gin-gonic\/gin\.v\d+)$/,
    types: named('Engine RouterGroup IRouter IRoutes'),
    constructors: named('New Default'),
  },
  {
    framework: 'go-echo',
    path: /^github\.com\/labstack\/echo(?:\/v\d+)?$/,
    types: named('Echo Group'),
    constructors: named('New NewWithConfig'),
  },
  {
    framework: 'go-gorilla',
    path: /^(?:github\.com\/(?:gorilla|minio|containous)\/mux|gopkg\.in\/DataDog\/dd-trace-go\.v1\/contrib\/gorilla\/mux|github\.com\/DataDog\/dd-trace-go\/contrib\/gorilla\/mux\/v\d+)$/,
    types: named('Router Route'),
    constructors: named('NewRouter'),
  },
  {
    framework: 'go-fiber',
    path: /^github\.com\/gofiber\/fiber(?:\/v\d+)?$/,
    types: named('App Group Router Register'),
    constructors: named('New'),
  },
  {
    framework: 'go-httprouter',
    path: /^(?:github\.com\/(?:julienschmidt|minio)\/httprouter|gopkg\.in\/DataDog\/dd-trace-go\.v1\/contrib\/julienschmidt\/httprouter)$/,
    types: named('Router'),
    constructors: named('New'),
  },
  {
    framework: 'go-controller-runtime',
    path: /^sigs\.k8s\.io\/controller-runtime(?:\/pkg\/manager)?$/,
    types: named('Manager'),
    constructors: named('NewManager New'),
  },
  {
    framework: 'go-huma',
    path: /^github\.com\/danielgtaylor\/huma(?:\/v\d+)?$/,
    types: named('API Group'),
    constructors: named('NewGroup'),
    uses: 'Register|AutoRegister|Get|Head|Post|Put|Patch|Delete',
  },
  {
    framework: 'go-huma',
    path: /^github\.com\/danielgtaylor\/huma(?:\/v\d+)?\/adapters\/huma\w+$/,
    types: named(''),
    constructors: named('New NewWithGroup NewWithPrefix'),
  },
  {
    framework: 'go-kratos',
    path: /^github\.com\/go-kratos\/kratos(?:\/v\d+)?\/transport\/http$/,
    types: named('Server Router'),
    constructors: named('NewServer'),
  },
  {
    framework: 'go-hertz',
    path: /^github\.com\/cloudwego\/hertz\/pkg\/(?:app\/server|route)$/,
    types: named('Hertz Engine RouterGroup IRouter IRoutes'),
    constructors: named('New Default'),
  },
  {
    framework: 'go-iris',
    path: /^github\.com\/kataras\/iris(?:\/v\d+)?(?:\/core\/router)?$/,
    types: named('Application Party APIBuilder'),
    constructors: named('New Default'),
  },
  {
    framework: 'go-zero',
    path: /^github\.com\/(?:zeromicro|tal-tech)\/go-zero\/rest$/,
    types: named('Server'),
    constructors: named('MustNewServer NewServer'),
  },
  {
    framework: 'go-beego',
    path: /^github\.com\/(?:beego\/beego(?:\/v\d+)?\/server\/web|(?:astaxie|beego)\/beego)$/,
    types: named('HttpServer'),
    constructors: named('NewHttpSever'),
    uses: 'Router|Handler|NewNamespace|AddNamespace|NS\\w+|Get|Post|Put|Patch|Delete|Head|Options|Any',
  },
  {
    framework: 'go-net-http',
    path: /^github\.com\/heptiolabs\/healthcheck$/,
    types: named('Handler'),
    constructors: named('NewHandler NewMetricsHandler'),
  },
];

/** The framework that an import path belongs to. */
export function frameworkOfImport(path: string): GoRouterFramework | undefined {
  return packageOf(path)?.framework;
}

function packageOf(path: string): RouterPackage | undefined {
  return packages.find((one) => one.path.test(path));
}

/** The framework whose router a type of an outside package is. */
export function routerType(path: string, name: string): GoRouterFramework | undefined {
  const found = packageOf(path);
  return found?.types.has(name) ? found.framework : undefined;
}

/** The framework whose router a function of an outside package makes. */
export function routerConstructor(path: string, name: string): GoRouterFramework | undefined {
  const found = packageOf(path);
  return found?.constructors.has(name) ? found.framework : undefined;
}

/** True for chi's own middleware package. */
export function isChiMiddleware(path: string): boolean {
  return path.endsWith('/middleware') && frameworkOfImport(path.slice(0, -'/middleware'.length)) === 'go-chi';
}

/** True for packages of Go's standard library: their first element has no dot. */
export function isStandardLibrary(path: string): boolean {
  return !(path.split('/')[0] ?? '').includes('.');
}

/**
 * True when a piece of a file uses the router of a framework: makes, holds, is handed or serves one.
 * @param name the name under which the file imports the framework's package.
 */
function usesRouter({ types, constructors, uses }: RouterPackage, name: string, text: string): boolean {
  if (!/^[\w.]+$/.test(name) || name === '_') return false;
  const start = name === '.' ? String.raw`\b` : String.raw`\b${name}\.`;
  const names = [...types, ...constructors, ...(uses === undefined ? [] : [uses])];
  return new RegExp(`${start}(?:${names.join('|')})\\b`).test(text);
}

/** True when a piece of a file with these imports makes, holds, is handed or serves a router. */
export function usesRouters(imports: readonly GoImport[], text: string): boolean {
  return imports.some(({ path, name }) => {
    const found = packageOf(path);
    return found !== undefined && usesRouter(found, name ?? usualPackageNames(path)[0] ?? '', text);
  });
}
