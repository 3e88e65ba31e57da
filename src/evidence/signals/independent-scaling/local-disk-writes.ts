import { entryOf, option, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeLanguage, CodeValue } from '../../../syntax/code/code-file.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';

/** Places for what is thrown away soon. */
const temporary =
  /^\W*(?:tmp|var\/tmp|temp)\b|\btmp_?dir\b|te?mp_?(?:file|path|name)|mkdtemp|createTemp|GetTemp/i;

/** What is read or removed afterwards by hand was kept for a moment only. */
const passing =
  /\bunlink|\brmSync|os\.[Rr]emove|\bfs\.(?:promises\.)?rm\b|Files\.delete|File\.Delete|\.delete\(\)|File\.rm|tempfile|TemporaryFile|TemporaryDirectory/;

interface DiskWrite {
  readonly languages: readonly CodeLanguage[];
  readonly target: RegExp;
  readonly name: string;
  /** Where on the disk it goes; nothing where it goes elsewhere after all. */
  readonly place: (call: CodeCall, code: CodeFile) => CodeValue | undefined;
}

const argument =
  (index: number) =>
  (call: CodeCall): CodeValue | undefined =>
    call.arguments[index]?.value;

/** Ways to write what a client sent to the disk, from the documentations of the frameworks. */
const writes: readonly DiskWrite[] = [
  {
    // https://github.com/expressjs/multer#multeropts
    languages: ['javascript'],
    target: /^multer$/,
    name: 'multer with dest',
    place: (call) => option(call, 'dest'),
  },
  {
    languages: ['javascript'],
    target: /^multer\.diskStorage$/,
    name: 'multer.diskStorage',
    place: (call) => {
      const options = call.arguments[0] ? settled(call.arguments[0].value) : undefined;
      return options?.kind === 'map' ? entryOf(options, 'destination') : undefined;
    },
  },
  {
    languages: ['go'],
    target: /^github\.com\/gin-gonic\/gin\.Context\(\)\.SaveUploadedFile$/,
    name: 'SaveUploadedFile of gin',
    place: argument(1),
  },
  {
    // https://docs.gofiber.io/api/ctx#savefile
    languages: ['go'],
    target: /^github\.com\/gofiber\/fiber(?:\/v\d+)?\.Ctx\(\)\.SaveFile$/,
    name: 'SaveFile of Fiber',
    place: argument(1),
  },
  {
    // https://werkzeug.palletsprojects.com/en/stable/datastructures/#werkzeug.datastructures.FileStorage.save
    languages: ['python'],
    target: /^flask\.request\.files\b.*\.save$/,
    name: 'save of Flask',
    place: argument(0),
  },
  {
    // https://fastapi.tiangolo.com/tutorial/request-files/
    languages: ['python'],
    target: /^shutil\.copyfileobj$/,
    name: 'copyfileobj of an UploadFile',
    place: (call, code) => {
      const [from, to] = call.arguments;
      return from?.value.kind === 'path' && /\bUploadFile\(\)\.file$/.test(from.value.target)
        ? openedBy(to?.value, code)
        : undefined;
    },
  },
  {
    // https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/web/multipart/MultipartFile.html
    languages: ['java', 'kotlin'],
    target: /(?:^|\.)MultipartFile\(\)\.transferTo$/,
    name: 'transferTo of a MultipartFile',
    place: argument(0),
  },
  {
    // https://learn.microsoft.com/en-us/aspnet/core/mvc/models/file-uploads
    languages: ['csharp'],
    target: /^I?FormFile\(\)\.CopyTo(?:Async)?$/,
    name: 'CopyTo of an IFormFile',
    place: (call) => {
      const to = call.arguments[0]?.value;
      return to?.kind === 'path' &&
        /^(?:System\.IO\.)?(?:FileStream\(\)|File\.(?:Create|OpenWrite)\(\))$/.test(to.target)
        ? settled(to)
        : undefined;
    },
  },
  {
    // https://www.php.net/manual/en/function.move-uploaded-file.php
    languages: ['php'],
    target: /^\\?move_uploaded_file$/,
    name: 'move_uploaded_file',
    place: argument(1),
  },
];

/** Also where a name is given a temporary place before. */
function isTemporary(place: CodeValue, text: string): boolean {
  const known = settled(place);
  return [place, known].some(({ start, end }) => temporary.test(text.slice(start, end)));
}

/** What was opened for a name: `with open(path, "wb") as out`. */
function openedBy(value: CodeValue | undefined, { calls }: CodeFile): CodeValue | undefined {
  if (value?.kind !== 'path' || value.target !== 'open()') return undefined;
  const known = settled(value);
  if (known.kind === 'call') return known.arguments[0]?.value;
  return calls.findLast(({ target, start }) => target === 'open' && start < value.start)?.arguments[0]?.value;
}

/** Files of users that are written to the disk of the instance. */
export const localDiskWrites: CodeRecogniser = {
  in: 'code',
  sighting: 'uploads-on-local-disk',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python'],
  words: {
    csharp: /IFormFile/,
    go: /SaveUploadedFile|SaveFile\(/,
    java: /MultipartFile/,
    javascript: /multer/,
    kotlin: /MultipartFile/,
    php: /move_uploaded_file/,
    python: /request\.files|UploadFile/,
  },
  *see(code) {
    const { text } = code.source;
    if (passing.test(text)) return;
    for (const call of code.calls) {
      const write = writes.find(
        ({ languages, target }) => languages.includes(code.language) && target.test(call.target),
      );
      const place = write?.place(call, code);
      if (write && place && !isTemporary(place, text))
        yield seenAt(
          code,
          call,
          `files of users are written to the disk of the instance (${write.name})`,
          'medium',
        );
    }
  },
};
