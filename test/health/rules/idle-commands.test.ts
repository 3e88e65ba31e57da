import { expect, it } from 'vitest';
import { servesNothing } from '../../../src/health/rules/idle-commands.js';

it.each([
  'npx prisma migrate deploy',
  'python manage.py migrate --noinput',
  'alembic -c migrations/alembic.ini upgrade head',
  'bundle exec rails db:migrate',
  'bundle exec sidekiq -C config/sidekiq.yml',
  'celery -A shop worker -l info',
  'php artisan queue:work --tries=3',
  'php bin/console messenger:consume async',
  'npm run migrate:up',
  'yarn db:migrate',
  '/app/migrate',
  '/app/server migrate up',
  'goose -dir migrations postgres up',
])('%s serves nothing', (command) => {
  expect(servesNothing(command.split(' '))).toBe(true);
});

it.each([
  ['sh', '-c', 'set -e; bin/rails db:migrate && tail -f /dev/null'],
  ['/bin/bash', '-ec', 'echo up\nexec celery -A shop beat'],
])('%s %s %s serves nothing', (...words) => {
  expect(servesNothing(words)).toBe(true);
});

it.each([
  'node dist/server.js',
  'gunicorn shop.wsgi',
  '/app/server',
  'npm start',
  'npm run start:migrate-and-serve',
  '/app/server --migrate',
  'sleep-service',
  '',
])('%s may serve', (command) => {
  expect(servesNothing(command.split(' '))).toBe(false);
});

it.each([
  ['sh', '-c', 'python manage.py migrate && gunicorn shop.wsgi'],
  ['sh', '-c', 'celery -A shop worker & gunicorn shop.wsgi'],
  ['sh', '-c', 'node server.js; sleep infinity'],
  ['sh', '-c', 'gunicorn shop.wsgi & sleep infinity'],
])('%s %s %s may serve', (...words) => {
  expect(servesNothing(words)).toBe(false);
});
