import type {
  CodeAssignment,
  CodeFile,
  CodeLanguage,
  CodePath,
  CodeRange,
  CodeValue,
} from '../../../syntax/code/code-file.js';
import { codeWords } from '../../code-words.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { handlerAround, isRequestMade } from './request-handlers.js';
import { memoryUnbounded, memoryUnboundedNot } from './unbounded-memory-cache-examples.js';

const sighting = 'unbounded-memory-cache';

const languages: readonly CodeLanguage[] = ['csharp', 'go', 'java', 'javascript', 'kotlin', 'python', 'ruby'];

/** How languages make an empty map that lives as long as the process. */
const emptyMaps: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  javascript: /^(?:Map|Object\.create)$/,
  python: /^(?:dict|collections\.(?:defaultdict|OrderedDict))$/,
  go: /^make$/,
  java: /(?:^|\.)(?:ConcurrentHashMap|HashMap)$/,
  kotlin: /(?:^|\.)(?:ConcurrentHashMap|HashMap|mutableMapOf|hashMapOf)$/,
  csharp: /(?:^|\.)(?:Concurrent)?Dictionary$/,
};

/** Uses of a map that take nothing out of it and tell nobody else of it, after its name. */
const harmless =
  /^(?:\s*[.?]+\s*(?:get|set|has|setdefault|Load|Store|LoadOrStore|get_or_insert_with|put|putIfAbsent|containsKey|computeIfAbsent|TryGetValue|TryAdd|GetOrAdd|ContainsKey|AddOrUpdate)\s*(?:<[^>]*>)?\(|\s*\??\.?\[|\s*:\s*[\w<>[\], |.]+\s*=\s|\s*(?::?=|\|\|=)(?!=)\s*)/;

const writes =
  /^(?:set|setdefault|Store|LoadOrStore|put|putIfAbsent|computeIfAbsent|TryAdd|GetOrAdd|AddOrUpdate)$/;

interface MemoryMap {
  readonly name: string;
  readonly declared: CodeAssignment;
}

/** Maps of the file that live as long as the process, and of which nothing is ever taken out here. */
function growingMaps(code: CodeFile): readonly MemoryMap[] {
  return code.assignments.flatMap((declared) => {
    const { place, value, context, declares } = declared;
    if (
      (!declares && !place.name.startsWith('@@')) ||
      context.function ||
      !livesAlways(code, declared) ||
      !isEmptyMap(code, value)
    )
      return [];
    return onlyGrows(code, place.name, declared) ? [{ name: place.name, declared }] : [];
  });
}

/** `var seen sync.Map`, which needs no value: https://pkg.go.dev/sync#Map. */
function syncMaps(code: CodeFile): readonly { readonly name: string }[] {
  if (code.language !== 'go') return [];
  return [...code.source.text.matchAll(/^(?:var |\t)([a-z]\w*)\s+sync\.Map$/gm)].flatMap(
    ({ 0: { length }, 1: name = '', index }) =>
      !isInType(code, index) && onlyGrows(code, name, { start: index, end: index + length })
        ? [{ name }]
        : [],
  );
}

/** Whether a place is a field, or stands in a function. */
function isInType(code: CodeFile, at: number): boolean {
  const within = ({ start, end }: CodeRange): boolean => start < at && at < end;
  return code.classes.some(within) || code.functions.some(within);
}

/** Declared by the file itself, or by a class and static. */
function livesAlways(code: CodeFile, { start, end, context }: CodeAssignment): boolean {
  if (!context.class) return true;
  if (code.language === 'ruby') return /^(?:[A-Z]|@@)/.test(code.source.text.slice(start, end));
  const { line } = code.source.position(start);
  return /\bstatic\b/.test(code.source.line(line)) && /\bprivate\b/.test(code.source.line(line));
}

function isEmptyMap({ language }: CodeFile, value: CodeValue): boolean {
  if (value.kind === 'map') return value.entries.length === 0 && !value.spread;
  return (
    value.kind === 'call' && value.arguments.length <= 1 && (emptyMaps[language]?.test(value.target) ?? false)
  );
}

/** Whether every mention of a name only adds to it or looks something up. */
function onlyGrows(code: CodeFile, name: string, declared: CodeRange): boolean {
  const { text } = code.source;
  const line = text.slice(text.lastIndexOf('\n', declared.start) + 1, declared.start);
  if (/\b(?:export|public|internal)\b/.test(line)) return false;
  for (const { index } of text.matchAll(
    new RegExp(`(?<![\\w$./'"\`-])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'),
  )) {
    const before = text.slice(Math.max(0, index - 12), index);
    const after = text.slice(index + name.length, index + name.length + 120);
    if (/\b(?:delete|del)\s+$/.test(before)) return false;
    if (
      /\bin\s+$/.test(before) &&
      /^\s*[):\n{]/.test(after) &&
      !/\bfor\b[^\n]*$/.test(text.slice(text.lastIndexOf('\n', index) + 1, index))
    )
      continue;
    if (index < declared.end && index >= declared.start) continue;
    if (!harmless.test(after) || /^\s*=(?!=)/.test(after)) return false;
  }
  return true;
}

interface Write {
  readonly range: CodeRange;
  readonly key: CodeRange;
  readonly map: CodePath;
  readonly context: CodeAssignment['context'];
}

/** `map.set(key, …)` and `map[key] = …`. */
function writesOf(code: CodeFile): readonly Write[] {
  const called = code.calls.flatMap((call) => {
    const map = call.callee.object;
    const [key] = call.arguments;
    return map?.kind === 'path' && key && writes.test(call.name)
      ? [{ range: call, key: key.value, map, context: call.context }]
      : [];
  });
  const assigned = code.assignments.flatMap(({ place, context, start, end, declares }) =>
    !declares && place.object?.kind === 'path' && code.source.text[place.end - 1] === ']'
      ? [
          {
            range: { start, end },
            key: { start: place.object.end + 1, end: place.end - 1 },
            map: place.object,
            context,
          },
        ]
      : [],
  );
  return [...called, ...assigned];
}

function isNamed({ name, object }: CodePath, wanted: string): boolean {
  return !object && name === wanted;
}

const inCode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages,
  // Only maps that the file itself declares: at the beginning of a line, or static in a class.
  words: {
    javascript:
      /^(?:const|let|var)\s+\w+[^\n=]*=\s*(?:new Map\b|\{\s*\}|Object\.create\(null\))|\bstatic\s[^\n=]*=\s*(?:new Map\b|\{\s*\})/m,
    python: /^\w+[^\n=]*=\s*(?:\{\s*\}|dict\(\)|(?:collections\.)?(?:defaultdict|OrderedDict)\()/m,
    go: /^(?:var\s|\t)(?:[^\n=]*=\s*(?:make\(map|map\[)|\w+\s+sync\.Map$)/m,
    java: /\bstatic\b[^\n]*HashMap/,
    kotlin: /HashMap|mutableMapOf|hashMapOf/,
    csharp: /\bstatic\b[^\n]*Dictionary</,
    ruby: /^\s*(?:[A-Z]|@@)\w*\s*\|{0,2}=\s*(?:\{\s*\}|Hash\.new)/m,
  },
  *see(code) {
    const maps = growingMaps(code);
    const shared = syncMaps(code);
    if (maps.length + shared.length === 0) return;
    const said = new Set<string>();
    for (const { range, key, map, context } of writesOf(code)) {
      const known =
        maps.find(({ name, declared }) => isNamed(map, name) && map.value === declared.value) ??
        maps.find(({ name }) => name.startsWith('@@') && map.name === name) ??
        shared.find(({ name }) => isNamed(map, name) && map.target === `sync.Map()`);
      const handler = handlerAround(code, context);
      if (!known || !handler || said.has(known.name) || !isRequestMade(code, handler, key)) continue;
      said.add(known.name);
      yield seenAt(
        code,
        range,
        `every new \`${codeWords(code, key)}\` of a request adds to \`${known.name}\`, and nothing in the file takes anything out of it`,
        'medium',
      );
    }
  },
};

export const unboundedMemoryCache = sightedSignal({
  id: sighting,
  question: 'caching',
  stance: 'contradicts',
  meaning: 'The memory of the process grows with what clients ask for, until it dies.',
  recognition:
    'A map of the module that a request handler writes to under a key that the client chooses, while nothing in the file removes, counts, replaces or passes on the map.',
  guards: [
    'A map that is exported or passed on may be emptied elsewhere.',
    'A map that is looked at as a whole (its size, its keys, a loop over it) may be kept small.',
    'Keys that the program itself chooses are finitely many.',
  ],
  languages: ['JavaScript', 'Python', 'Java', 'Ruby', 'Go', 'C#', 'Kotlin'],
  recognisers: [inCode],
  seen: memoryUnbounded,
  unseen: memoryUnboundedNot,
});
