import type { PythonRouterFramework } from './router.js';

/** What a class of a framework is for the route reader. */
export interface FrameworkClass {
  readonly name: string;
  readonly framework: PythonRouterFramework;
  readonly kind: 'app' | 'router' | 'route';
  /** The keyword argument with its prefix. */
  readonly prefixName: string;
  /** Made with the application or blueprint that serves it. */
  readonly extension: boolean;
}

const packages: ReadonlyMap<string, PythonRouterFramework> = new Map([
  ['fastapi', 'fastapi'],
  ['starlette', 'fastapi'],
  ['fastapi_utils', 'fastapi'],
  ['flask', 'flask'],
  ['quart', 'flask'],
  ['apiflask', 'flask'],
  ['flask_openapi3', 'flask'],
  ['flask_smorest', 'flask'],
  ['flask_restful', 'flask'],
  ['flask_restx', 'flask'],
  ['flask_restplus', 'flask'],
  ['aiohttp', 'aiohttp'],
  ['tornado', 'tornado'],
  ['sanic', 'sanic'],
  ['litestar', 'litestar'],
  ['falcon', 'falcon'],
  ['bottle', 'bottle'],
]);

const fastApiClasses: ReadonlyMap<string, FrameworkClass['kind']> = new Map([
  ['FastAPI', 'app'],
  ['Starlette', 'app'],
  ['APIRouter', 'router'],
  ['InferringRouter', 'router'],
  ['Router', 'router'],
  ['Route', 'route'],
  ['APIRoute', 'route'],
  ['Mount', 'route'],
  ['WebSocketRoute', 'route'],
]);

const flaskClasses: ReadonlyMap<string, FrameworkClass['kind']> = new Map([
  ['Flask', 'app'],
  ['Quart', 'app'],
  ['APIFlask', 'app'],
  ['OpenAPI', 'app'],
  ['Blueprint', 'router'],
  ['APIBlueprint', 'router'],
  ['Namespace', 'router'],
  ['Api', 'router'],
]);

const otherClasses: ReadonlyMap<string, ReadonlyMap<string, FrameworkClass['kind']>> = new Map([
  [
    'aiohttp',
    new Map<string, FrameworkClass['kind']>([
      ['Application', 'app'],
      ['RouteTableDef', 'router'],
    ]),
  ],
  ['tornado', new Map<string, FrameworkClass['kind']>([['Application', 'app']])],
  [
    'sanic',
    new Map<string, FrameworkClass['kind']>([
      ['Sanic', 'app'],
      ['Blueprint', 'router'],
    ]),
  ],
  [
    'litestar',
    new Map<string, FrameworkClass['kind']>([
      ['Litestar', 'app'],
      ['Router', 'router'],
    ]),
  ],
  [
    'falcon',
    new Map<string, FrameworkClass['kind']>([
      ['App', 'app'],
      ['API', 'app'],
    ]),
  ],
  ['bottle', new Map<string, FrameworkClass['kind']>([['Bottle', 'app']])],
]);

/** The class that a dotted name stands for: by its package and its last part, wherever inside the package it was taken from. */
export function frameworkClass(dotted: string): FrameworkClass | undefined {
  if (dotted.includes('(')) return undefined;
  const parts = dotted.split('.');
  const name = parts.at(-1) ?? '';
  const framework = packages.get(parts[0] ?? '');
  const kind =
    framework === 'fastapi'
      ? fastApiClasses.get(name)
      : framework === 'flask'
        ? flaskClasses.get(name)
        : framework && otherClasses.get(framework)?.get(name);
  if (!framework || !kind) return undefined;
  /** aiohttp is a client, too. */
  if (framework === 'aiohttp' && !/^aiohttp\.web\w*\./.test(dotted)) return undefined;
  const extension = name === 'Api';
  const prefixName =
    framework === 'flask' && !extension
      ? name === 'Namespace'
        ? 'path'
        : 'url_prefix'
      : framework === 'litestar'
        ? 'path'
        : 'prefix';
  return { name, framework, kind, prefixName, extension };
}
