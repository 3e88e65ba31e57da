import { codeLanguages } from '../../../syntax/code/code-file.js';
import type { CodeFile, CodeMark } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rustService,
} from '../../examples.js';
import { seenAt, wordsByLanguage } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';
import { isGiven, isTrue, textsIn } from '../../values.js';
import { inPlainSight, schemaOf } from './unique-keys.js';

const sighting = 'optimistic-locking';

/** A bare name comes by an import of the whole package. */
function refusedByVersion({ target, on }: CodeMark, { source }: CodeFile): string | undefined {
  const isKnown =
    target.includes('.') ||
    (on !== 'class' &&
      /^import\s+(?:(?:javax|jakarta)\.persistence|org\.springframework\.data\.annotation)\.\*/m.test(
        source.text,
      ));
  return isKnown
    ? 'an update of a row that somebody else has changed meanwhile is refused (@Version)'
    : undefined;
}

const byLibrary = tableRecogniser(
  sighting,
  wordsByLanguage([
    {
      languages: ['java', 'kotlin'],
      word: '@(?:[\\w.]+\\.)?(?:field:|get:)?(?:\\w+\\.)*Version\\b|OptimisticLock',
    },
    {
      languages: ['csharp'],
      word: 'IsRowVersion|IsConcurrencyToken|ConcurrencyCheck|\\[Timestamp|UseXminAs',
    },
    { languages: ['javascript'], word: 'mikro-orm|optimistic' },
    { languages: ['php'], word: '\\bVersion\\b|OptimisticLock' },
    { languages: ['elixir'], word: 'optimistic_lock' },
    { languages: ['python'], word: 'version_id_col|concurrency\\.fields' },
  ]),
  {
    marks: [
      {
        // https://jakarta.ee/specifications/persistence/3.1/apidocs/jakarta.persistence/jakarta/persistence/version
        languages: ['java', 'kotlin'],
        target:
          /(?:^|\.)(?:javax|jakarta)\.persistence\.Version$|org\.springframework\.data\.annotation\.Version$|io\.micronaut\.data\.annotation\.Version$|org\.hibernate\.annotations\.OptimisticLocking$|^Version$/,
        says: refusedByVersion,
      },
      {
        // https://learn.microsoft.com/en-us/ef/core/saving/concurrency
        languages: ['csharp'],
        target: /(?:^|[.:])(?:Timestamp|ConcurrencyCheck)(?:Attribute)?$/,
        says: ({ name, on }) =>
          on === 'field'
            ? `an update of a row that somebody else has changed meanwhile is refused ([${name}])`
            : undefined,
      },
      {
        languages: ['javascript'],
        target: /^@mikro-orm\/[\w-]+\.Property$/,
        says: ({ arguments: given }) =>
          given.some(
            ({ value }) =>
              value.kind === 'map' &&
              value.entries.some(({ name, value: version }) => name === 'version' && isTrue(version)),
          )
            ? 'an update of a row that somebody else has changed meanwhile is refused (version: true)'
            : undefined,
      },
      {
        languages: ['php'],
        target: /(?:^|[.\\])(?:ORM[.\\](?:Mapping[.\\])?)Version$/,
        says: 'an update of a row that somebody else has changed meanwhile is refused (Doctrine Version)',
      },
    ],
    calls: [
      {
        languages: ['csharp'],
        target: /\.(?:IsRowVersion|IsConcurrencyToken|UseXminAsConcurrencyToken)$/,
        // What Entity Framework writes down of the model beside its migrations says again what the model says.
        says: ({ name }, { source }) =>
          /(?:ModelSnapshot|\.Designer)\.cs$/.test(source.path)
            ? undefined
            : `an update of a row that somebody else has changed meanwhile is refused (${name})`,
      },
      {
        // https://hexdocs.pm/ecto/Ecto.Changeset.html#optimistic_lock/3
        languages: ['elixir'],
        target: /(?:^|\.)optimistic_lock$/,
        says: 'an update of a row that somebody else has changed meanwhile is refused (optimistic_lock)',
      },
      {
        languages: ['python'],
        target:
          /^concurrency\.fields\.(?:IntegerVersionField|AutoIncVersionField|TriggerVersionField|ConditionalVersionField)$/,
        says: ({ name }) =>
          `an update of a row that somebody else has changed meanwhile is refused (${name})`,
      },
    ],
    settings: [
      {
        // A version column of TypeORM alone is only counted: https://typeorm.io/docs/query-builder/select-query-builder/#set-locking
        languages: ['javascript'],
        name: /^mode$/,
        says: ({ value }) =>
          value.kind === 'text' && value.text === 'optimistic'
            ? 'an entity that somebody else has changed meanwhile is refused (optimistic lock of TypeORM)'
            : undefined,
      },
      {
        // https://docs.sqlalchemy.org/en/20/orm/versioning.html
        languages: ['python'],
        name: /^version_id_col$/,
        says: ({ value }) =>
          isGiven(value)
            ? 'an update of a row that somebody else has changed meanwhile is refused (version_id_col)'
            : undefined,
      },
      {
        // https://mongoosejs.com/docs/guide.html#optimisticConcurrency
        languages: ['javascript'],
        name: /^optimisticConcurrency$/,
        says: ({ value }) =>
          isGiven(value)
            ? 'a save of a document that somebody else has changed meanwhile is refused (optimisticConcurrency)'
            : undefined,
      },
    ],
  },
);

/** `UPDATE … SET version = version + 1 … WHERE … version = $2`. */
const versionedUpdate =
  /\bUPDATE\s+([\w."`[\]]+)\s[\s\S]{0,600}?\bSET\b[\s\S]{0,600}?\b((?:lock_|row_|record_)?version)\s*=\s*(?:\w+\.)?\2\s*\+\s*1\b[\s\S]{0,600}?\bWHERE\b[\s\S]{0,600}?\b\2\s*=/i;

const bySql: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: /version\s*\+\s*1/i,
  *see(code) {
    for (const text of textsIn(code)) {
      const update = versionedUpdate.exec(text.text);
      if (update)
        yield seenAt(
          code,
          text,
          `an update of ${update[1]} that somebody else has changed meanwhile changes nothing (its ${update[2]} is compared)`,
        );
    }
  },
};

/** Header fields that are read, in the ways of the frameworks. */
const byHeader: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: /if[-_]match/i,
  *see(code) {
    // The answer of a server to a version that does not fit any more; a client that sends If-Match has none.
    if (!/\b412\b|precondition_?failed/i.test(code.source.text)) return;
    for (const text of textsIn(code))
      if (/^(?:http_)?if[-_]match$/i.test(text.text)) {
        yield seenAt(
          code,
          text,
          'a write is refused unless its If-Match names the version that is there',
          'medium',
        );
        return;
      }
  },
};

const sighted = sightedSignal({
  id: 'optimistic-locking',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'Of two writes that start from the same version one is refused, by the store.',
  recognition:
    'A version that the mapper of the database compares, an UPDATE that compares and raises a version, or a server that reads `If-Match` and answers 412.',
  guards: [
    'A field that is only called version is none.',
    '`@Version` of other libraries, and a client that sends `If-Match`, are none.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [byLibrary, bySql, byHeader],
  seen: [
    {
      title: 'SQLAlchemy',
      files: pythonService(
        'from sqlalchemy.orm import DeclarativeBase\n\nclass Order(Base):\n    __mapper_args__ = {"version_id_col": version}\n',
      ),
    },
    {
      title: 'Mongoose',
      files: nodeService(
        "const mongoose = require('mongoose');\nconst schema = new mongoose.Schema({ total: Number }, { optimisticConcurrency: true });\n",
      ),
    },
    {
      title: 'SQL',
      files: nodeService(
        "export const save = (db, id, version) =>\n  db.query('UPDATE orders SET total = $1, version = version + 1 WHERE id = $2 AND version = $3', [1, id, version]);\n",
      ),
    },
    {
      title: 'If-Match',
      files: nodeService(
        "const app = require('express')();\napp.put('/orders/:id', (req, res) => {\n  if (req.get('If-Match') !== current) return res.status(412).end();\n});\n",
      ),
    },
    {
      title: 'lock_version of Rails',
      files: {
        Gemfile: "source 'https://rubygems.org'\ngem 'rails'\n",
        'config/application.rb': 'module App\n  class Application < Rails::Application\n  end\nend\n',
        'db/migrate/20240101000000_create_orders.rb':
          'class CreateOrders < ActiveRecord::Migration[7.1]\n  def change\n    create_table :orders do |t|\n      t.integer :lock_version, default: 0, null: false\n    end\n  end\nend\n',
      },
    },
    {
      title: 'JPA',
      files: javaService(
        'import jakarta.persistence.*;\n\n@Entity\nclass Order {\n  @Version\n  private Long version;\n}\n',
      ),
    },
    {
      title: 'JPA in Kotlin',
      files: kotlinService(
        'import jakarta.persistence.Version\n\nclass Order {\n  @Version\n  var version: Long = 0\n}\n',
      ),
    },
    {
      title: 'Doctrine',
      files: phpService(
        'use Doctrine\\ORM\\Mapping as ORM;\n\nclass Order\n{\n    #[ORM\\Version]\n    private int $version;\n}\n',
      ),
    },
    {
      title: 'SQL in Go',
      files: goService(
        'import "database/sql"\n\nfunc save(db *sql.DB, id string, total, version int) error {\n\t_, err := db.Exec("UPDATE orders SET total = $1, version = version + 1 WHERE id = $2 AND version = $3", total, id, version)\n\treturn err\n}\n',
      ),
    },
    {
      title: 'Entity Framework',
      files: csharpService(
        'using System.ComponentModel.DataAnnotations;\n\npublic class Order\n{\n    public int Id { get; set; }\n\n    [Timestamp]\n    public byte[] Version { get; set; }\n}\n',
      ),
    },
    {
      title: 'sqlx',
      files: rustService(
        'async fn save(pool: &sqlx::PgPool, id: i64, version: i32) {\n    sqlx::query("UPDATE orders SET total = 1, version = version + 1 WHERE id = $1 AND version = $2")\n        .bind(id)\n        .bind(version)\n        .execute(pool)\n        .await\n        .unwrap();\n}\n',
      ),
    },
    {
      title: 'Ecto',
      files: elixirService(
        'defmodule App.Order do\n  use Ecto.Schema\n  import Ecto.Changeset\n\n  def changeset(order, params) do\n    order\n    |> cast(params, [:total])\n    |> optimistic_lock(:lock_version)\n  end\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a version that nothing compares',
      files: nodeService(
        "export const save = (db, id) => db.query('UPDATE orders SET version = version + 1 WHERE id = $1', [id]);\n",
      ),
    },
    {
      title: 'a client that sends If-Match',
      files: nodeService(
        "const axios = require('axios');\nexport const save = (etag) => axios.put('https://api.example.com/orders/1', {}, { headers: { 'If-Match': etag } });\n",
      ),
    },
  ],
});

export const optimisticLocking: EvidenceSignal = {
  ...sighted,
  detect: (facts) => [
    ...sighted.detect(facts),
    // https://api.rubyonrails.org/classes/ActiveRecord/Locking/Optimistic.html
    ...inPlainSight(
      schemaOf(facts.migrations.filter(({ framework }) => /rails|active_?record/i.test(framework))).tables,
    )
      .filter(({ columns }) => columns.includes('lock_version'))
      .map(({ table, span, service }) => ({
        span,
        text: `an update of ${table} that somebody else has changed meanwhile is refused (lock_version)`,
        confidence: 'high' as const,
        service,
      })),
  ],
};
