// What evidence costs, for `npm run bench`: the recognisers against reading the same files, and what files cost that cannot matter.
// Run by itself with a folder (`node scripts/bench-evidence.js FOLDER`) it prints the seconds that reading and recognising take there.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);
const lintel = fileURLToPath(new URL('../bin/run.js', import.meta.url));

/** Files beside the services that have no word of a recogniser in them: 20,000 of some 2 KB each. */
const bystanders = 20_000;

/** The program of a service in each of some languages: how it is known, and a file of it. */
const programs = [
  {
    frame: {
      'package.json':
        '{"name": "app", "scripts": {"start": "node src/0.js"}, "dependencies": {"express": "^5"}}\n',
    },
    path: (file) => `src/${file}.js`,
    text: (file) =>
      `import axios from 'axios';\nimport Redis from 'ioredis';\nconst redis = new Redis();\nexport async function load${file}(id) {\n  const known = await redis.get(\`order:\${id}\`);\n  if (known) return JSON.parse(known);\n  const { data } = await axios.get(\`https://orders/\${id}\`, { timeout: 3000 });\n  await redis.set(\`order:\${id}\`, JSON.stringify(data), 'EX', 60);\n  return data;\n}\n`,
  },
  {
    frame: { 'pyproject.toml': '[project]\nname = "app"\ndependencies = ["fastapi", "redis"]\n' },
    path: (file) => `app/part${file}.py`,
    text: (file) =>
      `import requests\nfrom redis import Redis\n\nredis = Redis()\n\n\ndef load${file}(id):\n    known = redis.get(f"order:{id}")\n    if known:\n        return known\n    found = requests.get(f"https://orders/{id}", timeout=3).text\n    redis.set(f"order:{id}", found, ex=60)\n    return found\n`,
  },
  {
    frame: { 'pom.xml': '<project><artifactId>app</artifactId></project>\n' },
    path: (file) => `src/main/java/app/Part${file}.java`,
    text: (file) =>
      `package app;\n\nimport org.springframework.web.client.RestTemplate;\nimport redis.clients.jedis.JedisPool;\n\nclass Part${file} {\n  private final RestTemplate rest;\n  private final JedisPool pool;\n\n  Part${file}(RestTemplate rest, JedisPool pool) {\n    this.rest = rest;\n    this.pool = pool;\n  }\n\n  String load(String id) {\n    try (var redis = pool.getResource()) {\n      String found = rest.getForObject("https://orders/" + id, String.class);\n      redis.setex("order:" + id, 60, found);\n      return found;\n    }\n  }\n}\n`,
  },
  {
    frame: {
      Gemfile: "source 'https://rubygems.org'\ngem 'rails'\n",
      'config.ru': 'run Rails.application\n',
    },
    path: (file) => `app/services/part${file}.rb`,
    text: (file) =>
      `class Part${file}\n  def redis\n    @redis ||= Redis.new(timeout: 1)\n  end\n\n  def load(id)\n    Rails.cache.fetch("order:#{id}", expires_in: 1.minute) do\n      Faraday.new(url: "https://orders", request: { timeout: 3 }).get("/#{id}").body\n    end\n  end\nend\n`,
  },
];

function write(root, path, text) {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Eight services of 100 files each, in four languages. */
function services() {
  const root = mkdtempSync(join(tmpdir(), 'lintel-bench-'));
  for (let service = 0; service < 8; service += 1) {
    const { frame, path, text } = programs[service % programs.length];
    const base = `services/s${service}`;
    for (const [name, content] of Object.entries(frame)) write(root, `${base}/${name}`, content);
    write(root, `${base}/Dockerfile`, 'FROM debian\nCOPY . .\nCMD ["./start"]\n');
    for (let file = 0; file < 100; file += 1) write(root, `${base}/${path(file)}`, text(file));
  }
  return root;
}

/** Program text of no service, pages, pictures as text, tables. */
function addBystanders(root) {
  const endings = ['js', 'md', 'svg', 'csv', 'css', 'py', 'html', 'txt'];
  const text = 'a line that says nothing of what a service does when the others are slow\n'.repeat(28);
  for (let file = 0; file < bystanders; file += 1)
    write(root, `library/l${file % 100}/f${file}.${endings[file % endings.length]}`, `${file} ${text}`);
}

function track(root) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'bench');
}

/** Seconds and peak memory (MB) of a cold scan. */
function scan(root) {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-bench-'));
  const note = join(folder, 'memory');
  const hook = `data:text/javascript,${encodeURIComponent(
    `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(note)}, String(process.resourceUsage().maxRSS)));`,
  )}`;
  try {
    const started = performance.now();
    const { status, signal, stderr } = spawnSync(
      process.execPath,
      ['--import', hook, lintel, 'scan', root, '--json'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, LINTEL_CACHE_DIR: '' },
      },
    );
    if (status !== 0 || signal !== null)
      throw new Error(`lintel scan ended with ${signal ?? status}: ${stderr.toString()}`);
    const time = (performance.now() - started) / 1000;
    return { time, memory: Number(readFileSync(note, 'utf8')) / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same files, read and nothing else, and read for what the recognisers know (and for who serves); the better of three runs each, in turns. */
async function measure(root) {
  const built = (path) => import(new URL(`../build/${path}.js`, import.meta.url));
  const { openScanned } = await built('workflows/open-scanned');
  const { findServices } = await built('services/find-services');
  const { readServedCode } = await built('services/served-code');
  const { readSightings } = await built('evidence/read-sightings');
  const { recognisers } = await built('evidence/registry');
  const timed = async (work) => {
    // Each run has a view of its own: none finds texts that another has read.
    const scanned = await openScanned(root);
    try {
      const { services: found } = await findServices(scanned.view);
      const started = performance.now();
      await work(scanned.view, found);
      return (performance.now() - started) / 1000;
    } finally {
      await scanned.close();
    }
  };
  const times = { baseline: Infinity, subject: Infinity };
  for (let round = 0; round < 3; round += 1) {
    times.baseline = Math.min(
      times.baseline,
      await timed(async (view) => {
        for (const { path } of view.files) await view.read(path);
      }),
    );
    times.subject = Math.min(
      times.subject,
      await timed(async (view, found) => {
        const served = await readServedCode(view, found);
        await readSightings(view, recognisers, (path) => served.serves(path));
      }),
    );
  }
  return times;
}

/** The seconds of {@link measure}, in a process of its own. */
function measured(root) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [self, root], { maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`measuring ${root} ended with ${status}: ${stderr.toString()}`);
  return JSON.parse(stdout.toString());
}

function row(name, unit, subject, baseline) {
  console.log(
    `${name.padEnd(52)} ${subject.toFixed(0).padStart(7)} ${unit}  ${baseline.toFixed(0).padStart(7)} ${unit}  ${(subject / baseline).toFixed(2)}×`,
  );
}

function rowOfSightings(name, { subject, baseline }) {
  row(name, 'ms', subject * 1000, baseline * 1000);
}

/**
 * Prints what evidence costs.
 * @param given a repository to measure as well; undefined when there is none.
 */
export function reportEvidence(given) {
  const root = services();
  try {
    track(root);
    console.log('\nevidence');
    rowOfSightings('recognisers / reading the files (800, all matter)', measured(root));
    const alone = scan(root);
    addBystanders(root);
    track(root);
    const among = scan(root);
    rowOfSightings(
      `recognisers / reading the files (${bystanders.toLocaleString('en')} more)`,
      measured(root),
    );
    row('time of a scan, with them / without', 'ms', among.time * 1000, alone.time * 1000);
    row('peak memory of a scan, with them / without', 'MB', among.memory, alone.memory);
    if (given !== undefined) rowOfSightings(`recognisers / reading the files of ${given}`, measured(given));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

if (process.argv[1] === self && process.argv[2] !== undefined)
  console.log(JSON.stringify(await measure(process.argv[2])));
