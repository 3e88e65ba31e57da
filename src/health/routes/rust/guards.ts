import type { RouteGuard } from '../../../model/endpoint.js';
import type { RouterCall } from './registration.js';
import { lookUp } from './machine.js';

const kinds: readonly (readonly [RegExp, RouteGuard['kind']])[] = [
  [
    /\bRequireAuthorizationLayer\b|\bAsyncRequireAuthorizationLayer\b|\bValidateRequestHeaderLayer::(?:bearer|basic)\b|\bHttpAuthentication::(?:bearer|basic|with_fn)\b|\bBasicAuth\b|\bBearerAuth\b|\b(?:Require|Jwt|Token)Auth\w*(?:Layer|Middleware)?\b|\bAuth(?:entication)?(?:Layer|Middleware|Manager)\b|\blogin_required!/,
    'authentication',
  ],
  [/\bGovernor(?:Layer)?\b|\bRateLimit(?:er|Layer|ing)\b|\bRateLimitLayer\b/, 'rate-limit'],
  [/\bRedirectHttps\b|\bHttpsRedirect\w*\b|\bTlsRedirect\b/, 'https-redirect'],
];

/** Notes a layer that stands before the routes of a router, when what it does is plain; a function that looks at paths may let some pass. */
export async function addGuard(
  { frame, machine, router, site, written }: RouterCall,
  ahead: boolean,
): Promise<void> {
  const text = written.length > 160 ? `${written.slice(0, 157)}...` : written;
  const kind = kinds.find(([pattern]) => pattern.test(written))?.[1] ?? (await ofFunction(written));
  const source = machine.program.sources.get(site.file);
  if (!kind || !source || /\bCondition::new\b/.test(written)) return;
  machine.add(router, {
    kind: 'guard',
    ahead,
    guard: {
      kind,
      span: source.span(site.start, site.end),
      text: `.layer${text}`.replace(/^\.layer(?=\()/, ahead ? '.layer' : '.wrap'),
    },
  });

  async function ofFunction(layer: string): Promise<RouteGuard['kind'] | undefined> {
    const name = /\bfrom_fn(?:_with_state)?\(\s*(?:[^,()]+(?:\([^()]*\))?,\s*)?([\w:]+)/.exec(layer)?.[1];
    if (
      name === undefined ||
      !/(?:^|_|:)(?:auth|authenticate|authn|require_(?:auth|login|user|token)|jwt|verify_token)/i.test(
        name,
      ) ||
      lookUp(frame, name)
    )
      return undefined;
    const meaning = await machine.program.meaning(name.split('::'), frame.place);
    const found = await machine.program.functionAt(meaning);
    const body = found && machine.program.sources.get(found.file)?.text.slice(found.start, found.end);
    const isSure =
      body !== undefined &&
      /UNAUTHORIZED|Unauthorized|FORBIDDEN/.test(body) &&
      !/\bpath\s*\(\)|\buri\s*\(\)|optional|Option</.test(body);
    return isSure ? 'authentication' : undefined;
  }
}
