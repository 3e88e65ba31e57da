import { option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeLanguage, CodeValue } from '../../../syntax/code/code-file.js';
import { nodeService, phpService, pythonService, rubyService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { isSetup, isTableOf } from './places.js';
import { schemaOf } from './unique-keys.js';

/** Methods that look first and write after, by language. */
const finders: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  // https://docs.djangoproject.com/en/stable/ref/models/querysets/#get-or-create
  python: /^(?:get_or_create|update_or_create)$/,
  // https://api.rubyonrails.org/classes/ActiveRecord/Relation.html#method-i-find_or_create_by
  ruby: /^(?:find_or_create_by!?|first_or_create!?)$/,
  // https://laravel.com/docs/12.x/eloquent#retrieving-or-creating-models
  php: /^(?:firstOrCreate|updateOrCreate)$/,
  // https://sequelize.org/docs/v6/core-concepts/model-querying-finders/#findorcreate
  javascript: /^findOrCreate$/,
};

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: 'find-or-create',
  languages: ['javascript', 'php', 'python', 'ruby'],
  words:
    /get_or_create|update_or_create|find_or_create_by|first_or_create|firstOrCreate|updateOrCreate|findOrCreate/,
  *see(code) {
    const finder = finders[code.language];
    if (!finder || isSetup(code.source.path)) return;
    for (const call of code.calls) {
      if (!finder.test(call.name) || call.spread) continue;
      const model = modelOf(call.callee.object, code.language);
      const keys = keysOf(call);
      if (model === undefined || keys.length === 0) continue;
      yield {
        ...seenAt(
          code,
          call,
          `${call.name} looks for ${model} by ${keys.join(', ')} and writes after`,
          'medium',
        ),
        details: { model, keys: keys.join(',') },
      };
    }
  },
};

/** `Order` of `Order.objects`, `Order.find_or_create_by`, `Order::firstOrCreate`; nothing for scopes and relations, which add keys. */
function modelOf(object: CodeValue | undefined, language: CodeLanguage): string | undefined {
  if (object?.kind !== 'path') return undefined;
  if (language === 'python')
    return object.name === 'objects' && object.object?.kind === 'path' ? object.object.name : undefined;
  return /^[A-Z]/.test(object.name) ? object.name.split(/::|\\/).at(-1) : undefined;
}

/** Columns by which it looks. */
function keysOf(call: CodeCall): readonly string[] {
  const named = call.arguments.flatMap(({ name }) =>
    name === undefined || name.startsWith('&') ? [] : [name],
  );
  if (named.length > 0) return named.filter((name) => !/^(?:defaults|create_defaults)$/.test(name));
  const first = option(call, 'where') ?? positional(call, 0);
  const map = first && settled(first);
  if (map?.kind !== 'map' || map.spread) return [];
  return map.entries.flatMap(({ name }) => (name === undefined ? [] : [name]));
}

const tables = (index: string): Readonly<Record<string, string>> => ({
  'migrations/001_payments.up.sql': `CREATE TABLE payments (id bigint PRIMARY KEY, reference text NOT NULL, amount int);\n${index}`,
  'migrations/001_payments.down.sql': 'DROP TABLE payments;\n',
});
const program = 'def pay(reference):\n    Payment.objects.get_or_create(reference=reference)\n';

export const findOrCreateWithoutUniqueIndex = sightedSignal(
  {
    id: 'find-or-create-without-unique-index',
    question: 'idempotency',
    stance: 'contradicts',
    meaning: 'Two requests at once both find nothing, and both write.',
    recognition:
      'A method that looks first and writes after, on a table whose migrations give it no unique key over the columns that it looks by.',
    guards: [
      'A table whose migrations are not all readable is not counted, nor is a look through a relation or a scope.',
      'Seeds and migrations run once, and are not counted.',
    ],
    languages: ['JavaScript', 'Python', 'Ruby', 'PHP'],
    recognisers: [inCode],
    seen: [
      { title: 'Django', files: pythonService(program, tables('')) },
      {
        title: 'Rails',
        files: rubyService(
          'class App\n  def call(reference)\n    Payment.find_or_create_by(reference: reference)\n  end\nend\n',
          tables(''),
        ),
      },
      {
        title: 'Laravel',
        files: phpService(
          "use App\\Models\\Payment;\n\nclass App\n{\n    public function pay($reference)\n    {\n        Payment::firstOrCreate(['reference' => $reference]);\n    }\n}\n",
          tables(''),
        ),
      },
      {
        title: 'beside a migration that only changes rows',
        files: rubyService(
          'class Notes\n  def note(title)\n    Note.find_or_create_by(title: title)\n  end\nend\n',
          {
            'db/migrate/20260101000000_create_notes.rb':
              'class CreateNotes < ActiveRecord::Migration[8.0]\n  def change\n    create_table :notes do |t|\n      t.string :title, null: false\n    end\n  end\nend\n',
            'db/migrate/20260102000000_enable_notes.rb':
              'class EnableNotes < ActiveRecord::Migration[8.0]\n  def up\n    Flipper.enable(:notes)\n  end\nend\n',
          },
        ),
      },
      {
        title: 'Sequelize',
        files: nodeService(
          "import { Payment } from './models.js';\nexport const pay = (reference) => Payment.findOrCreate({ where: { reference } });\n",
          tables(''),
        ),
      },
    ],
    unseen: [
      {
        title: 'a unique index with a column more',
        files: pythonService(
          program,
          tables('CREATE UNIQUE INDEX payments_reference ON payments (reference, amount);\n'),
        ),
      },
      {
        title: 'a unique index',
        files: pythonService(
          program,
          tables('CREATE UNIQUE INDEX payments_reference ON payments (reference);\n'),
        ),
      },
      {
        title: 'a unique index over the kind and the id of what it belongs to',
        files: rubyService(
          'class Notes\n  def note(owner)\n    Note.find_or_create_by(owner: owner)\n  end\nend\n',
          {
            'db/migrate/20260101000000_create_notes.rb':
              'class CreateNotes < ActiveRecord::Migration[8.0]\n  def change\n    create_table :notes do |t|\n      t.string :owner_type, null: false\n      t.bigint :owner_id, null: false\n    end\n    add_index :notes, [:owner_id, :owner_type], unique: true\n  end\nend\n',
          },
        ),
      },
      { title: 'a table that is nowhere in sight', files: pythonService(program) },
      {
        title: 'a seed',
        files: { ...pythonService('', tables('')), 'seeds/payments.py': program },
      },
    ],
  },
  ({ details, span, service, confidence, text }, { migrations }) => {
    const schema = schemaOf(migrations);
    const found = schema.tables.filter(({ table }) => isTableOf(table, details?.model ?? ''));
    const [table] = found;
    if (!table || found.length > 1 || !table.isWhole) return false;
    const columns = (details?.keys ?? '').split(',').map((key) => columnOf(key, table.columns));
    if (columns.some((column) => column === undefined)) return false;
    // What belongs to rows of several tables has their kind beside their id.
    const kinds = new Set(
      columns.flatMap((column) => {
        const kind = column?.replace(/_id$/, '_type');
        return kind !== column && kind !== undefined && table.columns.includes(kind) ? [kind] : [];
      }),
    );
    const isUnique = schema.keys.some(
      (key) =>
        key.table === table.table &&
        (key.columns.every((column) => columns.includes(column) || kinds.has(column)) ||
          // What it writes besides is mostly told by what it looks by.
          (!key.primary && columns.every((column) => column !== undefined && key.columns.includes(column)))),
    );
    return isUnique
      ? false
      : { span, service, confidence, text: `${text}, and ${table.table} has no unique key over that` };
  },
);

/** The column of a key: `user` of Django is `user_id`. */
function columnOf(key: string, columns: readonly string[]): string | undefined {
  const snake = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return columns.find((column) => [key, snake, `${snake}_id`].includes(column));
}
