import { expect, it } from 'vitest';
import { nomad } from '../../../src/health/probes/nomad/index.js';
import { probeLines } from './probe-lines.js';

it('reads the checks of groups and tasks, by what a failure does', async () => {
  const text = `
variable "path" { default = "/healthz" }
job "shop" {
  group "api" {
    network {
      port "http" { to = 8080 }
      port "grpc" { static = 50051 }
    }
    service {
      port = "http"
      check {
        type     = "http"
        path     = var.path
        interval = "10s"
        timeout  = "2s"
        header { Authorization = ["Basic x"] }
        check_restart {
          limit = 3
          grace = "1m30s"
        }
      }
      check {
        type     = "grpc"
        port     = "grpc"
        interval = "5s"
      }
    }
    task "server" {
      config { image = "shop/api:1" }
      service {
        check {
          type    = "script"
          command = "/bin/sh"
          args    = ["-c", "curl -f http://localhost:8080/ready"]
        }
        check { type = "tcp" }
      }
    }
  }
}
`;
  expect(await probeLines(nomad, { 'deploy/shop.nomad.hcl': text })).toEqual([
    'deploy/shop.nomad.hcl:11 Nomad job shop/server | liveness → restart | http 8080 /healthz | authorization: Basic x | delay 90, every 10, timeout 2, failures 3',
    'deploy/shop.nomad.hcl:22 Nomad job shop/server | readiness → de-route | grpc 50051 | every 5',
    'deploy/shop.nomad.hcl:31 Nomad job shop/server | readiness → de-route | http 8080 /ready by curl',
    'deploy/shop.nomad.hcl:36 Nomad job shop/server | readiness → de-route | tcp',
  ]);
});

it('finds nothing in a job whose checks are commented out', async () => {
  const text = 'job "x" {\n group "y" {\n service {\n # check { type = "http" }\n }\n }\n}\n';
  expect(await probeLines(nomad, { 'x.nomad': text })).toEqual([]);
});
