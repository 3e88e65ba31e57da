import { describe, expect, it } from 'vitest';
import { laravel } from '../../../src/health/routes/laravel/index.js';
import type { RouteReading } from '../../../src/health/route-framework.js';
import { guardsOf, readingOf, routeLines } from './ruby-reading.js';

const read = (files: Readonly<Record<string, string>>): Promise<RouteReading> => readingOf(laravel, files);

const eleven = {
  'composer.json': '{"require": {"php": "^8.2", "laravel/framework": "^11.0"}}',
  'bootstrap/app.php': `<?php
return Application::configure(basePath: dirname(__DIR__))
    ->withRouting(
        web: __DIR__.'/../routes/web.php',
        api: __DIR__.'/../routes/api.php',
        health: '/up',
    )
    ->withMiddleware(function (Middleware $middleware) {
        $middleware->throttleApi();
        $middleware->alias(['staff' => \\App\\Http\\Middleware\\Staff::class]);
    })->create();
`,
};

const older = (boot: string): Readonly<Record<string, string>> => ({
  'composer.json': '{"require": {"laravel/framework": "^9.0"}}',
  'bootstrap/app.php':
    '<?php\n$app = new Illuminate\\Foundation\\Application(dirname(__DIR__));\nreturn $app;\n',
  'app/Http/Kernel.php': `<?php
namespace App\\Http;
use Illuminate\\Foundation\\Http\\Kernel as HttpKernel;
class Kernel extends HttpKernel {
    protected $middleware = [\\Illuminate\\Foundation\\Http\\Middleware\\PreventRequestsDuringMaintenance::class];
    protected $middlewareGroups = [
        'web' => [\\Illuminate\\Session\\Middleware\\StartSession::class],
        'api' => [\\Illuminate\\Routing\\Middleware\\ThrottleRequests::class.':api'],
    ];
    protected $routeMiddleware = ['auth' => \\App\\Http\\Middleware\\Authenticate::class];
}
`,
  'app/Providers/RouteServiceProvider.php': `<?php
namespace App\\Providers;
use Illuminate\\Foundation\\Support\\Providers\\RouteServiceProvider as ServiceProvider;
use Illuminate\\Support\\Facades\\Route;
class RouteServiceProvider extends ServiceProvider {
    protected $namespace = 'App\\\\Http\\\\Controllers';
${boot}
}
`,
});

describe('Laravel routes', () => {
  it('reads what bootstrap/app.php of Laravel 11 configures, the health route included', async () => {
    const reading = await read({
      ...eleven,
      'routes/web.php': `<?php
use Illuminate\\Support\\Facades\\Route;
use App\\Http\\Controllers\\{HomeController, PhotoController};
Route::get('/', HomeController::class);
Route::get('/live', fn () => response('ok'));
Route::resource('photos', PhotoController::class)->only(['index', 'show']);
Route::view('/about', 'pages.about');
Route::redirect('/old', '/new');
Route::match(['get', 'post'], 'both', [HomeController::class, 'both']);
Route::get('users/{user:slug}/posts/{post?}', [HomeController::class, 'posts']);
Route::get('files/{path}', [HomeController::class, 'files'])->where('path', '.*');
Route::fallback(fn () => abort(404));
`,
      'routes/api.php': `<?php
use Illuminate\\Support\\Facades\\Route;
Route::get('health', 'HealthController@show');
Route::prefix('v1')->middleware('auth:sanctum')->group(function () {
    Route::apiResource('orders.items', ItemController::class);
    require __DIR__.'/v1/extra.php';
});
`,
      'routes/v1/extra.php':
        "<?php\nRoute::controller(ExtraController::class)->group(function () {\n    Route::get('extra', 'index');\n});\n",
    });
    expect(routeLines(reading)).toEqual([
      'GET /up health',
      'GET /api/health HealthController@show',
      'GET /api/v1/orders/{order}/items ItemController@index',
      'POST /api/v1/orders/{order}/items ItemController@store',
      'GET /api/v1/orders/{order}/items/{item} ItemController@show',
      'PUT /api/v1/orders/{order}/items/{item} ItemController@update',
      'PATCH /api/v1/orders/{order}/items/{item} ItemController@update',
      'DELETE /api/v1/orders/{order}/items/{item} ItemController@destroy',
      'GET /api/v1/extra ExtraController@index',
      'GET / HomeController',
      'GET /live',
      'GET /photos PhotoController@index',
      'GET /photos/{photo} PhotoController@show',
      'GET /about view',
      'ANY /old redirect',
      'GET /both HomeController@both',
      'POST /both HomeController@both',
      'GET /users/{user}/posts/{post} HomeController@posts',
      'GET /users/{user}/posts HomeController@posts',
      'GET /files/{*path} HomeController@files',
      'GET /{*fallback}',
    ]);
    expect(reading.gaps).toEqual([]);
    expect(reading.routes[0]).toMatchObject({ servedBy: 'setting', handler: { canFail: false } });
    expect(guardsOf(reading, '/up')).toEqual([]);
    expect(guardsOf(reading, '/api/health')).toEqual(['rate-limit: throttleApi()']);
    expect(guardsOf(reading, '/api/v1/extra')).toEqual([
      'rate-limit: throttleApi()',
      'authentication: middleware auth:sanctum',
    ]);
    expect(reading.routes.find(({ path }) => path === '/live')?.handler).toMatchObject({ constant: true });
  });

  it('follows apiPrefix, then, and files that only run time knows', async () => {
    const reading = await read({
      ...eleven,
      'bootstrap/app.php': `<?php
return Application::configure(basePath: dirname(__DIR__))->withRouting(
    api: __DIR__.'/../routes/api.php',
    apiPrefix: 'rest',
    then: function () {
        Route::prefix('hooks')->group(base_path('routes/hooks.php'));
        Route::middleware('web')->group(base_path(config('extra.routes')));
    },
)->create();
`,
      'routes/api.php': "<?php\nRoute::get('/ready', ReadyController::class);\n",
      'routes/hooks.php': "<?php\nRoute::post('/github', HookController::class);\n",
    });
    expect(routeLines(reading)).toEqual([
      'GET /rest/ready ReadyController',
      'POST /hooks/github HookController',
    ]);
    expect(reading.gaps.map(({ reason }) => reason)).toEqual([
      'a group whose routes stand somewhere that is not followed',
    ]);
  });

  it('reads providers of Laravel 8 to 10 with their kernel, and `map` of older ones', async () => {
    const routes = {
      'routes/api.php':
        "<?php\nRoute::get('/health', [\\App\\Http\\Controllers\\HealthController::class, 'show']);\n",
      'routes/web.php':
        "<?php\nRoute::group(['prefix' => 'admin', 'middleware' => ['auth']], function ($router) {\n    $router->get('status', 'StatusController@show');\n    if (app()->environment('local')) {\n        Route::get('debug', fn () => 1);\n    }\n});\n",
      'app/Http/Controllers/HealthController.php': `<?php
namespace App\\Http\\Controllers;
use App\\Services\\Checks;
use Illuminate\\Support\\Facades\\Cache;
class HealthController {
    public function __construct(private Checks $checks) {}
    public function show() {
        Cache::get('x');
        $this->checks->run();
        return response()->json(['ok' => true], 503);
    }
}
`,
      'app/Services/Checks.php':
        "<?php\nnamespace App\\Services;\nuse Illuminate\\Support\\Facades\\DB;\nclass Checks {\n    public function run() { DB::select('select 1'); }\n}\n",
    };
    const nine = await read({
      ...older(`    public function boot() {
        $this->routes(function () {
            Route::prefix('api')->middleware('api')->group(base_path('routes/api.php'));
            Route::middleware('web')->namespace($this->namespace)->group(base_path('routes/web.php'));
        });
    }`),
      ...routes,
    });
    const seven = await read({
      ...older(`    public function map() { $this->mapApi(); $this->mapWeb(); }
    protected function mapApi() { Route::prefix('api')->middleware('api')->group(base_path('routes/api.php')); }
    protected function mapWeb() { Route::middleware('web')->namespace($this->namespace)->group(base_path('routes/web.php')); }`),
      ...routes,
    });
    expect(routeLines(seven)).toEqual(routeLines(nine));
    expect(routeLines(nine)).toEqual([
      'GET /api/health HealthController@show',
      'GET /admin/status StatusController@show',
      'GET /admin/debug {development only}',
    ]);
    expect(nine.routes[0]?.handler).toMatchObject({ canFail: true });
    expect(nine.routes[0]?.handler?.touches.map(({ dependency }) => dependency)).toEqual(['cache', 'db']);
    expect(guardsOf(nine, '/api/health').map((line) => line.split(':')[0])).toEqual([
      'maintenance',
      'rate-limit',
    ]);
    expect(guardsOf(nine, '/admin/status').map((line) => line.split(':')[0])).toEqual([
      'maintenance',
      'authentication',
    ]);
  });

  it('reads Lumen, and checks of spatie/laravel-health', async () => {
    const lumen = await read({
      'composer.json': '{"require": {"laravel/lumen-framework": "^10.0"}}',
      'bootstrap/app.php': `<?php
$app = new Laravel\\Lumen\\Application(dirname(__DIR__));
$app->router->group(['namespace' => 'App\\Http\\Controllers'], function ($router) {
    require __DIR__.'/../routes/web.php';
});
return $app;
`,
      'routes/web.php':
        "<?php\n$router->get('/healthz', function () { return 'ok'; });\n$router->group(['prefix' => 'api'], function () use ($router) {\n    $router->get('items[/{id}]', 'ItemController@show');\n});\n",
    });
    expect(routeLines(lumen)).toEqual([
      'GET /healthz',
      'GET /api/items/{id} ItemController@show',
      'GET /api/items ItemController@show',
    ]);
    const spatie = await read({
      ...eleven,
      'routes/web.php':
        "<?php\nuse Spatie\\Health\\Http\\Controllers\\HealthCheckJsonResultsController;\nRoute::get('health', HealthCheckJsonResultsController::class);\n",
      'routes/api.php': '<?php\n',
      'app/Providers/AppServiceProvider.php':
        '<?php\nnamespace App\\Providers;\nclass AppServiceProvider extends ServiceProvider {\n  public function register() { Health::checks([DatabaseCheck::new(), RedisCheck::new()]); }\n}\n',
    });
    const health = spatie.routes.find(({ path }) => path === '/health');
    expect(health?.handler?.touches.map(({ dependency }) => dependency)).toEqual(['db', 'cache']);
  });

  it('takes no routes from clients, other classes called Route, and projects without Laravel', async () => {
    expect(
      await read({
        'composer.json': '{"require": {"guzzlehttp/guzzle": "^7"}}',
        'bootstrap/app.php': "<?php\nRoute::get('/health', 'x');\n",
      }),
    ).toEqual({ routes: [], gaps: [], skipped: [] });
    const reading = await read({
      ...eleven,
      'routes/web.php': "<?php\n$client->get('/health');\nHttp::get('/health');\n",
      'routes/api.php': '<?php\n',
    });
    expect(routeLines(reading)).toEqual(['GET /up health']);
  });
});
