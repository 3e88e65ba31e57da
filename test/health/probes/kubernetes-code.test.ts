import { describe, expect, it } from 'vitest';
import { kubernetesCode } from '../../../src/health/probes/kubernetes-code/index.js';
import { probeLines } from './probe-lines.js';

const read = (files: Readonly<Record<string, string>>) => probeLines(kubernetesCode, files);

describe('probes of Kubernetes in code', () => {
  it('Pulumi in TypeScript', async () => {
    expect(
      await read({
        'infra/index.ts': `import * as k8s from '@pulumi/kubernetes';
const port = 3000;
const base = process.env.BASE;
export const web = new k8s.apps.v1.Deployment('web', {
  metadata: { name: 'shop-web' },
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: 'web',
            image: 'shop/web:1',
            ports: [{ name: 'admin', containerPort: 9000 }],
            livenessProbe: { httpGet: { path: '/livez', port }, periodSeconds: 5, failureThreshold: 2 },
            readinessProbe: { httpGet: { path: \`\${base}/readyz\`, port: 'admin', scheme: 'HTTPS' } },
            startupProbe: { exec: { command: ['curl', '-f', 'http://localhost:3000/up'] } },
          },
        ],
      },
    },
  },
});
`,
      }),
    ).toEqual([
      'infra/index.ts:14 Deployment shop-web/web | liveness → restart | http 3000 /livez | every 5, failures 2',
      'infra/index.ts:15 Deployment shop-web/web | readiness → de-route | https 9000',
      'infra/index.ts:16 Deployment shop-web/web | startup → restart | http 3000 /up by curl',
    ]);
  });

  it('Pulumi in Python, with arguments and with dictionaries', async () => {
    expect(
      await read({
        'infra/__main__.py': `import pulumi_kubernetes as k8s
PORT = 8000
k8s.apps.v1.Deployment(
    "api",
    spec=k8s.apps.v1.DeploymentSpecArgs(
        template=k8s.core.v1.PodTemplateSpecArgs(
            spec=k8s.core.v1.PodSpecArgs(
                containers=[
                    k8s.core.v1.ContainerArgs(
                        name="api",
                        image="shop/api:1",
                        liveness_probe=k8s.core.v1.ProbeArgs(
                            http_get=k8s.core.v1.HTTPGetActionArgs(path="/livez", port=PORT),
                            initial_delay_seconds=30,
                            timeout_seconds=5,
                        ),
                    ),
                    {
                        "name": "side",
                        "readiness_probe": {"tcp_socket": {"port": 6379}},
                    },
                ],
            ),
        ),
    ),
)
`,
      }),
    ).toEqual([
      'infra/__main__.py:12 Deployment api/api | liveness → restart | http 8000 /livez | delay 30, timeout 5',
      'infra/__main__.py:20 Deployment api/side | readiness → de-route | tcp 6379',
    ]);
  });

  it('Pulumi in Go', async () => {
    expect(
      await read({
        'main.go': `package main

import (
	appsv1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/apps/v1"
	corev1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/core/v1"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func deploy(ctx *pulumi.Context) error {
	_, err := appsv1.NewDeployment(ctx, "web", &appsv1.DeploymentArgs{
		Spec: &appsv1.DeploymentSpecArgs{
			Template: &corev1.PodTemplateSpecArgs{
				Spec: &corev1.PodSpecArgs{
					Containers: corev1.ContainerArray{
						&corev1.ContainerArgs{
							Name: pulumi.String("web"),
							Ports: corev1.ContainerPortArray{
								&corev1.ContainerPortArgs{Name: pulumi.String("http"), ContainerPort: pulumi.Int(3001)},
							},
							LivenessProbe: &corev1.ProbeArgs{
								HttpGet: &corev1.HTTPGetActionArgs{
									Path: pulumi.String("/healthz"),
									Port: pulumi.String("http"),
								},
								PeriodSeconds: pulumi.Int(5),
							},
							ReadinessProbe: &corev1.ProbeArgs{
								Grpc: &corev1.GRPCActionArgs{Port: pulumi.Int(9090)},
							},
						},
					},
				},
			},
		},
	})
	return err
}
`,
      }),
    ).toEqual([
      'main.go:20 Deployment web/web | liveness → restart | http 3001 /healthz | every 5',
      'main.go:27 Deployment web/web | readiness → de-route | grpc 9090',
    ]);
  });

  it('cdk8s-plus, also where a probe has a name', async () => {
    expect(
      await read({
        'chart.ts': `import { Deployment, Probe, ConnectionScheme } from 'cdk8s-plus-31';
import { Duration } from 'cdk8s';
const PORT = 8191;
export function chart(scope) {
  const ready = Probe.fromHttpGet('/readyz', { port: PORT, scheme: ConnectionScheme.HTTPS });
  new Deployment(scope, 'shop', {
    containers: [
      {
        name: 'shop',
        image: 'shop:1',
        portNumber: 8080,
        liveness: Probe.fromHttpGet('/livez', { periodSeconds: Duration.seconds(20) }),
        readiness: ready,
        startup: Probe.fromTcpSocket(),
      },
    ],
  });
}
`,
        'raw.ts': `import { KubeDeployment, IntOrString } from './imports/k8s';
new KubeDeployment(chart, 'raw', {
  spec: { template: { spec: { containers: [{ name: 'raw', livenessProbe: { httpGet: { path: '/raw', port: IntOrString.fromNumber(80) } } }] } } },
});
`,
        'chart.py': `import cdk8s_plus_31 as kplus
deployment.add_container(image="shop:1", port_number=8080, liveness=kplus.Probe.from_http_get("/livez"))
`,
      }),
    ).toEqual([
      'chart.py:2 container  | liveness → restart | http 8080 /livez',
      'chart.ts:12 Deployment shop/shop | liveness → restart | http 8080 /livez | every 20',
      'chart.ts:13 Deployment shop/shop | readiness → de-route | https 8191 /readyz',
      'chart.ts:14 Deployment shop/shop | startup → restart | tcp 8080',
      'raw.ts:3 Deployment raw/raw | liveness → restart | http 80 /raw',
    ]);
  });

  it('takes nothing of programs that make pods while they run, and of settings that are called alike', async () => {
    expect(
      await read({
        'operator.go': `package main
import corev1 "k8s.io/api/core/v1"
// not pulumi
func pod() corev1.Container {
	return corev1.Container{LivenessProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{Path: "/x"}}}}
}
`,
        'form.ts': `import * as k8s from '@pulumi/kubernetes';
export const labels = { liveness: 'Is it alive?', startup: { title: 'livenessProbe' } };
`,
      }),
    ).toEqual([]);
  });
});
