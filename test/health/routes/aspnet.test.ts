import { describe, expect, it } from 'vitest';
import { aspnet } from '../../../src/health/routes/aspnet/index.js';
import { readWith } from './framework-reading.js';
import type { FrameworkReading } from './framework-reading.js';

const web = '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>';

async function read(files: Readonly<Record<string, string>>): Promise<FrameworkReading> {
  return readWith(aspnet, { 'src/Api/Api.csproj': web, ...files });
}

/** A Program.cs whose body begins on line 3. */
function program(body: string): Record<string, string> {
  return {
    'src/Api/Program.cs': `var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\n${body}\napp.Run();\n`,
  };
}

describe('minimal APIs', () => {
  it('map verbs, groups in groups, lists of methods, constants and interpolations', async () => {
    const { routes, gaps } = await read(
      program(`const string Version = "v1";
app.MapGet("/", () => "hello");
var api = app.MapGroup($"/api/{Version}").WithTags("x");
var orders = api.MapGroup("orders");
orders.MapGet("/", Orders.List);
orders.MapGet("{id:int}", (int id) => Results.Ok());
orders.MapGet("by/{name?}", (string? name) => Results.Ok());
orders.MapDelete("{*rest}", () => {});
app.MapMethods("/both", ["GET", "HEAD"], () => "x");
app.Map("/any", () => "x");
app.MapGroup("/chain").MapGroup("/deep").MapPost(Names.Save, () => "x").WithName("save");
class Names { public const string Save = nameof(Save) + "/now"; }`),
    );
    expect(gaps).toEqual([]);
    expect(routes).toEqual([
      'GET / src/Api/Program.cs:4',
      'GET /api/v1/orders src/Api/Program.cs:7',
      'GET /api/v1/orders/{id} src/Api/Program.cs:8',
      'GET /api/v1/orders/by src/Api/Program.cs:9',
      'GET /api/v1/orders/by/{name} src/Api/Program.cs:9',
      'DELETE /api/v1/orders/{*rest} src/Api/Program.cs:10',
      'GET /both src/Api/Program.cs:11',
      'HEAD /both src/Api/Program.cs:11',
      'ANY /any src/Api/Program.cs:12',
      'POST /chain/deep/Save/now src/Api/Program.cs:13',
    ]);
  });

  it('follow extension methods, static methods and modules found by their interface into other files', async () => {
    const { routes, gaps } = await read({
      ...program(`app.MapOrders("/v2");
Payments.Register(app);
foreach (var module in app.Services.GetServices<IModule>()) module.Map(app);
app.MapUnknownThing();`),
      'src/Api/Orders.cs': `static class OrderRoutes {
  public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder app, string prefix = "/v1") {
    app.MapGroup(prefix).MapGet("/orders", Get);
    return app;
  }
  static string Get() => "x";
}`,
      'src/Api/Payments.cs':
        'class Payments { public static void Register(WebApplication app) => app.MapGet("/payments", () => 1); }',
      'src/Api/Modules.cs': `interface IModule { void Map(IEndpointRouteBuilder routes); }
class Stock : IModule { public void Map(IEndpointRouteBuilder routes) { routes.MapGet("/stock", () => 1); } }
class Basket : IModule { public void Map(IEndpointRouteBuilder routes) { routes.MapGet("/basket", () => 1); } }`,
    });
    expect(routes).toEqual([
      'GET /v2/orders src/Api/Orders.cs:3',
      'GET /payments src/Api/Payments.cs:1',
      'GET /stock src/Api/Modules.cs:2',
      'GET /basket src/Api/Modules.cs:3',
    ]);
    expect(gaps).toEqual(['src/Api/Program.cs:6 routes that MapUnknownThing maps are not read']);
  });

  it('what stands in another project is registered where the application calls it; that of a stranger is not seen', async () => {
    const { routes } = await readWith(aspnet, {
      'src/Api/Api.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="..\\Defaults\\Defaults.csproj" /></ItemGroup></Project>',
      'src/Defaults/Defaults.csproj': '<Project Sdk="Microsoft.NET.Sdk" />',
      'src/Other/Other.csproj': '<Project Sdk="Microsoft.NET.Sdk" />',
      ...program('app.MapDefaultEndpoints();'),
      'src/Defaults/Extensions.cs': `public static class Extensions {
  public static WebApplication MapDefaultEndpoints(this WebApplication app) {
    if (app.Environment.IsDevelopment())
    {
      app.MapHealthChecks("/health");
      app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = r => r.Tags.Contains("live") });
    }
    return app;
  }
}`,
      'src/Other/Extensions.cs':
        'static class Ext { public static void MapDefaultEndpoints(this WebApplication app) { app.MapGet("/other", () => 1); } }',
    });
    expect(routes).toEqual([
      'GET /health src/Api/Program.cs:3 [development only]',
      'GET /alive src/Api/Program.cs:3 [development only]',
    ]);
  });

  it('conditions: else, negation, early return, other tests, branches by path', async () => {
    const { routes, gaps } = await read(
      program(`if (!app.Environment.IsDevelopment()) { app.MapGet("/a", () => 1); } else app.MapGet("/b", () => 1);
if (options.Metrics) app.MapGet("/c", () => 1);
app.Map("/admin", branch => { branch.UseRouting(); branch.UseEndpoints(e => e.MapGet("/d", () => 1)); });
app.MapWhen(c => c.Request.Host.Port == 81, branch => branch.UseHealthChecks("/e"));
#if DEBUG
app.MapGet("/f", () => 1);
#endif
Later(app);
static void Later(WebApplication app) {
  if (app.Environment.IsProduction()) return;
  app.MapGet("/g", () => 1);
}
app.MapGet(app.Configuration["Path"], () => 1);`),
    );
    expect(routes).toEqual([
      'GET /a src/Api/Program.cs:3 [not in development]',
      'GET /b src/Api/Program.cs:3 [development only]',
      'GET /c src/Api/Program.cs:4 [only if options.Metrics]',
      'GET /admin/d src/Api/Program.cs:5',
      'GET /e src/Api/Program.cs:6 [only when c => c.Request.Host.Port == 81]',
      'GET /f src/Api/Program.cs:8 [development only]',
      'GET /g src/Api/Program.cs:13 [development only]',
    ]);
    expect(gaps).toEqual(['src/Api/Program.cs:15 the path is made at run time']);
  });

  it('Startup with UseEndpoints, a path base, and middleware that answers by itself; one that lets a path through answers nothing', async () => {
    const { routes, gaps } = await read({
      'src/Api/Program.cs':
        'class Program { static void Main(string[] args) => Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => { web.UseStartup<Startup>(); }).Build().Run(); }',
      'src/Api/Startup.cs': `class Startup {
  public void Configure(IApplicationBuilder app, IWebHostEnvironment env) {
    app.UsePathBase("/base");
    app.UseMiddleware<Probe>();
    app.Use(async (context, next) => { if (context.Request.Path == "/skip") { await next(); return; } await next(); });
    app.UseRouting();
    app.UseEndpoints(endpoints => { endpoints.MapGet("/a", () => 1); });
  }
}`,
      'src/Api/Probe.cs': `class Probe {
  public async Task InvokeAsync(HttpContext context) {
    if (context.Request.Path.StartsWithSegments("/healthz")) { context.Response.StatusCode = 200; return; }
    await _next(context);
  }
}`,
    });
    expect(gaps).toEqual([]);
    expect(routes).toEqual([
      'ANY /healthz src/Api/Startup.cs:4',
      'ANY /base/healthz src/Api/Startup.cs:4',
      'ANY /healthz/{*rest} src/Api/Startup.cs:4',
      'ANY /base/healthz/{*rest} src/Api/Startup.cs:4',
      'GET /a src/Api/Startup.cs:7',
      'GET /base/a src/Api/Startup.cs:7',
    ]);
  });

  it('FastEndpoints, Carter and Razor pages', async () => {
    const { routes, guards } = await read({
      ...program(
        'app.UseFastEndpoints(c => c.Endpoints.RoutePrefix = "api");\napp.MapCarter();\napp.MapRazorPages();',
      ),
      'src/Api/Ping.cs': `class Ping : EndpointWithoutRequest { public override void Configure() { Get("/ping"); AllowAnonymous(); } }
class Save : Endpoint<Request> { public override void Configure() { Post("/save"); } }`,
      'src/Api/Module.cs':
        'public class Module : ICarterModule { public void AddRoutes(IEndpointRouteBuilder app) { app.MapGet("/carter", () => 1); } }',
      'src/Api/Pages/Orders/Index.cshtml': '@page\n<p/>',
      'src/Api/Pages/Item.cshtml': '@page "{id:int}"\n',
      'src/Api/Pages/_Layout.cshtml': '<html/>',
    });
    expect(routes).toEqual([
      'GET /carter src/Api/Module.cs:1',
      'POST /api/save src/Api/Ping.cs:2',
      'GET /api/ping src/Api/Ping.cs:1',
      'GET /Item/{id} src/Api/Pages/Item.cshtml:1',
      'GET /Orders src/Api/Pages/Orders/Index.cshtml:1',
      'GET /Orders/Index src/Api/Pages/Orders/Index.cshtml:1',
    ]);
    expect(guards('/api/ping')).toEqual([]);
    expect(guards('/api/save')).toEqual([
      'authentication Save does not call AllowAnonymous() src/Api/Ping.cs:2',
    ]);
  });

  it('clients, mocks and libraries without a start serve nothing', async () => {
    const { routes, gaps } = await read({
      'src/Api/Client.cs': `class Client(HttpClient http) {
  public Task Get() => http.GetAsync("/health");
  void Setup(MockServer app) { app.MapGet("/health", 1); }
}
[Route("api/items")] class ItemsController : ControllerBase { [HttpGet] public string Get() => "x"; }`,
    });
    expect([routes, gaps]).toEqual([[], []]);
  });

  it('a file that does not end and a method that calls itself do no harm', async () => {
    const { routes } = await read({
      ...program('app.MapLoop();\napp.MapGet("/a", () => 1);'),
      'src/Api/Loop.cs':
        'static class Loop { public static void MapLoop(this WebApplication app) { app.MapLoop(); app.MapGet("/loop", () => 1); }',
    });
    expect(routes).toContain('GET /a src/Api/Program.cs:4');
  });
});

describe('controllers', () => {
  const mapped = program('app.MapControllers();');

  it('join class and method templates, tokens, areas, versions and absolute templates', async () => {
    const { routes } = await read({
      ...mapped,
      'src/Api/A.cs': `[ApiController, Route("api/v{version:apiVersion}/[controller]")]
public class OrdersController : ControllerBase {
  [HttpGet] public string List() => "x";
  [HttpGet("{id:guid}"), HttpHead("{id}")] public string One(Guid id) => "x";
  [HttpPost("[action]")] public string SaveAsync() => "x";
  [HttpGet("~/alive")] [HttpGet("/now")] public string Alive() => "x";
  [Route(Paths.All), HttpDelete] public void Remove() {}
  [NonAction] public void Helper() {}
  private void Own() {}
}
[Area("Admin"), Route("[area]/[controller]/[action]")]
public abstract class AdminBase : Controller {}
public class UsersController : AdminBase { public string List() => "x"; }
public static class Paths { public const string All = "all"; }
public class Helper { [HttpGet("/no")] public string No() => "x"; }`,
    });
    expect(routes).toEqual([
      'GET /api/v{version}/Orders src/Api/A.cs:3',
      'GET /api/v{version}/Orders/{id} src/Api/A.cs:4',
      'HEAD /api/v{version}/Orders/{id} src/Api/A.cs:4',
      'POST /api/v{version}/Orders/Save src/Api/A.cs:5',
      'GET /alive src/Api/A.cs:6',
      'GET /now src/Api/A.cs:6',
      'DELETE /api/v{version}/Orders/all src/Api/A.cs:7',
      'ANY /Admin/Users/List src/Api/A.cs:13',
    ]);
  });

  it('conventional routes, with and without their defaults', async () => {
    const { routes } = await read({
      ...program(
        'app.MapControllerRoute(name: "default", pattern: "{controller=Home}/{action=Index}/{id?}");',
      ),
      'src/Api/H.cs': `public class HomeController : Controller { public IActionResult Index() => View(); [HttpPost] public IActionResult Send() => View(); }`,
    });
    expect(routes).toEqual([
      'ANY /Home/Index src/Api/H.cs:1',
      'ANY /Home/Index/{id} src/Api/H.cs:1',
      'ANY /Home src/Api/H.cs:1',
      'ANY / src/Api/H.cs:1',
      'POST /Home/Send src/Api/H.cs:1',
      'POST /Home/Send/{id} src/Api/H.cs:1',
    ]);
  });

  it('[Authorize] of the class guards all but what allows anybody', async () => {
    const { guards } = await read({
      ...mapped,
      'src/Api/A.cs': `[Route("a"), Authorize(Roles = "x")]
public class AController : ControllerBase {
  [HttpGet("closed")] public string Closed() => "x";
  [HttpGet("open"), AllowAnonymous] public string Open() => "x";
}`,
    });
    expect(guards('/a/closed')).toEqual(['authentication [Authorize(Roles = "x")] src/Api/A.cs:1']);
    expect(guards('/a/open')).toEqual([]);
  });
});

describe('health checks', () => {
  const checks = `builder.Services.AddHealthChecks()
  .AddCheck("self", () => HealthCheckResult.Healthy(), tags: new[] { "live" })
  .AddDbContextCheck<ShopContext>(tags: ["ready"])
  .AddRedis("x", name: "redis-main", tags: [Tags.Ready])
  .AddCheck<QueueCheck>("queue");
`;
  const others = {
    'src/Api/Checks.cs': `static class Tags { public const string Ready = "ready"; }
class QueueCheck(IHttpClientFactory factory) : IHealthCheck {
  public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken token) {
    await factory.CreateClient().GetAsync("http://queue"); return HealthCheckResult.Healthy();
  }
}`,
  };

  async function withChecks(body: string): Promise<FrameworkReading> {
    return read({
      ...others,
      'src/Api/Program.cs': `var builder = WebApplication.CreateBuilder(args);\n${checks}var app = builder.Build();\n${body}`,
    });
  }

  it('without a predicate all that are registered run; predicates choose by tag and name', async () => {
    const { touches, route } = await withChecks(`app.MapHealthChecks("/hc");
app.MapHealthChecks("/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
app.MapHealthChecks("/live", new() { Predicate = r => r.Name == "self" });
app.MapHealthChecks("/none", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/most", new HealthCheckOptions { Predicate = r => !r.Name.StartsWith("redis") && r.Name != "queue" });
app.MapHealthChecks("/who", new HealthCheckOptions { Predicate = Choose });
app.UseHealthChecks("/middleware", 8081);`);
    expect(touches('/hc')).toEqual([
      'http factory.CreateClient().GetAsync',
      'http factory.CreateClient',
      'db AddDbContextCheck',
      'cache AddRedis',
    ]);
    expect(touches('/ready')).toEqual(['db AddDbContextCheck', 'cache AddRedis']);
    expect(route('/live')?.handler).toEqual({ name: 'HealthChecks', touches: [] });
    expect(route('/none')?.handler).toMatchObject({ touches: [], canFail: false, constant: true });
    expect(touches('/most')).toEqual(['db AddDbContextCheck']);
    expect(route('/who')?.handler).toBeUndefined();
    expect(route('/middleware')?.port).toBe(8081);
  });

  it('a client in a variable of its own', async () => {
    const { touches } = await read({
      'src/Api/Program.cs': `var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHealthChecks().AddCheck<ApiCheck>("api");
var app = builder.Build();
app.MapHealthChecks("/hc");`,
      'src/Api/ApiCheck.cs': `class ApiCheck : IHealthCheck {
  public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken token) {
    var client = new HttpClient();
    var answer = await client.GetAsync("http://api/items");
    return answer.IsSuccessStatusCode ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
  }
}`,
    });
    expect(touches('/hc')).toEqual(['http client.GetAsync']);
  });

  it('AddHealthChecks alone serves nothing', async () => {
    const { routes } = await withChecks('');
    expect(routes).toEqual([]);
  });

  it('a host may bind the checks to a port', async () => {
    const { route } = await withChecks('app.MapHealthChecks("/healthz").RequireHost("*:9000");');
    expect(route('/healthz')).toMatchObject({ port: 9000 });
    expect(route('/healthz')?.guards).toBeUndefined();
  });
});

describe('guards', () => {
  it('authentication asked for by the endpoint, its group, or the fallback policy, unless anybody is allowed', async () => {
    const { guards } = await read({
      ...program(`app.MapGet("/own", () => 1).RequireAuthorization("admin");
var group = app.MapGroup("/g");
group.RequireAuthorization();
group.MapGet("/closed", () => 1);
group.MapGet("/open", () => 1).AllowAnonymous();
app.MapGet("/plain", () => 1);
app.MapHealthChecks("/healthz").AllowAnonymous();`),
      'src/Api/Auth.cs':
        'static class Auth { public static void Add(IServiceCollection s) { s.AddAuthorization(o => {\n  o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();\n }); } }',
    });
    expect(guards('/own')).toEqual(['authentication RequireAuthorization("admin") src/Api/Program.cs:3']);
    expect(guards('/g/closed')).toEqual(['authentication RequireAuthorization() src/Api/Program.cs:5']);
    expect(guards('/g/open')).toEqual([]);
    expect(guards('/plain')).toEqual([
      'authentication o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build(); src/Api/Auth.cs:2',
    ]);
    expect(guards('/healthz')).toEqual([]);
  });

  it('the redirect to HTTPS stands when its port is known, before what comes behind it', async () => {
    const redirecting = `app.UseHealthChecks("/before");
app.UseHttpsRedirection();
app.UseHealthChecks("/behind");
app.MapGet("/endpoint", () => 1);`;
    const known = await read({
      ...program(redirecting),
      'src/Api/appsettings.json': '{ "https_port": 443, "AllowedHosts": "shop.example;api.example" }',
    });
    expect(known.guards('/before')).toEqual([
      'host-check AllowedHosts: shop.example;api.example src/Api/appsettings.json:1',
    ]);
    expect(known.guards('/behind')).toContain('https-redirect UseHttpsRedirection() src/Api/Program.cs:4');
    expect(known.guards('/endpoint')).toContain('https-redirect UseHttpsRedirection() src/Api/Program.cs:4');
    const unknown = await read({
      ...program(redirecting),
      'src/Api/appsettings.json': '{ "AllowedHosts": "*" }',
    });
    expect(unknown.guards('/endpoint')).toEqual([]);
  });

  it('a limit on all requests stands where the limiter is used, unless it is switched off', async () => {
    const { guards } = await read(
      program(`builder.Services.AddRateLimiter(o => {
  o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(c => Limit(c)); });
app.UseRateLimiter();
app.MapGet("/a", () => 1);
app.MapGet("/b", () => 1).DisableRateLimiting();`),
    );
    expect(guards('/a')).toEqual([
      'rate-limit o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(c => Limit(c)); }); src/Api/Program.cs:4',
    ]);
    expect(guards('/b')).toEqual([]);
  });
});

describe('handlers', () => {
  it('types of parameters and fields tell what a call touches, two calls deep', async () => {
    const { touches, route } = await read({
      ...program(`app.MapGet("/health", async (ShopContext db) => await db.Database.CanConnectAsync() ? Results.Ok() : Results.StatusCode(503));
app.MapGet("/ready", (Checker checker) => checker.Run());
app.MapGet("/live", () => Results.Ok("up"));`),
      'src/Api/Data.cs': `class ShopContext(DbContextOptions o) : DbContext(o) {}
class Checker(IConnectionMultiplexer redis) { public bool Run() => Deep(); bool Deep() { return redis.GetDatabase().Ping() > TimeSpan.Zero; } }`,
    });
    expect(touches('/health')).toEqual(['db db.Database.CanConnectAsync']);
    expect(touches('/ready')).toEqual(['cache redis.GetDatabase().Ping', 'cache redis.GetDatabase']);
    expect(route('/live')?.handler).toMatchObject({ touches: [], canFail: false, constant: true });
  });
});

it('follows hosts that are set up beside Main, and a startup class that a factory makes', async () => {
  const { routes } = await read({
    'src/Api/Hosting.cs': `public static class Hosting {
  public static IWebHostBuilder Prepare(this IWebHostBuilder builder) =>
    builder.UseStartup(context => new Startup(context.Configuration));
}`,
    'src/Api/Program.cs': `public static class Program {
  public static void Main(string[] args) {
    Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => { web.Prepare(); }).Build().Run();
  }
}`,
    'src/Api/Startup.cs': `public class Startup {
  public void Configure(IApplicationBuilder app) {
    app.UseEndpoints(endpoints => { endpoints.MapHealthChecks("/health"); });
  }
}`,
  });
  expect(routes).toEqual(['GET /health src/Api/Startup.cs:3']);
});
