import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import type { EvidenceSignal } from '../../signal.js';

const typedClient = (registration: string): Readonly<Record<string, string>> =>
  csharpService(
    `using Microsoft.Extensions.DependencyInjection;\n\nvar builder = WebApplication.CreateBuilder(args);\n${registration}\n`,
    {
      'PaymentsClient.cs':
        'using System.Net.Http;\nusing System.Net.Http.Json;\n\npublic class PaymentsClient\n{\n    private readonly HttpClient client;\n\n    public Task Pay(Payment payment) => client.PostAsJsonAsync("/api/payments", payment);\n}\n',
    },
  );

/** Where requests that act are repeated without a key, and where they are not. */
export const retriedPostExamples: Pick<EvidenceSignal, 'seen' | 'unseen'> = {
  seen: [
    {
      title: 'axios-retry',
      files: nodeService(
        "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\naxiosRetry(axios, { retries: 3, retryCondition: () => true });\nexport const pay = () => axios.post('https://pay.example.com/payments', {});\n",
      ),
    },
    {
      title: 'got',
      files: nodeService(
        "import got from 'got';\nexport const client = got.extend({ retry: { limit: 3, methods: ['GET', 'POST'] } });\n",
      ),
    },
    {
      title: 'urllib3',
      files: pythonService(
        'from urllib3.util.retry import Retry\n\nretry = Retry(total=3, allowed_methods=["GET", "POST"])\n',
      ),
    },
    {
      title: 'tenacity',
      files: pythonService(
        'import requests\nfrom tenacity import retry\n\n@retry\ndef pay(order):\n    requests.post("https://pay.example.com/payments", json=order, timeout=3)\n',
      ),
    },
    {
      title: 'go-retryablehttp',
      files: goService(
        'import "github.com/hashicorp/go-retryablehttp"\n\nfunc pay(body []byte) error {\n\t_, err := retryablehttp.NewClient().Post("https://pay.example.com/payments", "application/json", body)\n\treturn err\n}\n',
      ),
    },
    {
      title: 'Spring Retry',
      files: javaService(
        'import org.springframework.retry.annotation.Retryable;\nimport org.springframework.web.client.RestTemplate;\n\nclass Payments {\n  private final RestTemplate http;\n\n  @Retryable(maxAttempts = 3)\n  void pay(Payment payment) {\n    http.postForObject("https://pay.example.com/payments", payment, String.class);\n  }\n}\n',
      ),
    },
    {
      title: 'Resilience4j in Kotlin',
      files: kotlinService(
        'import io.github.resilience4j.retry.annotation.Retry\nimport org.springframework.web.client.RestTemplate\n\nclass Payments(private val http: RestTemplate) {\n  @Retry(name = "payments")\n  fun pay(payment: Payment) {\n    http.postForObject("https://pay.example.com/payments", payment, String::class.java)\n  }\n}\n',
      ),
    },
    {
      title: 'the standard handler of .NET',
      files: typedClient('builder.Services.AddHttpClient<PaymentsClient>().AddStandardResilienceHandler();'),
    },
    {
      title: 'the standard handler of .NET for every client',
      files: typedClient(
        'builder.Services.ConfigureHttpClientDefaults(http => { http.AddStandardResilienceHandler(); });',
      ),
    },
    {
      title: 'faraday-retry',
      files: rubyService(
        "require 'faraday/retry'\n\nCLIENT = Faraday.new('https://pay.example.com') do |http|\n  http.request :retry, max: 3, methods: %i[get post]\nend\n",
      ),
    },
    {
      title: 'the client of Laravel',
      files: phpService(
        "use Illuminate\\Support\\Facades\\Http;\n\nclass App\n{\n    public function pay($payment)\n    {\n        return Http::retry(3, 100)->post('https://pay.example.com/payments', $payment);\n    }\n}\n",
      ),
    },
    {
      title: 'reqwest-retry',
      files: rustService(
        'use reqwest_middleware::ClientBuilder;\nuse reqwest_retry::{policies::ExponentialBackoff, RetryTransientMiddleware};\n\nasync fn pay(body: String) {\n    let policy = ExponentialBackoff::builder().build_with_max_retries(3);\n    let client = ClientBuilder::new(reqwest::Client::new())\n        .with(RetryTransientMiddleware::new_with_policy(policy))\n        .build();\n    client.post("https://pay.example.com/payments").body(body).send().await.unwrap();\n}\n',
      ),
    },
    {
      title: 'RetryTemplate',
      files: javaService(
        'import org.springframework.retry.support.RetryTemplate;\nimport org.springframework.web.client.RestTemplate;\nclass Pay {\n  private final RetryTemplate retryTemplate;\n  private final RestTemplate http;\n  String pay(Order order) { return retryTemplate.execute(context -> http.postForObject("https://pay.example.com/payments", order, String.class)); }\n}\n',
      ),
    },
    {
      title: 'a pipeline of Polly in a field',
      files: csharpService(
        'using Polly;\nusing System.Net.Http;\npublic class Pay {\n  private readonly HttpClient client;\n  private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();\n  public async Task Pay(Order order) { await pipeline.ExecuteAsync(async token => await client.PostAsync("/payments", body, token)); }\n}\n',
      ),
    },
    {
      title: 'a policy of Polly',
      files: csharpService(
        'using Polly;\npublic class Pay {\n  private readonly HttpClient client;\n  public async Task Pay(Order order) {\n    var policy = Policy.Handle<HttpRequestException>().WaitAndRetryAsync(3, i => TimeSpan.FromSeconds(i));\n    await policy.ExecuteAsync(() => client.PostAsJsonAsync("/payments", order)); }\n}\n',
      ),
    },
    {
      title: 'backoff of Go',
      files: goService(
        'import (\n\t"net/http"\n\t"github.com/cenkalti/backoff/v4"\n)\nfunc pay(body io.Reader) error {\n\treturn backoff.Retry(func() error {\n\t\t_, err := http.Post("https://pay.example.com/payments", "application/json", body)\n\t\treturn err\n\t}, backoff.NewExponentialBackOff())\n}\n',
      ),
    },
    {
      title: 'retry-go',
      files: goService(
        'import (\n\t"net/http"\n\t"github.com/avast/retry-go/v4"\n)\nfunc pay(body io.Reader) error {\n\treturn retry.Do(func() error {\n\t\treq, _ := http.NewRequest(http.MethodPost, "https://pay.example.com/payments", body)\n\t\t_, err := http.DefaultClient.Do(req)\n\t\treturn err\n\t})\n}\n',
      ),
    },
    {
      title: 'p-retry',
      files: nodeService(
        "import pRetry from 'p-retry';\nimport axios from 'axios';\nexport const pay = (o) => pRetry(() => axios.post('https://pay.example.com/payments', o), { retries: 3 });\n",
      ),
    },
    {
      title: 'retriable',
      files: rubyService(
        "class Pay\n  def pay(order)\n    Retriable.retriable(tries: 3) { HTTParty.post('https://pay.example.com/payments', body: order) }\n  end\nend\n",
      ),
    },
    {
      title: 'retry of Laravel',
      files: phpService(
        "use Illuminate\\Support\\Facades\\Http;\nclass Pay { public function pay($o) { return retry(3, fn () => Http::post('https://pay.example.com/payments', $o)->throw()); } }\n",
      ),
    },
    {
      title: 'the middleware of Guzzle',
      files: phpService(
        "use GuzzleHttp\\Client;\nuse GuzzleHttp\\HandlerStack;\nuse GuzzleHttp\\Middleware;\nclass Pay {\n  public function pay($o) {\n    $stack = HandlerStack::create();\n    $stack->push(Middleware::retry(function ($retries, $request, $response = null, $error = null) {\n      return $retries < 3 && ($error instanceof RequestException || $response->getStatusCode() >= 500);\n    }));\n    $client = new Client(['handler' => $stack]);\n    return $client->request('POST', '/payments', ['json' => $o]);\n  }\n}\n",
      ),
    },
    {
      title: 'axios-retry in a file that logs',
      files: nodeService(
        "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\naxiosRetry(axios, { retries: 3, retryCondition: () => true });\nexport const pay = () => axios.post('https://pay.example.com/payments', {}).catch((e) => { console.log(e); logger.warn('login catalog'); });\n",
      ),
    },
  ],
  unseen: [
    {
      title: 'only methods that may be repeated',
      files: pythonService(
        'from urllib3.util.retry import Retry\n\nretry = Retry(total=3, allowed_methods=["GET", "PUT"])\n',
      ),
    },
    {
      title: 'with a key',
      files: nodeService(
        "import got from 'got';\nexport const pay = (key) =>\n  got.post('https://pay.example.com', { retry: { methods: ['POST'] }, headers: { 'Idempotency-Key': key } });\n",
      ),
    },
    {
      title: 'a handler of .NET that leaves out what acts',
      files: typedClient(
        'builder.Services.AddHttpClient<PaymentsClient>().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());',
      ),
    },
    {
      title: 'a handler of .NET for another client',
      files: typedClient('builder.Services.AddHttpClient<CatalogClient>().AddStandardResilienceHandler();'),
    },
    {
      title: 'a request of Laravel that says what is repeated',
      files: phpService(
        "use Illuminate\\Support\\Facades\\Http;\n\nclass App\n{\n    public function pay($payment)\n    {\n        return Http::retry(3, 100, fn ($error) => $error instanceof ConnectionException)->post('https://pay.example.com/payments', $payment);\n    }\n}\n",
      ),
    },
    {
      title: 'a policy of its own',
      files: goService(
        'import "github.com/hashicorp/go-retryablehttp"\n\nfunc pay(body []byte) error {\n\tclient := retryablehttp.NewClient()\n\tclient.CheckRetry = neverAfterSending\n\t_, err := client.Post("https://pay.example.com/payments", "application/json", body)\n\treturn err\n}\n',
      ),
    },
    {
      title: 'a breaker of Polly repeats nothing',
      files: csharpService(
        'using Polly;\npublic class Pay {\n  private readonly HttpClient client;\n  public async Task Pay(Order order) {\n    var policy = Policy.Handle<HttpRequestException>().CircuitBreakerAsync(3, TimeSpan.FromSeconds(1));\n    await policy.ExecuteAsync(() => client.PostAsJsonAsync("/payments", order)); }\n}\n',
      ),
    },
    {
      title: 'a middleware of Guzzle for connections that did not come about',
      files: phpService(
        "use GuzzleHttp\\Client;\nuse GuzzleHttp\\HandlerStack;\nuse GuzzleHttp\\Middleware;\nclass Pay {\n  public function pay($o) {\n    $stack = HandlerStack::create();\n    $stack->push(Middleware::retry(function ($retries, $request, $response = null, $error = null) {\n      return $retries < 3 && $error instanceof ConnectException;\n    }));\n    $client = new Client(['handler' => $stack]);\n    return $client->request('POST', '/payments', ['json' => $o]);\n  }\n}\n",
      ),
    },
    {
      title: 'a client that ships logs',
      files: nodeService(
        "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\naxiosRetry(axios, { retries: 3, retryCondition: () => true });\nexport const ship = (lines) => axios.post('https://in.example.com/v1/logs', lines);\n",
      ),
    },
  ],
};
