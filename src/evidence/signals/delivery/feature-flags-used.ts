import { codeLanguages } from '../../../syntax/code/code-file.js';
import * as example from '../../examples.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

interface Client {
  readonly name: string;
  /** What a client's target begins with. */
  readonly from: RegExp;
  /** Calls that ask for a flag. */
  readonly asks: RegExp;
  readonly word: string;
}

const evaluations =
  /^(?:[gG]et_?|fetch_)?(?:Boolean|Bool|String|Number|Integer|Int|Float|Double|Object|Json|JSON|boolean|string|integer|float|object)_?(?:Value|Details|Variation|value|details)(?:Async|WithContext|Detail|_details)?$/;

/** Clients of services and libraries of feature flags, from their documentations. */
const clients: readonly Client[] = [
  {
    name: 'OpenFeature',
    from: /^@openfeature\/|^openfeature\b|^github\.com\/open-feature\/go-sdk\/|^dev\.openfeature\.sdk\.|^OpenFeature\b|^Api\.Instance\.GetClient\(\)|^I?FeatureClient\(\)|^open_feature/,
    asks: evaluations,
    word: '[oO]pen[-_]?[fF]eature',
  },
  {
    name: 'LaunchDarkly',
    from: /^@launchdarkly\/|^launchdarkly-|^ldclient\b|^gopkg\.in\/launchdarkly|^github\.com\/launchdarkly\/go-server-sdk|^com\.launchdarkly\.sdk\.|^LaunchDarkly\b|^I?LdClient\b/,
    asks: /^(?:variation(?:Detail|_detail)?|(?:bool|string|number|int|double|float|json|jsonValue|Bool|String|Int|Float64|JSON)Variation(?:Detail|Ctx)?|all_?[fF]lags_?[sS]tate)$/,
    word: '[lL]aunch[dD]arkly|ldclient',
  },
  {
    name: 'Unleash',
    from: /^unleash-client\b|^UnleashClient\b|^github\.com\/Unleash\/unleash-client-go|^io\.getunleash\.|^Unleash\b|^unleash_api_client|^(?:I|Default)Unleash\(\)/,
    asks: /^(?:isEnabled|is_enabled\??|IsEnabled|getVariant|get_variant|GetVariant)$/,
    word: '[uU]nleash',
  },
  {
    name: 'Flagsmith',
    from: /^flagsmith(?:-nodejs)?\b|^github\.com\/Flagsmith\/|^com\.flagsmith\.|^Flagsmith\b/,
    asks: /^(?:get_?[eE]nvironment_?[fF]lags|get_?[iI]dentity_?[fF]lags|Get(?:Environment|Identity)Flags(?:Async)?|hasFeature|is_feature_enabled|isFeatureEnabled)$/,
    word: '[fF]lagsmith',
  },
  {
    name: 'GrowthBook',
    from: /^@growthbook\/|^growthbook\b|^github\.com\/growthbook\/|^growthbook\.sdk\.|^Growthbook\b/,
    asks: /^(?:isOn|isOff|is_on|is_off|getFeatureValue|get_feature_value|evalFeature|eval_feature|EvalFeature|IsOn)$/,
    word: '[gG]rowth[bB]ook',
  },
  {
    name: 'PostHog',
    from: /^posthog(?:-node)?\b|^github\.com\/posthog\/posthog-go|^com\.posthog\.|^PostHog\b/,
    asks: /^(?:isFeatureEnabled|getFeatureFlag(?:Payload)?|feature_enabled|get_feature_flag(?:_payload)?|IsFeatureEnabled|GetFeatureFlag|is_feature_enabled)$/,
    word: '[pP]ost[hH]og',
  },
  {
    name: 'ConfigCat',
    from: /^configcat-node\b|^@configcat\/|^configcatclient\b|^github\.com\/configcat\/|^com\.configcat\.|^ConfigCat\b|^I?ConfigCatClient\b/,
    asks: /^(?:getValue(?:Async|Details)?|get_value(?:_details)?|GetValue(?:Async)?|Get(?:Bool|Int|String|Float)Value)$/,
    word: '[cC]onfig[cC]at',
  },
  {
    name: 'Statsig',
    from: /^statsig-node\b|^@statsig\/|^statsig\b|^github\.com\/statsig-io\//,
    asks: /^(?:checkGate(?:Sync)?|check_gate|CheckGate|getFeatureGate)$/,
    word: '[sS]tatsig',
  },
  {
    name: 'django-waffle',
    from: /^waffle\b/,
    asks: /^(?:flag_is_active|switch_is_active|sample_is_active)$/,
    word: 'waffle',
  },
  {
    name: 'django-flags',
    from: /^flags\.state\b/,
    asks: /^(?:flag_enabled|flag_disabled)$/,
    word: 'flags\\.state',
  },
  { name: 'Flipper', from: /^Flipper\b/, asks: /^enabled\?$/, word: 'Flipper' },
  { name: 'FunWithFlags', from: /^FunWithFlags\b/, asks: /^enabled\?$/, word: 'FunWithFlags' },
  {
    name: 'Laravel Pennant',
    from: /^Laravel\\Pennant\\/,
    asks: /^(?:active|inactive|value|when|allAreActive|someAreActive)$/,
    word: 'Pennant',
  },
  {
    name: 'Microsoft.FeatureManagement',
    from: /^I(?:Variant)?FeatureManager(?:Snapshot)?\(\)/,
    asks: /^IsEnabledAsync$/,
    word: 'FeatureManagement',
  },
  {
    name: 'GO Feature Flag',
    from: /^github\.com\/thomaspoignant\/go-feature-flag/,
    asks: /^(?:Bool|Int|Float64|String|JSON)Variation(?:Details)?$/,
    word: 'go-feature-flag',
  },
  {
    name: 'Flipt',
    from: /^@flipt-io\/|^flipt\b|^go\.flipt\.io\//,
    asks: /^(?:evaluateBoolean|evaluateVariant|evaluate_boolean|evaluate_variant|EvaluateBoolean|EvaluateVariant)$/,
    word: '[fF]lipt',
  },
  { name: 'Togglz', from: /^org\.togglz\./, asks: /^isActive$/, word: 'togglz' },
];

/** Annotations that let a function run only while a flag is on. */
const marks: readonly { readonly target: RegExp; readonly name: string }[] = [
  { target: /^waffle\.decorators\.waffle_(?:flag|switch|sample)$/, name: 'django-waffle' },
  { target: /^flags\.decorators\.flag_required$/, name: 'django-flags' },
  {
    target: /^(?:Microsoft\.FeatureManagement\.Mvc\.)?FeatureGate(?:Attribute)?$/,
    name: 'Microsoft.FeatureManagement',
  },
];

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: 'feature-flags-used',
  languages: codeLanguages,
  words: new RegExp(
    [...new Set(clients.map(({ word }) => word)), 'flags\\.decorators', 'FeatureGate'].join('|'),
  ),
  *see(code) {
    for (const call of code.calls) {
      const client = clients.find(({ from, asks }) => asks.test(call.name) && from.test(call.target));
      if (!client) continue;
      const flag = call.arguments.find(({ value }) => value.kind === 'text')?.value;
      const named = flag?.kind === 'text' && flag.exact ? `the flag ${flag.text}` : 'a flag';
      yield seenAt(code, call, `${named} is asked for (${client.name})`);
    }
    for (const mark of code.marks) {
      const known = marks.find(({ target }) => target.test(mark.target));
      if (known)
        yield seenAt(
          code,
          mark,
          `${mark.function?.name ?? mark.class?.name ?? 'a function'} runs only while a flag is on (${known.name})`,
        );
    }
  },
};

export const featureFlagsUsed = sightedSignal({
  id: 'feature-flags-used',
  question: 'slo-alerts',
  stance: 'supports',
  meaning: 'What a release brings can be switched on for a few, and off without a release.',
  recognition: `A flag is asked for through a client of ${clients.map(({ name }) => name).join(', ')}.`,
  guards: [
    'A client that is only installed, imported or set up is none.',
    'A module of the program itself with such a name is no client: the sources of a flag service are no use of it.',
  ],
  languages: ['JavaScript', 'Python', 'Ruby', 'PHP', 'Java', 'Kotlin', 'Go', 'C#', 'Elixir'],
  recognisers: [inCode],
  seen: [
    {
      title: 'OpenFeature',
      files: example.nodeService(
        "const { OpenFeature } = require('@openfeature/server-sdk');\nconst client = OpenFeature.getClient();\nasync function pay() {\n  return client.getBooleanValue('new-checkout', false);\n}\n",
      ),
    },
    {
      title: 'Unleash',
      files: example.nodeService(
        "import { initialize } from 'unleash-client';\nconst unleash = initialize({ url: 'https://flags.example.org/api', appName: 'app' });\nexport const isNew = () => unleash.isEnabled('new-checkout');\n",
      ),
    },
    {
      title: 'LaunchDarkly in Python',
      files: example.pythonService(
        "import ldclient\n\nclient = ldclient.get()\n\n\ndef pay(user):\n    return client.variation('new-checkout', user, False)\n",
      ),
    },
    {
      title: 'OpenFeature in Python',
      files: example.pythonService(
        "from openfeature import api\n\n\ndef pay():\n    return api.get_client().get_boolean_value('new-checkout', False)\n",
      ),
    },
    {
      title: 'OpenFeature in Ruby',
      files: example.rubyService(
        "class Checkout\n  def new?\n    client = OpenFeature::SDK.build_client\n    client.fetch_boolean_value(flag_key: 'new-checkout', default_value: false)\n  end\nend\n",
      ),
    },
    {
      title: 'django-waffle',
      files: example.pythonService(
        "from waffle import flag_is_active\n\n\ndef pay(request):\n    return flag_is_active(request, 'new_checkout')\n",
      ),
    },
    {
      title: 'OpenFeature in Go',
      files: example.goService(
        'package main\n\nimport (\n\t"context"\n\n\t"github.com/open-feature/go-sdk/openfeature"\n)\n\nfunc main() {\n\tclient := openfeature.NewClient("app")\n\tclient.BooleanValue(context.Background(), "new-checkout", false, openfeature.EvaluationContext{})\n}\n',
      ),
    },
    {
      title: 'Microsoft.FeatureManagement',
      files: example.csharpService(
        'using Microsoft.FeatureManagement;\n\npublic class Checkout\n{\n    private readonly IFeatureManager features;\n\n    public Checkout(IFeatureManager features) { this.features = features; }\n\n    public Task<bool> IsNew() => features.IsEnabledAsync("NewCheckout");\n}\n',
      ),
    },
    {
      title: 'FunWithFlags',
      files: example.elixirService(
        'defmodule App.Checkout do\n  def new?(user), do: FunWithFlags.enabled?(:new_checkout, for: user)\nend\n',
      ),
    },
    {
      title: 'Flipper',
      files: example.rubyService(
        'class Checkout\n  def new?(user)\n    Flipper.enabled?(:new_checkout, user)\n  end\nend\n',
      ),
    },
    {
      title: 'Laravel Pennant',
      files: example.phpService(
        "use Laravel\\Pennant\\Feature;\n\nclass Checkout\n{\n    public function isNew(): bool\n    {\n        return Feature::active('new-checkout');\n    }\n}\n",
      ),
    },
    {
      title: 'LaunchDarkly in Java',
      files: example.javaService(
        'import com.launchdarkly.sdk.server.LDClient;\n\nclass Checkout {\n  private final LDClient client = new LDClient("key");\n\n  boolean isNew(LDContext user) {\n    return client.boolVariation("new-checkout", user, false);\n  }\n}\n',
      ),
    },
    {
      title: 'Unleash in Kotlin',
      files: example.kotlinService(
        'import io.getunleash.Unleash\n\nclass Checkout(private val unleash: Unleash) {\n  fun isNew() = unleash.isEnabled("new-checkout")\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a client that is set up and never asked',
      files: example.nodeService(
        "import { initialize } from 'unleash-client';\ninitialize({ url: 'https://flags.example.org/api', appName: 'app' });\n",
      ),
    },
    {
      title: 'the sources of a flag service',
      files: example.nodeService(
        "import { Unleash } from './unleash-client.js';\nconst unleash = new Unleash();\nunleash.isEnabled('new-checkout');\n",
        {
          'src/unleash-client.js':
            'export class Unleash {\n  isEnabled(name) {\n    return this.flags.has(name);\n  }\n}\n',
        },
      ),
    },
    {
      title: 'analytics of PostHog without flags',
      files: example.nodeService(
        "import { PostHog } from 'posthog-node';\nconst client = new PostHog('key');\nclient.capture({ event: 'paid' });\n",
      ),
    },
  ],
});
