import { isOfPolly, jvm } from './library-uses.js';
import type { LibraryUse } from './library-uses.js';

function made(
  languages: LibraryUse['languages'],
  library: string,
  word: string,
  call: RegExp,
  when?: LibraryUse['when'],
): LibraryUse {
  return { languages, word, call, says: `a circuit breaker is made (${library})`, ...(when && { when }) };
}

function marked(languages: LibraryUse['languages'], library: string, word: string, mark: RegExp): LibraryUse {
  return { languages, word, mark, saysOfMark: `stands behind a circuit breaker (${library})` };
}

/** Libraries that break circuits, each by the call or annotation with which a breaker comes to be. */
export const circuitBreakerUses: readonly LibraryUse[] = [
  made(['javascript'], 'opossum', 'opossum', /^opossum(?:\.CircuitBreaker|\.default)?$/),
  made(['javascript'], 'cockatiel', 'cockatiel', /^cockatiel\.circuitBreaker$/),
  made(
    ['javascript'],
    'mollitia',
    'mollitia',
    /^mollitia\.(?:Circuit|Breaker|SlidingCountBreaker|SlidingTimeBreaker)$/,
  ),
  made(['python'], 'pybreaker', 'pybreaker', /^pybreaker\.CircuitBreaker$/),
  made(['python'], 'aiobreaker', 'aiobreaker', /^aiobreaker\.CircuitBreaker$/),
  made(['python'], 'circuitbreaker', 'circuitbreaker', /^circuitbreaker\.CircuitBreaker$/),
  marked(['python'], 'circuitbreaker', 'circuitbreaker', /^circuitbreaker\.circuit$/),
  made(
    ['go'],
    'gobreaker',
    'gobreaker',
    /^github\.com\/sony\/gobreaker(?:\/v\d+)?\.New(?:TwoStep)?CircuitBreaker$/,
  ),
  made(
    ['go'],
    'failsafe-go',
    'failsafe-go',
    /^github\.com\/failsafe-go\/failsafe-go\/circuitbreaker\.(?:New|With|Builder)\w*$/,
  ),
  made(
    ['go'],
    'hystrix-go',
    'hystrix',
    /^github\.com\/(?:afex|myteksi)\/hystrix-go\/hystrix\.(?:Do|Go|DoC|GoC|ConfigureCommand)$/,
  ),
  made(['go'], 'go-resiliency', 'go-resiliency', /^github\.com\/eapache\/go-resiliency\/breaker\.New$/),
  marked(
    jvm,
    'resilience4j',
    'CircuitBreaker',
    /^io\.github\.resilience4j\.circuitbreaker\.annotation\.(?:CircuitBreaker|\*)$/,
  ),
  made(
    jvm,
    'resilience4j',
    'CircuitBreaker',
    /^(?:io\.github\.resilience4j\.circuitbreaker\.)?CircuitBreaker(?:Registry)?\.(?:of|ofDefaults)$/,
  ),
  made(
    jvm,
    'Spring Cloud Circuit Breaker',
    'CircuitBreakerFactory',
    /CircuitBreakerFactory(?:<.*>)?\(\)\.create$/,
  ),
  marked(
    jvm,
    'MicroProfile Fault Tolerance',
    'faulttolerance',
    /^org\.eclipse\.microprofile\.faulttolerance\.CircuitBreaker$/,
  ),
  marked(jvm, 'Hystrix', 'HystrixCommand', /\bhystrix\..*\.HystrixCommand$/),
  marked(jvm, 'Micronaut', 'CircuitBreaker', /^io\.micronaut\.retry\.annotation\.CircuitBreaker$/),
  made(jvm, 'Failsafe', 'failsafe', /^dev\.failsafe\.CircuitBreaker\.(?:builder|ofDefaults)$/),
  made(
    ['csharp'],
    'Polly',
    'CircuitBreaker',
    /(?:^|\.)(?:(?:Advanced)?CircuitBreaker(?:Async)?|AddCircuitBreaker)$/,
    isOfPolly,
  ),
  made(
    ['csharp'],
    'standard resilience handler of .NET',
    'AddStandardResilienceHandler|AddStandardHedgingHandler',
    /(?:^|\.)AddStandard(?:Resilience|Hedging)Handler$/,
  ),
  made(['ruby'], 'stoplight', 'Stoplight', /^Stoplight(?:\.new)?$/),
  made(['ruby'], 'semian', 'Semian', /^Semian\.register$/),
  made(['ruby'], 'circuitbox', 'Circuitbox', /^Circuitbox\.circuit$/),
  made(
    ['php'],
    'Ganesha',
    'Ganesha',
    /^Ackintosh\\Ganesha\\Builder\b.*(?:withRateStrategy|withCountStrategy)$/,
  ),
  made(['rust'], 'failsafe', 'failsafe', /^failsafe(?:::|\.)Config(?:::|\.)new$/),
  made(['elixir'], 'fuse', ':fuse', /^:?fuse\.(?:install|ask)$/),
];
