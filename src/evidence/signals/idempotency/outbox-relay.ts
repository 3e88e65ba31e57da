import { codeLanguages } from '../../../syntax/code/code-file.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import { textsIn } from '../../values.js';
import { isSetup } from './places.js';

/** Boxes of mail, and of servers that speak ActivityPub: they are called outboxes too. */
const otherOutbox = /activitypub|activity_?streams|inbox_?url|\bsmtp\b|mailer|imap|sendmail/i;

/** A statement that takes what waits in an outbox. */
const taking = /\b(?:FROM|UPDATE|JOIN)\s+["`[]?(?<table>(?:\w+["`\]]?\.["`[]?)?\w*outbox\w*)/i;
const waiting =
  /processed|published|sent|dispatched|delivered|status|state|pending|locked|attempt|relayed|SKIP\s+LOCKED/i;

/** Methods that read. */
const reads =
  /^(?:(?:find|get|select|fetch|list|poll|claim|lock|dequeue|take|read|load)(?:[A-Z_]\w*)?|where|filter|all|query|pending|unpublished|unprocessed|(?:Where|Find|Get|Select|Fetch|List|Poll|Claim|Lock|Dequeue|Take|Read|Load|ToList)\w*)$/;
/** Methods that hand a message on. */
const sends =
  /^(?:(?:publish|send|produce|emit|dispatch|deliver|enqueue)(?:[A-Z_]\w*)?|basic_publish|convertAndSend|WriteMessages|(?:Publish|Send|Produce|Dispatch|Deliver|Enqueue)\w*)$/;

/** Programs that read an outbox and send what waits there: the other half of the pattern (https://microservices.io/patterns/data/polling-publisher.html). */
export const outboxRelay: CodeRecogniser = {
  in: 'code',
  sighting: 'outbox-present',
  languages: codeLanguages,
  words: /outbox/i,
  *see(code) {
    if (isSetup(code.source.path) || otherOutbox.test(code.source.text)) return;
    yield* statements(code);
    yield* relays(code);
  },
};

function* statements(code: CodeFile): Iterable<Seen> {
  for (const text of textsIn(code)) {
    if (
      !/^\s*(?:SELECT|UPDATE|WITH|DELETE)\b(?!\s+COUNT\b)/i.test(text.text) ||
      /\bCREATE\s+TABLE\b/i.test(text.text)
    )
      continue;
    const table = taking.exec(text.text)?.groups?.table?.replace(/["`[\]]/g, '');
    if (table === undefined || !/\bSELECT\b|\bRETURNING\b|\bOUTPUT\b/i.test(text.text)) continue;
    const where = text.text.search(/\bWHERE\b/i);
    if (where >= 0 && waiting.test(text.text.slice(where)))
      yield seenAt(code, text, `what waits in ${table} is taken from there to be sent`);
  }
}

/** Functions that read from something called outbox and hand on what they read. */
function* relays(code: CodeFile): Iterable<Seen> {
  const seen = new Set<unknown>();
  for (const read of code.calls) {
    const within = read.context.function;
    if (!within || seen.has(within) || !reads.test(read.name) || !isOfOutbox(read)) continue;
    const sent = code.calls.some(
      (call) =>
        call.start >= read.end &&
        within.start <= call.start &&
        call.end <= within.end &&
        call.callee.object !== undefined &&
        sends.test(call.name) &&
        !isOfOutbox(call),
    );
    if (!sent) continue;
    seen.add(within);
    yield seenAt(code, read, 'messages are read from the outbox and sent from there');
  }
}

/** `outboxRepository.findUnpublished()`, `db.OutboxMessages.Where(…)`, `prisma.outbox.findMany(…)`. */
function isOfOutbox(call: CodeCall): boolean {
  for (let value: CodeValue | undefined = call.callee.object; value;) {
    if (value.kind === 'call') {
      if (/outbox/i.test(value.name)) return true;
      value = value.callee.object;
    } else if (value.kind === 'path') {
      if (/outbox/i.test(value.name)) return true;
      value = value.object;
    } else return false;
  }
  return false;
}
