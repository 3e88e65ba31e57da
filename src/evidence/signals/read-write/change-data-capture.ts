import { javaService, kotlinService, nodeService, pythonService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type {
  CodeRecogniser,
  KubernetesRecogniser,
  TerraformRecogniser,
  TextRecogniser,
} from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const sighting = 'change-data-capture';

/** https://debezium.io/documentation/reference/stable/connectors/index.html */
const connector: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.(?:json|ya?ml|properties|sh|conf|hcl|tf)$/,
  words: /io\.debezium\.connector\./,
  *see(source) {
    const pattern =
      /^(?![ \t]*(?:#|\/\/))[^\n]*?(["']?connector\.class["']?\s*[:=]\s*["']?io\.debezium\.connector\.(\w+)[\w.$]*)/gm;
    for (const { 0: text, 1: said = '', 2: kind = '', index } of source.text.matchAll(pattern)) {
      const end = index + text.length;
      yield {
        span: source.span(end - said.length, end),
        text: `changes of the database are passed on from its log (Debezium for ${kind})`,
        confidence: 'high',
      };
    }
  },
};

/** https://strimzi.io/docs/operators/latest/configuring.html#type-KafkaConnector-reference */
const strimzi: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting,
  words: /io\.debezium\.connector\./,
  *see(object) {
    const kind = object.root.at('spec', 'class');
    if (object.kind === 'KafkaConnector' && kind.text?.startsWith('io.debezium.connector.') === true)
      yield {
        span: kind.span,
        text: `changes of the database are passed on from its log (${object.name} of Debezium)`,
        confidence: 'high',
      };
  },
};

/** https://www.postgresql.org/docs/current/logical-replication.html */
const publication: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.sql$/i,
  words: /create\s+publication|pg_create_logical_replication_slot/i,
  *see(source) {
    const pattern =
      /^[ \t]*(create\s+publication\s+[^\n;]+|select\s[^\n;]*pg_create_logical_replication_slot\s*\([^\n;]*)/gim;
    for (const { 0: text, 1: said = '', index } of source.text.matchAll(pattern)) {
      const end = index + text.length;
      yield {
        span: source.span(end - said.length, end),
        text: 'changes of tables are passed on from the log of PostgreSQL (logical replication)',
        confidence: 'high',
      };
    }
  },
};

const managed: TerraformRecogniser = {
  in: 'terraform',
  sighting,
  words: /aws_dms_replication_task|google_datastream_stream/,
  *see(block) {
    const [type = '', label = ''] = block.labels;
    const kind = block.attributes.get('migration_type')?.value;
    const passesOn =
      type === 'google_datastream_stream' ||
      (type === 'aws_dms_replication_task' && kind?.kind === 'text' && /cdc/.test(kind.text));
    if (block.type !== 'resource' || !passesOn) return;
    const { line, column } = block.span;
    yield {
      span: { ...block.span, endLine: line, endColumn: column },
      text: `changes of the database are passed on (${type}.${label})`,
      confidence: 'high',
    };
  },
};

/** Change streams of MongoDB (https://www.mongodb.com/docs/manual/changeStreams/), the embedded engine of Debezium, clients of PostgreSQL's log. */
const inCode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['javascript', 'java', 'kotlin', 'python'],
  words: /MongoClient|DebeziumEngine|pg-logical-replication/,
  *see(code) {
    for (const call of code.calls) {
      if (/^mongodb\.MongoClient(?:\.connect)?\(\)(?:\.\w+\(\))*\.watch$/.test(call.target))
        yield seenAt(code, call, 'changes are read from the change stream of MongoDB');
      if (/^pymongo\.(?:Async)?MongoClient\(\)(?:\.\w+|\.\[\])*\.watch$/.test(call.target))
        yield seenAt(code, call, 'changes are read from the change stream of MongoDB');
      if (/^io\.debezium\.engine\.DebeziumEngine\.create$/.test(call.target))
        yield seenAt(code, call, 'changes of the database are passed on from its log (engine of Debezium)');
      if (/^pg-logical-replication\.LogicalReplicationService$/.test(call.target))
        yield seenAt(code, call, 'changes are read from the log of PostgreSQL');
    }
  },
};

export const changeDataCapture = sightedSignal({
  id: sighting,
  question: 'read-write',
  stance: 'supports',
  meaning:
    'What was written is passed on from the log of the database, so that no change gets lost between two writes.',
  recognition:
    'A connector of Debezium, a publication or a logical slot of PostgreSQL, a task of DMS or Datastream that follows changes, a change stream of MongoDB that is read.',
  guards: ['A watch on files or on other things is none: the call must be on a client of MongoDB.'],
  languages: ['JavaScript', 'Python', 'Java', 'Kotlin'],
  recognisers: [connector, strimzi, publication, managed, inCode],
  seen: [
    {
      title: 'Debezium',
      files: nodeService('', {
        'connect/orders.json':
          '{\n  "name": "orders",\n  "config": {\n    "connector.class": "io.debezium.connector.postgresql.PostgresConnector"\n  }\n}\n',
      }),
    },
    {
      title: 'Strimzi',
      files: nodeService('', {
        'k8s/connector.yaml':
          'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnector\nmetadata: {name: orders}\nspec:\n  class: io.debezium.connector.mysql.MySqlConnector\n',
      }),
    },
    {
      title: 'a publication',
      files: nodeService('', {
        'db/replication.sql': 'CREATE PUBLICATION orders FOR TABLE orders, order_lines;\n',
      }),
    },
    {
      title: 'DMS',
      files: nodeService('', {
        'infra/dms.tf':
          'resource "aws_dms_replication_task" "orders" {\n  migration_type = "full-load-and-cdc"\n}\n',
      }),
    },
    {
      title: 'a change stream',
      files: nodeService(
        "const { MongoClient } = require('mongodb');\nconst client = new MongoClient(process.env.MONGO_URL);\nclient.db('app').collection('orders').watch().on('change', project);\n",
      ),
    },
    {
      title: 'a change stream in Python',
      files: pythonService(
        'from pymongo import MongoClient\n\nclient = MongoClient("mongodb://mongo")\n\ndef follow():\n    with client.shop.orders.watch() as stream:\n        for change in stream:\n            project(change)\n',
      ),
    },
    {
      title: 'the engine of Debezium in Java',
      files: javaService(
        'import io.debezium.engine.ChangeEvent;\nimport io.debezium.engine.DebeziumEngine;\nimport io.debezium.engine.format.Json;\n\nclass Follower {\n  DebeziumEngine<ChangeEvent<String, String>> engine(Properties settings) {\n    return DebeziumEngine.create(Json.class).using(settings).notifying(this::project).build();\n  }\n}\n',
      ),
    },
    {
      title: 'the engine of Debezium in Kotlin',
      files: kotlinService(
        'import io.debezium.engine.DebeziumEngine\nimport io.debezium.engine.format.Json\n\nclass Follower {\n    fun engine(settings: Properties) =\n        DebeziumEngine.create(Json::class.java).using(settings).notifying(::project).build()\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a watch on files',
      files: nodeService(
        "const fs = require('fs');\nconst { MongoClient } = require('mongodb');\nfs.watch('config');\n",
      ),
    },
    {
      title: 'a connector in a comment, and one of another kind',
      files: nodeService('', {
        'connect/sink.properties':
          '# connector.class=io.debezium.connector.mysql.MySqlConnector\nconnector.class=org.apache.kafka.connect.file.FileStreamSinkConnector\n',
      }),
    },
    {
      title: 'a task of DMS that copies once',
      files: nodeService('', {
        'infra/dms.tf': 'resource "aws_dms_replication_task" "orders" {\n  migration_type = "full-load"\n}\n',
      }),
    },
  ],
});
