/**
 * What a command of a package's script does: `runs` a program of the package, only `orchestrates` other packages or services,
 * `watches` (compiles, tests, shows components or docs while one works), starts a `client` (phone or desktop), or cannot be told (`unknown`).
 */
export type StartKind = 'runs' | 'orchestrates' | 'watches' | 'client' | 'unknown';

const runners =
  /^(node|nodejs|nodemon|ts-node|ts-node-dev|tsnd|tsx|bun|deno|pm2|pm2-runtime|forever|nest|next|nuxt|nuxi|fastify|serve|http-server|react-scripts|react-app-rewired|craco|vue-cli-service|ng|gatsby|remix|remix-serve|react-router|react-router-serve|astro|vite|svelte-kit|ember|strapi|medusa|adonis|moleculer-runner|ts-node-esm|babel-node|sails|keystone|directus|meteor|functions-framework|func|wrangler|micro|ace|parcel|webpack-dev-server|probot|serverless|sls)$/;
const orchestrators =
  /^(turbo|nx|lerna|rush|wsrun|ultra|docker|docker-compose|podman|skaffold|tilt|make|foreman|honcho|overmind|moon)$/;
const watchers =
  /^(tsc|tsup|rollup|tsdx|microbundle|babel|swc|esbuild|storybook|start-storybook|styleguidist|docusaurus|vuepress|vitepress|jest|vitest|mocha|karma|eslint|sass|postcss|webpack|gulp|grunt|father|dumi|ng-packagr|preconstruct|unbuild|pkgroll|wireit)$/;
const clients =
  /^(expo|react-native|electron|electron-forge|electron-vite|ionic|cap|capacitor|tauri|web-ext|plasmo|wxt|vsce)$/;
const wrappers =
  /^(cross-env|cross-env-shell|env|dotenv|dotenvx|env-cmd|exec|npx|pnpx|bunx|dumb-init|tini|time|sudo|nohup|infisical|op|doppler|heroku|with-env|wait-on|--|run)$/;
const managers = /^(npm|yarn|pnpm|bun)$/;

/** What the script of that name does; scripts that it calls are followed. */
export function startKind(scripts: ReadonlyMap<string, string>, name: string): StartKind {
  const command = scripts.get(name);
  return command === undefined ? 'unknown' : commandKind(command, scripts, new Set([name]));
}

function commandKind(command: string, scripts: ReadonlyMap<string, string>, seen: Set<string>): StartKind {
  const parts = command.slice(0, 2_000).split(/&&|\|\||;|\||&/);
  const kinds = new Set<StartKind>();
  for (const part of parts) {
    const words = part
      .replace(/["']/g, ' ')
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words[0] === 'cd') {
      kinds.add('orchestrates');
      break;
    }
    kinds.add(simpleKind(words, scripts, seen));
  }
  const order: readonly StartKind[] = ['client', 'runs', 'orchestrates', 'unknown', 'watches'];
  return order.find((kind) => kinds.has(kind)) ?? 'unknown';
}

function simpleKind(
  words: readonly string[],
  scripts: ReadonlyMap<string, string>,
  seen: Set<string>,
): StartKind {
  const rest = wrappers.test(words[0] ?? '') ? words.slice(words.indexOf('--') + 1) : [...words];
  while (
    rest[0] !== undefined &&
    (wrappers.test(rest[0]) || /^[A-Za-z_]\w*=/.test(rest[0]) || /^-{1,2}\w/.test(rest[0]))
  )
    rest.shift();
  const [written = '', ...after] = rest;
  const first = written.replace(/^(\.\/)?node_modules\/\.bin\//, '');
  if (first === '') return 'watches';
  if (/^(concurrently|npm-run-all|run-p|run-s|npm-run-all2)$/.test(first))
    return scriptsKind(after, scripts, seen);
  if (managers.test(first)) return managerKind(first, after, scripts, seen);
  if (orchestrators.test(first)) return 'orchestrates';
  if (clients.test(first)) return 'client';
  if (watchers.test(first) || isBuild(first, after)) return 'watches';
  return runners.test(first) ? 'runs' : 'unknown';
}

/** Servers' own tools have commands that only build, test or show. */
function isBuild(tool: string, words: readonly string[]): boolean {
  const verb = words.find((word) => !word.startsWith('-')) ?? '';
  if (tool === 'node' || tool === 'nodejs') return false;
  return /^(build|test|lint|export|generate|prepare|info|sync|check|typegen|deploy)$/.test(verb);
}

function managerKind(
  manager: string,
  words: readonly string[],
  scripts: ReadonlyMap<string, string>,
  seen: Set<string>,
): StartKind {
  if (
    words.some((word) =>
      /^(-w|-r|-F|--workspaces?|--workspace=.*|--filter|--filter=.*|--prefix|--prefix=.*|--cwd|--cwd=.*|-C|--recursive|--parallel|workspaces?)$/.test(
        word,
      ),
    )
  )
    return 'orchestrates';
  const name = words.find((word) => !word.startsWith('-') && word !== 'run' && word !== 'run-script');
  if (name === undefined) return 'unknown';
  if (/^(install|ci|i|add)$/.test(name)) return 'watches';
  if (name === 'exec' || name === 'dlx' || name === 'x')
    return simpleKind(words.slice(words.indexOf(name) + 1), scripts, seen);
  if (!scripts.has(name)) {
    if (manager === 'bun' && /\.[cm]?[jt]sx?$/.test(name)) return 'runs';
    return manager === 'npm' ? 'unknown' : simpleKind(words.slice(words.indexOf(name)), scripts, seen);
  }
  return called(name, scripts, seen);
}

function scriptsKind(
  words: readonly string[],
  scripts: ReadonlyMap<string, string>,
  seen: Set<string>,
): StartKind {
  const names = words
    .map((word) => word.replace(/^(npm|yarn|pnpm|bun):/, ''))
    .filter((word) => scripts.has(word));
  const kinds = new Set(names.map((name) => called(name, scripts, seen)));
  return kinds.has('runs') ? 'runs' : 'orchestrates';
}

function called(name: string, scripts: ReadonlyMap<string, string>, seen: Set<string>): StartKind {
  const command = scripts.get(name);
  if (command === undefined || seen.has(name) || seen.size > 20) return 'unknown';
  seen.add(name);
  return commandKind(command, scripts, seen);
}
