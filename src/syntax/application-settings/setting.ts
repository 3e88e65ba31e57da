import type { SourceSpan } from '../../model/source-span.js';

/** Whose settings a file holds; `jvm` are Spring Boot, Quarkus, Micronaut and MicroProfile, told apart by the first word of the key. */
export type SettingsFramework = 'django' | 'dotnet' | 'environment' | 'jvm' | 'laravel' | 'rails';

/** One setting of an application, as its framework knows it. */
export interface ApplicationSetting {
  readonly framework: SettingsFramework;
  /**
   * The whole name with dots, whatever the file looks like:
   * - jvm: in lower case with hyphens, as Spring's documentation writes it: `server.shutdown`, `spring.datasource.hikari.maximum-pool-size`
   *   (for `maximumPoolSize` and `MAXIMUM_POOL_SIZE` too), `quarkus.shutdown.timeout`; objects in lists as `spring.cloud.gateway.routes[0].id`,
   * - dotnet: `Kestrel.Limits.MaxConcurrentConnections` (names have no case there: match with `i`),
   * - django: `CONN_MAX_AGE`, and entries of dictionaries below it: `DATABASES.default.CONN_MAX_AGE`,
   * - rails: `config.cache_store`, and of `config/NAME.yml` the entries of production behind the name of the file: `database.pool`, `sidekiq.concurrency`,
   * - laravel: the name of the file and the keys, as `config()` takes them: `cache.stores.redis.driver`,
   * - environment: the name of the variable: `CACHE_DRIVER`.
   */
  readonly key: string;
  /** The value as text, of a list its texts with commas; of `${PORT:8080}` and `env('PORT', 8080)` the default. Empty when only run time knows it. */
  readonly value: string;
  /** Whether the environment may decide another value. */
  readonly open: boolean;
  /** The key and its value, where the file allows. */
  readonly span: SourceSpan;
  /** The profile or environment that it holds for, where the file says one; those of development and tests are never given. */
  readonly profile?: string;
}

/** True for profiles that nobody's users meet: development, tests, one's own machine. */
export function isForDevelopment(profile: string): boolean {
  if (profile.includes('!')) return !/prod/i.test(profile);
  return (
    /(?:^|[^a-z])(?:tests?|testing|dev|devel|development|local|localhost|ci|circle(?:ci)?|travis|jenkins|it|e2e|mock|demo|example|sample|h2)(?:$|[^a-z])/i.test(
      profile,
    ) && !/(?:^|[^a-z])prod(?:uction)?(?:$|[^a-z])/i.test(profile)
  );
}
