import { nodeService, pythonService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const sighting = 'circuit-breaker-present';

/** Libraries whose breaker is made by a call. */
const makers: readonly { readonly target: RegExp; readonly library: string }[] = [
  { target: /^opossum(?:\.CircuitBreaker)?$/, library: 'opossum' },
  { target: /^cockatiel\.circuitBreaker$/, library: 'cockatiel' },
  { target: /^mollitia\.(?:Circuit|Breaker)\w*$/, library: 'mollitia' },
  { target: /^pybreaker\.CircuitBreaker$/, library: 'pybreaker' },
  { target: /^aiobreaker\.CircuitBreaker$/, library: 'aiobreaker' },
];

const inCode: Recogniser = {
  in: 'code',
  sighting,
  languages: ['javascript', 'python'],
  words: /opossum|cockatiel|mollitia|breaker/,
  *see(code) {
    for (const call of code.calls) {
      const maker = makers.find(({ target }) => target.test(call.target));
      if (maker) yield seenAt(code, call, `a circuit breaker is made (${maker.library})`);
    }
    for (const mark of code.marks)
      if (mark.target === 'circuitbreaker.circuit')
        yield seenAt(code, mark, `${mark.function?.name ?? 'a function'} stands behind a circuit breaker`);
  },
};

const inMesh: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /outlierDetection/,
  *see(object) {
    const detection = object.root.at('spec', 'trafficPolicy', 'outlierDetection');
    if (object.kind === 'DestinationRule' && detection.isMap)
      yield {
        span: detection.span,
        text: `the mesh takes instances of ${object.name} out that keep failing (outlier detection)`,
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
    'A breaker of a library for it is made or stands on a function; outlier detection of Istio for a destination.',
  guards: ['A library that is only installed or imported is none.'],
  languages: ['JavaScript', 'Python'],
  recognisers: [inCode, inMesh],
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
      title: 'Istio',
      files: {
        ...nodeService(''),
        'k8s/rule.yaml':
          'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: payments}\nspec:\n  host: payments\n  trafficPolicy:\n    outlierDetection: {consecutive5xxErrors: 5}\n',
      },
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
  ],
});
