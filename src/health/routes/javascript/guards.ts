import type { RouteGuard } from '../../../model/endpoint.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { callSpan, writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import {
  optionsOf,
  type ExternalValue,
  type FunctionValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';

type Kind = RouteGuard['kind'];

/** Middleware of packages that turns requests away, by `package:path`, as a whole text. `()` is a call. */
const guarding: readonly (readonly [RegExp, Kind])[] = [
  [/^express-basic-auth:\(\)$/, 'authentication'],
  [/^express-jwt:(?:expressjwt\.|jwt\.)?\(\)$/, 'authentication'],
  [/^express-oauth2-jwt-bearer:auth\.\(\)$/, 'authentication'],
  [/^express-openid-connect:requiresAuth\.\(\)$/, 'authentication'],
  [/^(?:koa-)?passport:(?:.*\.)?authenticate\.\(\)$/, 'authentication'],
  [/^koa-jwt:\(\)$/, 'authentication'],
  [/^koa-basic-auth:\(\)$/, 'authentication'],
  [/^hono:(?:jwt\.jwt|basic-auth\.basicAuth|bearer-auth\.bearerAuth)\.\(\)$/, 'authentication'],
  [/^keycloak-connect:\(\)\.protect\.\(\)$/, 'authentication'],
  [/^connect-ensure-login:ensureLoggedIn\.\(\)$/, 'authentication'],
  [/^@clerk\/express:requireAuth\.\(\)$/, 'authentication'],
  [/^express-rate-limit:(?:rateLimit\.)?\(\)$/, 'rate-limit'],
  [/^(?:koa-ratelimit|koa2-ratelimit:RateLimit\.middleware):?\(\)$/, 'rate-limit'],
  [/^koa-ratelimit:\(\)$/, 'rate-limit'],
  [/^hono-rate-limiter:rateLimiter\.\(\)$/, 'rate-limit'],
  [/^express-sslify:HTTPS\.\(\)$/, 'https-redirect'],
  [/^(?:express-enforces-ssl|express-force-ssl|koa-sslify|heroku-ssl-redirect):(?:\(\))?$/, 'https-redirect'],
];

/** Options with which a limit lets requests through, or applies to something else than all of them. */
const exempting = ['skip', 'unless', 'allowList', 'whitelist', 'requestWasSuccessful', 'credentialsRequired'];

/** What surely turns away some requests to what stands behind it; undefined when it does not, or may well not. */
export function guardOf(value: Value, call: Call): RouteGuard | undefined {
  const options = optionsOf(value);
  const [only] = options;
  if (only === undefined || options.length > 1) return undefined;
  const kind =
    only.kind === 'external'
      ? kindOfPackage(only)
      : only.kind === 'function'
        ? kindOfFunction(only)
        : undefined;
  if (kind === undefined) return undefined;
  const { expression } = call.site;
  return {
    kind,
    span: callSpan(call.site),
    text: writtenAt(call.site, expression.start, expression.end),
  };
}

/** The guards among the handlers of a registration. */
export function guardsAmong(values: readonly Value[], call: Call): readonly RouteGuard[] {
  return values.flatMap((value) => guardOf(value, call) ?? []);
}

function kindOfPackage(value: ExternalValue): Kind | undefined {
  const name = `${value.package}:${value.path.join('.')}`;
  const kind = guarding.find(([pattern]) => pattern.test(name))?.[1];
  const isConditional = value.given?.some(
    (given) =>
      given.kind === 'object' && (given.open || exempting.some((option) => given.members.has(option))),
  );
  return isConditional ? undefined : kind;
}

const guardName =
  /^(?:require|ensure|verify|check|validate|is|authenticate|authorize|auth|protect|jwt|passport)?_?(?:auth\w*|logged_?in|login|jwt\w*|token\w*|api_?key\w*|bearer\w*|protect\w*|secured?|user|session)$|^(?:auth|authenticate|authorize|protect|authentication|authorization)\w*$/i;

const refusal = /\b(?:401|403|UNAUTHORIZED|FORBIDDEN|Unauthorized\w*|Forbidden\w*|jwtVerify)\b/;
/** What decides by the request's path, or by the configuration: then it is not sure that a probe is turned away. */
const deciding =
  /\.(?:path|originalUrl|url|baseUrl|routeOptions|routerPath|_matchedRoute)\b|process\.env|\bconfig\w*[.(]/;

/** A function of the project that is called like a check of who asks, refuses, and lets requests on in one place only. */
function kindOfFunction({ name, node, scope }: FunctionValue): Kind | undefined {
  if (name === undefined || !guardName.test(name)) return undefined;
  const text = scope.module.module.source.text.slice(node.start, node.end);
  if (text.length > 6_000 || !refusal.test(text) || deciding.test(text)) return undefined;
  const passing = text.match(/\bnext\s*\(\s*\)|\bdone\s*\(\s*\)/g)?.length ?? 0;
  return passing <= 1 ? 'authentication' : undefined;
}
