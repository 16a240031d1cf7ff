// The last run of the quality rules over the county, and the one under way: when, by whom, how far, and the button for another.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Job } from '../../wire/desk.ts';
import type { Quality } from '../../wire/quality.ts';
import { call } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count, momentWords } from '../figures.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

const POLL_MS = 700;
export const isUnderWay = (job: Job | null): boolean => job?.state === 'waiting' || job?.state === 'running';

export interface RunNews {
  job: Job | null;
  busy: boolean;
  fault: string;
  begin: () => void;
}

/** The job as it was read with the page, then as it goes on; `onDone` when it is finished. */
export function useRun(read: Job | null, onDone: () => void): RunNews {
  const [job, setJob] = useState<Job | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const [asked, setAsked] = useState(0);
  // What the page read counts where nothing newer is known of that very job.
  const latest = job && (read === null || read.id === job.id) ? job : read;
  const working = isUnderWay(latest);
  const id = latest?.id ?? '';
  useEffect(() => {
    if (!working) return;
    const timer = setTimeout(async () => {
      const reply = await call(`/api/jobs/${id}`, Job);
      if (reply.ok) {
        setJob(reply.value);
        if (!isUnderWay(reply.value)) onDone();
      }
      setAsked((n) => n + 1);
    }, POLL_MS);
    return () => clearTimeout(timer);
  }, [working, id, asked, onDone]);
  const begin = async (): Promise<void> => {
    setBusy(true);
    setFault('');
    const reply = await call('/api/quality', Job, { method: 'POST' });
    setBusy(false);
    if (reply.ok) setJob(reply.value);
    else setFault(sentenceOf(reply.failure));
  };
  return { job: latest, busy, fault, begin: () => void begin() };
}

export function RunButton({ news, again }: { news: RunNews; again: boolean }) {
  const q = words().quality;
  return (
    <Button look="primary" disabled={news.busy || isUnderWay(news.job)} onClick={news.begin}>
      {again ? q.runAgain : q.run}
    </Button>
  );
}

/** How far the run is, nothing once it is done; `older`: a former result stands below. */
export function RunProgress({ news, older }: { news: RunNews; older: boolean }) {
  const q = words().quality;
  const { job, fault } = news;
  return (
    <>
      {fault ? <Notice tone="bad" text={fault} /> : null}
      {job?.state === 'failed' ? <Notice tone="bad" text={`${q.failed}：${job.message}`} /> : null}
      {job && isUnderWay(job) ? (
        <section class="panel working" aria-live="polite">
          <p>{job.state === 'waiting' ? q.waiting : q.running}</p>
          <progress class="progress" aria-label={q.running} {...(job.total > 0 ? { value: job.done, max: job.total } : {})} />
          {job.total > 0 ? <p class="num">{q.progress(count(job.done), count(job.total))}</p> : null}
          <p class="quiet">
            {q.runningNote}
            {older ? q.runningOlder : null}
          </p>
        </section>
      ) : null}
    </>
  );
}

/** Households checked, without and with findings; figures of the person's own divisions. */
export function RunFigures({ quality }: { quality: Quality }) {
  const q = words().quality;
  const { run, checked } = quality;
  if (!run) return null;
  const tiles = [
    [q.checked, checked.households],
    [q.clean, checked.households - checked.withFindings],
    [q.withFindings, checked.withFindings],
    [q.errorItems, checked.errors],
    [q.warningItems, checked.warnings],
  ] as const;
  return (
    <>
      <p class="block-note">{q.lastRun(momentWords(run.finishedAt), run.authorName)}</p>
      <dl class="tiles">
        {tiles.map(([word, figure]) => (
          <div key={word} class="tile">
            <dt>{word}</dt>
            <dd class="num">{count(figure)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
