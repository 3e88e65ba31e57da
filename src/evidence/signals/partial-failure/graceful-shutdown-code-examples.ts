import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

/** Repositories in which `graceful-shutdown-code` is seen, and in which it is not. */
export const gracefulShutdowns: {
  readonly seen: readonly SignalExample[];
  readonly unseen: readonly SignalExample[];
} = {
  seen: [
    {
      title: 'a server that is closed',
      files: nodeService(
        "const server = app.listen(8080);\nprocess.on('SIGTERM', () => {\n  server.close(() => process.exit(0));\n});\n",
      ),
    },
    {
      title: 'one handler for several signals',
      files: nodeService(
        "async function stop() {\n  await app.close();\n}\nfor (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());\n",
      ),
    },
    {
      title: 'Nest',
      files: nodeService(
        "import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(AppModule);\napp.enableShutdownHooks();\n",
      ),
    },
    {
      title: 'a worker in Python',
      files: pythonService(
        'import signal\n\ndef stop(signum, frame):\n    consumer.close()\n\nsignal.signal(signal.SIGTERM, stop)\n',
      ),
    },
    {
      title: 'gunicorn in the image',
      files: pythonService('', {
        Dockerfile: 'FROM python:3.13\nCOPY . .\nCMD ["gunicorn", "--graceful-timeout", "30", "main:app"]\n',
      }),
    },
    {
      title: 'Spring in YAML',
      files: javaService('class App {}\n', {
        'src/main/resources/application.yml': 'server:\n  port: 8080\n  shutdown: graceful\n',
      }),
    },
    {
      title: 'a hook of the virtual machine',
      files: javaService(
        'class App {\n  static void start(Server server) {\n    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.shutdown()));\n  }\n}\n',
      ),
    },
    {
      title: 'a hook of the virtual machine in Kotlin',
      files: kotlinService(
        'fun start(server: Server) {\n    Runtime.getRuntime().addShutdownHook(Thread { server.stop(1000, 5000) })\n}\n',
      ),
    },
    {
      title: 'a trap in Ruby',
      files: rubyService("class Worker\n  def start\n    Signal.trap('TERM') { @server.stop }\n  end\nend\n"),
    },
    {
      title: 'a worker in PHP',
      files: phpService(
        'class Worker {\n  public function start() {\n    pcntl_signal(SIGTERM, function () { $this->consumer->stop(); });\n  }\n}\n',
      ),
    },
    {
      title: 'axum',
      files: rustService(
        'async fn serve() {\n    axum::serve(listener, app).with_graceful_shutdown(signal()).await;\n}\n',
      ),
    },
    {
      title: 'Shutdown after a signal',
      files: goService(
        'import (\n\t"net/http"\n\t"os"\n\t"os/signal"\n\t"syscall"\n)\n\nfunc main() {\n\tserver := &http.Server{Addr: ":8080"}\n\tgo server.ListenAndServe()\n\tstop := make(chan os.Signal, 1)\n\tsignal.Notify(stop, os.Interrupt, syscall.SIGTERM)\n\t<-stop\n\tserver.Shutdown(ctx)\n}\n',
      ),
    },
    {
      title: 'the end of a host of .NET',
      files: csharpService(
        'var app = WebApplication.CreateBuilder(args).Build();\napp.Lifetime.ApplicationStopping.Register(() => consumer.Close());\napp.Run();\n',
      ),
    },
    {
      title: 'a drainer among the children',
      files: elixirService(
        'defmodule App.Payments do\n  def children do\n    [{Plug.Cowboy.Drainer, refs: [App.Endpoint.HTTP]}]\n  end\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'traces that are written out at the end',
      files: goService(
        'import (\n\t"context"\n\t"os"\n\t"os/signal"\n\t"syscall"\n)\n\nfunc main() {\n\tstop := make(chan os.Signal, 1)\n\tsignal.Notify(stop, syscall.SIGTERM)\n\ttp := tracing()\n\t<-stop\n\ttp.Shutdown(context.Background())\n}\n',
      ),
    },
    {
      title: 'a switch for chaos in Go',
      files: goService(
        'import (\n\t"os"\n\t"os/signal"\n\t"syscall"\n)\n\nfunc main() {\n\tsigs := make(chan os.Signal, 1)\n\tsignal.Notify(sigs, syscall.SIGUSR1, syscall.SIGUSR2)\n\tserver.Shutdown(ctx)\n}\n',
      ),
    },
    {
      title: 'a handler that only exits',
      files: nodeService("process.on('SIGTERM', () => {\n  console.log('bye');\n  process.exit(0);\n});\n"),
    },
    {
      title: 'another signal',
      files: nodeService("process.on('SIGUSR2', () => server.close());\n"),
    },
    {
      title: 'Spring told to stop at once',
      files: javaService('class App {}\n', {
        'src/main/resources/application.properties': 'server.shutdown=immediate\n',
      }),
    },
    {
      title: 'the default action in Python',
      files: pythonService('import signal\n\nsignal.signal(signal.SIGTERM, signal.SIG_DFL)\n'),
    },
  ],
};
