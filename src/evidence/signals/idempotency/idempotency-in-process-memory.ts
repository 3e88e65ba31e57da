import { codeLanguages } from '../../../syntax/code/code-file.js';
import type { CodeFile, CodeRange, CodeValue } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rustService,
} from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { severalInstances } from '../independent-scaling/instances.js';

/** Names of what was handled already. */
const name =
  /idempoten|^(?:_?already|_?seen|_?processed|_?handled)_?(?:\w*_?)(?:events?|ids?|messages?|requests?|keys?|transactions?|webhooks?|payments?|orders?)$|dedup/i;

/** What keeps things in the memory of the process, by the last name of what makes it. */
const makers =
  /^(?:Set|Map|WeakMap|set|dict|OrderedDict|TTLCache|LRUCache|HashSet|HashMap|ConcurrentHashMap|ConcurrentDictionary|MemoryCache|LruCache|newKeySet|LRU|NodeCache|Dictionary|DashMap|DashSet)$/;

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: 'idempotency-in-process-memory',
  languages: codeLanguages,
  words:
    /idempoten|dedup|(?:seen|processed|handled)_?[A-Z_a-z]*(?:events?|ids?|messages?|requests?|keys?|transactions?|webhooks?|payments?|orders?)/i,
  *see(code) {
    for (const assignment of code.assignments) {
      const { place, value, context } = assignment;
      if (
        !assignment.declares &&
        context.function &&
        !/^(?:constructor|__init__|<init>|initialize)$/.test(context.function.name)
      )
        continue;
      // What a function declares lives as long as its call.
      if (assignment.declares && context.function) continue;
      if (!name.test(place.name) || !(isMemory(value) || isMade(code, value)) || !isAsked(code, place.name))
        continue;
      yield seenAt(
        code,
        assignment,
        `what was handled already is kept in the memory of the process (${place.name})`,
        'medium',
      );
    }
    for (const { name: className, start, end } of code.classes) {
      const body = code.source.text.slice(start, end);
      if (
        /idempoten/i.test(className) &&
        /\b(?:HashSet|HashMap|DashMap|ConcurrentHashMap|ConcurrentDictionary)\s*</.test(body) &&
        !/redis|sql|repository|database|\bdb\b|interface/i.test(body)
      )
        yield seenAt(
          code,
          headOf(code, start, end),
          `what was handled already is kept in the memory of the process (${className})`,
          'medium',
        );
    }
  },
};

/** The first line of a class. */
function headOf(code: CodeFile, start: number, end: number): CodeRange {
  const line = code.source.text.indexOf('\n', start);
  return { start, end: line === -1 ? end : Math.min(line, end) };
}

function isMemory(value: CodeValue): boolean {
  if (value.kind === 'map') return value.entries.length === 0 && !value.spread;
  return (
    value.kind === 'call' &&
    (makers.test(value.name) ||
      (value.name === 'new' && value.callee.object?.kind === 'path' && makers.test(value.callee.object.name)))
  );
}

/** `make(map[string]bool)` of Go, `LazyLock::new(|| Mutex::new(HashSet::new()))` of Rust. */
function isMade({ language, source }: CodeFile, { kind, start, end }: CodeValue): boolean {
  if (kind !== 'call') return false;
  const text = source.text.slice(start, end);
  if (language === 'go') return text.startsWith('make(map[');
  return (
    language === 'rust' &&
    /^(?:\w+::)*(?:Lazy|LazyLock|OnceLock|Mutex|RwLock)::new\([\s\S]*\b(?:HashMap|HashSet|DashMap|DashSet)::(?:new|default)\(/.test(
      text,
    )
  );
}

/** Whether it is asked for what it holds: by a method, or by an index. */
function isAsked(code: CodeFile, place: string): boolean {
  const word = place.replace(/[^\w]/g, '');
  return new RegExp(
    String.raw`\b${word}\s*\.\s*(?:has|contains|Contains|containsKey|contains_key|ContainsKey|TryGetValue|get|add|Add|TryAdd|putIfAbsent|insert|include\?|key\?)\b|\b(?:not\s+)?in\s+(?:self\.|this\.)?${word}\b|\b${word}\[`,
  ).test(code.source.text);
}

const k8s = (replicas: number): Readonly<Record<string, string>> => ({
  'k8s/app.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  replicas: ${replicas}\n  selector: {matchLabels: {app: app}}\n  template:\n    metadata: {labels: {app: app}}\n    spec:\n      containers:\n        - {name: app, image: app}\n`,
});

export const idempotencyInProcessMemory = sightedSignal(
  {
    id: 'idempotency-in-process-memory',
    question: 'idempotency',
    stance: 'contradicts',
    meaning: 'A second attempt that reaches another instance is not recognised.',
    recognition:
      'A set or a map of the process that holds keys or what was handled already, in a service that runs in several instances.',
    guards: [
      'With one instance it works until the next restart, and is not counted.',
      'A set that a function declares for its own call is none.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Rust'],
    recognisers: [inCode],
    seen: [
      {
        title: 'a set in JavaScript',
        files: nodeService(
          "const app = require('express')();\nconst processedEvents = new Set();\napp.post('/hook', (req, res) => {\n  if (processedEvents.has(req.body.id)) return res.end();\n  processedEvents.add(req.body.id);\n});\n",
          k8s(3),
        ),
      },
      {
        title: 'a dictionary in Python',
        files: pythonService(
          'idempotency_keys = {}\n\ndef pay(key):\n    if key in idempotency_keys:\n        return idempotency_keys[key]\n',
          k8s(2),
        ),
      },
      {
        title: 'a map in Java',
        files: javaService(
          'import java.util.concurrent.ConcurrentHashMap;\n\nclass Payments {\n  private final ConcurrentHashMap<String, String> idempotencyKeys = new ConcurrentHashMap<>();\n  boolean isKnown(String key) {\n    return idempotencyKeys.containsKey(key);\n  }\n}\n',
          k8s(2),
        ),
      },
      {
        title: 'a map in Go',
        files: goService(
          'import "sync"\n\nvar (\n\tmutex           sync.Mutex\n\tprocessedEvents = make(map[string]bool)\n)\n\nfunc isKnown(id string) bool {\n\tmutex.Lock()\n\tdefer mutex.Unlock()\n\treturn processedEvents[id]\n}\n',
          k8s(2),
        ),
      },
      {
        title: 'a map in Kotlin',
        files: kotlinService(
          'import java.util.concurrent.ConcurrentHashMap\n\nclass Payments {\n  private val idempotencyKeys = ConcurrentHashMap<String, String>()\n  fun isKnown(key: String) = idempotencyKeys.containsKey(key)\n}\n',
          k8s(2),
        ),
      },
      {
        title: 'a dictionary in C#',
        files: csharpService(
          'using System.Collections.Concurrent;\n\npublic class Payments\n{\n    private static readonly ConcurrentDictionary<string, string> idempotencyKeys = new ConcurrentDictionary<string, string>();\n\n    public bool IsKnown(string key) => idempotencyKeys.ContainsKey(key);\n}\n',
          k8s(2),
        ),
      },
      {
        title: 'a map in Rust',
        files: rustService(
          'use dashmap::DashMap;\nuse once_cell::sync::Lazy;\n\nstatic IDEMPOTENCY_KEYS: Lazy<DashMap<String, String>> = Lazy::new(|| DashMap::new());\n\nfn is_known(key: &str) -> bool {\n    IDEMPOTENCY_KEYS.contains_key(key)\n}\n',
          k8s(2),
        ),
      },
    ],
    unseen: [
      {
        title: 'one instance',
        files: nodeService(
          "const app = require('express')();\nconst processedEvents = new Set();\napp.post('/hook', (req, res) => {\n  if (processedEvents.has(req.body.id)) return res.end();\n});\n",
          k8s(1),
        ),
      },
      {
        title: 'a set of one call',
        files: nodeService(
          'export function unique(rows) {\n  const seenIds = new Set();\n  return rows.filter(({ id }) => !seenIds.has(id) && seenIds.add(id));\n}\n',
          k8s(3),
        ),
      },
    ],
  },
  (sighting, facts) => {
    const several = severalInstances(sighting.service, facts, () => true);
    const { span, service, confidence, text } = sighting;
    return several === undefined ? false : { span, service, confidence, text: `${text}, and ${several}` };
  },
);
