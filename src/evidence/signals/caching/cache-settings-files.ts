import type { Recogniser, SettingsRecogniser, TextRecogniser } from '../../recogniser.js';

const sighting = 'cache-entry-expires';

/** A duration that is not zero. */
const duration = /^["']?(?:[1-9]|P(?!T?0))/;

/**
 * https://docs.spring.io/spring-boot/appendix/application-properties/, https://quarkus.io/guides/cache,
 * https://micronaut-projects.github.io/micronaut-cache/latest/guide/, https://docs.djangoproject.com/en/stable/ref/settings/#caches.
 */
const inSettings: SettingsRecogniser = {
  in: 'settings',
  sighting,
  words: /time-?_?to-?_?live|expire-?_?after|CACHES/i,
  *see({ framework, key, value, span }) {
    const says =
      framework === 'jvm'
        ? ofJvm(key, value)
        : framework === 'django' && /^CACHES\.[^.]+\.TIMEOUT$/.test(key) && duration.test(value)
          ? `entries of Django's cache expire after ${value} seconds`
          : undefined;
    if (says !== undefined) yield { span, text: says, confidence: 'high' };
  },
};

function ofJvm(key: string, value: string): string | undefined {
  if (key === 'spring.cache.redis.time-to-live' && duration.test(value))
    return `entries of Spring's cache in Redis expire (${value})`;
  if (/^spring\.cache\.caffeine\.spec$/.test(key) && /expireAfter(?:Write|Access)=/.test(value))
    return `entries of Caffeine expire (${value})`;
  if (
    /^(?:quarkus\.cache\.caffeine|micronaut\.caches)\..*expire-after-(?:write|access)$/.test(key) &&
    duration.test(value)
  )
    return `entries of the cache expire (${value})`;
  return undefined;
}

/** https://symfony.com/doc/current/cache.html */
const inSymfony: TextRecogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)config\/packages\/(?:\w+\/)?(?:cache|framework)\.ya?ml$/,
  words: /default_lifetime/,
  *see(source) {
    for (const { 0: text, index } of source.text.matchAll(
      /^[ \t]+default_lifetime:[ \t]*["']?[1-9P][^\n]*/gm,
    )) {
      const start = index + text.length - text.trimStart().length;
      yield {
        span: source.span(start, index + text.trimEnd().length),
        text: 'entries of a pool of Symfony expire',
        confidence: 'high',
      };
    }
  },
};

/** Lifetimes of caches in the settings of frameworks. */
export const cacheSettingsFiles: readonly Recogniser[] = [inSettings, inSymfony];
