import { option, positional } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile } from '../../../syntax/code/code-file.js';
import { nodeService, phpService, pythonService, rubyService } from '../../examples.js';
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
      if (!made || !sent || !changes(call)) continue;
      const around = namesAround(code, call);
      if (harmless.test(around)) continue;
      if (isSwallowed(code, call))
        yield seenAt(
          code,
          call,
          `when this ${call.name.toUpperCase()} request of ${sent.client.library} fails, nobody learns of it: the error is caught and dropped`,
        );
    }
  },
};

/** Whether a request changes something at the other side: an answer that is lost may be made up for, a change may not. */
function changes(call: CodeCall): boolean {
  if (/^(?:post|put|patch)\w*$/i.test(call.name)) return true;
  const method = option(call, 'method');
  return method?.kind === 'text' && /^(?:post|put|patch)$/i.test(method.text);
}

/** The names of the functions and the class that it stands in, and what it says itself. */
function namesAround(code: CodeFile, call: CodeCall): string {
  const names: string[] = [code.source.path.split('/').slice(-2).join(' ')];
  for (let made = call.context.function; made; made = made.parent) names.push(made.name);
  names.push(call.context.class?.name ?? '', code.source.text.slice(call.start, call.end));
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
    return !/\b(?:return|break|continue)\b/.test(
      code.source.text.slice(attempt.body.start, attempt.body.end),
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
    'Scripts and tools are none.',
  ],
  languages: ['JavaScript', 'Python', 'PHP', 'Ruby'],
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
  ],
  unseen: [
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
