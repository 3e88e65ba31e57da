import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { directoryBelow } from '../directory-below.js';
import { askedPath, portNumber } from '../http-address.js';

/** The checks of one blueprint. */
export function readRender(source: SourceText): Reading<Probe> {
  const { documents, skipped } = parseYaml(source);
  const facts = documents.flatMap(({ root }) => servicesOf(root).flatMap((service) => probeOf(service)));
  return { facts, skipped };
}

function servicesOf(root: YamlValue): readonly YamlValue[] {
  const environments = root.get('projects').items.flatMap((project) => project.get('environments').items);
  return [root, ...environments].flatMap((place) => place.get('services').items);
}

function probeOf(service: YamlValue): readonly Probe[] {
  const written = service.get('healthCheckPath');
  const name = service.get('name').text;
  if (written.text === undefined || written.text === '' || name === undefined) return [];
  const port = portNumber(
    service
      .get('envVars')
      .items.find((item) => item.get('key').text === 'PORT')
      ?.get('value').text,
  );
  const dockerfile = service.get('dockerfilePath').text?.replace(/\/?[^/]*$/, '');
  const root = service.get('rootDir').text;
  const directory = directoryBelow(root ?? service.get('dockerContext').text ?? dockerfile);
  return [
    {
      platform: 'render',
      kind: 'liveness',
      effect: 'restart',
      transport: 'http',
      path: askedPath(written.text),
      ...(port !== undefined && { port }),
      scheme: 'http',
      timings: {},
      target: { kind: 'Render service', name, ...(directory !== undefined && { directory }) },
      span: written.span,
      confidence: 'high',
    },
  ];
}
