import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import type { HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { EvidenceFacts } from '../../facts.js';
import { nodeService } from '../../examples.js';
import type { Seen, TerraformRecogniser, TextRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { replicaWordsOfTerraform, terraformReplica } from './read-replica-provisioned.js';

const sighting = 'replica-unused';
/** A place of Terraform that takes something from a database; `details.name`: its type and label. */
const referred = 'database-referred';
/** A program or its settings speak of a copy to read from. */
const mentioned = 'reader-mentioned';
/** A program of this repository has a database. */
const connected = 'database-connected';

/** A copy that is there for the loss of a region, and not to be read from. */
const forDisaster =
  /(?:^|[^a-z])(?:dr|standby|failover|backup|disaster|recovery|migrat\w*|upgrade|blue|green)(?:[^a-z]|$)/i;

const inTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting,
  words: replicaWordsOfTerraform,
  *see(block) {
    const name = terraformReplica(block);
    if (name === undefined || isForDisaster(block)) return;
    const { line, column } = block.span;
    yield {
      span: { ...block.span, endLine: line, endColumn: column },
      text: `${name} is a replica, and nothing in this repository takes its address or speaks of a database for reads`,
      confidence: 'medium',
      details: { name },
    };
  },
};

/** By its name, by a condition, by another region (`provider`, a source by its ARN), or by what the provider calls a target of failovers. */
function isForDisaster(block: HclBlock): boolean {
  const source = block.attributes.get('replicate_source_db')?.value;
  const [configuration] = blocksOf(block, 'replica_configuration');
  return (
    forDisaster.test(block.labels[1] ?? '') ||
    block.attributes.has('provider') ||
    // Whether there is one at all is decided by whoever uses the module.
    block.attributes.has('count') ||
    block.attributes.has('for_each') ||
    (source?.kind === 'reference' && source.path.at(-1) === 'arn') ||
    configuration?.attributes.get('failover_target') !== undefined
  );
}

const inCloudFormation: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json|template)$/,
  words: /SourceDBInstanceIdentifier/,
  *see(source) {
    for (const { root } of parseYaml(source).documents)
      for (const [name, resource] of root.get('Resources').entries) {
        const from = resource.at('Properties', 'SourceDBInstanceIdentifier');
        if (resource.get('Type').text !== 'AWS::RDS::DBInstance' || !from.exists) continue;
        // A region apart, or one that is named again: in a task, an output, an alarm.
        if (resource.at('Properties', 'SourceRegion').exists || forDisaster.test(name)) continue;
        if (source.text.split(new RegExp(`\\b${name.replace(/\W/g, '')}\\b`)).length > 2) continue;
        yield {
          span: resource.span,
          text: `${name} is a replica, and nothing in this repository takes its address or speaks of a database for reads`,
          confidence: 'medium',
          details: { name },
        };
      }
  },
};

const references: TextRecogniser = {
  in: 'text',
  sighting: referred,
  files: /\.tf$/,
  everywhere: true,
  words:
    /_db_instance\.|_rds_cluster\.|_sql_database_instance\.|azurerm_(?:postgresql|mysql)\w*\.|_replica\./,
  *see(source) {
    for (const { 1: name = '', index } of source.text.matchAll(
      /\b((?:aws_db_instance|aws_rds_cluster|google_sql_database_instance|azurerm_(?:postgresql|mysql)\w*|\w+_replica)\.[\w-]+)[.[]/g,
    ))
      yield seenFrom(source.span(index, index + name.length), name);
  },
};

function seenFrom(span: Seen['span'], name: string): Seen {
  return { span, text: `${name} is named`, confidence: 'high', details: { name } };
}

const programs =
  /\.(?:[cm]?[jt]sx?|py|go|java|kt|rb|php|cs|rs|exs?|ya?ml|json|toml|properties|conf|ini|env|erb|tftpl|sh)$|(?:^|\/)\.env[\w.]*$/i;

/** One sighting for each file that has the word. */
function files(kind: string, word: RegExp): TextRecogniser {
  return {
    in: 'text',
    sighting: kind,
    files: programs,
    everywhere: true,
    words: word,
    *see(source) {
      const found = word.exec(source.text);
      if (found) yield seenFrom(source.span(found.index, found.index + found[0].length), found[0]);
    },
  };
}

/** Whatever may be a database for reads, by the words that settings, libraries and people have for it; rather too many than too few. */
const reader = files(
  mentioned,
  /read[-_ .]?replica|read[-_ ]?only[-_ ]?(?:db|database|url|host|dsn|uri|conn|pool|endpoint|replica|client)|(?:db|database|pg|postgres|postgresql|mysql|sql|url|host|dsn|uri|endpoint|pool|conn|connection|client|engine)[-_.]?(?:ro|reader|replica|slave|secondary|follower|readonly|read)(?![a-z])|(?:replica|reader|slave|follower|secondary)[-_.]?(?:url|host|dsn|uri|endpoint|db|database|pool|conn|client|engine)|\bslaves\b|connects_to|db_for_read|with_?replicas|\breplication\b|\breading:|ApplicationIntent|readPreference/i,
);

const database = files(
  connected,
  /DATABASE_(?:URL|HOST|URI)|\bDB_(?:HOST|URL|DSN)\b|POSTGRES_(?:HOST|URL)|MYSQL_(?:HOST|URL)|\bPGHOST\b|(?:postgres(?:ql)?|mysql):\/\/|jdbc:(?:postgresql|mysql|mariadb)|spring\.datasource|ConnectionStrings/,
);

function isUnused(
  { details, span }: { readonly details?: Readonly<Record<string, string>>; readonly span: Seen['span'] },
  { sightings, services }: EvidenceFacts,
): boolean {
  const name = details?.name ?? '';
  return (
    services.length > 0 &&
    sightings.some(({ kind, span: { file } }) => kind === connected && file !== span.file) &&
    !sightings.some(({ kind }) => kind === mentioned || kind === 'read-replica-configured') &&
    !sightings.some((other) => other.kind === referred && other.details?.name === name)
  );
}

const program =
  "const { Pool } = require('pg');\nconst pool = new Pool({ connectionString: process.env.DATABASE_URL });\n";
const replica =
  'resource "aws_db_instance" "second" {\n  replicate_source_db = aws_db_instance.main.identifier\n  instance_class      = "db.m6g.large"\n}\n';

export const replicaUnused = sightedSignal(
  {
    id: sighting,
    question: 'read-write',
    stance: 'contradicts',
    meaning: 'A copy of the database is paid for, and all reads still go to the primary.',
    recognition:
      'A replica in Terraform or CloudFormation whose address nothing takes, in a repository with a program on a database in which nothing speaks of a database for reads.',
    guards: [
      'An output, a variable of a task or any other place that takes something from the replica may be how it is used.',
      'A replica in another region, or one whose name speaks of failover, backup or migration, is not there to be read from.',
      'In a repository without a program on a database the program is elsewhere.',
      'Instances of a cluster and of an operator are there for failures.',
    ],
    recognisers: [inTerraform, inCloudFormation, references, reader, database],
    seen: [
      { title: 'Terraform', files: nodeService(program, { 'infra/db.tf': replica }) },
      {
        title: 'CloudFormation',
        files: nodeService(program, {
          'infra/db.yaml':
            'Resources:\n  Second:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      SourceDBInstanceIdentifier: !Ref Main\n',
        }),
      },
    ],
    unseen: [
      {
        title: 'its address is handed on',
        files: nodeService(program, {
          'infra/db.tf': `${replica}output "second" {\n  value = aws_db_instance.second.address\n}\n`,
        }),
      },
      {
        title: 'the program has a database for reads',
        files: nodeService(`${program}const reads = new Pool({ host: process.env.DB_READ_HOST });\n`, {
          'infra/db.tf': replica,
        }),
      },
      {
        title: 'for the loss of a region',
        files: nodeService(program, { 'infra/db.tf': replica.replace('second', 'dr') }),
      },
      {
        title: 'one that is made on demand',
        files: nodeService(program, {
          'infra/db.tf': replica.replace('{\n', '{\n  count = var.replicas\n'),
        }),
      },
      { title: 'no program on a database', files: nodeService('', { 'infra/db.tf': replica }) },
      {
        title: 'CloudFormation, with an output',
        files: nodeService(program, {
          'infra/db.yaml':
            'Resources:\n  Second:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      SourceDBInstanceIdentifier: !Ref Main\nOutputs:\n  Second:\n    Value: !GetAtt Second.Endpoint.Address\n',
        }),
      },
    ],
  },
  (item, facts) => item.kind === sighting && isUnused(item, facts),
);
