import type { ProbePlatform } from '../probe-platform.js';
import { appEngine } from './app-engine/index.js';
import { apache } from './apache/index.js';
import { caddy } from './caddy/index.js';
import { envoy } from './envoy/index.js';
import { haproxy } from './haproxy/index.js';
import { nginx } from './nginx/index.js';
import { traefik } from './traefik/index.js';
import { azure } from './azure/index.js';
import { cloudFoundry } from './cloud-foundry/index.js';
import { compose } from './compose/index.js';
import { consul } from './consul/index.js';
import { marathon } from './marathon/index.js';
import { systemd } from './systemd/index.js';
import { podman } from './podman/index.js';
import { kubernetesBalancers } from './kubernetes-balancers/index.js';
import { convox } from './convox/index.js';
import { copilot } from './copilot/index.js';
import { digitalocean } from './digitalocean/index.js';
import { dockerfile } from './dockerfile/index.js';
import { dokku } from './dokku/index.js';
import { ecs } from './ecs/index.js';
import { fly } from './fly/index.js';
import { kamal } from './kamal/index.js';
import { kubernetes } from './kubernetes/index.js';
import { kubernetesCode } from './kubernetes-code/index.js';
import { nais } from './nais/index.js';
import { nhost } from './nhost/index.js';
import { nomad } from './nomad/index.js';
import { railway } from './railway/index.js';
import { render } from './render/index.js';
import { tilt } from './tilt/index.js';
import { terraform } from './terraform/index.js';

/** Every platform whose probes lintel reads, in the order of the reference. */
export const probePlatforms: readonly ProbePlatform[] = [
  kubernetes,
  kubernetesCode,
  kubernetesBalancers,
  dockerfile,
  compose,
  ecs,
  copilot,
  nomad,
  consul,
  marathon,
  terraform,
  azure,
  fly,
  render,
  railway,
  kamal,
  dokku,
  digitalocean,
  cloudFoundry,
  appEngine,
  convox,
  nais,
  nhost,
  haproxy,
  nginx,
  envoy,
  traefik,
  caddy,
  apache,
  systemd,
  podman,
  tilt,
];
