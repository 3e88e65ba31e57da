/** What a call of an export of a package makes, by `package:path.of.the.export`. Named imports, default imports and `require` all lead here. */
const makers = new Map<string, 'app' | 'router'>([
  ['express:', 'app'],
  ['express:Router', 'router'],
  // https://feathersjs.com/api/express.html
  ['@feathersjs/express:', 'app'],
  ['@feathersjs/express:Router', 'router'],
  ['ultimate-express:', 'app'],
  ['ultimate-express:Router', 'router'],
  ['express-promise-router:', 'router'],
  ['express-async-router:AsyncRouter', 'router'],
]);

/** Types of parameters and fields that say the same. */
const types = new Map<string, 'app' | 'router'>([
  ['Application', 'app'],
  ['Express', 'app'],
  ['IRouter', 'router'],
  ['Router', 'router'],
]);

const typePackages = new Set(['express', 'express-serve-static-core', 'ultimate-express']);

/** Functions that take the application and give it back, perhaps with more methods. */
const decorators = new Set([
  '@awaitjs/express:addAsync',
  '@awaitjs/express:decorateApp',
  '@awaitjs/express:decorateRouter',
]);

/** Whether calling an export makes an application or a router. */
export function madeBy(packageName: string, path: readonly string[]): 'app' | 'router' | undefined {
  return makers.get(`${packageName}:${path.join('.')}`);
}

/** Whether a declared type is an application or a router. */
export function declaredAs(packageName: string, path: readonly string[]): 'app' | 'router' | undefined {
  return typePackages.has(packageName) ? types.get(path.at(-1) ?? '') : undefined;
}

/** Whether a call gives back the application that it was given. */
export function isDecorator(packageName: string, path: readonly string[]): boolean {
  return decorators.has(`${packageName}:${path.join('.')}`);
}

/** Middleware that answers no path of its own (it looks at requests, changes them, or turns them away), or files and pages only. */
const transparentPackages = new Set([
  'body-parser',
  'compression',
  'connect-flash',
  'connect-history-api-fallback',
  'connect-timeout',
  'cookie-parser',
  'cookie-session',
  'cors',
  'csurf',
  'errorhandler',
  'express-basic-auth',
  'express-fileupload',
  'express-http-context',
  'express-jwt',
  'express-mongo-sanitize',
  'express-oauth2-jwt-bearer',
  'express-rate-limit',
  'express-request-id',
  'express-session',
  'express-slow-down',
  'express-static-gzip',
  'express-useragent',
  'express-validator',
  'express-winston',
  'helmet',
  'hpp',
  'method-override',
  'morgan',
  'multer',
  'passport',
  'pino-http',
  'rate-limiter-flexible',
  'response-time',
  'serve-favicon',
  'serve-index',
  'serve-static',
  'swagger-ui-express',
]);

/** Whether mounting something of a package serves nothing that an inventory would lack. */
export function isTransparent(packageName: string): boolean {
  return packageName === '' || packageName === 'express' || transparentPackages.has(packageName);
}
