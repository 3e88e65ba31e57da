import { option, positional } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import { gracefulShutdowns } from './graceful-shutdown-code-examples.js';
import { seenAt } from '../../recogniser.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { jvm, recogniserOfUses } from './library-uses.js';
import { callsBelow, functionOf } from './reach.js';

const sighting = 'graceful-shutdown-code';

/** Names of calls that end work in order. */
const ending =
  /^(?:close\w*|shut_?down\w*|stop\w*|drain\w*|quit|disconnect\w*|destroy|terminate|end|on(?:Module|Application)\w+|graceful\w*|GracefulStop|Shutdown|Close|Stop|Drain|cleanup|dispose|set)$/i;
/** A call that ends the process at once, or the traces of it, is no drain. */
const notEnding = /^(?:process|sys|os|log|console)\.|opentelemetry|\b(?:sdk|tracer|logger|tracing)\b/i;

function ends(calls: readonly CodeCall[]): CodeCall | undefined {
  return calls.find(({ name, target }) => ending.test(name) && !notEnding.test(target));
}

function isTerm(value: CodeValue | undefined): boolean {
  if (!value) return false;
  if (value.kind === 'text') return /^(?:SIG)?TERM$/.test(value.text);
  if (value.kind === 'list') return value.items.some(isTerm);
  return (
    value.kind === 'path' &&
    (/^SIGTERM$/.test(value.name) || (value.value !== undefined && isTerm(value.value)))
  );
}

function* onSignal(code: CodeFile, call: CodeCall, handler: CodeValue | undefined): Generator<Seen> {
  const known = functionOf(code, handler);
  const end = known && ends(callsBelow(code, known));
  if (end) yield seenAt(code, call, `on SIGTERM the process ends its work in order (${end.name})`);
}

const javascript: Recogniser = {
  in: 'code',
  sighting,
  languages: ['javascript'],
  words:
    /SIGTERM|enableShutdownHooks|close-with-grace|terminus|lightship|http-terminator|stoppable|http-graceful-shutdown/,
  *see(code) {
    for (const call of code.calls) {
      if (/^process\.(?:on|once|addListener)$/.test(call.target)) {
        const signal = positional(call, 0);
        // In a loop over names of signals the name is a variable.
        const isNamed =
          isTerm(signal) || (signal?.kind === 'path' && /['"]SIGTERM['"]/.test(code.source.text));
        if (isNamed) yield* onSignal(code, call, positional(call, 1));
      }
      if (
        call.name === 'enableShutdownHooks' &&
        /@nestjs\/core|^\?/.test(call.target) &&
        /@nestjs\//.test(code.source.text)
      )
        yield seenAt(
          code,
          call,
          'Nest ends its modules in order when the process is told to stop (enableShutdownHooks)',
        );
      const library =
        /^(close-with-grace|lightship|stoppable|http-graceful-shutdown|@godaddy\/terminus|http-terminator)\b/.exec(
          call.target,
        )?.[1];
      if (
        library !== undefined &&
        /^(?:close-with-grace|stoppable|http-graceful-shutdown|@godaddy\/terminus\.createTerminus|lightship\.createLightship|http-terminator\.createHttpTerminator)(?:\.default)?$/.test(
          call.target,
        )
      )
        yield seenAt(code, call, `requests in flight are finished before the process ends (${library})`);
    }
  },
};

const python: Recogniser = {
  in: 'code',
  sighting,
  languages: ['python'],
  words: /SIGTERM|graceful_timeout|timeout_graceful_shutdown/,
  *see(code) {
    for (const call of code.calls) {
      if (call.target === 'signal.signal' && isTerm(positional(call, 0)))
        yield* onSignal(code, call, positional(call, 1));
      if (
        call.name === 'add_signal_handler' &&
        (isTerm(positional(call, 0)) || /SIGTERM/.test(code.source.text))
      )
        yield* onSignal(code, call, positional(call, 1));
      if (/^uvicorn\.(?:run|Config)$/.test(call.target) && option(call, 'timeout_graceful_shutdown'))
        yield seenAt(
          code,
          call,
          'uvicorn finishes requests in flight before it ends (timeout_graceful_shutdown)',
        );
    }
    for (const { place, value, start, end } of code.assignments)
      if (place.name === 'graceful_timeout' && /gunicorn/.test(code.source.path) && value.kind === 'number')
        yield seenAt(
          code,
          { start, end },
          'gunicorn gives workers time to finish their requests (graceful_timeout)',
        );
  },
};

/** What is shut down that serves nobody: exporters of traces and metrics. */
const telemetry = /otel|opentelemetry|tracer?(?:Provider)?$|meter(?:Provider)?$|exporter|^(?:tp|mp|lp)$/i;

/** `signal.Notify` for SIGUSR1 is a switch, not a shutdown: https://pkg.go.dev/os/signal#Notify */
const go: Recogniser = {
  in: 'code',
  sighting,
  languages: ['go'],
  words: /\bsignal\.Notify/,
  *see(code) {
    const shutdown = code.calls.find(
      ({ callee, name, target }) =>
        /^(?:Shutdown|ShutdownWithContext|ShutdownWithTimeout|GracefulStop|GracefulShutdown)$/.test(name) &&
        !telemetry.test(target) &&
        !(callee.object?.kind === 'path' && telemetry.test(callee.object.name)),
    );
    if (!shutdown) return;
    for (const call of code.calls)
      if (
        /^os\/signal\.Notify(?:Context)?$/.test(call.target) &&
        call.arguments.some(
          ({ value }) => value.kind === 'path' && /^(?:SIGTERM|SIGINT|Interrupt)$/.test(value.name),
        )
      )
        yield seenAt(
          code,
          shutdown,
          `when the process is told to stop, the server finishes its requests (${shutdown.name})`,
        );
  },
};

const jvmHooks: Recogniser = {
  in: 'code',
  sighting,
  languages: jvm,
  words: /addShutdownHook/,
  *see(code) {
    for (const call of code.calls) {
      if (call.name !== 'addShutdownHook') continue;
      const end = ends(callsBelow(code, call));
      if (end)
        yield seenAt(code, call, `when the process is told to stop, work is ended in order (${end.name})`);
    }
  },
};

const others = recogniserOfUses(sighting, [
  {
    languages: ['csharp'],
    word: 'ShutdownTimeout',
    call: /(?:^|\.)(?:UseShutdownTimeout)$/,
    says: 'the host waits for requests in flight (ShutdownTimeout)',
  },
  {
    languages: ['csharp'],
    word: 'ApplicationStopping',
    call: /ApplicationStopping\.Register$/,
    says: 'work is ended in order when the host stops (ApplicationStopping)',
  },
  {
    languages: ['rust'],
    word: 'with_graceful_shutdown|serve_with_shutdown|shutdown_timeout',
    call: /(?:^|[.:])(?:(?:bind_)?with_graceful_shutdown|serve_with_(?:incoming_)?shutdown)$|HttpServer::new\(\).*\.shutdown_timeout$/,
    says: 'the server finishes its requests before it ends',
  },
  {
    languages: ['php'],
    word: 'SIGTERM',
    call: /^\\?pcntl_(?:signal|async_signals)$/,
    when: (use, code) =>
      'kind' in use && isTerm(positional(use, 0)) && ends(callsBelow(code, use)) !== undefined,
    says: 'on SIGTERM the process ends its work in order',
  },
]);

const ruby: Recogniser = {
  in: 'code',
  sighting,
  languages: ['ruby'],
  words: /trap|worker_shutdown_timeout|force_shutdown_after/,
  *see(code) {
    for (const call of code.calls) {
      if (
        /^(?:Signal\.)?trap$/.test(call.target) &&
        isTerm(positional(call, 0)) &&
        ends(callsBelow(code, call))
      )
        yield seenAt(code, call, 'on SIGTERM the process ends its work in order');
      if (
        /^(?:worker_shutdown_timeout|force_shutdown_after)$/.test(call.target) &&
        /puma/.test(code.source.path)
      )
        yield seenAt(code, call, `puma gives workers time to finish their requests (${call.name})`);
    }
  },
};

/** A child of a supervisor, which is no call: https://hexdocs.pm/plug_cowboy/Plug.Cowboy.Drainer.html */
const elixir: Recogniser = {
  in: 'code',
  sighting,
  languages: ['elixir'],
  words: /Plug\.Cowboy\.Drainer/,
  *see(code) {
    const child = /^[^#\n]*?(\{\s*Plug\.Cowboy\.Drainer\b)/m.exec(code.source.text);
    if (!child) return;
    const start = child.index + child[0].length - (child[1]?.length ?? 0);
    yield seenAt(
      code,
      { start, end: child.index + child[0].length },
      'connections are drained before the server ends (Plug.Cowboy.Drainer)',
    );
  },
};

/**
 * Settings of frameworks and servers. Sources: https://docs.spring.io/spring-boot/reference/web/graceful-shutdown.html,
 * https://quarkus.io/guides/lifecycle#graceful-shutdown, https://docs.gunicorn.org/en/stable/settings.html#graceful-timeout,
 * https://www.uvicorn.org/settings/#timeouts, https://docs.micronaut.io/latest/guide/#gracefulShutdown
 */
const options: readonly { readonly pattern: RegExp; readonly text: string }[] = [
  {
    pattern: /^[^#\n]*--graceful-timeout[ =",]+\d+/m,
    text: 'gunicorn gives workers time to finish their requests (--graceful-timeout)',
  },
  {
    pattern: /^[^#\n]*--timeout-graceful-shutdown[ =",]+\d+/m,
    text: 'uvicorn finishes requests in flight before it ends (--timeout-graceful-shutdown)',
  },
];

const inSettings: Recogniser = {
  in: 'settings',
  sighting,
  words: /shutdown/,
  *see({ framework, key, value, open, span }) {
    if (framework !== 'jvm') return;
    const seen = (text: string): Seen => ({ span, text, confidence: 'high' });
    if (key === 'server.shutdown' && value === 'graceful')
      yield seen('Spring finishes requests in flight before it ends (server.shutdown: graceful)');
    if (key === 'quarkus.shutdown.timeout' && (open || /[1-9]/.test(value)))
      yield seen('Quarkus waits for requests in flight before it ends (quarkus.shutdown.timeout)');
  },
};

const inCommands: Recogniser = {
  in: 'text',
  sighting,
  files:
    /(?:^|\/)(?:[\w.-]*Dockerfile[\w.-]*|Procfile|[\w.-]+\.sh|(?:docker-)?compose[\w.-]*\.ya?ml|[\w.-]*entrypoint[\w.-]*|supervisord?[\w.-]*\.conf)$/i,
  words: /--graceful-timeout|--timeout-graceful-shutdown/,
  *see(source) {
    for (const { pattern, text } of options) {
      const match = pattern.exec(source.text);
      if (!match) continue;
      const lastLine = match[0].lastIndexOf('\n') + 1;
      yield {
        span: source.span(match.index + lastLine, match.index + match[0].length),
        text,
        confidence: 'high',
      };
    }
  },
};

export const gracefulShutdownCode = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'supports',
  meaning:
    'Requests in flight are finished when an instance is stopped, so that releases and moves cost no request.',
  recognition:
    'A handler of SIGTERM that closes, stops or drains something; the setting or the library by which a framework does so.',
  guards: [
    'A handler that only logs or exits is none.',
    'Other signals (SIGUSR1 and the like) are switches, not a shutdown.',
    'Defaults of frameworks are not named.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [javascript, python, go, jvmHooks, ruby, elixir, others, inSettings, inCommands],
  ...gracefulShutdowns,
});
