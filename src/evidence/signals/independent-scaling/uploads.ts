import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
} from '../../examples.js';
import type { Recogniser } from '../../recogniser.js';
import type { EvidenceSignal } from '../../signal.js';
import { deployment } from './examples.js';
import { severalInstances } from './instances.js';
import { localDiskWrites } from './local-disk-writes.js';
import { objectStorage, storedOutside } from './object-storage.js';
import { settingLines } from './setting-lines.js';
import { shapesOf, workloadShapes } from './workload-shapes.js';

const question = 'independent-scaling';

const onDisk = 'uploads-on-local-disk';

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
    'multer with a directory, SaveUploadedFile of gin, SaveFile of Fiber, save of Flask, a copy of an UploadFile, transferTo of a MultipartFile, CopyTo of an IFormFile into a file, move_uploaded_file, or Active Storage on the local disk in production, in a service that runs in several instances.',
  guards: [
    'One instance, or a number that is not known, is not judged.',
    'A directory for temporary files, and files that the same code removes, are on their way to somewhere else.',
    'A service that puts files into object storage, or mounts a volume, may keep them there.',
  ],
  languages: ['JavaScript', 'Ruby', 'Go', 'Python', 'Java', 'Kotlin', 'C#', 'PHP'],
  recognisers: [localDiskWrites, rails, workloadShapes, ...objectStorage],
  seen: [
    { title: 'multer', files: nodeService(multer, replicated) },
    {
      title: 'Flask',
      files: pythonService(
        "from flask import request\n\n\ndef keep():\n    avatar = request.files['avatar']\n    avatar.save('uploads/' + avatar.filename)\n",
        replicated,
      ),
    },
    {
      title: 'FastAPI',
      files: pythonService(
        'import shutil\nfrom fastapi import FastAPI, UploadFile\n\napp = FastAPI()\n\n@app.post("/avatar")\ndef keep(avatar: UploadFile):\n    with open(f"uploads/{avatar.filename}", "wb") as out:\n        shutil.copyfileobj(avatar.file, out)\n',
        replicated,
      ),
    },
    {
      title: 'Spring',
      files: javaService(
        'import java.io.File;\nimport org.springframework.web.multipart.MultipartFile;\n\nclass Avatars {\n  void keep(MultipartFile avatar) throws Exception {\n    avatar.transferTo(new File("uploads/" + avatar.getOriginalFilename()));\n  }\n}\n',
        replicated,
      ),
    },
    {
      title: 'Spring in Kotlin',
      files: kotlinService(
        'import java.io.File\nimport org.springframework.web.multipart.MultipartFile\n\nclass Avatars {\n  fun keep(avatar: MultipartFile) {\n    avatar.transferTo(File("uploads/" + avatar.originalFilename))\n  }\n}\n',
        replicated,
      ),
    },
    {
      title: 'ASP.NET',
      files: csharpService(
        'public class Avatars : ControllerBase\n{\n    [HttpPost]\n    public async Task Keep(IFormFile avatar)\n    {\n        using var stream = new FileStream(Path.Combine("uploads", avatar.FileName), FileMode.Create);\n        await avatar.CopyToAsync(stream);\n    }\n}\n',
        replicated,
      ),
    },
    {
      title: 'PHP',
      files: phpService(
        "class Avatars\n{\n    public function keep()\n    {\n        move_uploaded_file($_FILES['avatar']['tmp_name'], 'uploads/' . $_FILES['avatar']['name']);\n    }\n}\n",
        replicated,
      ),
    },
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
    {
      title: 'a temporary file',
      files: javaService(
        'import java.io.File;\nimport org.springframework.web.multipart.MultipartFile;\n\nclass Avatars {\n  File read(MultipartFile avatar) throws Exception {\n    File copy = File.createTempFile("avatar", ".png");\n    avatar.transferTo(copy);\n    return copy;\n  }\n}\n',
        replicated,
      ),
    },
    {
      title: 'a copy in memory',
      files: csharpService(
        'public class Avatars : ControllerBase\n{\n    [HttpPost]\n    public async Task Read(IFormFile avatar)\n    {\n        using var stream = new MemoryStream();\n        await avatar.CopyToAsync(stream);\n    }\n}\n',
        replicated,
      ),
    },
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
