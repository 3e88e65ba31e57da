import type { ProbePlatform } from '../../probe-platform.js';

/** Health checks of Azure's resources, in Bicep and ARM templates. Source: https://learn.microsoft.com/azure/templates/ */
export const azure: ProbePlatform = {
  name: 'azure',
  title: 'Azure (Bicep and ARM templates)',
  homepage: 'https://learn.microsoft.com/azure/azure-resource-manager/bicep/overview',
  recognition: [
    'Bicep files, ARM templates in JSON (not those that Bicep has compiled beside their source), and the YAML of `az containerapp`.',
    'Container Apps: `probes` of containers; Container Instances: `livenessProbe` and `readinessProbe`; App Service: `healthCheckPath` of a site, a slot or its `web` configuration.',
    'Load Balancer, Application Gateway, Front Door and Traffic Manager: their probes, with the host that they send.',
    'Inputs of Bicep modules that are called `healthCheckPath` or `probes`; what the module does with them is not followed, so the confidence is medium.',
    'Defaults of parameters and values of variables are filled in; what an expression computes is left open, of a loop one element is read. A resource that azd deploys (`azd-service-name`) has the directory that `azure.yaml` names.',
  ],
  effects: [
    'Liveness and startup probes of Container Apps and Container Instances restart the container; readiness probes take the replica out.',
    'App Service takes an instance out whose check fails, and replaces it when it stays unhealthy for an hour. So it counts as a liveness probe.',
    'What a load balancer finds unhealthy gets no requests.',
  ],
  isCandidate: ({ path }) =>
    path.endsWith('.bicep') ||
    (/\.json$/i.test(path) &&
      /(^|\/)(azuredeploy|maintemplate|main)[^/]*\.json$|template|(^|\/)(arm|azure|bicep|infra\w*|deploy\w*|iac)\//i.test(
        path,
      )) ||
    (/\.ya?ml$/.test(path) && /container-?app|(^|\/)(azure|aca|infra\w*|deploy\w*)\//i.test(path)),
  read: async (candidates, view) => (await import('./read.js')).readAzure(candidates, view),
};
