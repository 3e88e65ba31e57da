import type { Probe, ProbeTarget } from '../../../model/probe.js';
import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { askedPath } from '../http-address.js';
import { blockProbes, listedProbes } from './containers.js';
import { balancerProbe } from './load-balancers.js';
import { firstLiteral, literal } from './values.js';

/** A resource as Bicep, an ARM template or a YAML file writes it. */
export interface AzureResource {
  readonly type: string;
  /** What the file calls it, when its name is computed. */
  readonly symbol: string;
  readonly body: ManifestValue;
}

/** The checks of a resource, by its type. Source: https://learn.microsoft.com/azure/templates/ */
export function resourceProbes(
  resource: AzureResource,
  directories: ReadonlyMap<string, string>,
): readonly Probe[] {
  const { type, body } = resource;
  const properties = body.get('properties');
  const target = (kind: string): ProbeTarget => targetOf(kind, resource, directories);
  switch (type.toLowerCase()) {
    case 'microsoft.app/containerapps':
      return properties
        .at('template', 'containers')
        .items.flatMap((container) =>
          listedProbes(container.get('probes'), withContainer(target('container app'), container)),
        );
    case 'microsoft.containerinstance/containergroups':
      return properties.get('containers').items.flatMap((container) => {
        const said = container.get('properties');
        return blockProbes(said, withContainer(target('container group'), container, said.get('image')));
      });
    case 'microsoft.web/sites':
    case 'microsoft.web/sites/slots':
      return appService(properties.at('siteConfig', 'healthCheckPath'), target('App Service'));
    case 'microsoft.web/sites/config':
    case 'microsoft.web/sites/slots/config':
      return appService(properties.get('healthCheckPath'), target('App Service'));
    case 'microsoft.network/loadbalancers':
    case 'microsoft.network/applicationgateways':
      return properties.get('probes').items.flatMap((item) => balancerProbe(item, target('load balancer')));
    case 'microsoft.cdn/profiles/origingroups':
      return oneProbe(properties.get('healthProbeSettings'), target('Front Door'));
    case 'microsoft.network/frontdoors':
      return properties
        .get('healthProbeSettings')
        .items.flatMap((item) => balancerProbe(item, target('Front Door')));
    case 'microsoft.network/trafficmanagerprofiles':
      return oneProbe(properties.get('monitorConfig'), target('Traffic Manager'));
    default:
      return [];
  }
}

function oneProbe(block: ManifestValue, target: ProbeTarget): readonly Probe[] {
  return block.isMap ? balancerProbe(block, target) : [];
}

function targetOf(
  kind: string,
  { symbol, body }: AzureResource,
  directories: ReadonlyMap<string, string>,
): ProbeTarget {
  const tag = literal(body.at('tags', 'azd-service-name'));
  const directory = tag === undefined ? undefined : directories.get(tag);
  return {
    kind,
    name: firstLiteral(body.get('name')) ?? tag ?? symbol,
    ...(directory !== undefined && { directory }),
  };
}

function withContainer(
  target: ProbeTarget,
  container: ManifestValue,
  image = container.get('image'),
): ProbeTarget {
  const name = firstLiteral(container.get('name'));
  const written = firstLiteral(image);
  return {
    ...target,
    ...(name !== undefined && { container: name }),
    ...(written !== undefined && { image: written }),
  };
}

/** An instance whose check fails gets no requests, and is replaced after an hour. An empty path is no check. */
function appService(path: ManifestValue, target: ProbeTarget): readonly Probe[] {
  const text = literal(path);
  if (text === undefined || text === '') return [];
  return [
    {
      platform: 'azure',
      kind: 'liveness',
      effect: 'restart',
      transport: 'http',
      path: askedPath(text),
      scheme: 'http',
      timings: {},
      target,
      span: path.span,
      confidence: 'high',
    },
  ];
}
