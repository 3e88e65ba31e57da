/** `http.Method…` constants of net/http. */
export const methodConstants: ReadonlyMap<string, string> = new Map(
  ['Get', 'Head', 'Post', 'Put', 'Patch', 'Delete', 'Connect', 'Options', 'Trace'].map((name) => [
    `Method${name}`,
    name.toUpperCase(),
  ]),
);

const names: Readonly<Record<number, string>> = {
  100: 'Continue SwitchingProtocols Processing EarlyHints',
  200: 'OK Created Accepted NonAuthoritativeInfo NoContent ResetContent PartialContent MultiStatus AlreadyReported',
  226: 'IMUsed',
  300: 'MultipleChoices MovedPermanently Found SeeOther NotModified UseProxy',
  307: 'TemporaryRedirect PermanentRedirect',
  400: 'BadRequest Unauthorized PaymentRequired Forbidden NotFound MethodNotAllowed NotAcceptable ProxyAuthRequired RequestTimeout Conflict Gone LengthRequired PreconditionFailed RequestEntityTooLarge RequestURITooLong UnsupportedMediaType RequestedRangeNotSatisfiable ExpectationFailed Teapot',
  421: 'MisdirectedRequest UnprocessableEntity Locked FailedDependency TooEarly UpgradeRequired',
  428: 'PreconditionRequired TooManyRequests',
  431: 'RequestHeaderFieldsTooLarge',
  451: 'UnavailableForLegalReasons',
  500: 'InternalServerError NotImplemented BadGateway ServiceUnavailable GatewayTimeout HTTPVersionNotSupported VariantAlsoNegotiates InsufficientStorage LoopDetected',
  510: 'NotExtended NetworkAuthenticationRequired',
};

/** `http.Status…` constants of net/http; each row above counts up from its number. */
export const statusConstants: ReadonlyMap<string, number> = new Map(
  Object.entries(names).flatMap(([first, row]) =>
    row.split(' ').map((name, index): [string, number] => [`Status${name}`, Number(first) + index]),
  ),
);

/** Constants of fiber's middleware/healthcheck. */
export const healthcheckEndpoints: ReadonlyMap<string, string> = new Map([
  ['LivenessEndpoint', '/livez'],
  ['ReadinessEndpoint', '/readyz'],
  ['StartupEndpoint', '/startupz'],
]);
