import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { circuitBreakerUses } from './circuit-breaker-uses.js';
import { recogniserOfUses } from './library-uses.js';

const sighting = 'circuit-breaker-present';

const inMesh: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /outlierDetection|circuitBreaker/,
  *see(object) {
    const detection = object.root.at('spec', 'trafficPolicy', 'outlierDetection');
    if (object.kind === 'DestinationRule' && detection.isMap)
      yield {
        span: detection.span,
        text: `the mesh takes instances of ${object.name} out that keep failing (outlier detection)`,
        confidence: 'high',
      };
    const breaker = object.root.at('spec', 'circuitBreaker');
    if (object.kind === 'Middleware' && object.apiVersion.startsWith('traefik.') && breaker.isMap)
      yield {
        span: breaker.span,
        text: `Traefik breaks the circuit to what ${object.name} stands before`,
        confidence: 'high',
      };
  },
};

export const circuitBreakerPresent = sightedSignal({
  id: 'circuit-breaker-present',
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'Calls to a dependency that keeps failing are given up at once instead of piling up.',
  recognition:
    'A breaker of a library for it is made or stands on a function; outlier detection of Istio or a breaker of Traefik stands before a destination.',
  guards: ['A library that is only installed or imported is none.', 'A class of the same name is none.'],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [recogniserOfUses(sighting, circuitBreakerUses), inMesh],
  seen: [
    {
      title: 'opossum',
      files: nodeService(
        "const CircuitBreaker = require('opossum');\nconst breaker = new CircuitBreaker(pay, { timeout: 3000 });\nbreaker.fire();\n",
      ),
    },
    {
      title: 'circuitbreaker on a function',
      files: pythonService(
        'from circuitbreaker import circuit\n\n@circuit(failure_threshold=5)\ndef pay():\n    ...\n',
      ),
    },
    {
      title: 'resilience4j on a method',
      files: javaService(
        'import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;\n\nclass Payments {\n  @CircuitBreaker(name = "payments", fallbackMethod = "later")\n  String pay() { return api.pay(); }\n}\n',
      ),
    },
    {
      title: 'Spring Cloud Circuit Breaker',
      files: javaService(
        'import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreakerFactory;\n\nclass Gateway {\n  private final ReactiveCircuitBreakerFactory factory;\n  Object visits() { return factory.create("visits").run(client.visits(), error -> empty()); }\n}\n',
      ),
    },
    {
      title: 'Istio',
      files: {
        ...nodeService(''),
        'k8s/rule.yaml':
          'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: payments}\nspec:\n  host: payments\n  trafficPolicy:\n    outlierDetection: {consecutive5xxErrors: 5}\n',
      },
    },
    {
      title: 'Traefik',
      files: {
        ...nodeService(''),
        'k8s/middleware.yaml':
          'apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: {name: payments}\nspec:\n  circuitBreaker: {expression: "ResponseCodeRatio(500, 600, 0, 600) > 0.3"}\n',
      },
    },
    {
      title: 'resilience4j in Kotlin',
      files: kotlinService(
        'import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker\n\nclass Payments {\n    @CircuitBreaker(name = "payments")\n    fun pay() = api.pay()\n}\n',
      ),
    },
    {
      title: 'stoplight',
      files: rubyService(
        "class Payments\n  def pay(order)\n    Stoplight('payments') { api.pay(order) }.run\n  end\nend\n",
      ),
    },
    {
      title: 'failsafe in Rust',
      files: rustService('fn breaker() {\n    let breaker = failsafe::Config::new().build();\n}\n'),
    },
    {
      title: 'gobreaker',
      files: goService(
        'import "github.com/sony/gobreaker/v2"\n\nvar breaker = gobreaker.NewCircuitBreaker[[]byte](gobreaker.Settings{Name: "payments"})\n\nfunc main() {}\n',
      ),
    },
    {
      title: 'the standard resilience handler of .NET',
      files: csharpService(
        'var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddHttpClient("payments").AddStandardResilienceHandler();\n',
      ),
    },
    {
      title: 'Ganesha',
      files: phpService(
        'use Ackintosh\\Ganesha\\Builder;\n\nclass Payments {\n  public function breaker() {\n    return Builder::withRateStrategy()->timeWindow(30)->build();\n  }\n}\n',
      ),
    },
    {
      title: 'fuse',
      files: elixirService(
        'defmodule App.Payments do\n  def start(options) do\n    :fuse.install(:payments, options)\n  end\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a breaker that is imported and never made',
      files: nodeService("const CircuitBreaker = require('opossum');\nmodule.exports = {};\n"),
    },
    {
      title: 'something else of that name',
      files: nodeService('class CircuitBreaker {}\nnew CircuitBreaker();\n'),
    },
    {
      title: 'an import without a use in Java',
      files: javaService(
        'import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;\n\nclass Payments {}\n',
      ),
    },
  ],
});
