import { entryOf, option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeRange, CodeValue } from '../../../syntax/code/code-file.js';
import { nodeService, pythonService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { isFalse, textsOf } from '../../values.js';

/** Texts of files whose requests by POST read or may be repeated. */
const harmless =
  /idempoten|graphql|search|elastic|opensearch|oauth|token|embedding|completion|chat|llm|openai|rpc|telemetry|analytics|loki|influx|prometheus|webhook|metrics|tracing|sentry|log/i;

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: 'retried-post-without-key',
  languages: ['javascript', 'python', 'ruby'],
  words: /axios-retry|retryCondition|\bgot\b|\bky\b|allowed_methods|method_whitelist|tenacity|retry/,
  *see(code) {
    if (harmless.test(code.source.text)) return;
    for (const call of code.calls) {
      const says = saidBy(call);
      if (says !== undefined) yield seenAt(code, call, says, 'medium');
    }
    for (const found of decorated(code))
      yield seenAt(
        code,
        found,
        'the function is tried again as a whole, and its POST is sent again without a key',
        'medium',
      );
  },
};

function saidBy(call: CodeCall): string | undefined {
  // https://github.com/softonic/axios-retry#options
  if (call.target === 'axios-retry') {
    const condition = option(call, 'retryCondition');
    const value = condition && settled(condition);
    const isAlways =
      value?.kind === 'function' &&
      value.function.returns.length === 1 &&
      value.function.returns[0]?.kind === 'boolean' &&
      value.function.returns[0].value;
    return isAlways
      ? 'every request that fails is sent again, POST among them, without a key (retryCondition)'
      : undefined;
  }
  // https://github.com/sindresorhus/got/blob/main/documentation/7-retry.md, https://github.com/sindresorhus/ky#retry
  if (/^(?:got|ky)(?:\.(?:extend|create|post|default))*$/.test(call.target)) {
    const retry = option(call, 'retry');
    const options = retry && settled(retry);
    const methods = options?.kind === 'map' ? entryOf(options, 'methods') : undefined;
    return methods && namesPost(methods)
      ? 'a request by POST that fails is sent again without a key (retry.methods)'
      : undefined;
  }
  // https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html#urllib3.util.Retry
  if (
    /^(?:urllib3\.(?:util\.)?(?:retry\.)?|requests\.(?:adapters\.|packages\.urllib3\.util\.retry\.))Retry$/.test(
      call.target,
    )
  ) {
    const methods = option(call, 'allowed_methods', 'method_whitelist');
    if (!methods) return undefined;
    // `None` and `False` mean every method.
    return namesPost(methods) || methods.kind === 'null' || isFalse(methods)
      ? 'a request by POST that fails is sent again without a key (allowed_methods)'
      : undefined;
  }
  return undefined;
}

function namesPost(value: CodeValue): boolean {
  const known = settled(value);
  const values = known.kind === 'call' ? known.arguments.map((argument) => argument.value) : [known];
  return values.some((item) => textsOf(item).some(({ text }) => /^post$/i.test(text)));
}

/** Functions that a library repeats as a whole and that post. */
function* decorated(code: CodeFile): Iterable<CodeRange> {
  for (const mark of code.marks) {
    if (
      !mark.function ||
      !/^(?:tenacity\.retry|backoff\.on_exception|retrying\.retry|stamina\.retry)$/.test(mark.target)
    )
      continue;
    const repeated = mark.function;
    const post = code.calls.find(
      (call) =>
        call.context.function === repeated &&
        /^(?:requests|httpx)(?:\.(?:Session|Client|AsyncClient)\(\))?\.post$/.test(call.target) &&
        isDeed(call),
    );
    if (post) yield post;
  }
}

/** A path that names money, stock or messages. */
function isDeed(call: CodeCall): boolean {
  const url = positional(call, 0) ?? option(call, 'url');
  return (
    url !== undefined &&
    textsOf(settled(url)).some(({ text }) =>
      /payment|charge|order|transfer|payout|refund|invoice|checkout|purchase|booking|sms|send/i.test(text),
    )
  );
}

export const retriedPostWithoutKey = sightedSignal({
  id: 'retried-post-without-key',
  question: 'idempotency',
  stance: 'contradicts',
  meaning: 'A request that was carried out while its answer was lost is carried out again.',
  recognition:
    'A client that is told to repeat POST (`axios-retry` on every error, `retry.methods` of got and ky, `allowed_methods` of urllib3), a repeated function of Python that posts a payment or an order.',
  guards: [
    'A file that knows keys, and clients whose requests by POST read (GraphQL, searches, tokens, models), are not counted.',
    'What clients repeat by default is not counted.',
  ],
  languages: ['JavaScript', 'Python'],
  recognisers: [inCode],
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
  ],
});
