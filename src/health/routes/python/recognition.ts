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
        : undefined;
  if (!framework || !kind) return undefined;
  const extension = name === 'Api';
  const prefixName =
    framework === 'flask' && !extension ? (name === 'Namespace' ? 'path' : 'url_prefix') : 'prefix';
  return { name, framework, kind, prefixName, extension };
}
