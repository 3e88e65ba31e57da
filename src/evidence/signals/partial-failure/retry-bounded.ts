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
import { sightedSignal } from '../../signal.js';
import { recogniserOfUses } from './library-uses.js';
import { retryUses } from './retry-uses.js';

const sighting = 'retry-bounded';

export const retryBounded = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'A short failure is tried again, and the number of attempts has a limit.',
  recognition:
    'A library for retries is used on a call or stands on a function, with a limit of its own or of its default.',
  guards: [
    'A library that is only imported is none (`RetryPolicy` without a use).',
    'Retries without a limit are none: infinity, `forever`, -1, or libraries whose default has no limit.',
    'Attempts of jobs in queues are another matter.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [recogniserOfUses(sighting, retryUses)],
  seen: [
    {
      title: 'p-retry',
      files: nodeService(
        "import pRetry from 'p-retry';\nexport const pay = (order) => pRetry(() => send(order), { retries: 3 });\n",
      ),
    },
    {
      title: 'tenacity',
      files: pythonService(
        'from tenacity import retry, stop_after_attempt\n\n@retry(stop=stop_after_attempt(3))\ndef pay(order):\n    ...\n',
      ),
    },
    {
      title: 'urllib3 under requests',
      files: pythonService(
        'from urllib3.util.retry import Retry\n\nadapter = HTTPAdapter(max_retries=Retry(total=3, backoff_factor=0.5))\n',
      ),
    },
    {
      title: 'resilience4j on a method',
      files: javaService(
        'import io.github.resilience4j.retry.annotation.Retry;\n\nclass Payments {\n  @Retry(name = "payments")\n  String pay() { return api.pay(); }\n}\n',
      ),
    },
    {
      title: 'Spring Retry in Kotlin',
      files: kotlinService(
        'import org.springframework.retry.annotation.Retryable\n\nclass Payments {\n    @Retryable(maxAttempts = 3)\n    fun pay() = api.pay()\n}\n',
      ),
    },
    {
      title: 'faraday-retry',
      files: rubyService(
        'class Payments\n  def api\n    Faraday.new(url: URL) do |f|\n      f.request :retry, max: 3\n    end\n  end\nend\n',
      ),
    },
    {
      title: 'retriable',
      files: rubyService(
        'class Payments\n  def pay\n    Retriable.retriable(tries: 3) { api.pay }\n  end\nend\n',
      ),
    },
    {
      title: "Laravel's client",
      files: phpService(
        'use Illuminate\\Support\\Facades\\Http;\n\nclass Payments {\n  public function pay($order) {\n    return Http::retry(3, 100)->post($this->url, $order);\n  }\n}\n',
      ),
    },
    {
      title: 'the middleware of Guzzle, with a count',
      files: phpService(
        'use GuzzleHttp\\HandlerStack;\nuse GuzzleHttp\\Middleware;\n\nclass Payments {\n  public function stack() {\n    $stack = HandlerStack::create();\n    $stack->push(Middleware::retry(fn ($retries, $request, $response) => $retries < 3 && $response === null));\n    return $stack;\n  }\n}\n',
      ),
    },
    {
      title: 'a retry middleware for Guzzle with a limit of its own',
      files: phpService(
        'use GuzzleHttp\\HandlerStack;\nuse GuzzleRetry\\GuzzleRetryMiddleware;\n\n$stack = HandlerStack::create();\n$stack->push(GuzzleRetryMiddleware::factory());\n',
      ),
    },
    {
      title: 'RetryTemplate as a bean',
      files: javaService(
        'import org.springframework.retry.support.RetryTemplate;\n\n@Configuration\nclass Config {\n  @Bean\n  RetryTemplate retries() {\n    RetryTemplate template = new RetryTemplate();\n    template.setBackOffPolicy(new FixedBackOffPolicy());\n    return template;\n  }\n}\n',
      ),
    },
    {
      title: 'RetryTemplate by its builder',
      files: javaService(
        'import org.springframework.retry.support.RetryTemplate;\n\nclass Payments {\n  private final RetryTemplate retries = RetryTemplate.builder().fixedBackoff(10).withinMillis(3000).build();\n}\n',
      ),
    },
    {
      title: 'Polly in a field',
      files: csharpService(
        'using Polly;\n\npublic class Payments\n{\n    private static readonly ResiliencePipeline Pipeline = new ResiliencePipelineBuilder()\n        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3 })\n        .Build();\n}\n',
      ),
    },
    {
      title: 'backon',
      files: rustService(
        'use backon::{ExponentialBuilder, Retryable};\n\nasync fn pay() {\n    send.retry(ExponentialBuilder::default().with_max_times(3)).await;\n}\n',
      ),
    },
    {
      title: 'retryablehttp',
      files: goService(
        'import "github.com/hashicorp/go-retryablehttp"\n\nfunc main() {\n\tclient := retryablehttp.NewClient()\n\tclient.RetryMax = 3\n}\n',
      ),
    },
    {
      title: 'Polly',
      files: csharpService(
        'using Polly;\n\nvar pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();\n',
      ),
    },
    {
      title: 'Tesla',
      files: elixirService(
        'defmodule App.Payments do\n  use Tesla\n  plug Tesla.Middleware.Retry, delay: 500, max_retries: 3\nend\n',
      ),
    },
    {
      title: 'a client of Tesla',
      files: elixirService(
        'defmodule App.Payments do\n  def client, do: Tesla.client([{Tesla.Middleware.Retry, delay: 500, max_retries: 3}, Tesla.Middleware.JSON])\nend\n',
      ),
    },
    {
      title: 'resty',
      files: goService(
        'import "github.com/go-resty/resty/v2"\nfunc f() { c := resty.New().SetTimeout(time.Second).SetRetryCount(3); c.R().Get("https://x") }\n',
      ),
    },
    {
      title: 'a layer of tower',
      files: rustService(
        'use tower::retry::RetryLayer;\nfn main() { let s = ServiceBuilder::new().layer(RetryLayer::new(Attempts(3))).service(x); }\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'one attempt of Failsafe',
      files: javaService(
        'import dev.failsafe.RetryPolicy;\n\nclass Payments {\n  RetryPolicy<String> once() {\n    return RetryPolicy.<String>builder().withMaxAttempts(1).build();\n  }\n}\n',
      ),
    },
    {
      title: 'an import without a use',
      files: nodeService("import pRetry from 'p-retry';\nexport const pay = (order) => send(order);\n"),
    },
    {
      title: 'for ever',
      files: nodeService(
        "import pRetry from 'p-retry';\nexport const pay = (order) => pRetry(() => send(order), { retries: Infinity });\n",
      ),
    },
    {
      title: 'tenacity without a stop',
      files: pythonService('from tenacity import retry\n\n@retry\ndef pay(order):\n    ...\n'),
    },
    {
      title: 'the middleware of Guzzle without a count',
      files: phpService(
        'use GuzzleHttp\\HandlerStack;\nuse GuzzleHttp\\Middleware;\n\n$stack = HandlerStack::create();\n$stack->push(Middleware::retry(fn ($n, $request, $response) => $response === null));\n',
      ),
    },
    {
      title: 'RetryTemplate for ever',
      files: javaService(
        'import org.springframework.retry.support.RetryTemplate;\n\nclass Payments {\n  private final RetryTemplate retries = RetryTemplate.builder().infiniteRetry().fixedBackoff(1000).build();\n}\n',
      ),
    },
    {
      title: 'Polly with as many attempts as a number can be',
      files: csharpService(
        'using Polly;\n\nvar pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { MaxRetryAttempts = int.MaxValue }).Build();\n',
      ),
    },
    {
      title: 'a retry of its own',
      files: pythonService('def retry(f):\n    return f\n\n@retry\ndef pay(order):\n    ...\n'),
    },
    {
      title: 'an import without a use in Java',
      files: javaService(
        'import io.github.resilience4j.retry.annotation.Retry;\nimport org.springframework.retry.RetryPolicy;\n\nclass Payments {}\n',
      ),
    },
  ],
});
