import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import type { EvidenceFacts } from '../../facts.js';
import { sightedSignal } from '../../signal.js';
import type { LocatedMatch } from '../../signal.js';
import { objectStorage } from './object-storage.js';

export const uploadsInObjectStorage = sightedSignal(
  {
    id: 'uploads-in-object-storage',
    question: 'independent-scaling',
    stance: 'supports',
    meaning: 'A file that one instance was given is found by all.',
    recognition:
      'An object is put with a client of S3, MinIO, Google Cloud Storage or Azure Blob Storage; Active Storage, CarrierWave, django-storages or Laravel are set up with such a store.',
    guards: [
      'A client that only reads, or is only made, is none.',
      'The disk of the machine as the service of Active Storage is none.',
      'Scripts and tasks that a person runs put dumps and backups, not files of users.',
    ],
    languages: ['JavaScript', 'Python', 'Ruby', 'PHP', 'Java', 'Kotlin', 'Rust', 'Go', 'C#', 'Elixir'],
    recognisers: objectStorage,
    seen: [
      {
        title: 'S3',
        files: nodeService(
          "import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({});\nexport const keep = (file) => s3.send(new PutObjectCommand({ Bucket: 'files', Key: file.name, Body: file.data }));\n",
        ),
      },
      {
        title: 'S3 in Python',
        files: pythonService(
          "import boto3\n\ns3 = boto3.client('s3')\n\n\ndef keep(file):\n    s3.upload_fileobj(file, 'files', file.name)\n",
        ),
      },
      {
        title: 'django-storages',
        files: pythonService('', {
          'app/settings.py':
            'STORAGES = {\n    "default": {"BACKEND": "storages.backends.s3.S3Storage"},\n}\n',
        }),
      },
      {
        title: 'Active Storage',
        files: rubyService('', {
          'config/environments/production.rb':
            'Rails.application.configure do\n  config.active_storage.service = :amazon\nend\n',
        }),
      },
      {
        title: 'S3 in Go',
        files: goService(
          'package main\n\nimport (\n\t"context"\n\n\t"github.com/aws/aws-sdk-go-v2/service/s3"\n)\n\nfunc keep(client *s3.Client, input *s3.PutObjectInput) {\n\tclient.PutObject(context.Background(), input)\n}\n\nfunc main() {}\n',
        ),
      },
      {
        title: 'MinIO in Go',
        files: goService(
          'package main\n\nimport (\n\t"context"\n\n\t"github.com/minio/minio-go/v7"\n)\n\nfunc main() {\n\tclient, _ := minio.New("minio:9000", nil)\n\tclient.PutObject(context.Background(), "files", "a", nil, 0, minio.PutObjectOptions{})\n}\n',
        ),
      },
      {
        title: 'Azure in C#',
        files: csharpService(
          'using Azure.Storage.Blobs;\n\npublic class Files\n{\n    private readonly BlobContainerClient container;\n\n    public Files(BlobContainerClient container) { this.container = container; }\n\n    public async Task Keep(Stream file) => await container.UploadBlobAsync("a", file);\n}\n',
        ),
      },
      {
        title: 'MinIO in C#',
        files: csharpService(
          'using Minio;\n\npublic class Files\n{\n    private readonly IMinioClient client;\n\n    public Files(IMinioClient client) { this.client = client; }\n\n    public async Task Keep(PutObjectArgs file) => await client.PutObjectAsync(file);\n}\n',
        ),
      },
      {
        title: 'MinIO in Java',
        files: javaService(
          'import io.minio.*;\n\nclass Files {\n  private final MinioClient client;\n\n  Files(MinioClient client) { this.client = client; }\n\n  void keep(PutObjectArgs file) throws Exception {\n    client.putObject(file);\n  }\n}\n',
        ),
      },
      {
        title: 'S3 in Elixir',
        files: elixirService(
          'defmodule App.Files do\n  def keep(file) do\n    ExAws.S3.put_object("files", "a", file) |> ExAws.request()\n  end\nend\n',
        ),
      },
      {
        title: 'S3 in Ruby',
        files: rubyService(
          "class Files\n  def keep(file)\n    client = Aws::S3::Client.new\n    client.put_object(bucket: 'files', key: file.name, body: file)\n  end\nend\n",
        ),
      },
      {
        title: 'a disk of Laravel',
        files: phpService(
          "use Illuminate\\Support\\Facades\\Storage;\n\nclass Files\n{\n    public function keep($file)\n    {\n        Storage::disk('s3')->put('files', $file);\n    }\n}\n",
        ),
      },
      {
        title: 'S3 in Java',
        files: javaService(
          'import software.amazon.awssdk.services.s3.S3Client;\n\nclass Files {\n  private final S3Client s3 = S3Client.create();\n\n  void keep(PutObjectRequest request, RequestBody body) {\n    s3.putObject(request, body);\n  }\n}\n',
        ),
      },
      {
        title: 'S3 in Kotlin',
        files: kotlinService(
          'import software.amazon.awssdk.services.s3.S3Client\n\nclass Files(private val s3: S3Client) {\n  fun keep(request: PutObjectRequest, body: RequestBody) = s3.putObject(request, body)\n}\n',
        ),
      },
      {
        title: 'S3 in Rust',
        files: rustService(
          'async fn keep(client: &aws_sdk_s3::Client) {\n    client.put_object().bucket("files").send().await;\n}\n\nfn main() {}\n',
        ),
      },
    ],
    unseen: [
      {
        title: 'a backup',
        files: pythonService('', {
          'scripts/save.py':
            "import boto3\n\nboto3.client('s3').upload_file('dump.sql', 'backups', 'dump.sql')\n",
        }),
      },
      {
        title: 'a client that only reads',
        files: nodeService(
          "import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({});\nexport const load = (key) => s3.send(new GetObjectCommand({ Bucket: 'files', Key: key }));\n",
        ),
      },
      {
        title: 'the disk of the machine',
        files: rubyService('', {
          'config/environments/production.rb':
            'Rails.application.configure do\n  config.active_storage.service = :local\nend\n',
        }),
      },
      {
        title: 'a method of that name of something else',
        files: nodeService("import { store } from './store.js';\nstore.putObject('a');\n", {
          'src/store.js': 'export const store = new Map();\n',
        }),
      },
    ],
  },
  storedFor,
);

/** A library of several services may be used by one of them alone. */
function storedFor(sighting: InService<Sighting>, { sightings }: EvidenceFacts): LocatedMatch {
  const { kind, span, text, confidence, service } = sighting;
  const isShared = sightings.some(
    (other) =>
      other.kind === kind &&
      other.service !== service &&
      other.span.file === span.file &&
      other.span.line === span.line,
  );
  return { span, text, service, confidence: isShared ? 'medium' : confidence };
}
