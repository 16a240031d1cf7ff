// A sheet of paper on the phone: looked at, printed, or shared as a PDF; all of it without a network.
import { useEffect, useState } from 'preact/hooks';
import { pdfOfSheet } from '../../../paper/draw-pages.ts';
import { SheetView } from '../../../paper/sheet-view.tsx';
import { Foot } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/cell.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { en } from '../../../words/paper/en.ts';
import { zh } from '../../../words/paper/zh.ts';
import { useHousehold } from '../households/use-household.ts';
import { Screen, useWayBack } from '../shell/screen.tsx';
import { fail, handIns, session, store } from '../state/archive.ts';
import { today } from '../state/clock.ts';
import { common, language, policyNames, w } from '../state/look.ts';
import { blankOnPaper, checkOnPaper, letterOnPaper, type OnPaper, type PaperTongue } from './on-paper.ts';

const tongue = (): PaperTongue => ({
  language: language.value,
  paper: language.value === 'en' ? en : zh,
  common: common(),
  names: policyNames.value,
});

/** `kind`: check (`id` is the task's), blank, letter (`id` is the household's). */
export function PaperScreen({ kind, id }: { kind: string; id: string }) {
  const words = tongue().paper.screen;
  const back = useWayBack('/');
  const [paper, setPaper] = useState<OnPaper | null | undefined>(undefined);
  const [making, setMaking] = useState(false);
  const household = useHousehold(kind === 'letter' ? id : null);
  const kept = kind === 'check' ? handIns.value.find((one) => one.handIn.taskId === id) : undefined;
  useEffect(() => {
    let current = true;
    let made: OnPaper | null = null;
    const [from, who] = [store.value, session.value];
    const make = async (): Promise<OnPaper | null | undefined> => {
      if (!from || !who) return undefined;
      if (kind === 'blank') return blankOnPaper(from, tongue());
      if (kind === 'letter') return household === undefined ? undefined : household && letterOnPaper(who, household, today.value, tongue());
      return kept ? checkOnPaper(from, who, kept, tongue()) : null;
    };
    make().then((found) => {
      made = found ?? null;
      if (current) setPaper(found);
      else made?.release();
    }, fail);
    return () => {
      current = false;
      made?.release();
    };
  }, [kind, kept, household, store.value, language.value]);
  const share = async (): Promise<void> => {
    if (!paper || making) return;
    setMaking(true);
    try {
      const pdf = await pdfOfSheet(paper.sheet, tongue().paper.page);
      await hand(new File([pdf], `${paper.fileName}.pdf`, { type: 'application/pdf' }));
    } catch {
      toast(words.shareFailed);
    } finally {
      setMaking(false);
    }
  };
  return (
    <Screen
      title={words.titles[kind === 'letter' ? 'letter' : kind === 'blank' ? 'blank' : 'check']}
      back={back}
      foot={
        paper ? (
          <Foot>
            <Button look="outline" onClick={() => window.print()}>
              {words.print}
            </Button>
            <Button look="primary" disabled={making} onClick={() => void share()}>
              {making ? words.making : words.share}
            </Button>
          </Foot>
        ) : null
      }
    >
      {paper === undefined ? <Skeleton label={w().common.loading} /> : null}
      {paper === null ? <Empty title={words.nothing} /> : null}
      {paper && kind === 'check' ? <Note tone="warn">{words.personal}</Note> : null}
      {paper ? <SheetView sheet={paper.sheet} /> : null}
    </Screen>
  );
}

/** By the phone's own share sheet; where it takes no files, into the downloads. Whoever closes the share sheet has changed their mind. */
async function hand(file: File): Promise<void> {
  const phone = navigator as { canShare?: (data: ShareData) => boolean; share?: (data: ShareData) => Promise<void> };
  if (phone.share && phone.canShare?.({ files: [file] })) {
    await phone.share({ files: [file], title: file.name }).catch((error: unknown) => {
      if ((error as { name?: string }).name !== 'AbortError') throw error;
    });
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  toast(tongue().paper.screen.saved);
}
