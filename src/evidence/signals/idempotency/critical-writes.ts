import type { Confidence } from '../../../model/confidence.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** What may not happen twice: money, stock, promises to customers, messages. */
const critical = setOf(
  `balance billing booking charge checkout coupon credit debit delivery deposit dispute donation entry event fee fulfillment fund
  inventory invoice job journal ledger mandate message meter order payment payout payroll purchase redemption refund reservation seat
  settlement shipment stock subscription task ticket topup transaction transfer usage voucher wallet webhook withdrawal`,
);

/** Records of what was handled already, whatever else stands in the name. */
const handled = setOf('idempotency idempotent inbox outbox processed consumed dedup deduplication dedupe');

/** What is written again all day long without harm: settings, sessions, numbers for charts, copies, what can be worked out again. */
const everyday = setOf(
  `aggregate analytic analytics attribute avatar bookmark cache category checkpoint click color config configuration cookie counter country
  cursor device domain draft embedding experiment fact favorite favourite feature file flag follow follower font geo health heartbeat histogram
  icon image index label language layout leader lease like limit locale lock log metadata metric migration offset option page pageview permission
  preference pref presence profile progress quota reaction read recent role rollup schema search seen session setting snapshot star stat state
  statistic stats status suggestion sync tag template theme token translation version view viewed visit visitor vote watermark`,
);

/** How much a write that is done once says of critical operations, by the name of what is written. */
export function weightOf(name: string): Confidence {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .flatMap((word) => [word, word.replace(/ies$/, 'y'), word.replace(/s$/, '')]);
  if (words.some((word) => handled.has(word))) return 'high';
  if (words.some((word) => everyday.has(word))) return 'low';
  return words.some((word) => critical.has(word)) ? 'high' : 'medium';
}

/** How much the upsert of a library says: by its table, or else by the function and the class that it stands in. */
export function weightOfCall(call: CodeCall, { source }: CodeFile): Confidence {
  const table = tableOf(call);
  if (table !== undefined) return weightOf(table);
  const { class: owner } = call.context;
  let within = call.context.function;
  while (within?.name === '' && within.parent) within = within.parent;
  return weightOf(`${owner?.name ?? ''} ${within?.name ?? ''} ${fileName(source.path)}`);
}

/** `daily-usage` of `src/queries/daily-usage.ts`. */
function fileName(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.\w+$/, '');
}

/** How much an option says, by the call that it is given to. */
export function weightOfOption({ call }: { readonly call?: CodeCall }, code: CodeFile): Confidence {
  return call ? weightOfCall(call, code) : weightOf(fileName(code.source.path));
}

/** `orders` of `db.insert(orders).values(…).onConflictDoNothing()`, `order` of `prisma.order.upsert(…)`, `Order` of `Order.upsert_all(…)`. */
function tableOf(call: CodeCall): string | undefined {
  let nearest: string | undefined;
  for (let value: CodeValue | undefined = call; value;) {
    if (value.kind === 'call') {
      const named = namesTable.test(value.name) ? value.arguments[0] : undefined;
      const table =
        named?.value.kind === 'call' && value.name.startsWith('insert_all')
          ? nameOf(value.arguments[1]?.value ?? named.value)
          : named && nameOf(named.value);
      if (table !== undefined) return table;
      value = value.callee.object;
    } else if (value.kind === 'path') {
      const isManager = value.name === 'objects';
      if (!isManager) nearest = value.name;
      value = isManager ? value.object : undefined;
    } else value = undefined;
  }
  return nearest === undefined || isStore(nearest) ? undefined : nearest;
}

const namesTable =
  /^(?:insert|insert_all!?|insert_?into|into|from|table|collection|get_collection|model|mergeInto|getRepository)$/i;

function isStore(name: string): boolean {
  return /^(?:prisma|tx|trx|db|client|this|self|knex|database|session|conn|connection|repo|repository|pool|em|collection|model|table|query|sql|stmt|builder|qb?|\w*db)$/i.test(
    name,
  );
}

function nameOf(value: CodeValue): string | undefined {
  switch (value.kind) {
    case 'text':
      return value.exact && /^[\w.]+$/.test(value.text) ? value.text : undefined;
    case 'path':
      return value.name;
    case 'call':
      return value.callee.object ? nameOf(value.callee.object) : value.name;
    default:
      return undefined;
  }
}

/** How much a statement of SQL says: by its table, or else by the function around it. */
export function weightOfStatement(code: CodeFile, table: string, at: number): Confidence {
  if (table !== 'a table') return weightOf(table);
  const within = code.functions
    .filter(({ start, end, name }) => name !== '' && start <= at && at < end)
    .toSorted((a, b) => b.start - a.start)[0];
  return weightOf(`${within?.name ?? ''} ${fileName(code.source.path)}`);
}
