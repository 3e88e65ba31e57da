import { partsOf } from '../../../syntax/manifests/hcl/value.js';
import type { Recogniser } from '../../recogniser.js';
import { writtenText } from '../terraform-values.js';
import { settingLines } from './setting-lines.js';

/** The sighting of work on a schedule that one instance does at a time. */
export const oneRunner = 'scheduled-work-has-one-runner';

/**
 * A unique index over `cron_key` and `cron_at` keeps GoodJob from starting a job twice: https://github.com/bensheldon/good_job/releases/tag/v2.5.0.
 * Sources: https://www.quartz-scheduler.org/documentation/, https://hexdocs.pm/oban/Oban.Plugins.Cron.html, https://github.com/bensheldon/good_job#cron-style-repeatingrecurring-jobs, https://laravel.com/docs/scheduling#running-tasks-on-one-server
 */
const settings: readonly { readonly files: RegExp; readonly line: RegExp; readonly text: string }[] = [
  {
    files: /\.(?:properties|ya?ml)$/,
    line: /\bisClustered\s*[:=]\s*["']?true\b/,
    text: 'one instance of the cluster runs each job (Quartz)',
  },
  {
    files: /\.exs?$/,
    line: /\{?\s*Oban\.Plugins\.Cron\b/,
    text: 'the leader of the nodes starts the jobs (Oban)',
  },
  {
    files: /\.rb$/,
    line: /\bgood_job\.(?:cron|enable_cron)\s*=/,
    text: 'the database starts each job once for all instances (GoodJob)',
  },
  { files: /\.php$/, line: /->onOneServer\(\)/, text: 'the task runs on one server (Laravel)' },
  {
    // https://github.com/sibson/redbeat: one beat holds the lock
    files: /\.py$/,
    line: /\bredbeat\.RedBeatScheduler\b/,
    text: 'the process that holds the lock in Redis starts the jobs (RedBeat)',
  },
  {
    // https://github.com/rails/solid_queue#recurring-tasks
    files: /(?:^|\/)config\/recurring\.ya?ml$/,
    line: /^\s+schedule:\s*\S/,
    text: 'the database starts each job once for all instances (Solid Queue)',
  },
  {
    // https://vercel.com/docs/cron-jobs
    files: /(?:^|\/)vercel\.json$/,
    line: /"schedule"\s*:\s*"/,
    text: 'the platform starts the work on a schedule (Vercel)',
  },
  {
    // https://developers.cloudflare.com/workers/configuration/cron-triggers/
    files: /(?:^|\/)wrangler\.(?:toml|jsonc?)$/,
    line: /\bcrons"?\s*[:=]\s*\[\s*["']/,
    text: 'the platform starts the work on a schedule (Cloudflare)',
  },
  {
    // https://docs.railway.com/reference/cron-jobs
    files: /(?:^|\/)railway\.(?:toml|json)$/,
    line: /\bcronSchedule"?\s*[:=]\s*["']/,
    text: 'the platform starts the work on a schedule (Railway)',
  },
  {
    // https://render.com/docs/cronjobs
    files: /(?:^|\/)render\.ya?ml$/,
    line: /^\s*-?\s*type:\s*["']?cron\b/,
    text: 'the platform starts the work on a schedule (Render)',
  },
  {
    // https://cloud.google.com/appengine/docs/standard/scheduling-jobs-with-cron-yaml
    files: /(?:^|\/)cron\.ya?ml$/,
    line: /^\s*-?\s*schedule:\s*["']?(?:every\b|\d+(?:st|nd|rd|th)\b)/,
    text: 'the platform starts the work on a schedule (App Engine)',
  },
  {
    // https://developer.hashicorp.com/nomad/docs/job-specification/periodic
    files: /\.nomad(?:\.hcl|\.tpl)?$/,
    line: /^\s*periodic\s*\{/,
    text: 'the platform starts the job on a schedule (Nomad)',
  },
  {
    // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedule.html
    files: /\.(?:ya?ml|template)$/i,
    line: /^\s*Type:\s*["']?(?:Schedule(?:V2)?|AWS::Scheduler::Schedule)["']?\s*$/,
    text: 'the platform starts the work on a schedule (EventBridge)',
  },
  {
    // https://learn.microsoft.com/en-us/azure/container-apps/jobs
    files: /\.(?:bicep|ya?ml)$/i,
    line: /\bscheduleTriggerConfig\s*:/,
    text: 'the platform starts the job on a schedule (Azure Container Apps)',
  },
];

const inSettings: readonly Recogniser[] = settings.map(({ files, line, text }) => ({
  in: 'text',
  sighting: oneRunner,
  files,
  words: new RegExp(line.source, 'm'),
  see: (source) => settingLines(source, line, () => ({ text, confidence: 'high' })),
}));

/** Schedules of a platform. */
const terraform: Recogniser = {
  in: 'terraform',
  sighting: oneRunner,
  words:
    /aws_scheduler_schedule|schedule_expression|google_cloud_scheduler_job|kubernetes_cron_job|schedule_trigger_config/,
  *see(block) {
    const [type = '', name = ''] = block.labels;
    const schedule = writtenText(block, 'schedule_expression') ?? writtenText(block, 'schedule');
    const isOne =
      /^(?:aws_scheduler_schedule|google_cloud_scheduler_job|kubernetes_cron_job(?:_v1)?)$/.test(type) ||
      (type === 'azurerm_container_app_job' && partsOf(block, 'schedule_trigger_config').length > 0) ||
      (type === 'aws_cloudwatch_event_rule' && block.attributes.has('schedule_expression'));
    if (isOne)
      yield {
        span: block.span,
        text: `the platform starts ${name} on a schedule${schedule === undefined ? '' : ` (${schedule})`}`,
        confidence: 'high',
      };
  },
};

/** Settings of libraries and schedules of platforms, by which work on a schedule is started once. */
export const platformSchedules: readonly Recogniser[] = [...inSettings, terraform];
