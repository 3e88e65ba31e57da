import { selects } from '../../../model/platform-policy.js';
import { nodeService } from '../../examples.js';
import { sightedSignal } from '../../signal.js';
import { deployment, onKubernetes } from './examples.js';
import { workloadAt } from '../hot-paths/own-workload.js';
import { socketServers } from './sockets.js';
import { stickyBalancers } from './sticky-balancers.js';

const service = (affinity: string, more = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: app}\nspec:\n  selector: {app: app}\n  sessionAffinity: ${affinity}\n${more}`;

export const stickySessions = sightedSignal(
  {
    id: 'sticky-sessions',
    question: 'independent-scaling',
    stance: 'contradicts',
    meaning:
      'Users are tied to instances: a new one gets none of the load, and a lost one loses its users’ state.',
    recognition:
      'A Service with `sessionAffinity: ClientIP`, an ingress, mesh or load balancer with an affinity by cookie, `ip_hash` or `sticky` of nginx, `cookie` of HAProxy, a policy of Caddy, a sticky cookie of Traefik, client affinity of Azure, session affinity of a load balancer of Google.',
    guards: [
      'A balancer of connections (TCP) in front of WebSockets is not meant, nor one in front of a service that holds sockets: they need it.',
      'The affinity of a product of others is its own matter.',
    ],
    recognisers: stickyBalancers,
    seen: [
      { title: 'Kubernetes', files: onKubernetes(deployment({ replicas: 3 }), service('ClientIP')) },
      {
        title: 'ingress-nginx',
        files: onKubernetes(
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: app\n  annotations: {nginx.ingress.kubernetes.io/affinity: cookie}\nspec: {}\n',
        ),
      },
      {
        title: 'AWS in Terraform',
        files: nodeService('', {
          'main.tf':
            'resource "aws_lb_target_group" "app" {\n  port     = 80\n  protocol = "HTTP"\n  stickiness {\n    type = "lb_cookie"\n  }\n}\n',
        }),
      },
      {
        title: 'Google in Terraform',
        files: nodeService('', {
          'main.tf':
            'resource "google_compute_backend_service" "app" {\n  protocol         = "HTTP"\n  session_affinity = "GENERATED_COOKIE"\n}\n',
        }),
      },
      {
        title: 'a container app in Bicep',
        files: nodeService('', {
          'main.bicep':
            "resource app 'Microsoft.App/containerApps@2024-03-01' = {\n  properties: {\n    configuration: {\n      ingress: {\n        stickySessions: {\n          affinity: 'sticky'\n        }\n      }\n    }\n  }\n}\n",
        }),
      },
      {
        title: 'labels for Traefik in compose',
        files: nodeService('', {
          'compose.yaml':
            'services:\n  app:\n    build: .\n    labels:\n      - traefik.http.services.app.loadbalancer.sticky.cookie=true\n',
        }),
      },
      {
        title: 'Caddy',
        files: nodeService('', {
          Caddyfile: 'example.org {\n  reverse_proxy a b {\n    lb_policy cookie\n  }\n}\n',
        }),
      },
      {
        title: 'nginx',
        files: nodeService('', { 'nginx.conf': 'upstream app {\n  ip_hash;\n  server a;\n  server b;\n}\n' }),
      },
    ],
    unseen: [
      {
        title: 'a product of others behind Traefik',
        files: nodeService('', {
          'compose.yaml':
            'services:\n  login:\n    image: quay.io/keycloak/keycloak\n    labels:\n      - traefik.http.services.login.loadbalancer.sticky.cookie=true\n',
        }),
      },
      { title: 'none', files: onKubernetes(deployment({ replicas: 3 }), service('None')) },
      {
        title: 'switched off',
        files: nodeService('', {
          'main.tf':
            'resource "aws_lb_target_group" "app" {\n  protocol = "HTTP"\n  stickiness {\n    enabled = false\n    type    = "lb_cookie"\n  }\n}\n',
        }),
      },
      {
        title: 'a balancer of connections',
        files: nodeService('', {
          'main.tf':
            'resource "aws_lb_target_group" "app" {\n  protocol = "TCP"\n  stickiness {\n    type = "source_ip"\n  }\n}\n',
        }),
      },
      {
        title: 'a service that holds sockets',
        files: {
          ...onKubernetes(deployment({ replicas: 3 }), service('ClientIP')),
          'src/server.js':
            "const { Server } = require('socket.io');\nconst io = new Server(3000);\nio.on('connection', () => {});\n",
        },
      },
      {
        title: 'a comment',
        files: nodeService('', { 'nginx.conf': 'upstream app {\n  # ip_hash;\n  server a;\n}\n' }),
      },
    ],
  },
  ({ details, span, text, confidence, service: near }, facts) => {
    const selector = Object.fromEntries(
      Object.entries(details ?? {}).map(([key, value]) => [key.replace(/^selector\./, ''), value]),
    );
    const selected = facts.workloads.filter(({ labels }) => selects(selector, labels));
    // A label in a composition is that of the service whose lines it stands in.
    const labelled = workloadAt(span, facts);
    const owner = details
      ? (selected.find((workload) => workload.service !== '')?.service ?? '')
      : labelled
        ? labelled.service
        : near;
    if ((details || labelled) && owner === '') return false;
    const holdsSockets = facts.sightings.some(
      (seen) => seen.kind === socketServers.sighting && (owner === '' || seen.service === owner),
    );
    return holdsSockets ? false : { span, text, confidence, service: owner };
  },
);
