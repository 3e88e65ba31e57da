import { codeLanguages } from '../../../syntax/code/code-file.js';
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
import { tableRecogniser } from '../../rows.js';
import type { CallRow, SettingRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { isGiven } from '../../values.js';
import { isRandom } from './message-deduplication-calls.js';

const sighting = 'stripe-idempotency-key-sent';
const says = 'the call to the payment provider carries a key, so that calling again acts once';

/** Services of payment whose clients take a key: https://docs.stripe.com/api/idempotent_requests */
const provider =
  /stripe|square|adyen|braintree|mollie|razorpay|paypal|checkout|plaid|coinbase|wise|gocardless/i;

const settings: readonly SettingRow[] = [
  {
    languages: codeLanguages,
    name: /^(?:idempotencyKey|idempotency_key|IdempotencyKey)$/,
    says: ({ value, call }, code) =>
      call &&
      isGiven(value) &&
      !isRandom(value) &&
      // The client of the provider itself, or one that the file's own code wraps around it.
      (provider.test(call.target) ||
        (/^\?|^[A-Z]\w*(?:\(\))?$/.test(call.target) &&
          code.imports.some(({ module }) => provider.test(module)) &&
          /^(?:create|confirm|capture|charge|refund|pay|RequestOptions)/i.test(call.name)))
        ? says
        : undefined,
  },
  {
    // A header of an HTTP client: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
    languages: codeLanguages,
    name: /^(?:x-)?idempotency-key$|^PayPal-Request-Id$/i,
    says: ({ name, value, call }) =>
      isGiven(value) &&
      !isRandom(value) &&
      (!call || !readers.test(call.name) || /^reqwest\b.*\.header$/.test(call.target))
        ? `the request is sent with a key (${name}), so that sending it again acts once`
        : undefined,
  },
];

/** Calls that take or read the header on the side of the server, or say that browsers may send it. */
const readers =
  /^(?:get|header|headers|param|Header|Headers|RequestHeader|describe|property|schema|object|setParameter|allow\w*|expose\w*|cors\w*|fail|error\w*|expect\w*|assert\w*|render|json|log|info|warn|debug|annotate|ApiHeader|parameter)$/;

const calls: readonly CallRow[] = [
  {
    languages: ['go', 'java', 'kotlin', 'csharp', 'php', 'rust'],
    target: /[.:](?:SetIdempotencyKey|setIdempotencyKey)$/,
    says: (call) => (call.arguments.some(({ value }) => isRandom(value)) ? undefined : says),
  },
];

export const stripeIdempotencyKeySent = sightedSignal({
  id: 'stripe-idempotency-key-sent',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'What another service does for us it does once, however often we ask.',
  recognition:
    'A call to a payment provider with its option for a key, or a request with the header `Idempotency-Key` or `PayPal-Request-Id`.',
  guards: [
    'A server that reads the header, or lets browsers send it, does not send it.',
    'A key that is empty is none, and neither is one that is made anew for each request.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [
    tableRecogniser(sighting, /idempotency_?-?key|PayPal-Request-Id/i, { settings, calls }, ({ source }) =>
      /\.(?:d\.ts|gen\.\w+)$/.test(source.path),
    ),
  ],
  seen: [
    {
      title: 'Stripe in JavaScript',
      files: nodeService(
        "import Stripe from 'stripe';\nconst stripe = new Stripe(process.env.KEY);\nexport const pay = (order) =>\n  stripe.paymentIntents.create({ amount: 1 }, { idempotencyKey: order.id });\n",
      ),
    },
    {
      title: 'Stripe in Python',
      files: pythonService(
        'import stripe\n\ndef pay(order):\n    stripe.Charge.create(amount=1, idempotency_key=order.id)\n',
      ),
    },
    {
      title: 'a header',
      files: nodeService(
        "import axios from 'axios';\nexport const pay = (id) => axios.post('https://pay.example.com/payments', {}, { headers: { 'Idempotency-Key': id } });\n",
      ),
    },
    {
      title: 'Stripe in Java',
      files: javaService(
        'import com.stripe.net.RequestOptions;\n\nclass Pay {\n  RequestOptions options(String key) {\n    return RequestOptions.builder().setIdempotencyKey(key).build();\n  }\n}\n',
      ),
    },
    {
      title: 'Stripe in Ruby',
      files: rubyService(
        'class App\n  def pay(order)\n    Stripe::Charge.create({ amount: 1 }, { idempotency_key: order.id })\n  end\nend\n',
      ),
    },
    {
      title: 'Stripe in PHP',
      files: phpService(
        "class App\n{\n    public function pay($order)\n    {\n        $stripe = new \\Stripe\\StripeClient('key');\n        $stripe->paymentIntents->create(['amount' => 1], ['idempotency_key' => $order->id]);\n    }\n}\n",
      ),
    },
    {
      title: 'Stripe in Go',
      files: goService(
        'import (\n\t"github.com/stripe/stripe-go/v82"\n\t"github.com/stripe/stripe-go/v82/paymentintent"\n)\n\nfunc pay(order string) (*stripe.PaymentIntent, error) {\n\tparams := &stripe.PaymentIntentParams{Amount: stripe.Int64(1)}\n\tparams.SetIdempotencyKey(order)\n\treturn paymentintent.New(params)\n}\n',
      ),
    },
    {
      title: 'Stripe in Kotlin',
      files: kotlinService(
        'import com.stripe.net.RequestOptions\n\nclass Pay {\n  fun options(key: String): RequestOptions = RequestOptions.builder().setIdempotencyKey(key).build()\n}\n',
      ),
    },
    {
      title: 'Stripe in C#',
      files: csharpService(
        'using Stripe;\n\npublic class Pay\n{\n    public Task<Charge> Charge(ChargeService service, string key) =>\n        service.CreateAsync(new ChargeCreateOptions { Amount = 1 }, new RequestOptions { IdempotencyKey = key });\n}\n',
      ),
    },
    {
      title: 'a header in Rust',
      files: rustService(
        'async fn pay(client: &reqwest::Client, key: &str) {\n    client\n        .post("https://pay.example.com/payments")\n        .header("Idempotency-Key", key)\n        .send()\n        .await\n        .unwrap();\n}\n',
      ),
    },
    {
      title: 'Stripe in Elixir',
      files: elixirService(
        'defmodule App.Pay do\n  def pay(order) do\n    Stripe.PaymentIntent.create(%{amount: 1, currency: "eur"}, idempotency_key: order.id)\n  end\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a key that is made anew for each request',
      files: phpService(
        "class App\n{\n    public function pay($client)\n    {\n        return $client->post('https://pay.example.com', ['headers' => ['Idempotency-Key' => uniqid('pay', true)]]);\n    }\n}\n",
      ),
    },
    {
      title: 'a server that reads the header',
      files: nodeService(
        "const app = require('express')();\napp.post('/payments', (req, res) => {\n  const key = req.get('Idempotency-Key');\n  res.json({ key });\n});\n",
      ),
    },
    {
      title: 'another thing with a key',
      files: nodeService("save({ idempotencyKey: 'a' });\n"),
    },
  ],
});
