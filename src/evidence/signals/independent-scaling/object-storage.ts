import { codeLanguages } from '../../../syntax/code/code-file.js';
import { settled } from '../../../syntax/code/arguments.js';
import type { CodeRecogniser, Recogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import { settingLines } from './setting-lines.js';

/** The sighting of files that are put where all instances find them. */
export const storedOutside = 'uploads-in-object-storage';

interface Put {
  readonly from: RegExp;
  readonly names: RegExp;
  readonly store: string;
}

/** Calls that put an object, by what their target begins with: the module, in C# the type; from the documentations of the clients. */
const puts: readonly Put[] = [
  {
    from: /^@aws-sdk\/client-s3\./,
    names: /^(?:PutObjectCommand|CreateMultipartUploadCommand|putObject)$/,
    store: 'S3',
  },
  { from: /^@aws-sdk\/lib-storage\./, names: /^Upload$/, store: 'S3' },
  { from: /^@aws-sdk\/s3-presigned-post\./, names: /^createPresignedPost$/, store: 'S3' },
  {
    from: /^aws-sdk(?:\/clients\/s3)?\b.*\(\)\./,
    names: /^(?:putObject|upload|createPresignedPost)$/,
    store: 'S3',
  },
  { from: /^multer-s3\b/, names: /^(?:multer-s3|multerS3|default)$/, store: 'S3' },
  {
    from: /^@google-cloud\/storage\./,
    names: /^(?:upload|save|createWriteStream)$/,
    store: 'Google Cloud Storage',
  },
  {
    from: /^@azure\/storage-blob\./,
    names: /^(?:upload|uploadData|uploadStream|uploadFile)$/,
    store: 'Azure Blob Storage',
  },
  {
    from: /^minio\b/,
    names: /^(?:putObject|fPutObject|presignedPutObject|put_object|fput_object)$/,
    store: 'an S3-compatible store',
  },
  {
    from: /^(?:boto3|aioboto3|aiobotocore\.session)\b/,
    names: /^(?:upload_file|upload_fileobj|put_object|generate_presigned_post)$/,
    store: 'S3',
  },
  { from: /^google\.cloud\.storage\b/, names: /^(?:upload_from_\w+)$/, store: 'Google Cloud Storage' },
  { from: /^azure\.storage\.blob\b/, names: /^(?:upload_blob)$/, store: 'Azure Blob Storage' },
  {
    from: /^github\.com\/aws\/aws-sdk-go(?:-v2)?\/.*\bs3\b/,
    names: /^(?:PutObject(?:WithContext|Request)?|Upload(?:WithContext)?|PresignPutObject)$/,
    store: 'S3',
  },
  {
    from: /^github\.com\/minio\/minio-go\b/,
    names: /^(?:F?PutObject|PresignedPutObject)$/,
    store: 'an S3-compatible store',
  },
  { from: /^cloud\.google\.com\/go\/storage\b/, names: /^NewWriter$/, store: 'Google Cloud Storage' },
  {
    from: /^github\.com\/Azure\/azure-sdk-for-go\/.*\bazblob\b/,
    names: /^Upload(?:Buffer|Stream|File)?$/,
    store: 'Azure Blob Storage',
  },
  {
    from: /^(?:com\.amazonaws\.services\.s3|software\.amazon\.awssdk\.(?:services\.s3|transfer\.s3))\./,
    names: /^(?:putObject|uploadFile|upload|presignPutObject)$/,
    store: 'S3',
  },
  {
    from: /^com\.google\.cloud\.storage\./,
    names: /^(?:create|createFrom|writer)$/,
    store: 'Google Cloud Storage',
  },
  { from: /^com\.azure\.storage\.blob\./, names: /^(?:upload\w*)$/, store: 'Azure Blob Storage' },
  {
    // Classes of a package that is imported as a whole have no package here.
    from: /^(?:io\.minio\.|Minio(?:Async)?Client\(\))/,
    names: /^(?:putObject|uploadObject)$/,
    store: 'an S3-compatible store',
  },
  {
    from: /^(?:AmazonS3|S3Client|S3AsyncClient|S3TransferManager|S3Presigner)\(\)/,
    names: /^(?:putObject|uploadFile|presignPutObject)$/,
    store: 'S3',
  },
  {
    from: /^Blob(?:Container)?(?:Async)?Client\(\)/,
    names: /^upload(?:FromFile|WithResponse)?$/,
    store: 'Azure Blob Storage',
  },
  {
    // https://github.com/minio/minio-dotnet
    from: /^I?MinioClient\(\)/,
    names: /^(?:PutObjectAsync|PresignedPutObjectAsync)$/,
    store: 'an S3-compatible store',
  },
  {
    from: /^(?:I?AmazonS3(?:Client)?|I?TransferUtility)\(\)\./,
    names: /^(?:PutObjectAsync|UploadAsync|UploadObjectFromStreamAsync)$/,
    store: 'S3',
  },
  {
    from: /^Blob(?:Container|Service)?Client\(\)/,
    names: /^(?:UploadAsync|Upload|UploadBlobAsync)$/,
    store: 'Azure Blob Storage',
  },
  {
    from: /^StorageClient(?:\(\)|\.Create\w*\(\))/,
    names: /^UploadObject(?:Async)?$/,
    store: 'Google Cloud Storage',
  },
  { from: /^Aws(?:::|\.)S3\b/, names: /^(?:put_object|upload_file|put|presigned_post)$/, store: 'S3' },
  { from: /^\\?Aws\\S3\\S3Client\b/, names: /^(?:putObject(?:Async)?|upload)$/, store: 'S3' },
  { from: /^aws_sdk_s3\b/, names: /^put_object$/, store: 'S3' },
  { from: /^ExAws\.S3\b/, names: /^(?:put_object|upload|presigned_url)$/, store: 'S3' },
];

/** Scripts that a person or a schedule runs: dumps and backups are no files of users. */
const handRun =
  /(?:^|\/)(?:scripts?|tasks|bin|tools?|backups?|migrations?|cli|management\/commands)\/|backup|dump/i;

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: storedOutside,
  languages: codeLanguages,
  words:
    /\bs3\b|\bS3\b|boto|multer-s3|[mM]inio|cloud[-./]storage|cloud\.google\.com\/go\/storage|Cloud\.Storage|storage[-.]blob|Storage\.Blobs|azblob|aws-sdk|aws_sdk_s3|Storage::disk|AmazonS3|TransferUtility|BlobClient|BlobContainerClient/,
  *see(code) {
    if (handRun.test(code.source.path)) return;
    for (const call of code.calls) {
      const put = puts.find(({ from, names }) => names.test(call.name) && from.test(call.target));
      if (put) yield seenAt(code, call, `files are put into ${put.store} (${call.name})`);
      // Source: https://laravel.com/docs/filesystem#obtaining-disk-instances
      const disk = /^\\?Illuminate\\Support\\Facades\\Storage\.disk$/.test(call.target)
        ? call.arguments[0]?.value
        : undefined;
      if (disk?.kind === 'text' && /^(?:s3|gcs|azure|r2|spaces)\b/.test(disk.text))
        yield seenAt(code, call, `files are kept on the disk ${disk.text} of Laravel`);
    }
  },
};

/** Source: https://django-storages.readthedocs.io/en/latest/ */
const django: CodeRecogniser = {
  in: 'code',
  sighting: storedOutside,
  languages: ['python'],
  words: /storages\.backends/,
  *see(code) {
    for (const { place, value, start, end, context } of code.assignments) {
      if (!/^(?:DEFAULT_FILE_STORAGE|STORAGES|MEDIA_STORAGE)$/.test(place.name) || context.conditional)
        continue;
      const texts =
        value.kind === 'map'
          ? value.entries.flatMap(({ name, value: entry }) =>
              name === 'default' && entry.kind === 'map'
                ? entry.entries.map((item) => settled(item.value))
                : [],
            )
          : [settled(value)];
      const backend = texts.flatMap((text) =>
        text.kind === 'text' && /^storages\.backends\.(?:s3|gcloud|azure|dropbox)/.test(text.text)
          ? [text.text]
          : [],
      )[0];
      if (backend !== undefined)
        yield seenAt(
          code,
          { start, end },
          `files of users are kept in object storage (${backend.split('.').at(-1) ?? ''} of django-storages)`,
        );
    }
  },
};

/** Source: https://guides.rubyonrails.org/active_storage_overview.html#setup */
const activeStorage: Recogniser = {
  in: 'text',
  sighting: storedOutside,
  files: /(?:^|\/)config\/environments\/production\.rb$/,
  words: /active_storage\.service/,
  see: (source) =>
    settingLines(source, /active_storage\.service\s*=\s*:(\w+)/, ([, service = '']) =>
      /^(?:local|disk|test)/.test(service)
        ? undefined
        : {
            text: `files of users are kept in ${service} in production (Active Storage)`,
            confidence: 'high',
          },
    ),
};

/** Sources: https://github.com/carrierwaveuploader/carrierwave#using-amazon-s3, https://laravel.com/docs/filesystem */
const lines: Recogniser = {
  in: 'text',
  sighting: storedOutside,
  files:
    /(?:Uploader|uploader|\/config\/initializers\/[\w-]+)\.rb$|\/config\/filesystems\.php$|^config\/filesystems\.php$/,
  words: /storage\s+:(?:fog|aws)|FILESYSTEM_D/,
  see: (source) =>
    settingLines(
      source,
      /^\s*storage\s+:(fog|aws)\b|['"]default['"]\s*=>\s*env\(\s*['"]FILESYSTEM_D(?:ISK|RIVER)['"]\s*,\s*['"](s3|gcs|azure)['"]/,
      ([, uploader, disk]) => ({
        text: `files of users are kept in object storage (${uploader ?? disk ?? ''})`,
        confidence: uploader === undefined ? 'medium' : 'high',
      }),
    ),
};

/** Recognisers of files that are put into object storage. */
export const objectStorage: readonly Recogniser[] = [inCode, django, activeStorage, lines];
