import { option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeTry } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
} from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { clientLanguages, clientsOf, httpClients, wordsOf } from './clients/all-clients.js';
import { sentBy } from './clients/http-client.js';
import { isOfServer } from './server-files.js';

const sighting = 'error-swallowed';

/** What may be lost without harm, and what is tried while things end. */
const harmless =
  /log(?:out|s)?\b|metric|telemetr|track|analytic|stat(?:s|istic)|report|beacon|ping|health|heart|warm|prefetch|notif|webhook|hook|close|clos|clean|disconnect|stop|shutdown|destroy|dispose|cancel|abort|unlock|release|delete|remove|revoke|purge|invalidate|probe|check|version|update_?check|sentry|slack|discord/i;

const inCode: Recogniser = {
  in: 'code',
  sighting,
  languages: clientLanguages,
  words: wordsOf(httpClients),
  *see(code) {
    if (!isOfServer(code.source.path)) return;
    for (const call of code.calls) {
      const made = call.context.function;
      const sent = sentBy(call, clientsOf(code.language));
      const verb = changingVerb(call);
      if (!made || !sent || verb === undefined) continue;
      const around = namesAround(code, call);
      if (harmless.test(around)) continue;
      if (isSwallowed(code, call))
        yield seenAt(
          code,
          call,
          `when this ${verb} request of ${sent.client.library} fails, nobody learns of it: the error is caught and dropped`,
        );
    }
  },
};

/**
 * The verb of a request that changes something at the other side: an answer that is lost may be made up for, a change may not. It is the name of
 * the call, an argument of it, or a step by which the request was built.
 */
function changingVerb(call: CodeCall): string | undefined {
  const byName = /^(?:post|put|patch)/i.exec(call.name);
  if (byName) return byName[0].toUpperCase();
  const given = [option(call, 'method'), ...call.arguments.map(({ value }) => value)];
  for (const value of given) {
    if (value?.kind === 'text' && value === given[0] && /^(?:post|put|patch)$/i.test(value.text))
      return value.text.toUpperCase();
    // `HttpMethod.POST`
    if (value?.kind === 'path' && /\bHttpMethod\.(?:POST|PUT|PATCH)$/.test(value.target)) return value.name;
  }
  const built = /\.(post|put|patch)\(\)/i.exec(requestOf(call));
  return built?.[1]?.toUpperCase();
}

/** The target of the request that is handed to a client: `client.send(request)`, `client.newCall(request).execute()`. */
function requestOf(call: CodeCall): string {
  const own = positional(call, 0);
  const made = call.callee.object;
  const handed = own ?? (made?.kind === 'call' ? positional(made, 0) : undefined);
  const known = handed && settled(handed);
  return known?.kind === 'call' ? known.target : '';
}

/** The names of the functions and the class that it stands in, and what it says itself. */
function namesAround(code: CodeFile, call: CodeCall): string {
  const names: string[] = [code.source.path.split('/').slice(-2).join(' ')];
  for (let made = call.context.function; made; made = made.parent) names.push(made.name);
  // The address may be a later step of the chain that begins with it.
  const end = Math.max(
    ...code.calls.filter(({ start }) => start === call.start).map((chained) => chained.end),
  );
  names.push(call.context.class?.name ?? '', code.source.text.slice(call.start, end));
  return names.join(' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2');
}

function isSwallowed(code: CodeFile, call: CodeCall): boolean {
  const attempt = call.context.try;
  if (
    attempt &&
    attempt.handlers.length > 0 &&
    attempt.handlers.every(({ start, end }) => isEmpty(code.source.text.slice(start, end)))
  ) {
    // What stands in the body besides may be what is caught for; and a comment may say why it is dropped.
    return (
      !/\b(?:return|break|continue)\b/.test(code.source.text.slice(attempt.body.start, attempt.body.end)) &&
      !tellsLater(code, attempt, call)
    );
  }
  const caught = code.calls.find(
    (other) => other.name === 'catch' && other.start === call.start && other.callee.object?.end === call.end,
  );
  const handler = caught && positional(caught, 0);
  return (
    handler?.kind === 'function' &&
    /^(?:async\s*)?\(?[\w\s,]*\)?\s*=>\s*\{\s*\}$|^function\s*\([\w\s,]*\)\s*\{\s*\}$/.test(
      code.source.text.slice(handler.start, handler.end),
    )
  );
}

/** Whether what is assigned in the body is named behind it: there the failure may be told by what was not assigned. */
function tellsLater(code: CodeFile, { body, handlers }: CodeTry, call: CodeCall): boolean {
  const after = Math.max(body.end, ...handlers.map(({ end }) => end));
  const rest = code.source.text.slice(after, call.context.function?.end ?? after);
  const words = new Set(rest.match(/[\w$]+/g));
  return code.assignments.some(
    ({ place, start, end }) =>
      start >= body.start && end <= body.end && words.has(place.name.replace(/^\$/, '')),
  );
}

/** A handler with nothing in it; a comment is a reason that someone gave. */
function isEmpty(handler: string): boolean {
  return (
    !/\/\/|\/\*|#/.test(handler) &&
    /^(?:(?:catch\s*(?:\([^)]*\))?\s*)?\{\s*\}|except[^:]*:\s*(?:pass|\.\.\.)\s*|rescue(?:[ \t]+[\w:, \t]+)?(?:=>[ \t]*\w+)?)$/.test(
      handler.trim(),
    )
  );
}

export const errorSwallowed = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'contradicts',
  meaning: 'A change is lost at another service, and nobody learns of it.',
  recognition:
    'A request that changes something (POST, PUT, PATCH) stands in a `try` whose handlers are empty, or before an empty `.catch`.',
  guards: [
    'Requests that only read are not judged: what is lost may have another source.',
    'A handler with a comment gives a reason.',
    'Notifications, statistics, pings, and what is done while things end are none.',
    'A request whose body gives back a value, or assigns one that is named behind it, may be judged there.',
    'Scripts and tools are none.',
  ],
  languages: ['JavaScript', 'Python', 'PHP', 'Ruby', 'Java', 'Kotlin', 'C#'],
  recognisers: [inCode],
  seen: [
    {
      title: 'an empty catch',
      files: nodeService(
        "import axios from 'axios';\nexport async function placeOrder(order) {\n  try {\n    await axios.post('http://stock/reserve', order, { timeout: 1000 });\n  } catch (error) {}\n}\n",
      ),
    },
    {
      title: 'an empty .catch',
      files: nodeService(
        "export function placeOrder(order) {\n  fetch('http://stock/reserve', { method: 'POST', body: order }).catch(() => {});\n}\n",
      ),
    },
    {
      title: 'except and pass',
      files: pythonService(
        "import requests\n\ndef place_order(order):\n    try:\n        requests.post('http://stock/reserve', json=order, timeout=1)\n    except Exception:\n        pass\n",
      ),
    },
    {
      title: 'an empty catch in PHP',
      files: phpService(
        "use GuzzleHttp\\Client;\n\nclass Orders {\n  public function place($order) {\n    $client = new Client(['timeout' => 2]);\n    try {\n      $client->post('http://stock/reserve', ['json' => $order]);\n    } catch (\\Exception $e) {\n    }\n  }\n}\n",
      ),
    },
    {
      title: 'an empty rescue',
      files: rubyService(
        "class Orders\n  def place(order)\n    HTTP.timeout(2).post('http://stock/reserve', json: order)\n  rescue StandardError\n  end\nend\n",
      ),
    },
    {
      title: 'an empty catch in Java',
      files: javaService(
        'import org.springframework.web.client.RestTemplate;\n\nclass Orders {\n  private final RestTemplate stock;\n  void place(Order order) {\n    try {\n      stock.postForEntity("http://stock/reserve", order, Void.class);\n    } catch (RuntimeException e) {\n    }\n  }\n}\n',
      ),
    },
    {
      title: "an empty catch around a request of the JDK's client",
      files: javaService(
        'import java.net.http.HttpClient;\nimport java.net.http.HttpRequest;\n\nclass Orders {\n  private final HttpClient client;\n  void place(String order) {\n    HttpRequest request = HttpRequest.newBuilder(stock).timeout(limit).POST(body(order)).build();\n    try {\n      client.send(request, discarding());\n    } catch (Exception ignored) {}\n  }\n}\n',
      ),
    },
    {
      title: 'an empty catch in Kotlin',
      files: kotlinService(
        'import io.ktor.client.HttpClient\nimport io.ktor.client.request.post\n\nclass Orders(private val client: HttpClient) {\n    suspend fun place(order: Order) {\n        try {\n            client.post("http://stock/reserve") { setBody(order) }\n        } catch (e: Exception) {\n        }\n    }\n}\n',
      ),
    },
    {
      title: 'an empty catch in C#',
      files: csharpService(
        'using System.Net.Http;\nusing System.Net.Http.Json;\n\nclass Orders\n{\n    private readonly HttpClient client;\n    public async Task Place(Order order)\n    {\n        try\n        {\n            await client.PostAsJsonAsync("http://stock/reserve", order);\n        }\n        catch (Exception) { }\n    }\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'what was not assigned tells of it',
      files: javaService(
        'import org.springframework.web.client.RestTemplate;\n\nclass Orders {\n  private final RestTemplate stock;\n  void place(Order order) {\n    Receipt receipt = null;\n    try {\n      receipt = stock.postForObject("http://stock/reserve", order, Receipt.class);\n    } catch (RuntimeException e) {\n    }\n    order.settle(receipt);\n  }\n}\n',
      ),
    },
    {
      title: 'it is logged in C#',
      files: csharpService(
        'using System.Net.Http;\n\nclass Orders\n{\n    private readonly HttpClient client;\n    public async Task Place(HttpContent order)\n    {\n        try\n        {\n            await client.PostAsync("http://stock/reserve", order);\n        }\n        catch (Exception e)\n        {\n            logger.LogError(e, "stock");\n        }\n    }\n}\n',
      ),
    },
    {
      title: 'a reason is given in Kotlin',
      files: kotlinService(
        'import io.ktor.client.HttpClient\nimport io.ktor.client.request.post\n\nclass Orders(private val client: HttpClient) {\n    suspend fun place(order: Order) {\n        try {\n            client.post("http://stock/reserve") { setBody(order) }\n        } catch (e: Exception) {\n            // The relay sends it again.\n        }\n    }\n}\n',
      ),
    },
    {
      title: 'it is logged',
      files: pythonService(
        "import requests\n\ndef place_order(order):\n    try:\n        requests.post('http://stock/reserve', json=order, timeout=1)\n    except Exception:\n        logger.exception('stock')\n",
      ),
    },
    {
      title: 'a reason is given',
      files: nodeService(
        "import axios from 'axios';\nexport async function placeOrder(order) {\n  try {\n    await axios.post('http://stock/reserve', order, { timeout: 1000 });\n  } catch {\n    // The relay sends it again.\n  }\n}\n",
      ),
    },
    {
      title: 'statistics',
      files: nodeService(
        "export function track(event) {\n  fetch('http://events', { method: 'POST', body: event }).catch(() => {});\n}\n",
      ),
    },
    {
      title: 'a request that reads',
      files: nodeService(
        "import axios from 'axios';\nexport async function price(id) {\n  let found = lastKnown;\n  try {\n    found = await axios.get(url, { timeout: 1000 });\n  } catch {}\n  return found;\n}\n",
      ),
    },
  ],
});
