import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import type { EvidenceFacts } from '../../facts.js';
import { recogniseKnown } from '../../known-calls.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import type { LocatedMatch } from '../../signal.js';
import { jvmBuildFile, jvmDependencies } from '../../jvm-dependencies.js';
import { metricsCalls } from './metrics-calls.js';
import { metricsSeen, metricsUnseen } from './metrics-examples.js';
import { inOwnWorkload } from './own-workload.js';
import { recogniseStarts } from './starts.js';

const sighting = 'metrics-exposed';
const registry = 'micrometer-prometheus-registry';
const exposure = 'actuator-exposes-prometheus';

/** Quarkus serves metrics because the extension is there: https://quarkus.io/guides/telemetry-micrometer */
const selfServing = /^quarkus-(?:micrometer-registry-prometheus|smallrye-metrics)$/;

const ofBuild = (kind: string, names: RegExp, text: (name: string) => string): Recogniser => ({
  in: 'text',
  sighting: kind,
  files: jvmBuildFile,
  words: /micrometer|smallrye-metrics/,
  *see(source) {
    for (const { name, span } of jvmDependencies(source))
      if (names.test(name)) yield { span, text: text(name), confidence: 'high' };
  },
});

const exposesPrometheus = /(?:^|[\s,"'[])(?:\*|prometheus)(?:$|[\s,"'\]])/;
const says = 'the metrics are served at /actuator/prometheus';

/** Spring Boot serves them only when they are named: https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.exposing */
const actuator: Recogniser = {
  in: 'settings',
  sighting: exposure,
  words: /exposure/,
  *see({ key, value, span }) {
    if (key === 'management.endpoints.web.exposure.include' && exposesPrometheus.test(value))
      yield { span, text: says, confidence: 'high' };
  },
};

const bySetting = recogniseStarts(exposure, /MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE/, (text) => {
  const value = /^MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE[= ](.*)$/.exec(text)?.[1];
  return value !== undefined && exposesPrometheus.test(value) ? says : undefined;
});

/** The endpoint is there only with the registry of Micrometer for Prometheus. */
function keep(seen: InService<Sighting>, facts: EvidenceFacts): LocatedMatch | boolean {
  if (seen.kind === registry) return false;
  if (seen.kind !== exposure) return inOwnWorkload(seen, facts);
  const hasRegistry = (service: string): boolean =>
    facts.sightings.some((other) => other.kind === registry && other.service === service);
  const kept = inOwnWorkload(seen, facts);
  return hasRegistry(typeof kept === 'object' ? kept.service : seen.service) && kept;
}

export const metricsExposed = sightedSignal(
  {
    id: 'metrics-exposed',
    question: 'hot-paths',
    stance: 'supports',
    meaning: 'The service gives numbers of its own: rates, errors, durations.',
    recognition:
      'The metrics of a library are given out by a handler, an exporter or a push; for Spring Boot: the registry for Prometheus is a dependency and the settings expose the endpoint.',
    guards: [
      'A library that is only installed, or metrics that are only declared, are none.',
      'A route that is called /metrics and has nothing to do with a library for metrics is none.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
    recognisers: [
      ...recogniseKnown(sighting, metricsCalls),
      ofBuild(sighting, selfServing, (name) => `the metrics are served because ${name} is there`),
      ofBuild(
        registry,
        /^micrometer-registry-prometheus(?:-simpleclient)?$/,
        (name) => `${name} is a dependency`,
      ),
      actuator,
      ...bySetting,
    ],
    seen: metricsSeen,
    unseen: metricsUnseen,
  },
  keep,
);
