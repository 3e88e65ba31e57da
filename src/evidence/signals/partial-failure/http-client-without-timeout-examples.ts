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

/** Repositories in which `http-client-without-timeout` is seen, and in which it is not. */
export const clientsWithoutTimeout: {
  readonly seen: readonly SignalExample[];
  readonly unseen: readonly SignalExample[];
} = {
  seen: [
    {
      title: 'axios',
      files: nodeService(
        "import axios from 'axios';\nexport async function pay(order) {\n  return axios.post(\n    'http://payments/pay',\n    order,\n    { headers: { accept: 'application/json' } },\n  );\n}\n",
      ),
    },
    {
      title: 'an instance of axios from another file',
      files: nodeService(
        "import { payments } from './payments.js';\nexport const pay = (order) => payments.post('/pay', order);\n// axios\n",
        {
          'src/payments.js':
            "import axios from 'axios';\nexport const payments = axios.create({ baseURL: 'http://payments' });\n",
        },
      ),
    },
    {
      title: 'requests',
      files: pythonService(
        "import requests\n\ndef pay(order):\n    return requests.post('http://payments/pay', json=order)\n",
      ),
    },
    {
      title: 'a session of requests',
      files: pythonService(
        'import requests\n\nsession = requests.Session()\n\ndef pay(order):\n    return session.post(URL, json=order)\n',
      ),
    },
    {
      title: 'httpx with its timeout switched off',
      files: pythonService(
        'import httpx\n\nclient = httpx.AsyncClient(timeout=None)\n\nasync def pay(order):\n    return await client.post(URL, json=order)\n',
      ),
    },
    {
      title: 'RestTemplate',
      files: javaService(
        'import org.springframework.web.client.RestTemplate;\n\nclass Clients {\n  RestTemplate rest() { return new RestTemplate(); }\n}\n',
      ),
    },
    {
      title: "a request of the JDK's client",
      files: javaService(
        'import java.net.http.HttpRequest;\n\nclass Payments {\n  Object pay() throws Exception {\n    var request = HttpRequest.newBuilder(uri).GET().build();\n    return client.send(request, handler);\n  }\n}\n',
      ),
    },
    {
      title: 'RestTemplate in Kotlin',
      files: kotlinService(
        'import org.springframework.web.client.RestTemplate\n\nclass Clients {\n    fun rest() = RestTemplate()\n}\n',
      ),
    },
    {
      title: 'http.rb',
      files: rubyService(
        'class Payments\n  def pay(order)\n    HTTP.auth(token).post(URL, json: order)\n  end\nend\n',
      ),
    },
    {
      title: 'Guzzle',
      files: phpService(
        "use GuzzleHttp\\Client;\n\nclass Payments {\n  private Client $client;\n  public function __construct() { $this->client = new Client(['base_uri' => 'http://payments']); }\n  public function pay($order) {\n    return $this->client->post('/pay', ['json' => $order]);\n  }\n}\n",
      ),
    },
    {
      title: 'curl in PHP',
      files: phpService(
        "class Payments {\n  public function pay($order) {\n    $ch = curl_init('http://payments');\n    curl_setopt($ch, CURLOPT_POSTFIELDS, $order);\n    return curl_exec($ch);\n  }\n}\n",
      ),
    },
    {
      title: 'reqwest',
      files: rustService('fn client() -> reqwest::Client {\n    reqwest::Client::new()\n}\n'),
    },
    {
      title: 'ureq',
      files: rustService(
        'fn pay(order: &Order) -> Result<(), Error> {\n    ureq::post("http://payments/pay").send_json(order)?;\n    Ok(())\n}\n',
      ),
    },
    {
      title: 'Typhoeus',
      files: rubyService(
        "class Payments\n  def pay(order)\n    Typhoeus.post('http://payments/pay', body: order)\n  end\nend\n",
      ),
    },
    {
      title: 'resty',
      files: goService(
        'import "github.com/go-resty/resty/v2"\n\nfunc client() *resty.Client {\n\treturn resty.New().SetBaseURL("http://payments")\n}\n',
      ),
    },
    {
      title: 'needle',
      files: nodeService(
        "import needle from 'needle';\nexport const stock = () => needle.get('http://stock/items');\n",
      ),
    },
    {
      title: 'a call of gRPC without a deadline',
      files: pythonService(
        'import payment_pb2_grpc\n\ndef pay(order):\n    stub = payment_pb2_grpc.PaymentStub(channel)\n    return stub.Pay(order)\n',
      ),
    },
    {
      title: 'a call of gRPC with the empty context',
      files: goService(
        'import (\n\t"context"\n\n\tpb "example.com/app/genproto"\n)\n\nfunc pay(order *pb.Order) error {\n\t_, err := pb.NewPaymentClient(conn).Pay(context.Background(), order)\n\treturn err\n}\n',
      ),
    },
    {
      title: 'the default client of Go',
      files: goService(
        'import "net/http"\n\nfunc pay(url string) error {\n\t_, err := http.Get(url)\n\treturn err\n}\n',
      ),
    },
    {
      title: 'a request of Go without a context',
      files: goService(
        'import "net/http"\n\nfunc pay(url string) error {\n\treq, err := http.NewRequest("POST", url, nil)\n\tif err != nil {\n\t\treturn err\n\t}\n\t_, err = http.DefaultClient.Do(req)\n\treturn err\n}\n',
      ),
    },
    {
      title: 'HttpClient of .NET with its timeout switched off',
      files: csharpService(
        'using System.Net.Http;\nusing System.Threading;\n\nclass Payments\n{\n    private readonly HttpClient client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };\n}\n',
      ),
    },
    {
      title: 'HTTPoison with its timeout switched off',
      files: elixirService(
        'defmodule App.Payments do\n  def pay(order) do\n    HTTPoison.post(@url, order, [], recv_timeout: :infinity)\n  end\nend\n',
      ),
    },
    {
      title: 'an agent of ureq',
      files: rustService('fn pay() { let agent = ureq::agent(); agent.get("https://x").call(); }\n'),
    },
  ],
  unseen: [
    {
      title: 'a program that ends, started by a script of its manifest',
      files: {
        'package.json':
          '{"name": "licences", "scripts": {"start": "node main.js"}, "dependencies": {"axios": "^1.0.0"}}\n',
        'main.js':
          "const axios = require('axios');\nasync function licence(url) {\n  return axios.get(url);\n}\nlicence(process.argv[2]);\n",
      },
    },
    {
      title: 'Req ends by itself',
      files: elixirService(
        'defmodule App.Payments do\n  def pay(order) do\n    Req.post!(@url, json: order)\n  end\nend\n',
      ),
    },
    {
      title: 'a request of Go with the deadline of its context',
      files: goService(
        'import (\n\t"context"\n\t"net/http"\n)\n\nfunc pay(ctx context.Context, url string) error {\n\treq, err := http.NewRequestWithContext(ctx, "POST", url, nil)\n\tif err != nil {\n\t\treturn err\n\t}\n\t_, err = http.DefaultClient.Do(req)\n\treturn err\n}\n',
      ),
    },
    {
      title: 'resty with a timeout',
      files: goService(
        'import (\n\t"time"\n\n\t"github.com/go-resty/resty/v2"\n)\n\nfunc client() *resty.Client {\n\treturn resty.New().SetTimeout(2 * time.Second)\n}\n',
      ),
    },
    {
      title: 'Typhoeus with a timeout',
      files: rubyService(
        "class Payments\n  def pay(order)\n    Typhoeus.post('http://payments/pay', body: order, timeout: 2)\n  end\nend\n",
      ),
    },
    {
      title: 'a function for tests',
      files: rustService('fn fake_for_test() -> reqwest::Client {\n    reqwest::Client::new()\n}\n'),
    },
    {
      title: 'a stream of gRPC stays open',
      files: pythonService(
        'import payment_pb2_grpc\n\ndef follow():\n    stub = payment_pb2_grpc.PaymentStub(channel)\n    for event in stub.WatchPayments(request):\n        print(event)\n',
      ),
    },
    {
      title: 'calls of gRPC that are intercepted',
      files: pythonService(
        'import grpc\nimport payment_pb2_grpc\n\ndef pay(order):\n    stub = payment_pb2_grpc.PaymentStub(grpc.intercept_channel(channel, deadline))\n    return stub.Pay(order)\n',
      ),
    },
    {
      title: 'a call of gRPC with the context of its caller',
      files: goService(
        'import (\n\t"context"\n\n\tpb "example.com/app/genproto"\n)\n\nfunc pay(ctx context.Context, order *pb.Order) error {\n\t_, err := pb.NewPaymentClient(conn).Pay(ctx, order)\n\treturn err\n}\n',
      ),
    },
    {
      title: 'a client of Go with a transport of its own',
      files: goService(
        'import "net/http"\n\nvar client = &http.Client{Transport: transport()}\n\nfunc pay(url string) {\n\tclient.Get(url)\n}\n',
      ),
    },
    {
      title: 'HttpClient of .NET ends by itself',
      files: csharpService(
        'using System.Net.Http;\n\nclass Payments\n{\n    private readonly HttpClient client = new HttpClient();\n}\n',
      ),
    },
    {
      title: 'reqwest with a timeout for the request',
      files: rustService(
        'use std::time::Duration;\n\nasync fn pay() {\n    let client = reqwest::Client::new();\n    client.post("x").timeout(Duration::from_secs(2)).send().await;\n}\n',
      ),
    },
    {
      title: 'the blocking client of reqwest ends by itself',
      files: rustService(
        'fn client() -> reqwest::blocking::Client {\n    reqwest::blocking::Client::new()\n}\n',
      ),
    },
    {
      title: 'RestTemplate with a request factory',
      files: javaService(
        'import org.springframework.web.client.RestTemplate;\n\nclass Clients {\n  RestTemplate rest() { return new RestTemplate(factory()); }\n}\n',
      ),
    },
    {
      title: 'RestTemplate whose request factory is set later',
      files: javaService(
        'import org.springframework.web.client.RestTemplate;\n\nclass Clients {\n  RestTemplate rest() {\n    RestTemplate rest = new RestTemplate();\n    rest.setRequestFactory(factory());\n    return rest;\n  }\n}\n',
      ),
    },
    {
      title: "a request of the JDK's client with a timeout",
      files: javaService(
        'import java.net.http.HttpRequest;\n\nclass Payments {\n  Object pay() throws Exception {\n    var request = HttpRequest.newBuilder(uri).timeout(limit).GET().build();\n    return client.send(request, handler);\n  }\n}\n',
      ),
    },
    {
      title: 'http.rb with a timeout',
      files: rubyService(
        'class Payments\n  def pay(order)\n    HTTP.timeout(3).post(URL, json: order)\n  end\nend\n',
      ),
    },
    {
      title: 'Net::HTTP ends by itself',
      files: rubyService('class Payments\n  def pay\n    Net::HTTP.get(URI(URL))\n  end\nend\n'),
    },
    {
      title: 'Guzzle with a timeout for one request',
      files: phpService(
        "use GuzzleHttp\\Client;\n\nclass Payments {\n  public function pay($order) {\n    return (new Client())->post('/pay', ['json' => $order, 'timeout' => 2]);\n  }\n}\n",
      ),
    },
    {
      title: "Laravel's client ends by itself",
      files: phpService(
        'use Illuminate\\Support\\Facades\\Http;\n\nclass Payments {\n  public function pay($order) { return Http::post($this->url, $order); }\n}\n',
      ),
    },
    {
      title: 'the timeout stands on another line',
      files: nodeService(
        "import axios from 'axios';\nexport const pay = (order) =>\n  axios.post('http://payments/pay', order, {\n    headers: {},\n    timeout: 2000,\n  });\n",
      ),
    },
    {
      title: 'the timeout is on the instance, in another file',
      files: nodeService(
        "import { payments } from './payments.js';\nexport const pay = (order) => payments.post('/pay', order);\n",
        {
          'src/payments.js':
            "import axios from 'axios';\nexport const payments = axios.create({ baseURL: 'http://payments', timeout: 2000 });\n",
        },
      ),
    },
    {
      title: 'a default for all of axios, in another file',
      files: nodeService(
        "import axios from 'axios';\nexport const pay = (order) => axios.post(url, order);\n",
        {
          'src/setup.js': "import axios from 'axios';\naxios.defaults.timeout = 2000;\n",
        },
      ),
    },
    {
      title: 'an interceptor may set it',
      files: nodeService(
        "import axios from 'axios';\nconst api = axios.create();\napi.interceptors.request.use(withDeadline);\nexport const pay = (order) => api.post('/pay', order);\n",
      ),
    },
    {
      title: 'options of unknown content',
      files: nodeService(
        "import axios from 'axios';\nexport const pay = (order, options) => axios.post('/pay', order, { ...options, headers: {} });\n",
      ),
    },
    {
      title: 'fetch of Node ends by itself',
      files: nodeService("export const pay = (order) => fetch('http://payments/pay', { method: 'POST' });\n"),
    },
    {
      title: 'httpx ends by itself',
      files: pythonService('import httpx\n\ndef pay(order):\n    return httpx.post(URL, json=order)\n'),
    },
    {
      title: 'an adapter of its own may set it',
      files: pythonService(
        "import requests\n\nsession = requests.Session()\nsession.mount('http://', TimeoutAdapter(timeout=3))\n\ndef pay(order):\n    return session.post(URL, json=order)\n",
      ),
    },
    {
      title: 'arguments that are passed on',
      files: pythonService(
        'import requests\n\ndef pay(order, **options):\n    return requests.post(URL, json=order, **options)\n',
      ),
    },
    {
      title: 'get of something else',
      files: pythonService('requests = {}\n\ndef pay(order):\n    return requests.get(order)\n'),
    },
    {
      title: 'a script',
      files: pythonService('', {
        'scripts/fill.py': 'import requests\n\ndef fill():\n    requests.get(URL)\n',
      }),
    },
  ],
};
