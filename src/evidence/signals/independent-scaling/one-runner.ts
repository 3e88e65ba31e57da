import { entryOf, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeLanguage } from '../../../syntax/code/code-file.js';
import type { CodeRecogniser, Recogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import { isShared } from './in-process-schedulers.js';
import { oneRunner, platformSchedules } from './platform-schedules.js';

interface Runner {
  readonly from: RegExp;
  readonly names: RegExp;
  readonly text: string;
}

/** Calls that hand work on a schedule to something that lets one instance do it; from the documentations. */
const runners: readonly Runner[] = [
  {
    from: /^bullmq\.Queue\(\)/,
    names: /^upsertJobScheduler$/,
    text: 'a queue in Redis starts the job once for all instances (BullMQ)',
  },
  {
    from: /^pg-boss\b.*\(\)/,
    names: /^schedule$/,
    text: 'a queue in PostgreSQL starts the job once for all instances (pg-boss)',
  },
  {
    from: /^(?:agenda|@hokify\/agenda)\b.*\(\)/,
    names: /^(?:every|schedule)$/,
    text: 'the job is locked in the database for one instance (Agenda)',
  },
  {
    from: /^k8s\.io\/client-go\/tools\/leaderelection\b/,
    names: /^(?:RunOrDie|NewLeaderElector)$/,
    text: 'instances elect a leader',
  },
  {
    from: /^(?:Hangfire\.)?RecurringJob\b/,
    names: /^AddOrUpdate$/,
    text: 'the storage of Hangfire starts the job once for all instances',
  },
  {
    from: /^Sidekiq(?:::|\.)Cron\b/,
    names: /^(?:create|load_from_hash!?|load_from_array!?)$/,
    text: 'Redis starts the job once for all instances (sidekiq-cron)',
  },
  {
    from: /^rq_scheduler\.Scheduler\(\)/,
    names: /^(?:cron|schedule)$/,
    text: 'a queue in Redis starts the job once for all instances (rq-scheduler)',
  },
  {
    // https://riverqueue.com/docs/periodic-jobs: the elected leader of the clients enqueues them
    from: /^github\.com\/riverqueue\/river\b/,
    names: /^NewPeriodicJob$/,
    text: 'the leader of the clients enqueues the job once for all instances (River)',
  },
  {
    // https://docs.temporal.io/schedule
    from: /^(?:@temporalio\/client\.(?:Client|ScheduleClient)\(\)|temporalio\.client\.Client\b|go\.temporal\.io\/sdk\/client\..*ScheduleClient\(\))/,
    names: /^(?:create|create_schedule|Create)$/,
    text: 'the schedule starts the workflow once for all instances (Temporal)',
  },
  {
    // https://pkg.go.dev/github.com/go-co-op/gocron/v2#WithDistributedLocker
    from: /^github\.com\/go-co-op\/gocron\/v\d+\./,
    names: /^WithDistributed(?:Locker|Elector)$/,
    text: 'one instance at a time runs a job (distributed locks of gocron)',
  },
];

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: oneRunner,
  languages: ['csharp', 'go', 'javascript', 'python', 'ruby'],
  words:
    /bullmq|pg-boss|node-cron|agenda|leaderelection|RecurringJob|Sidekiq::Cron|rq_scheduler|LeaderElection|NewPeriodicJob|@temporalio\/client|temporalio\.client|ScheduleClient|WithDistributed(?:Locker|Elector)/,
  *see(code) {
    for (const call of code.calls) {
      const runner = runners.find(({ from, names }) => names.test(call.name) && from.test(call.target));
      if (runner) yield seenAt(code, call, runner.text);
      else if (/^node-cron\.schedule$/.test(call.target) && isShared(call))
        yield seenAt(code, call, 'one instance runs the job each time (distributed of node-cron)');
      else if (repeats(call))
        yield seenAt(code, call, 'a queue in Redis starts the job once for all instances (BullMQ, repeat)');
      else if (electsLeader(call))
        yield seenAt(code, call, 'instances of the controller elect a leader (LeaderElection)');
    }
  },
};

/** `queue.add(name, data, { repeat: … })`. Source: https://docs.bullmq.io/guide/jobs/repeatable */
function repeats({ name, target, arguments: given }: CodeCall): boolean {
  if (name !== 'add' || !/^(?:bullmq\.Queue|bull)\(\)/.test(target)) return false;
  return given.some(({ value }) => {
    const options = settled(value);
    return options.kind === 'map' && entryOf(options, 'repeat') !== undefined;
  });
}

/** `ctrl.Options{LeaderElection: true}` of controller-runtime, or a value of a flag. */
function electsLeader({ target, arguments: given }: CodeCall): boolean {
  if (!/^sigs\.k8s\.io\/controller-runtime\b/.test(target)) return false;
  return given.some(
    ({ name, value }) => name === 'LeaderElection' && (value.kind !== 'boolean' || value.value),
  );
}

/** Source: https://github.com/lukas-krecan/ShedLock */
const shedlock: CodeRecogniser = {
  in: 'code',
  sighting: oneRunner,
  languages: ['java', 'kotlin'],
  words: /SchedulerLock/,
  *see(code) {
    for (const mark of code.marks)
      if (mark.name === 'SchedulerLock')
        yield seenAt(
          code,
          mark,
          `${mark.function?.name ?? 'the job'} takes a lock, so that one instance runs it (ShedLock)`,
        );
  },
};

/** One instance runs a timer, by a lease on a blob. Source: https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-timer */
const azureTimer: CodeRecogniser = {
  in: 'code',
  sighting: oneRunner,
  languages: ['csharp', 'java', 'python'],
  words: /TimerTrigger|timer_trigger/,
  *see(code) {
    for (const mark of code.marks)
      if (/(?:^|\.)(?:TimerTrigger|timer_trigger)$/.test(mark.target))
        yield seenAt(
          code,
          mark,
          `one instance runs ${mark.function?.name ?? 'the function'} on its schedule (timer of Azure Functions)`,
        );
  },
};

/** Locks that jobs may take: what has one is not judged. */
const locks: CodeRecogniser = {
  in: 'code',
  sighting: 'scheduler-lock',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'python'] satisfies readonly CodeLanguage[],
  words:
    /redlock|@nestjs\/locks|UseLocker|advisory_lock|[sS]hed[lL]ock|DistributedLock|distributed-lock|redis_lock|redsync|LockRegistry|leaderelection|isLeader|is_leader|SETNX|['"]NX['"]|setnx|nx=True/,
  *see(code) {
    yield seenAt(code, { start: 0, end: 0 }, 'a lock is taken');
  },
};

/** Recognisers of work on a schedule that one instance does at a time. */
export const oneRunners: readonly Recogniser[] = [inCode, shedlock, azureTimer, ...platformSchedules];
/** Recogniser of locks. */
export const schedulerLocks = locks;
