import type { TextRecogniser } from '../../recogniser.js';

const sighting = 'cache-entry-expires';

interface Kind {
  readonly files: RegExp;
  readonly words: RegExp;
  readonly pattern: RegExp;
  readonly says: string;
}

const kinds: readonly Kind[] = [
  {
    // https://docs.spring.io/spring-boot/appendix/application-properties/, https://quarkus.io/guides/cache, https://micronaut-projects.github.io/micronaut-cache/latest/guide/
    files: /(?:^|\/)(?:application|bootstrap)[\w-]*\.properties$/,
    words: /cache/,
    pattern:
      /^[ \t]*(?:spring\.cache\.redis\.time-to-live\s*[=:]\s*[1-9P]|spring\.cache\.caffeine\.spec\s*[=:][^\n]*expireAfter(?:Write|Access)=|quarkus\.cache\.caffeine\.[\w."-]+\.expire-after-(?:write|access)\s*=\s*[1-9P]|micronaut\.caches\.[\w.-]+\.expire-after-(?:write|access)\s*=\s*[1-9P])[^\n]*/gm,
    says: 'entries of the cache expire',
  },
  {
    files: /(?:^|\/)(?:application|bootstrap)[\w-]*\.ya?ml$/,
    words: /cache/,
    pattern:
      /^[ \t]+(?:time-to-live:[ \t]*["']?[1-9P]|spec:[^\n]*expireAfter(?:Write|Access)=|expire-after-(?:write|access):[ \t]*["']?[1-9P])[^\n]*/gm,
    says: 'entries of the cache expire',
  },
  {
    // https://symfony.com/doc/current/cache.html
    files: /(?:^|\/)config\/packages\/(?:\w+\/)?(?:cache|framework)\.ya?ml$/,
    words: /default_lifetime/,
    pattern: /^[ \t]+default_lifetime:[ \t]*["']?[1-9P][^\n]*/gm,
    says: 'entries of a pool of Symfony expire',
  },
];

/** Lifetimes of caches in the settings of frameworks. */
export const cacheSettingsFiles: readonly TextRecogniser[] = kinds.map(({ files, words, pattern, says }) => ({
  in: 'text',
  sighting,
  files,
  words,
  *see(source) {
    for (const { 0: text, index } of source.text.matchAll(pattern)) {
      const start = index + text.length - text.trimStart().length;
      yield { span: source.span(start, index + text.trimEnd().length), text: says, confidence: 'high' };
    }
  },
}));
