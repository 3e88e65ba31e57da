import { describe, expect, it } from 'vitest';
import { play } from '../../../src/health/routes/play/index.js';
import { readWith } from './framework-reading.js';

describe('routes files', () => {
  it('parameters, includes below their prefix, the context; comments and modifiers are no routes', async () => {
    const { routes, gaps } = await readWith(play, {
      'conf/routes': `# GET /commented controllers.X.y
GET   /                controllers.Home.index
+ nocsrf
POST  /items/:id       controllers.Items.save(id: Long)
GET   /files/*path     controllers.Files.at(path)
GET   /n/$id<[0-9]+>   controllers.Items.one(id: Long)
->    /admin           admin.Routes
->    /code            api.ApiRouter
`,
      'modules/admin/conf/admin.routes': 'GET /health controllers.admin.Health.check\n',
      'conf/application.conf': 'play.http.context = "/shop"\n',
    });
    expect(routes).toEqual([
      'GET /shop conf/routes:2',
      'POST /shop/items/{id} conf/routes:4',
      'GET /shop/files/{*path} conf/routes:5',
      'GET /shop/n/{id} conf/routes:6',
      'GET /shop/admin/health modules/admin/conf/admin.routes:1',
    ]);
    expect(gaps).toEqual(['conf/routes:8 the routes of api.ApiRouter are not in the repository']);
  });

  it('actions are looked into: constant or with what they touch', async () => {
    const { touches, route, guards } = await readWith(play, {
      'conf/routes': 'GET /live controllers.Health.live\nGET /ready controllers.Health.ready()\n',
      'conf/application.conf': 'play.filters.hosts.allowed = ["shop.example"]\n',
      'app/controllers/Health.scala': `package controllers
class Health(db: Database) extends Controller {
  def live = Action { Ok("up") }
  def ready() = Action {
    db.getConnection()
    Ok("ready")
  }
}`,
    });
    expect(route('/live')?.handler).toMatchObject({ constant: true, canFail: false });
    expect(touches('/ready')).toEqual(['db db.getConnection']);
    expect(guards('/live')).toEqual([
      'host-check play.filters.hosts.allowed = ["shop.example"] conf/application.conf:1',
    ]);
  });
});
