import { expect, it } from 'vitest';
import { terraform } from '../../../src/health/probes/terraform/index.js';
import { probeLines } from './probe-lines.js';

const read = (text: string, more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> =>
  probeLines(terraform, { 'infra/main.tf': text, ...more });

it('reads the load balancers of AWS', async () => {
  const text = `
resource "aws_lb_target_group" "api" {
  port     = 8080
  protocol = "HTTP"
  health_check {
    path                = "/healthz"
    interval            = 30
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
    matcher             = "200-599"
  }
}
resource "aws_alb_target_group" "tcp" {
  port     = 6379
  protocol = "TCP"
  health_check { port = "traffic-port" }
}
resource "aws_lb_target_group" "off" {
  health_check {
    enabled = false
    path    = "/x"
  }
}
resource "aws_elb" "old" {
  health_check {
    target = "HTTP:8000/ping"
  }
}
resource "aws_route53_health_check" "public" {
  fqdn          = "shop.example"
  port          = 443
  type          = "HTTPS"
  resource_path = "/up"
}
`;
  expect(await read(text)).toEqual([
    'infra/main.tf:5 aws_lb_target_group api | readiness → de-route | http 8080 /healthz | cannot fail: the matcher `200-599` takes server errors for success | every 30, timeout 5, failures 3, successes 2',
    'infra/main.tf:17 aws_alb_target_group tcp | readiness → de-route | tcp',
    'infra/main.tf:26 aws_elb old | readiness → de-route | http 8000 /ping',
    'infra/main.tf:30 aws_route53_health_check public | healthcheck → de-route | https shop.example 443 /up',
  ]);
});

it('takes a target group for a liveness probe where ECS replaces its tasks, and reads the containers', async () => {
  const text = `
resource "aws_lb_target_group" "api" {
  health_check { path = "/readyz" }
}
resource "aws_ecs_task_definition" "api" {
  container_definitions = jsonencode([
    {
      name  = "api"
      image = "shop-api"
      healthCheck = {
        command  = ["CMD-SHELL", "curl -f http://localhost:8080/livez || exit 1"]
        interval = 10
        retries  = 2
      }
    },
    { name = "log", image = "fluent-bit" },
  ])
}
`;
  expect(await read(text, { 'infra/service.tf': 'resource "aws_ecs_service" "api" {}' })).toEqual([
    'infra/main.tf:3 aws_lb_target_group api | liveness → restart | http /readyz',
    'infra/main.tf:10 aws_ecs_task_definition api/api | liveness → restart | http 8080 /livez by curl | every 10, failures 2',
  ]);
});

it('reads Google', async () => {
  const text = `
resource "google_compute_health_check" "http" {
  check_interval_sec  = 10
  unhealthy_threshold = 2
  http_health_check {
    port         = 8080
    request_path = "/healthz"
  }
}
resource "google_compute_region_health_check" "grpc" {
  grpc_health_check {
    port              = 50051
    grpc_service_name = "shop"
  }
}
resource "google_compute_http_health_check" "old" {
  request_path = "/ok"
}
resource "google_cloud_run_v2_service" "api" {
  template {
    containers {
      image = "europe-docker.pkg.dev/p/shop/api"
      ports { container_port = 8080 }
      startup_probe {
        failure_threshold = 30
        tcp_socket { port = 8080 }
      }
      liveness_probe {
        http_get {
          path = "/livez"
          http_headers {
            name  = "Host"
            value = var.unset
          }
        }
      }
    }
  }
}
`;
  expect(await read(text)).toEqual([
    'infra/main.tf:5 google_compute_health_check http | readiness → de-route | http 8080 /healthz | every 10, failures 2',
    'infra/main.tf:11 google_compute_region_health_check grpc | readiness → de-route | grpc 50051',
    'infra/main.tf:16 google_compute_http_health_check old | readiness → de-route | http /ok',
    'infra/main.tf:28 google_cloud_run_v2_service api | liveness → restart | http 8080 /livez | host: ?',
    'infra/main.tf:24 google_cloud_run_v2_service api | startup → restart | tcp 8080 | failures 30',
  ]);
});

it('reads Azure, Kubernetes and DigitalOcean', async () => {
  const text = `
resource "azurerm_lb_probe" "api" {
  port         = 8080
  protocol     = "Http"
  request_path = "/healthz"
}
resource "azurerm_container_app" "api" {
  template {
    container {
      liveness_probe {
        transport        = "HTTP"
        port             = 3000
        path             = "/livez"
        interval_seconds = 5
      }
      readiness_probe {
        transport = "TCP"
        port      = 3000
      }
    }
  }
}
resource "azurerm_linux_web_app" "web" {
  site_config {
    health_check_path = "/up"
  }
}
resource "kubernetes_deployment_v1" "api" {
  spec {
    template {
      spec {
        container {
          name  = "api"
          image = "shop/api:1"
          port {
            name           = "http"
            container_port = 8081
          }
          readiness_probe {
            http_get {
              path = "ready"
              port = "http"
            }
            period_seconds = 3
          }
        }
      }
    }
  }
}
resource "digitalocean_loadbalancer" "public" {
  healthcheck {
    protocol = "http"
    port     = 80
    path     = "/ok"
  }
}
`;
  expect(await read(text)).toEqual([
    'infra/main.tf:2 azurerm_lb_probe api | readiness → de-route | http 8080 /healthz',
    'infra/main.tf:10 azurerm_container_app api | liveness → restart | http 3000 /livez | every 5',
    'infra/main.tf:16 azurerm_container_app api | readiness → de-route | tcp 3000',
    'infra/main.tf:25 azurerm_linux_web_app web | liveness → restart | http /up',
    'infra/main.tf:39 kubernetes_deployment_v1 api/api | readiness → de-route | http 8081 /ready | every 3',
    'infra/main.tf:52 digitalocean_loadbalancer public | readiness → de-route | http 80 /ok',
  ]);
});

it('fills in the defaults of variables and locals of the same directory, and leaves open what is computed', async () => {
  const text = `
resource "aws_lb_target_group" "known" {
  port = local.port
  health_check { path = "\${var.base}/healthz" }
}
resource "aws_lb_target_group" "open" {
  health_check { path = var.unset }
}
resource "aws_lb_target_group" "computed" {
  health_check { path = lower("/X") }
}
`;
  const variables = 'variable "base" { default = "/api" }\nvariable "unset" {}\nlocals { port = 8080 }\n';
  expect(await read(text, { 'infra/variables.tf': variables, 'other/x.tf': 'locals { port = 1 }' })).toEqual([
    'infra/main.tf:4 aws_lb_target_group known | readiness → de-route | http 8080 /api/healthz',
    'infra/main.tf:7 aws_lb_target_group open | readiness → de-route | http',
    'infra/main.tf:10 aws_lb_target_group computed | readiness → de-route | http',
  ]);
});

it('reads what modules are told', async () => {
  const text = `
module "alb" {
  source = "terraform-aws-modules/alb/aws"
  target_groups = {
    api = {
      port         = 80
      health_check = { path = "/healthz", interval = 10 }
    }
  }
}
module "service" {
  health_check_path = "/up"
  health_check      = { enabled = true }
}
`;
  expect(await read(text)).toEqual([
    'infra/main.tf:7 module alb | readiness → de-route | http /healthz | every 10 | medium',
    'infra/main.tf:12 module service | readiness → de-route | http /up | medium',
  ]);
});

it.each([
  ['what is commented out', '# resource "aws_lb_target_group" "x" { health_check { path = "/x" } }'],
  ['data sources', 'data "aws_lb_target_group" "x" {\n  health_check { path = "/x" }\n}'],
  [
    'jobs',
    'resource "kubernetes_job" "x" {\n spec {\n template {\n spec {\n container {\n liveness_probe {\n http_get { path = "/x" }\n}\n}\n}\n}\n}\n}',
  ],
  ['a file that is no HCL', '<<<<<<< health_check {{{{'],
])('finds nothing in %s', async (_, text) => {
  expect(await read(text)).toEqual([]);
});
