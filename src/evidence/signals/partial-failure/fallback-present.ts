import { option } from '../../../syntax/code/arguments.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rubyService,
} from '../../examples.js';
import { sightedSignal } from '../../signal.js';
import { isOfPolly, jvm, recogniserOfUses } from './library-uses.js';
import type { LibraryUse } from './library-uses.js';
import { optionOf } from './retry-uses.js';

const sighting = 'fallback-present';
const says = 'another answer is given when the dependency fails';

const uses: readonly LibraryUse[] = [
  {
    languages: ['javascript'],
    word: 'opossum',
    call: /^opossum(?:\.CircuitBreaker|\.default)?\(\)\.fallback$/,
    says: `${says} (opossum)`,
  },
  {
    languages: ['javascript'],
    word: 'cockatiel',
    call: /^cockatiel\.fallback$/,
    says: `${says} (cockatiel)`,
  },
  { languages: ['javascript'], word: 'mollitia', call: /^mollitia\.Fallback$/, says: `${says} (mollitia)` },
  {
    languages: ['python'],
    word: 'circuitbreaker',
    mark: /^circuitbreaker\.circuit$/,
    when: (use) => optionOf(use, 'fallback_function') !== undefined,
    saysOfMark: 'has another answer when the dependency fails (circuitbreaker)',
  },
  {
    languages: ['python'],
    word: 'tenacity',
    mark: /^tenacity\.retry$/,
    when: (use) => optionOf(use, 'retry_error_callback') !== undefined,
    saysOfMark: 'has another answer when all attempts failed (tenacity)',
  },
  {
    languages: ['go'],
    word: 'failsafe-go',
    call: /^github\.com\/failsafe-go\/failsafe-go\/fallback\.(?:With|New|Builder)\w*$/,
    says: `${says} (failsafe-go)`,
  },
  {
    languages: ['go'],
    word: 'hystrix',
    call: /^github\.com\/(?:afex|myteksi)\/hystrix-go\/hystrix\.(?:Do|Go|DoC|GoC)$/,
    when: (use) => 'kind' in use && use.arguments.filter(({ value }) => value.kind === 'function').length > 1,
    says: `${says} (hystrix-go)`,
  },
  {
    languages: jvm,
    word: 'fallbackMethod',
    mark: /\.(?:CircuitBreaker|Retry|Bulkhead|RateLimiter|TimeLimiter|HystrixCommand)$/,
    when: (use) => optionOf(use, 'fallbackMethod') !== undefined,
    saysOfMark: 'has a method that answers when the dependency fails',
  },
  {
    languages: jvm,
    word: 'faulttolerance',
    mark: /^org\.eclipse\.microprofile\.faulttolerance\.Fallback$/,
    saysOfMark: 'has another answer when the dependency fails (MicroProfile Fault Tolerance)',
  },
  {
    languages: jvm,
    word: 'FeignClient',
    mark: /\bFeignClient$/,
    when: (use) => optionOf(use, 'fallback', 'fallbackFactory') !== undefined,
    saysOfMark: 'has a fallback for when the other service fails (Feign)',
  },
  {
    languages: jvm,
    word: 'Recover',
    mark: /^org\.springframework\.retry\.annotation\.Recover$/,
    saysOfMark: 'answers when all attempts failed (Spring Retry)',
  },
  {
    languages: jvm,
    word: 'failsafe',
    call: /^dev\.failsafe\.Fallback\.(?:of|builder)\w*$/,
    // One that throws gives no answer, it only names the failure.
    when: ({ start, end }, { source }) => !/\bthrow\b/.test(source.text.slice(start, end)),
    says: `${says} (Failsafe)`,
  },
  {
    languages: jvm,
    word: 'CircuitBreakerFactory',
    call: /CircuitBreakerFactory(?:<.*>)?\(\)\.create\(\)\.run$|\.circuitbreaker\.CircuitBreaker\(\)\.run$/,
    when: (use) => 'kind' in use && use.arguments.length > 1,
    says: `${says} (Spring Cloud Circuit Breaker)`,
  },
  {
    languages: ['csharp'],
    word: 'Fallback',
    call: /(?:^|\.)(?:AddFallback|FallbackAsync)$/,
    when: isOfPolly,
    says: `${says} (Polly)`,
  },
  {
    languages: ['ruby'],
    word: 'Stoplight',
    call: /^Stoplight\(\).*\.with_fallback$/,
    says: `${says} (stoplight)`,
  },
  {
    languages: ['ruby'],
    word: 'Stoplight',
    call: /^Stoplight\(\).*\.run$/,
    when: (use) => 'kind' in use && use.arguments.some(({ name }) => name === undefined),
    says: `${says} (stoplight)`,
  },
  {
    languages: ['ruby'],
    word: 'Circuitbox',
    call: /^Circuitbox\.circuit\(\)\.run$/,
    when: (use) => 'kind' in use && option(use, 'exception') !== undefined,
    says: `${says} (circuitbox)`,
  },
];

export const fallbackPresent = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'Users get a lesser answer instead of an error while a dependency is down.',
  recognition: 'A fallback of a library for resilience is given.',
  guards: [
    'A `catch` that returns something is not taken for one: it may hide the failure.',
    'Annotations without a fallback method are none.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby'],
  recognisers: [recogniserOfUses(sighting, uses)],
  seen: [
    {
      title: 'opossum',
      files: nodeService(
        "import CircuitBreaker from 'opossum';\nconst breaker = new CircuitBreaker(recommend);\nbreaker.fallback(() => []);\n",
      ),
    },
    {
      title: 'resilience4j with a fallback method',
      files: javaService(
        'import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;\n\nclass Shop {\n  @CircuitBreaker(name = "recommend", fallbackMethod = "none")\n  Object recommend() { return api.recommend(); }\n}\n',
      ),
    },
    {
      title: 'Feign',
      files: javaService(
        'import org.springframework.cloud.openfeign.FeignClient;\n\n@FeignClient(name = "visits", fallback = NoVisits.class)\ninterface Visits {}\n',
      ),
    },
    {
      title: 'resilience4j in Kotlin',
      files: kotlinService(
        'import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker\n\nclass Shop {\n    @CircuitBreaker(name = "recommend", fallbackMethod = "none")\n    fun recommend() = api.recommend()\n}\n',
      ),
    },
    {
      title: 'stoplight',
      files: rubyService(
        "class Shop\n  def recommend\n    Stoplight('shop') { api.recommend }.with_fallback { |_| [] }.run\n  end\nend\n",
      ),
    },
    {
      title: 'hystrix-go',
      files: goService(
        'import "github.com/afex/hystrix-go/hystrix"\n\nfunc recommend() error {\n\treturn hystrix.Do("recommend", func() error { return ask() }, func(err error) error { return none() })\n}\n',
      ),
    },
    {
      title: 'circuitbreaker of Python',
      files: pythonService(
        'from circuitbreaker import circuit\n\ndef popular(user):\n    return []\n\n@circuit(failure_threshold=5, fallback_function=popular)\ndef recommend(user):\n    return api.recommend(user)\n',
      ),
    },
    {
      title: 'tenacity with an answer after the last attempt',
      files: pythonService(
        'from tenacity import retry, stop_after_attempt\n\n@retry(stop=stop_after_attempt(3), retry_error_callback=lambda state: [])\ndef recommend(user):\n    return api.recommend(user)\n',
      ),
    },
    {
      title: 'Polly',
      files: csharpService(
        'using Polly;\n\nvar pipeline = new ResiliencePipelineBuilder<string>().AddFallback(new FallbackStrategyOptions<string>()).Build();\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a fallback of Failsafe that only names the failure',
      files: javaService(
        'import dev.failsafe.Fallback;\n\nclass Payments {\n  Fallback<String> named() {\n    return Fallback.<String>builder((event) -> {\n      throw new PaymentFailed(event);\n    }).build();\n  }\n}\n',
      ),
    },
    {
      title: 'a route for messages that no other takes',
      files: csharpService('options.Routing.AddFallback(channel);\n'),
    },
    {
      title: 'a breaker without one',
      files: nodeService(
        "import CircuitBreaker from 'opossum';\nconst breaker = new CircuitBreaker(recommend);\nbreaker.fire();\n",
      ),
    },
    {
      title: 'resilience4j without a fallback method',
      files: javaService(
        'import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;\n\nclass Shop {\n  @CircuitBreaker(name = "recommend")\n  Object recommend() { return api.recommend(); }\n}\n',
      ),
    },
    {
      title: 'a method of that name on something else',
      files: nodeService('const route = table();\nroute.fallback(() => []);\n// opossum\n'),
    },
  ],
});
