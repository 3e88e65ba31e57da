import type { HttpMethod } from '../../../model/endpoint.js';

/** Methods that map a route of one verb. */
export const verbs: ReadonlyMap<string, HttpMethod> = new Map([
  ['MapGet', 'GET'],
  ['MapPost', 'POST'],
  ['MapPut', 'PUT'],
  ['MapPatch', 'PATCH'],
  ['MapDelete', 'DELETE'],
]);

/** What libraries map: their paths, when the call names none itself. */
export const libraryRoutes: ReadonlyMap<string, readonly (readonly [HttpMethod, string])[]> = new Map([
  ['MapHub', [['ANY', '']]],
  ['MapOpenApi', [['GET', '/openapi/{documentName}.json']]],
  ['MapSwagger', [['GET', '/swagger/{documentName}/swagger.json']]],
  ['UseSwagger', [['GET', '/swagger/{*path}']]],
  ['UseSwaggerUI', [['GET', '/swagger/{*path}']]],
  ['MapScalarApiReference', [['GET', '/scalar/{*path}']]],
  ['MapPrometheusScrapingEndpoint', [['GET', '/metrics']]],
  ['UseOpenTelemetryPrometheusScrapingEndpoint', [['GET', '/metrics']]],
  ['MapMetrics', [['GET', '/metrics']]],
  ['UseMetricServer', [['GET', '/metrics']]],
  ['MapGraphQL', [['ANY', '/graphql']]],
  ['MapHealthChecksUI', [['GET', '/healthchecks-ui']]],
  ['UseHealthChecksUI', [['GET', '/healthchecks-ui']]],
  ['MapHangfireDashboard', [['ANY', '/hangfire/{*path}']]],
  ['UseHangfireDashboard', [['ANY', '/hangfire/{*path}']]],
  ['MapHangfireDashboardWithAuthorizationPolicy', [['ANY', '/hangfire/{*path}']]],
  ['MapMcp', [['ANY', '']]],
  // Of Foundatio: https://github.com/FoundatioFx/Foundatio
  ['UseReadyHealthChecks', [['GET', '/ready']]],
  ['MapBlazorHub', [['ANY', '/_blazor']]],
  ['MapFallback', [['ANY', '/{*path}']]],
  ['MapFallbackToFile', [['GET', '/{*path}']]],
  ['MapFallbackToPage', [['GET', '/{*path}']]],
  ['MapFallbackToController', [['GET', '/{*path}']]],
  ['UseSpa', [['GET', '/{*path}']]],
  ['UseFileServer', [['GET', '/']]],
  ['UseDefaultFiles', [['GET', '/']]],
  [
    'MapIdentityApi',
    [
      ['POST', '/register'],
      ['POST', '/login'],
      ['POST', '/refresh'],
      ['GET', '/confirmEmail'],
      ['POST', '/resendConfirmationEmail'],
      ['POST', '/forgotPassword'],
      ['POST', '/resetPassword'],
      ['POST', '/manage/2fa'],
      ['GET', '/manage/info'],
      ['POST', '/manage/info'],
    ],
  ],
]);

/** Calls of ASP.NET that map nothing over HTTP/1, or only assets. */
export const harmless =
  /^Map(GrpcService|GrpcReflectionService|GrpcHealthChecksService|StaticAssets|WhenNotNull|Type|ShortCircuit|RazorComponents|RazorPages|AdditionalIdentityEndpoints|To)$/;

/** Calls that serve what other programs serve. */
export const gateways = /^(MapReverseProxy|UseOcelot|MapForwarder|UseYarp|RunProxy)$/;

/** Calls on an endpoint or a group that decide who gets to it. */
export const conventions = new Set([
  'RequireAuthorization',
  'AllowAnonymous',
  'RequireHost',
  'RequireRateLimiting',
  'DisableRateLimiting',
  'ShortCircuit',
]);

/** Types that routes are mapped on. */
export const routerType =
  /^(IEndpointRouteBuilder|WebApplication|IApplicationBuilder|RouteGroupBuilder|IVersionedEndpointRouteBuilder|IRouteBuilder|IHost)$/;
