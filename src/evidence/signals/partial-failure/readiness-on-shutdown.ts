import { positional } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeRange, CodeValue } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rustService,
} from '../../examples.js';
import { isFalse, isTrue } from '../../values.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { jvm, recogniserOfUses } from './library-uses.js';
import { functionOf } from './reach.js';

const sighting = 'readiness-on-shutdown';
const says = 'readiness is taken back before the process ends';

/** Names of what tells that traffic may come, and of what tells that it may not. */
const ready = /^(?:is)?_?(?:ready|readiness|healthy|serving|accepting\w*)$/i;
const leaving =
  /^(?:is)?_?(?:shutting_?down|draining|terminating|stopping|going_?down|shutdown_?(?:started|requested))$/i;

/** The name of a flag that a value switches to "no more traffic". */
function takesBack(name: string, value: CodeValue): boolean {
  const isOff = isFalse(value) || (value.kind === 'number' && value.value === 0);
  const isOn = isTrue(value) || (value.kind === 'number' && value.value === 1);
  return (ready.test(name) && isOff) || (leaving.test(name) && isOn);
}

/** A flag counts where a health endpoint of the file may read it: it is named elsewhere too, beside the answer that takes no traffic. */
function isAnswered(code: CodeFile, name: string, inside: CodeRange): boolean {
  const { text } = code.source;
  const outside = text.slice(0, inside.start) + text.slice(inside.end);
  return (
    new RegExp(String.raw`\b${name.replaceAll('$', String.raw`\$`)}\b`).test(outside) &&
    /\b503\b/.test(outside)
  );
}

function* flagsIn(code: CodeFile, range: CodeRange): Generator<Seen> {
  for (const { place, value, start, end } of code.assignments)
    if (
      start >= range.start &&
      end <= range.end &&
      takesBack(place.name, value) &&
      isAnswered(code, place.name, range)
    )
      yield seenAt(code, { start, end }, `${says} (${place.name})`);
}

/** Handlers of SIGTERM that set a flag which a health endpoint of the same file answers by. */
const bySignal: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['javascript', 'python'],
  words: /SIGTERM/,
  *see(code) {
    for (const call of code.calls) {
      if (!/^(?:process\.(?:on|once|addListener)|signal\.signal)$|\.add_signal_handler$/.test(call.target))
        continue;
      const handler = functionOf(code, positional(call, 1));
      if (handler) yield* flagsIn(code, handler);
    }
  },
};

/**
 * Go keeps the flag in an atomic, or tells the health service of gRPC: https://pkg.go.dev/sync/atomic#Bool.Store,
 * https://pkg.go.dev/google.golang.org/grpc/health#Server.Shutdown. It counts where the same file hears the signal or shuts the server down.
 */
const go: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['go'],
  words: /\.Store|NOT_SERVING|grpc\/health/,
  *see(code) {
    if (!/signal\.Notify|\.Shutdown\(|\.GracefulStop\(/.test(code.source.text)) return;
    for (const call of code.calls) if (isTakenBackInGo(call)) yield seenAt(code, call, says);
  },
};

function isTakenBackInGo({ callee, name, target, arguments: given }: CodeCall): boolean {
  if (/^google\.golang\.org\/grpc\/health\.(?:NewServer|Server)\(\)\.Shutdown$/.test(target)) return true;
  const [first, second] = given.map(({ value }) => value);
  if (name === 'SetServingStatus') return second?.kind === 'path' && second.name.endsWith('NOT_SERVING');
  if (/^sync\/atomic\.Store\w+$/.test(target)) {
    const flag = nameIn(first);
    return flag !== undefined && second !== undefined && takesBack(flag, second);
  }
  const flag = name === 'Store' ? nameIn(callee.object) : undefined;
  return flag !== undefined && first !== undefined && takesBack(flag, first);
}

/** The name of a variable, also behind `&`. */
function nameIn(value: CodeValue | undefined): string | undefined {
  if (value?.kind === 'path') return value.name;
  return value?.kind === 'other' && value.parts.length === 1 ? nameIn(value.parts[0]) : undefined;
}

/** A health check of .NET that asks whether the host is stopping: https://learn.microsoft.com/dotnet/api/microsoft.extensions.hosting.ihostapplicationlifetime.applicationstopping */
const csharp: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['csharp'],
  words: /ApplicationStopping/,
  *see(code) {
    const check = code.classes.find(({ bases }) => bases.some((base) => /(?:^|\.)IHealthCheck$/.test(base)));
    const asked = check && /\bApplicationStopping\.IsCancellationRequested\b/.exec(code.source.text);
    if (asked)
      yield seenAt(
        code,
        { start: asked.index, end: asked.index + asked[0].length },
        `${says} (ApplicationStopping)`,
      );
  },
};

/** Libraries that do it; the address of each says so. */
const libraries = recogniserOfUses(sighting, [
  // https://github.com/gajus/lightship#signal-handling
  {
    languages: ['javascript'],
    word: 'lightship',
    call: /^lightship\.createLightship$/,
    says: `${says} (lightship)`,
  },
  // "/healthcheck" answers 503 once the signal has come: https://github.com/godaddy/terminus#usage
  {
    languages: ['javascript'],
    word: 'terminus',
    call: /^@godaddy\/terminus\.createTerminus$/,
    when: (use, code) => 'kind' in use && /healthChecks/.test(code.source.text.slice(use.start, use.end)),
    says: `${says} (terminus)`,
  },
  // https://grpc.github.io/grpc/python/grpc_health_checking.html
  {
    languages: ['python'],
    word: 'enter_graceful_shutdown',
    call: /\.enter_graceful_shutdown$/,
    says: `${says} (gRPC)`,
  },
  // https://docs.spring.io/spring-boot/reference/features/spring-application.html#features.spring-application.application-availability
  {
    languages: jvm,
    word: 'REFUSING_TRAFFIC',
    call: /AvailabilityChangeEvent\.publish$/,
    when: (use) =>
      'kind' in use &&
      use.arguments.some(({ value }) => value.kind === 'path' && value.name === 'REFUSING_TRAFFIC'),
    says: `${says} (REFUSING_TRAFFIC)`,
  },
  // https://grpc.github.io/grpc-java/javadoc/io/grpc/protobuf/services/HealthStatusManager.html#enterTerminalState()
  {
    languages: jvm,
    word: 'HealthStatusManager',
    call: /HealthStatusManager\(\)\.enterTerminalState$/,
    says: `${says} (gRPC)`,
  },
  // https://docs.rs/tonic-health/latest/tonic_health/server/struct.HealthReporter.html
  { languages: ['rust'], word: 'tonic_health', call: /\.set_not_serving$/, says: `${says} (tonic-health)` },
]);

export const readinessOnShutdown = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'supports',
  meaning:
    'An instance that is stopped first says that it takes no more traffic, so that none is sent to it while it ends.',
  recognition:
    'A handler of SIGTERM sets a flag by which a health endpoint of the same file answers 503; the health service of gRPC is told that the server does not serve any more; a library or framework that takes readiness back is told to.',
  guards: [
    'A flag that no health endpoint reads is none.',
    'What a framework does by itself is not named.',
    'That the platform has a probe that asks is not looked at here.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Rust'],
  recognisers: [bySignal, go, csharp, libraries],
  seen: [
    {
      title: 'a flag by which the health endpoint answers',
      files: nodeService(
        "let stopping = false;\napp.get('/readyz', (req, res) => res.sendStatus(stopping ? 503 : 200));\nprocess.on('SIGTERM', () => {\n  stopping = true;\n  setTimeout(() => server.close(), 5000);\n});\n",
      ),
    },
    {
      title: 'a flag in Python',
      files: pythonService(
        "import signal\n\nready = True\n\n@app.get('/readyz')\ndef readyz():\n    return Response(status_code=200 if ready else 503)\n\ndef stop(signum, frame):\n    global ready\n    ready = False\n\nsignal.signal(signal.SIGTERM, stop)\n",
      ),
    },
    {
      title: 'an atomic in Go',
      files: goService(
        'import (\n\t"os"\n\t"os/signal"\n\t"sync/atomic"\n\t"syscall"\n)\n\nvar ready atomic.Bool\n\nfunc main() {\n\tstop := make(chan os.Signal, 1)\n\tsignal.Notify(stop, syscall.SIGTERM)\n\t<-stop\n\tready.Store(false)\n\tserver.Shutdown(ctx)\n}\n',
      ),
    },
    {
      title: 'the health service of gRPC',
      files: goService(
        'import (\n\t"google.golang.org/grpc/health"\n\t"google.golang.org/grpc/health/grpc_health_v1"\n)\n\nfunc stop() {\n\tstatus.SetServingStatus("", grpc_health_v1.HealthCheckResponse_NOT_SERVING)\n\tserver.GracefulStop()\n}\n',
      ),
    },
    {
      title: 'Spring is told to refuse traffic',
      files: javaService(
        'import org.springframework.boot.availability.AvailabilityChangeEvent;\nimport org.springframework.boot.availability.ReadinessState;\n\nclass Drain {\n  void stop() { AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC); }\n}\n',
      ),
    },
    {
      title: 'the health service of gRPC in Kotlin',
      files: kotlinService(
        'import io.grpc.protobuf.services.HealthStatusManager\n\nval health = HealthStatusManager()\n\nfun stop() {\n    health.enterTerminalState()\n}\n',
      ),
    },
    {
      title: 'a health check that asks whether the host is stopping',
      files: csharpService(
        'class StoppingCheck : IHealthCheck\n{\n    private readonly IHostApplicationLifetime lifetime;\n    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken token) =>\n        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());\n}\n',
      ),
    },
    {
      title: 'tonic',
      files: rustService(
        'async fn stop() {\n    let (mut reporter, service) = tonic_health::server::health_reporter();\n    reporter.set_not_serving::<PaymentsServer<Payments>>().await;\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a flag that nothing answers by',
      files: nodeService(
        "let stopping = false;\nprocess.on('SIGTERM', () => {\n  stopping = true;\n  server.close();\n});\n",
      ),
    },
    {
      title: 'a flag of something else',
      files: goService(
        'import "sync/atomic"\n\nvar ready atomic.Bool\n\nfunc reload() {\n\tready.Store(false)\n\tload()\n\tready.Store(true)\n}\n',
      ),
    },
    {
      title: 'a health service that starts',
      files: goService(
        'import (\n\t"google.golang.org/grpc/health"\n\t"google.golang.org/grpc/health/grpc_health_v1"\n)\n\nfunc start() {\n\tstatus := health.NewServer()\n\tstatus.SetServingStatus("", grpc_health_v1.HealthCheckResponse_SERVING)\n\tdefer server.GracefulStop()\n}\n',
      ),
    },
  ],
});
