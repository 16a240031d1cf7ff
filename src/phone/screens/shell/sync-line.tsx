// The quiet line on every screen that tells whether everything has been handed over; a tap gives the reason in plain words.
import { useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Cell } from '../../../ui/cell.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Progress } from '../../../ui/states.tsx';
import { sayAgo, sayMoment } from '../../../words/common/say.ts';
import { contact, counts, evidenceCounts, lines, session, tasks } from '../state/archive.ts';
import { now, today } from '../state/clock.ts';
import { errand, type Hindrance, syncNow } from '../state/errand.ts';
import { language, w } from '../state/look.ts';

type Tone = 'good' | 'busy' | 'waiting' | 'refused' | 'empty';

/** Before the first download ended there is nothing to be proud of: what is here may be a part. */
const downloading = (): boolean => contact.value === null;

function firstDownload(short: string): { tone: Tone; text: string; aside: string } {
  const words = w().sync;
  const { running, download, hindrance } = errand.value;
  if (running || !hindrance) return { tone: 'busy', text: words.loading, aside: download ? `${download.done} / ${download.of}` : '' };
  const some = (tasks.value?.length ?? 0) + (lines.value?.length ?? 0) > 0;
  return { tone: 'empty', text: some ? words.partLoaded : words.notLoaded, aside: short };
}

function headline(): { tone: Tone; text: string; aside: string } {
  const words = w().sync;
  const { unsent, refused, oldestAt } = counts.value;
  const { running, done, of, hindrance } = errand.value;
  const short = hindrance ? words.short[hindrance] : '';
  if (refused > 0) return { tone: 'refused', text: words.refused(refused), aside: '' };
  if (running && of > 0) return { tone: 'busy', text: words.sending(Math.min(done + 1, of), of), aside: '' };
  if (unsent > 0) {
    const age = oldestAt ? now.value - Date.parse(oldestAt) : 0;
    const oldest = oldestAt && age >= 60_000 ? words.oldest(sayAgo(age, language.value)) : '';
    return { tone: 'waiting', text: `${words.waiting(unsent)}${oldest ? w().common.dot : ''}${oldest}`, aside: short };
  }
  if (downloading()) return firstDownload(short);
  const tone = hindrance === 'signInNeeded' ? 'waiting' : 'good';
  const { files } = errand.value;
  if (running && files) return { tone, text: words.allSent, aside: words.sendingFiles(Math.min(files.sent + 1, files.total), files.total) };
  const { waiting } = evidenceCounts.value;
  if (waiting > 0 && !running) return { tone, text: words.allSent, aside: words.filesWaiting(waiting) };
  return { tone, text: words.allSent, aside: running ? words.fetching : short };
}

const ICONS = { good: 'check', busy: 'refresh', waiting: 'up', refused: 'warn', empty: 'cloud' } as const;

export function SyncLine() {
  const [open, setOpen] = useState(false);
  const { tone, text, aside } = headline();
  return (
    <div class={`sync-row sync-${tone}`}>
      <button type="button" class="sync" onClick={() => setOpen(true)}>
        <Icon name={ICONS[tone]} small />
        <b>{text}</b>
        <span class="sync-aside">
          {aside}
          <Icon name="go" small />
        </span>
      </button>
      {session.value?.demonstration ? <span class="demo">{w().common.demonstration}</span> : null}
      {open ? <SyncSheet onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function reasonOf(hindrance: Hindrance | null): string {
  const words = w().sync;
  const { unsent, refused } = counts.value;
  if (refused > 0) return words.reasons.refused;
  if (hindrance) return errand.value.message || words.reasons[hindrance];
  if (unsent > 0) return words.reasons.waiting;
  return downloading() ? words.reasons.loading : words.reasons.fine;
}

function SyncSheet({ onClose }: { onClose: () => void }) {
  const words = w().sync;
  const { running, hindrance, lastAt, nextAt, download, done, of, files } = errand.value;
  const { unsent, refused } = counts.value;
  const { text } = headline();
  const wait = nextAt === null ? 0 : Math.max(0, nextAt - now.value);
  return (
    <Sheet
      title={words.title}
      closeLabel={w().common.close}
      onClose={onClose}
      foot={
        <>
          {hindrance === 'signInNeeded' ? (
            <Button look="outline" href="/sign-in" onClick={onClose}>
              {words.signIn}
            </Button>
          ) : null}
          {refused > 0 ? (
            <Button look="outline" href="/me/unsent" onClick={onClose}>
              {words.handle}
            </Button>
          ) : null}
          <Button look="primary" disabled={running} onClick={() => void syncNow()}>
            {running ? words.fetching : words.now}
          </Button>
        </>
      }
    >
      <div class="sheet-text">
        <p class="sync-headline">{text}</p>
        <p aria-live="polite">{reasonOf(hindrance)}</p>
        {unsent > 0 ? <p class="quiet">{words.safe}</p> : null}
        {hindrance && wait > 1000 ? (
          <p class="quiet">{words.nextTry(wait < 60_000 ? words.seconds(Math.ceil(wait / 1000)) : words.minutes(Math.ceil(wait / 60_000)))}</p>
        ) : null}
        {running && of > 0 ? <Progress label={words.sending(done, of)} done={done} of={of} /> : null}
        {evidenceCounts.value.waiting > 0 ? <p class="quiet">{words.filesNote(evidenceCounts.value.waiting)}</p> : null}
        {running && files ? <Progress label={words.sendingFiles(files.sent, files.total)} done={files.sent} of={files.total} /> : null}
        {download ? (
          <>
            <p class="quiet">{words.firstNote(download.done, download.of)}</p>
            <Progress label={words.first} done={download.done} of={download.of} />
          </>
        ) : null}
      </div>
      <div class="card sheet-card">
        <Cell>{lastAt ? words.last(sayMoment(lastAt, language.value, today.value)) : words.never}</Cell>
        {unsent > 0 ? (
          <Cell href="/me/unsent" onClick={onClose}>
            {words.waiting(unsent)}
          </Cell>
        ) : null}
      </div>
    </Sheet>
  );
}
