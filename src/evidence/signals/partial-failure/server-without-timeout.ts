import { option } from '../../../syntax/code/arguments.js';
import { goService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { isOfServer } from './server-files.js';

const sighting = 'server-without-timeout';

/** Any of these ends a client that sends its headers too slowly: https://pkg.go.dev/net/http#Server */
const timeouts = ['ReadHeaderTimeout', 'ReadTimeout'];

/** The server of Go waits for slow clients without end unless told otherwise (gosec G112, G114): https://github.com/securego/gosec#available-rules */
const inCode: Recogniser = {
  in: 'code',
  sighting,
  languages: ['go'],
  words: /ListenAndServe|http\.Server\{|http\.Serve\(/,
  *see(code) {
    if (!isOfServer(code.source.path)) return;
    // A field that is set later, or a server from elsewhere.
    if (code.assignments.some(({ place }) => timeouts.includes(place.name))) return;
    for (const call of code.calls) {
      if (/^net\/http\.(?:ListenAndServe(?:TLS)?|Serve(?:TLS)?)$/.test(call.target))
        yield seenAt(
          code,
          call,
          `http.${call.name} serves without any timeout, so slow clients hold connections for ever`,
        );
      if (call.target === 'net/http.Server' && call.constructs && !call.spread && !option(call, ...timeouts))
        yield seenAt(
          code,
          call,
          'the server is made without ReadHeaderTimeout or ReadTimeout, so slow clients hold connections for ever',
        );
    }
  },
};

export const serverWithoutTimeout = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'contradicts',
  meaning: 'A few slow clients can take all connections of this service.',
  recognition:
    '`http.ListenAndServe` or `http.Serve` of Go, or an `http.Server` that has neither `ReadHeaderTimeout` nor `ReadTimeout`.',
  guards: [
    'Servers of other languages have such timeouts by default, or stand behind servers that have them.',
    'A file that sets the timeout by an assignment is not judged.',
    'Tools and scripts serve nobody.',
  ],
  languages: ['Go'],
  recognisers: [inCode],
  seen: [
    {
      title: 'ListenAndServe',
      files: goService(
        'import "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/", pay)\n\thttp.ListenAndServe(":8080", nil)\n}\n',
      ),
    },
    {
      title: 'a server without timeouts',
      files: goService(
        'import "net/http"\n\nfunc main() {\n\tserver := &http.Server{Addr: ":8080", Handler: mux}\n\tserver.ListenAndServe()\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'with ReadHeaderTimeout',
      files: goService(
        'import (\n\t"net/http"\n\t"time"\n)\n\nfunc main() {\n\tserver := &http.Server{\n\t\tAddr: ":8080",\n\t\tReadHeaderTimeout: 5 * time.Second,\n\t}\n\tserver.ListenAndServe()\n}\n',
      ),
    },
    {
      title: 'set on another line',
      files: goService(
        'import (\n\t"net/http"\n\t"time"\n)\n\nfunc main() {\n\tserver := &http.Server{Addr: ":8080"}\n\tserver.ReadTimeout = 5 * time.Second\n\tserver.ListenAndServe()\n}\n',
      ),
    },
    {
      title: 'ListenAndServe of something else',
      files: goService(
        'import "github.com/miekg/dns"\n\nfunc main() {\n\tdns.ListenAndServe(":53", "udp", nil)\n}\n',
      ),
    },
  ],
});
