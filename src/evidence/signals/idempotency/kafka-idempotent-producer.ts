import { codeLanguages } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import type { TextRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import type { SettingRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { isGiven, isTrue } from '../../values.js';

const sighting = 'kafka-idempotent-producer';

const idempotent = 'the broker drops what the producer sends a second time (idempotent producer of Kafka)';
const transactional = 'what the producer sends becomes visible at once or not at all (transactions of Kafka)';

/** Sources: https://kafka.apache.org/documentation/#producerconfigs_enable.idempotence, https://kafka.js.org/docs/transactions */
const settings: readonly SettingRow[] = [
  {
    languages: codeLanguages,
    name: /^(?:enable\.idempotence|ENABLE_IDEMPOTENCE_CONFIG|enable_idempotence|EnableIdempotence)$/,
    says: ({ value }) => (isTrue(value) ? idempotent : undefined),
  },
  {
    languages: codeLanguages,
    name: /^(?:transactional\.id|TRANSACTIONAL_ID_CONFIG|transactional_id|TransactionalId)$/,
    says: ({ value }) => (isGiven(value) ? transactional : undefined),
  },
  {
    languages: ['javascript'],
    name: /^(?:idempotent|transactionalId)$/,
    says: ({ name, value, call }) => {
      if (call?.name !== 'producer' || !/kafka/i.test(call.target)) return undefined;
      if (name === 'transactionalId') return isGiven(value) ? transactional : undefined;
      return isTrue(value) ? idempotent : undefined;
    },
  },
  {
    // sarama: https://pkg.go.dev/github.com/IBM/sarama#Config
    languages: ['go'],
    name: /^Idempotent$/,
    says: ({ value }) => (isTrue(value) ? idempotent : undefined),
  },
  {
    // https://kafka.apache.org/documentation/#streamsconfigs_processing.guarantee
    languages: codeLanguages,
    name: /^(?:processing\.guarantee|PROCESSING_GUARANTEE_CONFIG|processing_guarantee|ProcessingGuarantee)$/,
    says: ({ value }) =>
      (value.kind === 'text' && value.text.startsWith('exactly_once')) ||
      (value.kind === 'path' && /^EXACTLY_ONCE/i.test(value.name))
        ? 'the stream is processed exactly once (Kafka Streams)'
        : undefined,
  },
];

const inCode = tableRecogniser(
  sighting,
  /enable[._]?idempotence|transactional[._]?id|processing[._]?guarantee|\bidempotent\s*[:=]|\.Idempotent\b/i,
  { settings },
  ({ source }) => !/kafka|sarama|confluent|kgo|faust/i.test(source.text),
);

/** `application.properties`, `application.yml`, `.env` and their like: one setting a line, dots or dashes. */
const line =
  /^[ \t]*["']?(?:[\w.-]*[._])?(?:enable[._-]idempotence["']?\s*[:=]\s*["']?true|transactional[._-]id(?:[._-]prefix)?["']?\s*[:=]\s*["']?[^\s"'#]+|transaction-id-prefix["']?\s*[:=]\s*["']?[^\s"'#]+|processing[._-]guarantee["']?\s*[:=]\s*["']?exactly_once(?:_v2|_beta)?)\b.*$/gim;

const inSettings: TextRecogniser = {
  in: 'text',
  sighting,
  files:
    /(?:^|\/)(?:application|bootstrap|kafka|producer|consumer|streams|stream)[\w.-]*\.(?:properties|ya?ml|conf)$/i,
  words: /enable[._-]idempotence|transactional[._-]id|transaction-id-prefix|processing[._-]guarantee/i,
  *see(source) {
    for (const match of source.text.matchAll(line))
      yield {
        span: source.span(match.index, match.index + match[0].length),
        text: /idempotence/i.test(match[0]) ? idempotent : transactional,
        confidence: 'high',
      };
  },
};

export const kafkaIdempotentProducer = sightedSignal({
  id: 'kafka-idempotent-producer',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'A message that the producer sends twice is written once.',
  recognition:
    'A producer of Kafka with idempotence or a transactional id, in code or in the settings of a framework.',
  guards: ['What a client does by default is not counted, and an option that is switched off is none.'],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust'],
  recognisers: [inCode, inSettings],
  seen: [
    {
      title: 'KafkaJS',
      files: nodeService(
        "const { Kafka } = require('kafkajs');\nconst kafka = new Kafka({ brokers: ['kafka:9092'] });\nconst producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });\n",
      ),
    },
    {
      title: 'confluent-kafka',
      files: pythonService(
        'from confluent_kafka import Producer\n\nproducer = Producer({"bootstrap.servers": "kafka:9092", "enable.idempotence": True})\n',
      ),
    },
    {
      title: 'aiokafka',
      files: pythonService(
        'from aiokafka import AIOKafkaProducer\n\nproducer = AIOKafkaProducer(bootstrap_servers="kafka:9092", enable_idempotence=True)\n',
      ),
    },
    {
      title: 'properties of Spring',
      files: {
        'pom.xml': '<project><artifactId>app</artifactId></project>\n',
        'src/main/resources/application.properties':
          'spring.kafka.producer.properties.enable.idempotence=true\n',
      },
    },
    {
      title: 'a producer in Java',
      files: javaService(
        'import org.apache.kafka.clients.producer.*;\n\nclass Producers {\n  void make(java.util.Properties props) {\n    props.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);\n  }\n}\n',
      ),
    },
    {
      title: 'a producer in Kotlin',
      files: kotlinService(
        'import org.apache.kafka.clients.producer.ProducerConfig\n\nclass Producers {\n  val props = mapOf(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG to true)\n}\n',
      ),
    },
    {
      title: 'rdkafka in Ruby',
      files: rubyService(
        'class App\n  def producer\n    Rdkafka::Config.new("bootstrap.servers": "kafka:9092", "enable.idempotence": true).producer\n  end\nend\n',
      ),
    },
    {
      title: 'sarama',
      files: goService(
        'import "github.com/IBM/sarama"\n\nfunc producer() (sarama.SyncProducer, error) {\n\tconfig := sarama.NewConfig()\n\tconfig.Producer.Idempotent = true\n\treturn sarama.NewSyncProducer([]string{"kafka:9092"}, config)\n}\n',
      ),
    },
    {
      title: 'Confluent.Kafka',
      files: csharpService(
        'using Confluent.Kafka;\n\nvar config = new ProducerConfig { BootstrapServers = "kafka:9092", EnableIdempotence = true };\nvar producer = new ProducerBuilder<string, string>(config).Build();\n',
      ),
    },
    {
      title: 'rdkafka in PHP',
      files: phpService(
        "class App\n{\n    public function producer()\n    {\n        $conf = new \\RdKafka\\Conf();\n        $conf->set('enable.idempotence', 'true');\n        return new \\RdKafka\\Producer($conf);\n    }\n}\n",
      ),
    },
    {
      title: 'rdkafka in Rust',
      files: rustService(
        'use rdkafka::config::ClientConfig;\nuse rdkafka::producer::FutureProducer;\n\nfn main() {\n    let producer: FutureProducer = ClientConfig::new()\n        .set("bootstrap.servers", "kafka:9092")\n        .set("enable.idempotence", "true")\n        .create()\n        .unwrap();\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'switched off',
      files: pythonService(
        'from confluent_kafka import Producer\n\nproducer = Producer({"bootstrap.servers": "kafka:9092", "enable.idempotence": False})\n',
      ),
    },
    {
      title: 'another thing that is called idempotent',
      files: nodeService("const { Kafka } = require('kafkajs');\nroute({ idempotent: true });\n"),
    },
  ],
});
