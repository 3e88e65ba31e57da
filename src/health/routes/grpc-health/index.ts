import type { RouteFramework } from '../../route-framework.js';

export const grpcHealth: RouteFramework = {
  name: 'grpc-health',
  title: 'gRPC health checking',
  homepage: 'https://grpc.io/docs/guides/health-checking/',
  languages: [
    'Go',
    'Python',
    'JavaScript',
    'TypeScript',
    'Java',
    'Kotlin',
    'C#',
    'C++',
    'Rust',
    'Ruby',
    'Elixir',
    'Swift',
  ],
  recognition: [
    'Go: `RegisterHealthServer` of a package `grpc_health_v1`, and `grpchealth.NewHandler` of Connect. Python: `add_HealthServicer_to_server`. C++: `EnableDefaultHealthCheckService(true)` or `RegisterService` with a class that derives from `Health::Service`.',
    'Node: `addService(….Health.service, …)`, `addToServer` of a `HealthImplementation`, `@GrpcMethod` of `Health` under NestJS. Ruby: `handle(Grpc::Health::Checker…)`. Elixir: a `GRPC.Server` of `Grpc.Health.V1` that an endpoint runs. Swift: `HealthService()` of GRPCHealthService.',
    'Java and Kotlin: `getHealthService()` of a `HealthStatusManager`, a class that extends `HealthGrpc.HealthImplBase`; the gRPC starters of Spring Boot, Quarkus and Micronaut serve health by themselves, unless a setting switches it off.',
    'C#: `MapGrpcHealthChecksService()`, or `MapGrpcService` with a class that derives from `HealthBase`. Rust: `health_reporter()` of tonic_health, or an implementation of its trait handed to `HealthServer`.',
    'A `Check` method that nobody registers is none, nor are clients (`NewHealthClient`), generated code and `.proto` files.',
  ],
  isCandidate: ({ path }) =>
    /\.(?:go|py|[cm]?[jt]s|java|kts?|cs|cc|cpp|cxx|hh?|hpp|rs|rb|ru|exs?|swift)$/.test(path) ||
    /(^|\/)(?:pom\.xml|build\.gradle|libs\.versions\.toml|application[\w.-]*\.(?:ya?ml|properties))$/.test(
      path,
    ),
  read: async (candidates, view) => (await import('./read.js')).readGrpcHealth(candidates, view),
};
