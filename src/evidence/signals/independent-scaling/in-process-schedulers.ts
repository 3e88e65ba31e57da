import { option } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeLanguage } from '../../../syntax/code/code-file.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';

interface Scheduler {
  readonly languages: readonly CodeLanguage[];
  readonly target: RegExp;
  readonly name: string;
  /** What must stand in the file too. */
  readonly beside?: RegExp;
  /** What must not: a store or a lock that lets one instance do it. */
  readonly without?: RegExp;
}

/** Schedulers that run in the process that makes them, from their documentations. */
const schedulers: readonly Scheduler[] = [
  { languages: ['javascript'], target: /^node-cron\.schedule$/, name: 'node-cron' },
  { languages: ['javascript'], target: /^cron\.CronJob(?:\.from)?$/, name: 'cron' },
  { languages: ['javascript'], target: /^croner\.Cron$/, name: 'croner' },
  { languages: ['javascript'], target: /^node-schedule\.scheduleJob$/, name: 'node-schedule' },
  { languages: ['javascript'], target: /^bree\(\)\.start$/, name: 'Bree', beside: /\bcron\b/ },
  {
    // A store of jobs must never be shared between schedulers, so one does not keep a job to one instance:
    // https://apscheduler.readthedocs.io/en/3.x/userguide.html#basic-concepts
    languages: ['python'],
    target: /^apscheduler\.schedulers\.\w+\.\w+Scheduler\(\)\.start$/,
    name: 'APScheduler',
    beside: /['"]cron['"]|CronTrigger/,
  },
  {
    languages: ['python'],
    target:
      /^schedule\.every\(\)\.(?:day|monday|tuesday|wednesday|thursday|friday|saturday|sunday|week)\b.*\.do$/,
    name: 'schedule',
  },
  {
    languages: ['go'],
    target: /^github\.com\/robfig\/cron(?:\/v\d+)?\.(?:New|Cron)\(\)\.Add(?:Func|Job)$/,
    name: 'robfig/cron',
  },
  {
    languages: ['go'],
    target: /^github\.com\/go-co-op\/gocron(?:\/v\d+)?\.NewScheduler\(\)\.NewJob$/,
    name: 'gocron',
    beside: /CronJob|DailyJob|WeeklyJob|MonthlyJob/,
    without: /WithDistributed/,
  },
  {
    // https://www.quartz-scheduler.net/documentation/quartz-3.x/packages/microsoft-di-integration.html; jobs are kept in memory unless a store is given:
    // https://www.quartz-scheduler.net/documentation/quartz-3.x/tutorial/job-stores.html
    languages: ['csharp'],
    target: /\.AddQuartz$/,
    name: 'Quartz',
    beside: /WithCronSchedule/,
    without: /UsePersistentStore|UseClustering/,
  },
  {
    // https://docs.coravel.net/Scheduler/
    languages: ['csharp'],
    target: /\.UseScheduler$/,
    name: 'Coravel',
    beside: /\b(?:Daily|DailyAt|DailyAtHour|Weekly|Monthly|Cron)\(/,
  },
  {
    // https://github.com/jmettraux/rufus-scheduler
    languages: ['ruby'],
    target: /^Rufus::Scheduler(?:\.new\(\)|\.singleton|\.start_new)\.cron$/,
    name: 'Rufus',
  },
  {
    // https://docs.rs/tokio-cron-scheduler
    languages: ['rust'],
    target: /^tokio_cron_scheduler::JobScheduler::new\(\)(?:\.\w+\(\))*\.add$/,
    name: 'tokio-cron-scheduler',
  },
];

interface MarkedScheduler {
  readonly target: RegExp;
  readonly name: string;
  /** Whether only a `cron` is meant: an interval between runs is the habit of caches and of what watches the instance. */
  readonly onlyCron: boolean;
}

/** Annotations of functions and modules. */
const markedSchedulers: readonly MarkedScheduler[] = [
  { target: /^@nestjs\/schedule\.Cron$/, name: '@nestjs/schedule', onlyCron: false },
  {
    target: /^(?:(?:org\.springframework\.scheduling|io\.micronaut\.scheduling)\.annotation\.)?Scheduled$/,
    name: '@Scheduled',
    onlyCron: true,
  },
  { target: /^io\.quarkus\.scheduler\.Scheduled$/, name: '@Scheduled of Quarkus', onlyCron: true },
];

/** Work on a schedule that each process starts for itself. */
export const inProcessSchedulers: CodeRecogniser = {
  in: 'code',
  sighting: 'scheduler-in-process',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'python', 'ruby', 'rust'],
  words: {
    csharp: /AddQuartz|UseScheduler/,
    go: /robfig\/cron|gocron/,
    java: /@(?:[\w.]+\.)?Scheduled/,
    javascript: /node-cron|['"](?:cron|croner|bree)['"]|node-schedule|@nestjs\/schedule/,
    kotlin: /@(?:[\w.]+\.)?Scheduled/,
    python: /apscheduler|^import schedule$/m,
    ruby: /Rufus/,
    rust: /tokio_cron_scheduler/,
  },
  *see(code) {
    for (const call of code.calls) {
      const scheduler = schedulers.find((known) => isMeant(known, code) && known.target.test(call.target));
      if (scheduler && !call.context.conditional && !isShared(call))
        yield seenAt(
          code,
          call,
          `work on a schedule is started in the process (${scheduler.name})`,
          'medium',
        );
    }
    for (const mark of code.marks) {
      const scheduler = markedSchedulers.find(({ target }) => target.test(mark.target));
      const isCron = scheduler?.onlyCron !== true || mark.arguments.some(({ name }) => name === 'cron');
      if (!scheduler || !isCron || mark.function?.marks.some(({ name }) => name === 'SchedulerLock'))
        continue;
      yield seenAt(
        code,
        mark,
        `${mark.function?.name ?? mark.class?.name ?? 'a function'} is started on a schedule in the process (${scheduler.name})`,
        'medium',
      );
    }
  },
};

/** `cron.schedule(time, work, { name, distributed: true })` of node-cron. Source: https://nodecron.com/run-cron-jobs-across-multiple-servers */
export function isShared(call: CodeCall): boolean {
  const shared = option(call, 'distributed');
  return shared !== undefined && (shared.kind !== 'boolean' || shared.value);
}

function isMeant(
  { languages, beside, without }: Scheduler,
  { language, source: { text } }: CodeFile,
): boolean {
  return languages.includes(language) && beside?.test(text) !== false && without?.test(text) !== true;
}
