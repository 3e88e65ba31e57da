import type { Dependency, Handler } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';

/** The checks of govuk_app_config by what they ask. Source: https://github.com/alphagov/govuk_app_config/blob/main/docs/healthchecks.md */
const checks: readonly (readonly [string, Dependency])[] = [
  ['ActiveRecord', 'db'],
  ['Mongoid', 'db'],
  ['RailsCache', 'cache'],
  ['Redis', 'cache'],
  ['SidekiqRedis', 'queue'],
];

/** What `GovukHealthcheck.rack_response(GovukHealthcheck::ActiveRecord, …)` asks. */
export function govukTouches(text: string, span: SourceSpan): Handler['touches'] {
  return checks.flatMap(([check, dependency]) =>
    new RegExp(String.raw`GovukHealthcheck::${check}\b`).test(text)
      ? [{ dependency, span, text: `GovukHealthcheck::${check}` }]
      : [],
  );
}
