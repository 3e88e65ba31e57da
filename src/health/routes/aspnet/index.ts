import type { RouteFramework } from '../../route-framework.js';

export const aspnet: RouteFramework = {
  name: 'aspnet',
  title: 'ASP.NET Core',
  homepage: 'https://learn.microsoft.com/aspnet/core/fundamentals/routing',
  languages: ['C#'],
  recognition: [
    'A file starts a web application (`WebApplication.CreateBuilder`, `UseStartup`, `ConfigureWebHostDefaults`); its start is followed into all methods of the repository that it hands the application to.',
    '`MapGet` and its kind with their groups and branches, controllers with attribute or conventional routes, `MapHealthChecks` and `UseHealthChecks` with the checks that are registered, Razor pages, FastEndpoints and Carter.',
    'Methods of libraries that map routes by themselves are read when their routes are known, and are a gap otherwise.',
  ],
  isCandidate: ({ path }) =>
    /\.(cs|csproj|cshtml|razor)$/.test(path) || /(^|\/)appsettings(\.\w+)?\.json$/i.test(path),
  async read(candidates, view) {
    if (!candidates.some(({ path }) => path.endsWith('.cs'))) return { routes: [], gaps: [], skipped: [] };
    const { readAspnet } = await import('./read-aspnet.js');
    return readAspnet(candidates, view);
  },
};
