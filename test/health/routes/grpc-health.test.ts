import { describe, expect, it } from 'vitest';
import { grpcHealth } from '../../../src/health/routes/grpc-health/index.js';
import { readRouteLines } from './route-reading.js';

const path = '/grpc.health.v1.Health';

async function read(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { routes, handler } = await readRouteLines([grpcHealth], files);
  return routes.map((line) => `${line.replace(`GRPC ${path} `, '')}: ${handler(path) ?? '?'}`);
}

const goImports =
  'package main\n\nimport (\n\t"google.golang.org/grpc/health"\n\thealthpb "google.golang.org/grpc/health/grpc_health_v1"\n)\n';
const goServer =
  'func main() {\n\tsrv := grpc.NewServer()\n\thc := health.NewServer()\n\thealthpb.RegisterHealthServer(srv, hc)\n}\n';
const deadCheck =
  'func (s *service) Check(ctx context.Context, r *healthpb.HealthCheckRequest) (*healthpb.HealthCheckResponse, error) {\n\treturn nil, s.db.PingContext(ctx)\n}\n';

describe('Go', () => {
  it('takes the registration, and not the dead Check beside it', async () => {
    expect(await read({ 'main.go': `${goImports}${deadCheck}${goServer}` })).toEqual([
      'main.go:13: health.Server cannot fail constant',
    ]);
  });

  it('sees that somebody sets NOT_SERVING, in the same module only', async () => {
    const drain =
      'package main\nfunc drain() { hc.SetServingStatus("", healthpb.HealthCheckResponse_NOT_SERVING) }\n';
    expect(await read({ 'go.mod': 'module a', 'main.go': goImports + goServer, 'drain.go': drain })).toEqual([
      'main.go:10: health.Server can fail',
    ]);
    expect(
      await read({
        'a/go.mod': 'module a',
        'a/main.go': goImports + goServer,
        'b/go.mod': 'module b',
        'b/drain.go': drain,
      }),
    ).toEqual(['a/main.go:10: health.Server cannot fail constant']);
  });

  it('reads an implementation of the program’s own', async () => {
    const own = `${goImports}type checker struct{ db *sql.DB }\n${deadCheck.replaceAll('*service', '*checker')}func main() {\n\thealthpb.RegisterHealthServer(srv, &checker{db})\n}\n`;
    expect(await read({ 'main.go': own })).toEqual(['main.go:12: checker.Check db unknown']);
  });

  it('reads Connect’s handler', async () => {
    const text =
      'package main\nimport "connectrpc.com/grpchealth"\nfunc main() {\n\tmux.Handle(grpchealth.NewHandler(grpchealth.NewStaticChecker("a.v1.A")))\n}\n';
    expect(await read({ 'main.go': text })).toEqual([
      'main.go:4 (dependency): grpchealth cannot fail constant',
    ]);
  });

  it.each([
    ['a client', `${goImports}func main() { healthpb.NewHealthClient(conn).Check(ctx, nil) }`],
    [
      'another service of that name',
      'package main\nimport pb "example.com/health/api"\n// grpc\nfunc main() { pb.RegisterHealthServer(s, x) }',
    ],
    ['a comment', `${goImports}// healthpb.RegisterHealthServer(srv, hc)\n`],
    ['a text', `${goImports}var doc = \`healthpb.RegisterHealthServer(srv, hc)\`\n`],
    ['a Check that nobody registers', goImports + deadCheck],
  ])('finds nothing in %s', async (_, text) => {
    expect(await read({ 'main.go': text })).toEqual([]);
  });

  it('finds nothing in tests, generated code and protocols', async () => {
    expect(
      await read({
        'main_test.go': goImports + goServer,
        'health_grpc.pb.go': goImports + goServer,
        'health.proto': 'service Health { rpc Check(HealthCheckRequest) returns (HealthCheckResponse); }',
      }),
    ).toEqual([]);
  });
});

describe('Python', () => {
  it('reads the library’s servicer and one of the program’s own', async () => {
    expect(
      await read({
        'a/Dockerfile': 'FROM python',
        'a/server.py':
          'from grpc_health.v1 import health, health_pb2_grpc\n\nservicer = health.aio.HealthServicer()\nhealth_pb2_grpc.add_HealthServicer_to_server(servicer, server)\n',
      }),
    ).toEqual(['a/server.py:4: HealthServicer cannot fail constant']);
    expect(
      await read({
        'server.py':
          'import health_pb2, health_pb2_grpc\n\nclass Health(health_pb2_grpc.HealthServicer):\n    def Check(self, request, context):\n        cursor.execute("SELECT 1")\n        return health_pb2.HealthCheckResponse(status=health_pb2.HealthCheckResponse.SERVING)\n\n    def Watch(self, request, context):\n        raise NotImplementedError\n\nhealth = None\nhealth = Health()\nhealth_pb2_grpc.add_HealthServicer_to_server(health, server)\n',
      }),
    ).toEqual(['server.py:13: Health.Check db cannot fail']);
  });

  it('finds nothing in an import, a definition and a client', async () => {
    expect(
      await read({
        'a.py': 'from health_pb2_grpc import add_HealthServicer_to_server  # grpc\n',
        'b.py': '# grpc\ndef add_HealthServicer_to_server(servicer, server):\n    pass\n',
        'c.py': 'stub = health_pb2_grpc.HealthStub(channel)  # grpc\n',
      }),
    ).toEqual([]);
  });
});

describe('Node', () => {
  it('reads the definition with a function of the program’s own', async () => {
    const text =
      "const proto = grpc.loadPackageDefinition(x).grpc.health.v1;\nfunction check(call, callback) {\n  callback(null, { status: 'SERVING' });\n}\nserver.addService(proto.Health.service, { check });\n";
    expect(await read({ 'server.js': text })).toEqual(['server.js:5: check cannot fail constant']);
  });

  it('reads a bound method that looks at the database', async () => {
    const text =
      "class S {\n  static async Probe(call, cb) {\n    await pool.query('select 1');\n    cb(null, { status: 'NOT_SERVING' });\n  }\n  load(grpc) {\n    this.server.addService(\n      this.packages.health.Health.service,\n      { check: S.Probe.bind(this) },\n    );\n  }\n}\n";
    expect(await read({ 'server.js': text })).toEqual(['server.js:7: check db can fail']);
  });

  it('reads grpc-health-check, nice-grpc and NestJS', async () => {
    expect(
      await read({
        'a.ts':
          "import { HealthImplementation } from 'grpc-health-check';\nconst impl = new HealthImplementation({ '': 'SERVING' });\nimpl.addToServer(server);\n",
        'b/package.json': '{}',
        'b/b.ts':
          "import { HealthDefinition, HealthServiceImpl } from 'nice-grpc-server-health';\nserver.add(HealthDefinition, HealthServiceImpl());\n",
        'c.ts':
          "// grpc\n@Controller()\nexport class HealthController {\n  @GrpcMethod('Health', 'Check')\n  check() { return { status: ServingStatus.SERVING }; }\n}\n",
      }),
    ).toHaveLength(3);
  });

  it('finds nothing in a client and in other services', async () => {
    expect(
      await read({
        'a.js':
          "const c = new proto.Health('host', grpc.credentials.createInsecure()); c.check({}, () => 1);",
        'b.js': 'server.addService(proto.Healthcare.service, { book }); // grpc health',
        'c.js': "items.add('Health.service'); // grpc",
      }),
    ).toEqual([]);
  });
});

describe('Java and Kotlin', () => {
  it('reads the manager’s service and a class of the program’s own', async () => {
    expect(
      await read({
        'a/src/Main.java':
          'import io.grpc.protobuf.services.HealthStatusManager;\nclass Main {\n  void run() {\n    HealthStatusManager m = new HealthStatusManager();\n    ServerBuilder.forPort(1).addService(m.getHealthService()).build();\n  }\n}\n',
      }),
    ).toEqual(['a/src/Main.java:5 (dependency): HealthStatusManager cannot fail constant']);
    expect(
      await read({
        'H.kt':
          'package a\nclass H(val jdbc: JdbcTemplate) : HealthGrpcKt.HealthCoroutineImplBase() {\n  override suspend fun check(request: HealthCheckRequest): HealthCheckResponse {\n    jdbc.queryForObject("SELECT 1")\n    return response(ServingStatus.NOT_SERVING)\n  }\n}\n',
        'Main.kt':
          'package a\n// grpc health\nfun main() {\n  val h = H(jdbc)\n  ServerBuilder.forPort(1).addService(h)\n}\n',
      }),
    ).toEqual(['Main.kt:5: H.check db can fail']);
  });

  it('finds nothing when the manager’s service goes nowhere or a client asks', async () => {
    expect(
      await read({
        'A.java': 'class A { HealthStatusManager m = new HealthStatusManager(); }',
        'B.java': 'class B { void f() { HealthGrpc.newBlockingStub(channel).check(r); } }',
        'C.java': 'class C extends HealthGrpc.HealthImplBase { public void check() {} }',
      }),
    ).toEqual([]);
  });

  const service = '@GrpcService\nclass Greeter extends GreeterGrpc.GreeterImplBase {}\n';
  const gradle = (line: string): string => `dependencies {\n  ${line}\n}\n`;

  it('knows the starters that serve health by themselves, and their ports', async () => {
    expect(
      await read({
        'a/build.gradle': gradle("implementation 'net.devh:grpc-server-spring-boot-starter:3.1.0'"),
        'a/src/main/java/G.java': service,
        'a/src/main/resources/application.yml': 'grpc:\n  server:\n    port: 9191\n',
        'b/pom.xml':
          '<project><dependencies>\n<dependency><groupId>io.quarkus</groupId>\n<artifactId>quarkus-grpc</artifactId></dependency></dependencies></project>',
        'b/src/main/java/G.java': service,
        'c/build.gradle.kts': gradle(
          'implementation("org.springframework.grpc:spring-grpc-spring-boot-starter")',
        ),
        'c/src/main/java/G.java': service,
      }),
    ).toEqual([
      'a/build.gradle:2 port 9191 (dependency): ?',
      'b/pom.xml:3 port 9000 (dependency): ?',
      'c/build.gradle.kts:2 port 9090 (dependency): ?',
    ]);
  });

  it.each([
    ['a client', { 'src/main/java/C.java': '@GrpcClient("a") Stub stub;' }],
    [
      'a switch',
      {
        'src/main/java/G.java': service,
        'src/main/resources/application.properties': 'grpc.server.health-service-enabled=false\n',
      },
    ],
  ])('takes a starter for none with %s', async (_, files) => {
    expect(
      await read({
        'build.gradle': gradle("implementation 'net.devh:grpc-server-spring-boot-starter:3.1.0'"),
        ...files,
      }),
    ).toEqual([]);
  });
});

describe('C#, C++, Rust, Ruby, Elixir, Swift', () => {
  it('reads C#: the mapped package, and a class that derives from HealthBase', async () => {
    expect(
      await read({
        'a/a.csproj': '',
        'a/Program.cs':
          'builder.Services.AddGrpcHealthChecks().AddCheck("db", () => x);\napp.MapGrpcHealthChecksService();\n',
      }),
    ).toEqual(['a/Program.cs:2 (dependency): GrpcHealthChecks can fail']);
    expect(
      await read({
        'b/Startup.cs':
          '// grpc health\nendpoints.MapGrpcService<Shop.HealthImpl>();\nendpoints.MapGrpcService<CartService>();\n',
        'b/HealthImpl.cs':
          'using Grpc.Health.V1;\nclass HealthImpl : Health.HealthBase {\n  public override Task<HealthCheckResponse> Check(HealthCheckRequest r, ServerCallContext c) {\n    return Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving });\n  }\n}\n',
      }),
    ).toEqual(['b/Startup.cs:2: HealthImpl.Check cannot fail constant']);
  });

  it('reads C++', async () => {
    expect(
      await read({
        'a.cc':
          '#include <grpcpp/grpcpp.h>\nint main() {\n  grpc::EnableDefaultHealthCheckService(true);\n}\n',
        'b/server.cpp':
          '#include <grpcpp/grpcpp.h>\nclass HealthServer final : public grpc::health::v1::Health::Service {\n  Status Check(ServerContext* c, const R* r, A* a) override {\n    a->set_status(A::SERVING);\n    return Status::OK;\n  }\n};\nint main() {\n  HealthServer health;\n  builder.RegisterService(&shop);\n  builder.RegisterService(&health);\n}\n',
        'c.cc': '// grpc\nint main() { grpc::EnableDefaultHealthCheckService(false); }\n',
      }),
    ).toEqual([
      'a.cc:3 (dependency): DefaultHealthCheckService cannot fail constant',
      'b/server.cpp:11: DefaultHealthCheckService cannot fail constant',
    ]);
  });

  it('reads Rust, Ruby, Elixir and Swift', async () => {
    const { routes } = await readRouteLines([grpcHealth], {
      'r/src/main.rs':
        'use tonic_health::server::health_reporter;\nasync fn main() {\n    let (reporter, service) = health_reporter();\n    Server::builder().add_service(service).serve(addr).await;\n}\n',
      'q/server.rb':
        "require 'grpc'\nchecker = Grpc::Health::Checker.new\ns.handle(Greeter)\ns.handle(checker)\n",
      'e/endpoint.ex':
        'defmodule A.Endpoint do\n  use GRPC.Endpoint\n  # health\n  run [A.Greeter, A.Health]\nend\n',
      'e/health.ex':
        'defmodule A.Health do\n  use GRPC.Server, service: Grpc.Health.V1.Health.Service\nend\n',
      's/main.swift':
        'import GRPCCore\nimport GRPCHealthService\nlet health = HealthService()\nlet server = GRPCServer(services: [health])\n',
      'x/src/lib.rs':
        'use tonic_health::pb::health_client::HealthClient;\nfn f() { HealthClient::new(c).check(r); }\n',
      'x/client.rb': "stub = Grpc::Health::V1::Health::Stub.new('a') # grpc\n",
    });
    expect(routes).toEqual([
      `GRPC ${path} e/endpoint.ex:4`,
      `GRPC ${path} q/server.rb:4 (dependency)`,
      `GRPC ${path} r/src/main.rs:3 (dependency)`,
      `GRPC ${path} s/main.swift:3 (dependency)`,
    ]);
  });
});
