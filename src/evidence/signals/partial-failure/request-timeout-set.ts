import type { CodeCall, CodeFile, CodeLanguage, CodeValue } from '../../../syntax/code/code-file.js';
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
import { seenAt } from '../../recogniser.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { recogniserOfUses } from './library-uses.js';
import { timeoutUses } from './timeout-uses.js';
import { clientLanguages, clientsOf, httpClients, wordsOf } from './clients/all-clients.js';
import { isEndless, sentBy, waitByArguments, waitOf } from './clients/http-client.js';
import type { HttpClient } from './clients/http-client.js';

const sighting = 'request-timeout-set';

const inCode: Recogniser = {
  in: 'code',
  sighting,
  languages: clientLanguages,
  words: wordsOf(httpClients),
  *see(code) {
    const clients = clientsOf(code.language);
    for (const call of code.calls) {
      const maker = clients.find((client) => client.makes?.test(call.target));
      if (maker) {
        const wait = waitByArguments(call, maker, 0);
        if (wait.kind === 'bounded')
          yield seen(
            code,
            call,
            maker,
            `requests of this client of ${maker.library} end after a time`,
            wait.value,
          );
        continue;
      }
      const sent = sentBy(call, clients);
      if (!sent) continue;
      const wait = waitOf(call, sent.client, sent.sending);
      // The timeout of the client was seen where it is made.
      if (wait.kind === 'bounded' && !wait.madeBy)
        yield seen(
          code,
          call,
          sent.client,
          `the request of ${sent.client.library} ends after a time`,
          wait.value,
        );
    }
  },
};

/** Settings of clients that are assigned after they were made. */
const settings: readonly {
  readonly language: CodeLanguage;
  readonly place: RegExp;
  readonly library: string;
  /** What the file must name besides, where the place does not tell the library. */
  readonly beside?: RegExp;
}[] = [
  {
    language: 'javascript',
    place: /^axios(?:\.default)?(?:\.create\(\))?\.defaults\.timeout$/,
    library: 'axios',
  },
  { language: 'go', place: /^net\/http\.(?:Client\(\)|DefaultClient)\.Timeout$/, library: 'net/http' },
  {
    language: 'csharp',
    place: /\.Timeout$/,
    library: 'HttpClient',
    beside: /AddHttpClient|new HttpClient\b|\bHttpClient \w+/,
  },
  { language: 'ruby', place: /^Net::HTTP\.\w+\(\)\.(?:read|open|write)_timeout$/, library: 'Net::HTTP' },
  {
    language: 'ruby',
    place: /\boptions(?:\(\))?\.(?:timeout|read_timeout|open_timeout)$/,
    library: 'Faraday',
    beside: /\bFaraday\b/,
  },
];

const assigned: Recogniser = {
  in: 'code',
  sighting,
  languages: [...new Set(settings.map(({ language }) => language))],
  words: /defaults\.timeout|\.Timeout =|_timeout =|options\.timeout/,
  *see(code) {
    for (const { place, value, start, end } of code.assignments) {
      const known = settings.find(
        (item) =>
          item.language === code.language &&
          item.place.test(place.target) &&
          (item.beside?.test(code.source.text) ?? true),
      );
      if (!known || isEndless(value)) continue;
      const text = `requests of ${known.library} end after a time (${code.source.text.slice(start, end).slice(0, 60)})`;
      yield { ...seenAt(code, { start, end }, text), details: { library: known.library } };
    }
  },
};

function seen(
  code: CodeFile,
  call: CodeCall,
  { library }: HttpClient,
  text: string,
  value?: CodeValue,
): Seen {
  const written = value ? code.source.text.slice(value.start, value.end).replaceAll(/\s+/g, ' ') : '';
  const isShort = written !== '' && written.length <= 60;
  return { ...seenAt(code, call, isShort ? `${text} (${written})` : text), details: { library } };
}

export const requestTimeoutSet = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'A call to something slow is given up before its caller has no threads or connections left.',
  recognition:
    'A request, or the client that sends it, is given a timeout, a deadline or a signal that aborts it.',
  guards: [
    'A timeout of zero, None or infinity is none.',
    'A timer that has nothing to do with a request is none.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [inCode, assigned, recogniserOfUses(sighting, timeoutUses)],
  seen: [
    {
      title: 'axios, on the instance',
      files: nodeService(
        "import axios from 'axios';\nconst api = axios.create({ baseURL: url, timeout: 2000 });\nexport const pay = (order) => api.post('/payments', order);\n",
      ),
    },
    {
      title: 'fetch with a signal',
      files: nodeService(
        "export const pay = (order) =>\n  fetch(url, {\n    method: 'POST',\n    signal: AbortSignal.timeout(2000),\n  });\n",
      ),
    },
    {
      title: 'requests',
      files: pythonService(
        'import requests\n\ndef pay(order):\n    return requests.post(URL, json=order, timeout=(3.05, 10))\n',
      ),
    },
    {
      title: 'gRPC in Python',
      files: pythonService(
        'import payment_pb2_grpc\n\nstub = payment_pb2_grpc.PaymentStub(channel)\n\ndef pay(order):\n    return stub.Pay(order, timeout=2)\n',
      ),
    },
    {
      title: 'a builder of Spring',
      files: javaService(
        'import org.springframework.boot.web.client.RestTemplateBuilder;\nimport java.time.Duration;\n\nclass Clients {\n  Object rest(RestTemplateBuilder builder) {\n    return builder.setReadTimeout(Duration.ofSeconds(2)).build();\n  }\n}\n',
      ),
    },
    {
      title: 'OkHttp',
      files: kotlinService(
        'import okhttp3.OkHttpClient\nimport java.util.concurrent.TimeUnit\n\nval http = OkHttpClient.Builder()\n    .callTimeout(2, TimeUnit.SECONDS)\n    .build()\n',
      ),
    },
    {
      title: 'Ktor',
      files: kotlinService(
        'import io.ktor.client.HttpClient\nimport io.ktor.client.plugins.HttpTimeout\n\nval http = HttpClient {\n    install(HttpTimeout) { requestTimeoutMillis = 2000 }\n}\n',
      ),
    },
    {
      title: 'Faraday',
      files: rubyService(
        'class Payments\n  def api\n    Faraday.new(url: URL) do |f|\n      f.options.timeout = 2\n    end\n  end\nend\n',
      ),
    },
    {
      title: 'Net::HTTP',
      files: rubyService(
        "class Payments\n  def pay(order)\n    http = Net::HTTP.new(HOST, 443)\n    http.read_timeout = 2\n    http.post('/pay', order)\n  end\nend\n",
      ),
    },
    {
      title: "Laravel's client",
      files: phpService(
        "use Illuminate\\Support\\Facades\\Http;\n\nclass Payments {\n  public function pay($order) {\n    return Http::withToken('t')->timeout(2)->post($this->url, $order);\n  }\n}\n",
      ),
    },
    {
      title: 'Guzzle',
      files: phpService(
        "use GuzzleHttp\\Client;\n\nclass Payments {\n  public function api() {\n    return new Client(['base_uri' => $this->url, 'timeout' => 2.0]);\n  }\n}\n",
      ),
    },
    {
      title: 'reqwest',
      files: rustService(
        'use std::time::Duration;\n\nfn client() -> reqwest::Client {\n    reqwest::Client::builder().timeout(Duration::from_secs(2)).build().unwrap()\n}\n',
      ),
    },
    {
      title: 'a client of Go',
      files: goService(
        'import (\n\t"net/http"\n\t"time"\n)\n\nvar client = &http.Client{Timeout: 2 * time.Second}\n\nfunc main() {\n\tclient.Get(url)\n}\n',
      ),
    },
    {
      title: 'HttpClient of .NET',
      files: csharpService(
        'using System.Net.Http;\n\nvar builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddHttpClient("payments", client => {\n    client.Timeout = TimeSpan.FromSeconds(2);\n});\n',
      ),
    },
    {
      title: 'Req',
      files: elixirService(
        'defmodule App.Payments do\n  def pay(order) do\n    Req.post!(@url, json: order, receive_timeout: 2_000)\n  end\nend\n',
      ),
    },
    {
      title: 'Tesla',
      files: elixirService(
        'defmodule App.Payments do\n  use Tesla\n  plug Tesla.Middleware.Timeout, timeout: 2_000\nend\n',
      ),
    },
    {
      title: 'a client of Tesla',
      files: elixirService(
        'defmodule App.Payments do\n  def client, do: Tesla.client([{Tesla.Middleware.Timeout, timeout: 2_000}, Tesla.Middleware.JSON])\nend\n',
      ),
    },
    {
      title: 'a class of HTTParty',
      files: rubyService('class Pay\n  include HTTParty\n  default_timeout 5\nend\n'),
    },
    {
      title: 'ureq 3',
      files: rustService(
        'fn pay() { let agent = ureq::Agent::config_builder().timeout_global(Some(D)).build().new_agent(); }\n',
      ),
    },
    {
      title: 'ureq 2',
      files: rustService('fn pay() { let agent = ureq::AgentBuilder::new().timeout(D).build(); }\n'),
    },
    {
      title: 'a layer of tower',
      files: rustService(
        'use tower::ServiceBuilder;\nfn main() { let s = ServiceBuilder::new().timeout(Duration::from_secs(3)).service(x); }\n',
      ),
    },
    {
      title: 'the deadline of a context in Go',
      files: goService(
        'import ("context"; "net/http")\nfunc f(ctx context.Context) { ctx, cancel := context.WithTimeout(ctx, time.Second); defer cancel(); req, _ := http.NewRequestWithContext(ctx, "GET", u, nil); http.DefaultClient.Do(req) }\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a timeout that is switched off',
      files: nodeService(
        "import axios from 'axios';\nexport const pay = (order) => axios.post(url, order, { timeout: 0 });\n",
      ),
    },
    {
      title: 'None in Python',
      files: pythonService(
        'import httpx\n\ndef pay(order):\n    return httpx.post(URL, json=order, timeout=None)\n',
      ),
    },
    {
      title: 'a timer of its own',
      files: nodeService('export const later = () => setTimeout(() => fetch(url), 2000);\n'),
    },
    {
      title: 'a test',
      files: nodeService('', {
        'test/pay.test.js': "const axios = require('axios');\naxios.get(url, { timeout: 2000 });\n",
      }),
    },
  ],
});
