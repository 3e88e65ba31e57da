import { describe, expect, it } from 'vitest';
import { azure } from '../../../src/health/probes/azure/index.js';
import { probeLines } from './probe-lines.js';
import { readPlatform } from './read-platform.js';

describe('Bicep', () => {
  it('has the probes of container apps, with parameters and variables filled in', async () => {
    const text = `
@description('where it listens')
param port int = 8080
param name string
param serviceName string = 'api'
var prefix = '/api'
var probes = [
  {
    type: 'Readiness'
    tcpSocket: { port: port }
  }
]

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  tags: union({ team: 'x' }, { 'azd-service-name': serviceName })
  properties: {
    template: {
      containers: [
        {
          name: 'web' // the program
          image: 'shop/web:1'
          probes: concat([
            {
              type: 'Liveness'
              httpGet: {
                path: '\${prefix}/livez'
                port: port
                httpHeaders: [{ name: 'Host', value: 'shop.example' }]
              }
              periodSeconds: 5, failureThreshold: 2
            }
          ], probes)
        }
      ]
    }
  }
}
`;
    expect(
      await probeLines(azure, {
        'infra/app.bicep': text,
        'azure.yaml': 'services:\n  api: {project: ./src/api, host: containerapp}\n',
      }),
    ).toEqual([
      'infra/app.bicep:24 container app api/web in src/api | liveness → restart | http 8080 /api/livez | host: shop.example | every 5, failures 2',
      'infra/app.bicep:8 container app api/web in src/api | readiness → de-route | tcp 8080',
    ]);
  });

  it('has App Service, balancers, Front Door and Traffic Manager', async () => {
    const text = `
resource site 'Microsoft.Web/sites@2022-09-01' = if (deploySite) {
  name: 'shop'
  properties: {
    siteConfig: { healthCheckPath: '/up' }
  }
  resource web 'config' = { name: 'web' }
}
resource config 'Microsoft.Web/sites/config@2022-09-01' = {
  name: 'web'
  properties: { healthCheckPath: path }
}
resource lb 'Microsoft.Network/loadBalancers@2023-04-01' = {
  name: 'lb'
  properties: {
    probes: [for name in names: {
      name: 'http'
      properties: { protocol: 'Http', port: 80, requestPath: '/lb', intervalInSeconds: 15, numberOfProbes: 2 }
    }]
  }
}
resource gateway 'Microsoft.Network/applicationGateways@2023-04-01' = {
  name: 'gw'
  properties: {
    probes: [
      { name: 'p', properties: { protocol: 'Https', host: 'shop.example', path: '/gw', interval: 30, timeout: 30, unhealthyThreshold: 3 } }
    ]
  }
}
resource front 'Microsoft.Cdn/profiles/originGroups@2023-05-01' = {
  name: 'og'
  properties: {
    healthProbeSettings: { probePath: '/fd', probeProtocol: 'Https', probeIntervalInSeconds: 100 }
  }
}
resource traffic 'Microsoft.Network/trafficmanagerprofiles@2022-04-01' = {
  name: 'tm'
  properties: { monitorConfig: { protocol: 'HTTP', port: 80, path: '/tm' } }
}
`;
    expect(await probeLines(azure, { 'main.bicep': text })).toEqual([
      'main.bicep:5 App Service shop | liveness → restart | http /up',
      'main.bicep:16 load balancer lb/http | readiness → de-route | http 80 /lb | every 15, failures 2',
      'main.bicep:26 load balancer gw/p | readiness → de-route | https /gw | host: shop.example | every 30, timeout 30, failures 3',
      'main.bicep:33 Front Door og | readiness → de-route | https /fd | every 100',
      'main.bicep:38 Traffic Manager tm | readiness → de-route | http 80 /tm',
    ]);
  });

  it('has the inputs of modules, and what one branch of a choice says', async () => {
    const text = `
module web 'core/host/appservice.bicep' = {
  name: 'web'
  params: {
    appCommandLine: 'x'
    healthCheckPath: '/healthz'
    nested: {
      siteConfig: { healthCheckPath: '' }
    }
  }
}
module app 'br/public:avm/res/app/container-app:0.4.0' = {
  params: {
    containers: [
      {
        name: 'main'
        probes: withProbes
          ? [{ type: 'Liveness', httpGet: { path: '/alive', port: 80 } }]
          : []
      }
    ]
  }
}
`;
    expect(await probeLines(azure, { 'infra/main.bicep': text })).toEqual([
      'infra/main.bicep:6 module web | liveness → restart | http /healthz | medium',
      'infra/main.bicep:18 module app | liveness → restart | http 80 /alive | medium',
    ]);
  });

  it('has nothing that is commented out, empty, existing, or of another type', async () => {
    const text = `
param healthCheckPath string = ''
/* resource x 'Microsoft.Web/sites@1' = { properties: { siteConfig: { healthCheckPath: '/a' } } } */
resource a 'Microsoft.Web/sites@1' = {
  properties: { siteConfig: { healthCheckPath: healthCheckPath
    // healthCheckPath: '/b'
  } }
}
resource b 'Microsoft.App/containerApps@1' = { properties: { template: { containers: [{ probes: [] }, { probes: null }] } } }
resource c 'Microsoft.App/containerApps@1' existing = { name: 'probes' }
resource d 'Microsoft.Logic/workflows@1' = { properties: { healthCheckPath: '/c' } }
resource e 'Microsoft.App/containerApps@1' = { properties: { template: { containers: [{ probes: [{ type: 'Liveness' }] }] } } }
`;
    expect(await probeLines(azure, { 'a.bicep': text })).toEqual([]);
  });

  it('comes to an end on broken and hostile texts', async () => {
    for (const text of [
      `resource a 'b' = ${'['.repeat(5_000)} probe`,
      `resource a 'b' = ${'!'.repeat(5_000)} probe`,
      `resource a 'b' = ${'a ? '.repeat(5_000)} probe`,
      `resource a 'b' = ${'f('.repeat(5_000)} probe`,
      `resource a 'Microsoft.Web/sites@1' = {\n properties: { 'x \n probe ]]] }}} ) : ? \${`,
    ])
      expect(await readPlatform(azure, { 'a.bicep': text })).toEqual({ facts: [], skipped: [] });
  });
});

it('reads ARM templates, nested ones too, but not what Bicep compiled', async () => {
  const site = (path: string): object => ({
    type: 'Microsoft.Web/sites',
    name: "[parameters('name')]",
    properties: { siteConfig: { healthCheckPath: path } },
  });
  const template = (...resources: readonly object[]): string =>
    JSON.stringify(
      { $schema: 'https://schema.management.azure.com/x/deploymentTemplate.json#', resources },
      null,
      1,
    );
  const nested = {
    type: 'Microsoft.Resources/deployments',
    properties: { template: { resources: { x: site('/nested') } } },
  };
  const group = {
    type: 'Microsoft.ContainerInstance/containerGroups',
    name: 'g',
    properties: {
      containers: [
        {
          name: 'c',
          properties: { image: 'i', livenessProbe: { exec: { command: ['cat', '/x'] }, periodSeconds: 5 } },
        },
      ],
    },
  };
  const lines = await probeLines(azure, {
    'azuredeploy.json': template(site('/up'), site("[parameters('path')]"), nested, group),
    'infra/main.json': template(site('/compiled')),
    'infra/main.bicep': '// nothing',
    'data/other.json': template(site('/elsewhere')),
  });
  expect(lines.map((line) => line.replace(/:\d+/, ''))).toEqual([
    'azuredeploy.json App Service Microsoft.Web/sites | liveness → restart | http /up',
    'azuredeploy.json App Service Microsoft.Web/sites | liveness → restart | http /nested',
    'azuredeploy.json container group g/c | liveness → restart | exec | every 5',
  ]);
});
