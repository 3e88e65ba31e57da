import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  javaService,
  kotlinService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

/** A metric as the library that is usual in a language declares it, by the language's name. */
type Declares = (kind: 'counter' | 'gauge', name: string, label: string) => Readonly<Record<string, string>>;

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

const declarations: Readonly<Record<string, Declares>> = {
  Python: (kind, name, label) =>
    pythonService(
      `from prometheus_client import ${capital(kind)}\n\nMETRIC = ${capital(kind)}("${name}", "x", ["${label}"])\n`,
    ),
  Java: (kind, name, label) =>
    javaService(
      `import io.prometheus.client.${capital(kind)};\nclass App {\n  static final ${capital(kind)} METRIC = ${capital(kind)}.build().name("${name}").help("x").labelNames("${label}").register();\n}\n`,
    ),
  Kotlin: (kind, name, label) =>
    kotlinService(
      `import io.prometheus.client.${capital(kind)}\n\nval metric = ${capital(kind)}.build().name("${name}").help("x").labelNames("${label}").register()\n`,
    ),
  'C#': (kind, name, label) =>
    csharpService(
      `using Prometheus;\nvar metric = Metrics.Create${capital(kind)}("${name}", "x", "${label}");\n`,
    ),
  Ruby: (kind, name, label) =>
    rubyService(
      `METRIC = Prometheus::Client::${capital(kind)}.new(:${name}, docstring: 'x', labels: [:${label}])\n`,
    ),
  PHP: (kind, name, label) =>
    phpService(
      `use Prometheus\\CollectorRegistry;\n\nclass App {\n  public function __construct(private CollectorRegistry $registry) {}\n  public function keep() {\n    $this->registry->getOrRegister${capital(kind)}('app', '${name}', 'x', ['${label}']);\n  }\n}\n`,
    ),
  Rust: (kind, name, label) =>
    rustService(
      `use prometheus::{register_${kind}_vec, ${capital(kind)}Vec};\n\nfn metric() -> ${capital(kind)}Vec {\n    prometheus::${capital(kind)}Vec::new(prometheus::Opts::new("${name}", "x"), &["${label}"]).unwrap()\n}\n`,
    ),
  Elixir: (kind, name, label) =>
    elixirService(
      `defmodule App.Telemetry do\n  import Telemetry.Metrics\n\n  def metrics do\n    [${kind === 'gauge' ? 'last_value' : 'counter'}("${name}", tags: [:${label}])]\n  end\nend\n`,
    ),
};

/** One example of a metric in each of these languages. */
export function metricIn(
  languages: readonly string[],
  kind: 'counter' | 'gauge',
  name: string,
  label = 'status',
): readonly SignalExample[] {
  return languages.flatMap((language) => {
    const files = declarations[language]?.(kind, name, label);
    return files ? [{ title: `${name} in ${language}`, files }] : [];
  });
}
