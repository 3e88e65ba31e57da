import type { RouteFramework } from '../../route-framework.js';
import { isFrontSetting } from '../php/front-server.js';

export const symfony: RouteFramework = {
  name: 'symfony',
  title: 'Symfony',
  homepage: 'https://symfony.com/doc/current/routing.html',
  languages: ['php'],
  recognition: [
    'In a project whose composer.json requires `symfony/framework-bundle`: config/routes.yaml, .php, .xml and the files of config/routes (app/config/routing.yml of older versions), with the folders, files and bundles of the repository that they import; also the folders of classes that src/Kernel.php imports.',
    '`#[Route]` and `@Route` on classes and methods, invokable classes, FOSRestBundle’s `#[Get]` …, constants in paths, localised paths, prefixes, parameters of the container, defaults that shorten a path.',
    'Sections and folders for the development environment are marked so, those for tests are left out.',
    'Guards are `access_control` of security.yaml (the first line that fits, unless it depends on more than the path), `#[IsGranted]` and `trusted_hosts`.',
    'LiipMonitorBundle serves its checks where it is imported; other bundles answer all paths below their prefix, and without one they keep the list open.',
  ],
  isCandidate: (file) =>
    isFrontSetting(file) || /\.(php|ya?ml|xml)$/.test(file.path) || /(^|\/)composer\.json$/.test(file.path),
  read: async (candidates, view) =>
    candidates.some(({ path }) => /(^|\/)config\/rout(es|ing)(\.|\/)|(^|\/)src\/Kernel\.php$/.test(path))
      ? (await import('./read-symfony.js')).readSymfony(candidates, view)
      : { routes: [], gaps: [], skipped: [] },
};
