import { entryOf, option, settled } from '../../../syntax/code/arguments.js';
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
import type { CodeRecogniser, Recogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import type { EvidenceSignal } from '../../signal.js';
import { sightedSignal } from '../../signal.js';
import { deployment } from './examples.js';
import { severalInstances } from './instances.js';
import { objectStorage, storedOutside } from './object-storage.js';
import { settingLines } from './setting-lines.js';
import { shapesOf, workloadShapes } from './workload-shapes.js';

const question = 'independent-scaling';

export const uploadsInObjectStorage = sightedSignal({
  id: 'uploads-in-object-storage',
  question,
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
        'app/settings.py': 'STORAGES = {\n    "default": {"BACKEND": "storages.backends.s3.S3Storage"},\n}\n',
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
});

const onDisk = 'uploads-on-local-disk';

/** Places for what is thrown away soon. */
const temporary = /^\/?(?:tmp|var\/tmp|temp)\b|\btmpdir\b/;

/** Source: https://github.com/expressjs/multer#multeropts */
const inCode: CodeRecogniser = {
  in: 'code',
  sighting: onDisk,
  languages: ['javascript', 'go'],
  words: /multer|gin-gonic\/gin|SaveUploadedFile/,
  *see(code) {
    // What is read or removed afterwards by hand was kept for a moment only.
    if (/\bunlink|\brmSync|os\.Remove|\bfs\.(?:promises\.)?rm\b/.test(code.source.text)) return;
    for (const call of code.calls) {
      if (call.target === 'multer') {
        const place = option(call, 'dest');
        if (place && !isTemporary(place, code.source.text))
          yield seenAt(
            code,
            call,
            'files of users are written to the disk of the instance (multer with dest)',
            'medium',
          );
      }
      if (call.target === 'multer.diskStorage') {
        const options = call.arguments[0] ? settled(call.arguments[0].value) : undefined;
        const place = options?.kind === 'map' ? entryOf(options, 'destination') : undefined;
        if (place && !isTemporary(place, code.source.text))
          yield seenAt(
            code,
            call,
            'files of users are written to the disk of the instance (multer.diskStorage)',
            'medium',
          );
      }
      if (/^github\.com\/gin-gonic\/gin\.Context\(\)\.SaveUploadedFile$/.test(call.target))
        yield seenAt(
          code,
          call,
          'files of users are written to the disk of the instance (SaveUploadedFile of gin)',
          'medium',
        );
    }
  },
};

function isTemporary(place: { readonly start: number; readonly end: number }, text: string): boolean {
  return temporary.test(text.slice(place.start, place.end).replace(/^['"`]/, ''));
}

const rails: Recogniser = {
  in: 'text',
  sighting: onDisk,
  files: /(?:^|\/)config\/environments\/production\.rb$/,
  words: /active_storage\.service/,
  see: (source) =>
    settingLines(source, /active_storage\.service\s*=\s*:local\b/, () => ({
      text: 'files of users are written to the disk of the instance in production (Active Storage, :local)',
      confidence: 'high',
    })),
};

const multer =
  "const multer = require('multer');\nconst upload = multer({ dest: 'uploads/' });\napp.post('/avatar', upload.single('avatar'), save);\n";
const replicated = { 'k8s/app.yaml': deployment({ replicas: 3 }) };

export const uploadsOnLocalDisk: EvidenceSignal = {
  id: onDisk,
  question,
  stance: 'contradicts',
  meaning: 'A file is there on one instance, and missing on all others and after the next release.',
  recognition:
    'multer with a directory, SaveUploadedFile of gin, or Active Storage on the local disk in production, in a service that runs in several instances.',
  guards: [
    'One instance, or a number that is not known, is not judged.',
    'A directory for temporary files, and files that the same code removes, are on their way to somewhere else.',
    'A service that puts files into object storage, or mounts a volume, may keep them there.',
  ],
  languages: ['JavaScript', 'Ruby', 'Go'],
  recognisers: [inCode, rails, workloadShapes, ...objectStorage],
  seen: [
    { title: 'multer', files: nodeService(multer, replicated) },
    {
      title: 'multer.diskStorage',
      files: nodeService(
        "const multer = require('multer');\nconst storage = multer.diskStorage({ destination: 'public/avatars' });\nconst upload = multer({ storage });\n",
        replicated,
      ),
    },
    {
      title: 'gin',
      files: goService(
        'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc keep(c *gin.Context) {\n\tfile, _ := c.FormFile("avatar")\n\tc.SaveUploadedFile(file, "public/avatars/"+file.Filename)\n}\n\nfunc main() {}\n',
        replicated,
      ),
    },
    {
      title: 'Active Storage',
      files: rubyService('', {
        ...replicated,
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.active_storage.service = :local\nend\n',
      }),
    },
  ],
  unseen: [
    { title: 'one instance', files: nodeService(multer) },
    {
      title: 'a directory for temporary files',
      files: nodeService(multer.replace('uploads/', '/tmp/uploads'), replicated),
    },
    {
      title: 'files that go on to S3',
      files: nodeService(
        `import { PutObjectCommand } from '@aws-sdk/client-s3';\n${multer}const save = (request) => s3.send(new PutObjectCommand({ Body: request.file }));\n`,
        replicated,
      ),
    },
    {
      title: 'a volume',
      files: nodeService(multer, {
        'k8s/app.yaml': deployment({
          replicas: 3,
          pod: 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]\n',
          container: 'volumeMounts: [{name: data, mountPath: /uploads}]\n',
        }),
      }),
    },
    {
      title: 'memory',
      files: nodeService(
        multer.replace("{ dest: 'uploads/' }", '{ storage: multer.memoryStorage() }'),
        replicated,
      ),
    },
  ],
  detect: (facts) => {
    const { sightings } = facts;
    const mounting = new Set(
      shapesOf(facts).flatMap(({ claims, workload }) =>
        claims.length > 0 && workload ? [workload.service] : [],
      ),
    );
    const outside = new Set(
      sightings.filter(({ kind }) => kind === storedOutside).map(({ service }) => service),
    );
    return sightings.flatMap(({ kind, span, text, confidence, service }) => {
      if (kind !== onDisk || mounting.has(service) || outside.has(service)) return [];
      const instances = severalInstances(service, facts);
      return instances === undefined
        ? []
        : [{ span, text: `${text}, and ${instances}`, confidence, service }];
    });
  },
};
