import type { HclBlock } from '../../../syntax/manifests/hcl/value.js';
import type { HclBody, HclValue } from '../../../syntax/manifests/hcl/value.js';
import type { EvidenceFacts } from '../../facts.js';
import { nodeService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type {
  CodeRecogniser,
  KubernetesRecogniser,
  Seen,
  TerraformRecogniser,
  TextRecogniser,
} from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const sighting = 'read-replica-provisioned';
/** A cluster of PostgreSQL under an operator; `details.name`. It speaks only where somebody uses its replicas. */
const cluster = 'postgresql-cluster';

/** Resources that are replicas when they have this attribute, by the pages of their providers at https://registry.terraform.io. */
const replicaAttributes: Readonly<Record<string, string>> = {
  aws_db_instance: 'replicate_source_db',
  aws_rds_cluster: 'replication_source_identifier',
  google_sql_database_instance: 'master_instance_name',
};

const replicaResources =
  /^(?:digitalocean_database_replica|scaleway_rdb_read_replica|linode_database_\w+_replica)$/;

/** A cheap test of a text of Terraform for replicas. */
export const replicaWordsOfTerraform =
  /replicate_source_db|replication_source_identifier|master_instance_name|create_mode|_replica\b/;

/** Type and label of a resource of Terraform that is a replica; undefined for all others. */
export function terraformReplica(block: HclBlock): string | undefined {
  const [type = '', label = ''] = block.labels;
  return block.type === 'resource' && isReplica(type, block) ? `${type}.${label}` : undefined;
}

const inTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting,
  words: new RegExp(`${replicaWordsOfTerraform.source}|reader_endpoint`),
  *see(block) {
    const replica = terraformReplica(block);
    if (replica !== undefined) yield seenBlock(block, `${replica} is a replica that can be read from`);
    for (const place of readerEndpoints(block))
      yield { ...place, text: 'the reader endpoint of a cluster is used' };
  },
};

function isReplica(type: string, block: HclBlock): boolean {
  const attribute = replicaAttributes[type];
  if (attribute !== undefined && isSet(block.attributes.get(attribute)?.value)) return true;
  if (replicaResources.test(type)) return true;
  const mode = block.attributes.get('create_mode')?.value;
  return /^azurerm_(?:postgresql|mysql)/.test(type) && mode?.kind === 'text' && mode.text === 'Replica';
}

function isSet(value: HclValue | undefined): boolean {
  return (
    value?.kind === 'reference' ||
    value?.kind === 'template' ||
    (value?.kind === 'text' && value.text !== '' && value.text !== 'null')
  );
}

/** Attributes anywhere in a block that take `…reader_endpoint`, outputs apart: who writes an output need not use it. */
function* readerEndpoints(body: HclBody & { readonly type?: string }): Iterable<Omit<Seen, 'text'>> {
  if (body.type === 'output') return;
  for (const { value, span } of body.attributes.values())
    if (namesReader(value)) yield { span, confidence: 'high' };
  for (const inner of body.blocks) yield* readerEndpoints(inner);
}

function namesReader(value: HclValue): boolean {
  switch (value.kind) {
    case 'reference':
      return value.path.at(-1) === 'reader_endpoint' || value.path.at(-1) === 'cluster_reader_endpoint';
    case 'template':
      return value.parts.some(namesReader);
    case 'list':
      return value.items.some(namesReader);
    case 'map':
      return [...value.entries.values()].some((entry) => namesReader(entry.value));
    default:
      return false;
  }
}

function seenBlock(block: HclBlock, text: string): Seen {
  const { line, column } = block.span;
  return { span: { ...block.span, endLine: line, endColumn: column }, text, confidence: 'high' };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html */
const inCloudFormation: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json|template)$/,
  words: /AWS::RDS::DBInstance/,
  *see(source) {
    for (const { 0: text, index } of source.text.matchAll(
      /^[ \t]*"?SourceDBInstanceIdentifier"?[ \t]*:[^\n]*/gm,
    )) {
      const start = index + text.length - text.trimStart().length;
      yield {
        span: source.span(start, index + text.length),
        text: 'an instance of RDS is a replica of another one',
        confidence: 'high',
      };
    }
  },
};

/** https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_rds-readme.html */
const inCdk: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['javascript', 'python'],
  words: /DatabaseInstanceReadReplica/,
  *see(code) {
    for (const call of code.calls)
      if (/(?:aws-rds|aws_rds)\.DatabaseInstanceReadReplica$/.test(call.target))
        yield seenAt(code, call, 'an instance of RDS is a replica of another one');
  },
};

/** https://cloudnative-pg.io/documentation/current/service_management/, https://postgres-operator.readthedocs.io/en/latest/user/ */
const inOperators: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting: cluster,
  words: /postgresql\.cnpg\.io|acid\.zalan\.do/,
  *see(object) {
    if (object.apiVersion.startsWith('postgresql.cnpg.io/') && object.kind === 'Cluster')
      yield clusterSeen(object.root.span, `${object.name}-ro`);
    if (object.apiVersion.startsWith('acid.zalan.do/') && object.kind === 'postgresql')
      yield clusterSeen(object.root.span, `${object.name}-repl`);
  },
};

function clusterSeen(span: Seen['span'], name: string): Seen {
  return {
    span,
    text: `the replicas of a cluster are read from over ${name}`,
    confidence: 'high',
    details: { name },
  };
}

/** Whether a workload is told the name of the service of a cluster's replicas. */
function isUsed(name: string, { workloads }: EvidenceFacts): boolean {
  const host = new RegExp(`(?<![\\w-])${name.replace(/[.*+?^$(){}|[\]\\]/g, '\\$&')}(?![\\w-])`);
  return workloads.some(({ containers }) =>
    containers.some(({ environment }) => Object.values(environment).some((value) => host.test(value))),
  );
}

export const readReplicaProvisioned = sightedSignal(
  {
    id: sighting,
    question: 'read-write',
    stance: 'supports',
    meaning: 'There is a copy of the database that reads can go to.',
    recognition:
      'A replica in Terraform, CloudFormation or the CDK, a reader endpoint that is used, or the read-only service of a cluster under CloudNativePG or the operator of Zalando that a workload is given.',
    guards: [
      'Instances of a cluster under an operator are there for failures, until somebody reads from them.',
      'An output of a reader endpoint is no use of it.',
    ],
    recognisers: [inTerraform, inCloudFormation, inCdk, inOperators],
    seen: [
      {
        title: 'RDS',
        files: nodeService('', {
          'infra/db.tf':
            'resource "aws_db_instance" "reader" {\n  replicate_source_db = aws_db_instance.main.identifier\n  instance_class      = "db.m6g.large"\n}\n',
        }),
      },
      {
        title: 'Aurora',
        files: nodeService('', {
          'infra/app.tf':
            'resource "aws_ssm_parameter" "reader" {\n  name  = "/app/reader"\n  value = aws_rds_cluster.main.reader_endpoint\n}\n',
        }),
      },
      {
        title: 'Cloud SQL',
        files: nodeService('', {
          'infra/db.tf':
            'resource "google_sql_database_instance" "replica" {\n  master_instance_name = google_sql_database_instance.main.name\n}\n',
        }),
      },
      {
        title: 'CloudFormation',
        files: nodeService('', {
          'infra/db.yaml':
            'Resources:\n  Reader:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      SourceDBInstanceIdentifier: !Ref Main\n',
        }),
      },
      {
        title: 'CloudNativePG',
        files: nodeService('', {
          'k8s/app.yaml':
            'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: shop}\nspec: {instances: 3}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          image: app\n          env: [{name: DATABASE_READ_URL, value: "postgres://shop-ro:5432/shop"}]\n',
        }),
      },
    ],
    unseen: [
      {
        title: 'a cluster whose replicas nobody reads from',
        files: nodeService('', {
          'k8s/db.yaml':
            'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: shop}\nspec: {instances: 3}\n',
        }),
      },
      {
        title: 'an instance that is no replica, and an output',
        files: nodeService('', {
          'infra/db.tf':
            'resource "aws_db_instance" "main" {\n  replicate_source_db = ""\n}\noutput "reader_endpoint" {\n  value = aws_rds_cluster.main.reader_endpoint\n}\n',
        }),
      },
    ],
  },
  (item, facts) => {
    if (item.kind !== cluster) return true;
    return isUsed(item.details?.name ?? '', facts);
  },
);
