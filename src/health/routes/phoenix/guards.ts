import type { RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';

const kinds: readonly (readonly [RegExp, RouteGuard['kind']])[] = [
  [
    /^plug[ (]+(?::(?:require_(?:authenticated|auth|login|logged_in|user|admin)\w*|ensure_(?:authenticated|auth|logged_in)\w*|basic_auth|authenticate(?:_\w+)?|verify_api_key|check_auth\w*)\b|(?:[A-Z]\w*\.)*(?:EnsureAuthenticated|EnsureAuth|RequireAuth\w*|RequireLogin|RequireUser|BasicAuth|VerifyApiKey|VerifyApiAccess)\b)/,
    'authentication',
  ],
  [/^plug[ (]+(?::rate_limit\w*|(?:[A-Z]\w*\.)*(?:RateLimit\w*|RateLimiter|PlugAttack)\b)/, 'rate-limit'],
  [/^plug[ (]+(?:Plug\.SSL|(?:[A-Z]\w*\.)*ForceSSL)\b/, 'https-redirect'],
  [/^plug[ (]+(?::maintenance\w*|(?:[A-Z]\w*\.)*Maintenance\w*)\b/, 'maintenance'],
];

/** What a plug is, when its name says that it may answer in the handler's stead. `optional` and `maybe` let everybody pass. */
export function guardOfPlug(written: string, span: SourceSpan): RouteGuard | undefined {
  const text = written.replaceAll(/\s+/g, ' ').trim();
  if (/\bwhen\b|optional|maybe/i.test(text)) return undefined;
  const kind = kinds.find(([pattern]) => pattern.test(text))?.[1];
  return kind && { kind, span, text: text.length > 120 ? `${text.slice(0, 117)}...` : text };
}
