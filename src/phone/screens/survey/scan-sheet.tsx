// Reads a bar code or QR code with the camera, by the browser's own detector.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Sheet } from '../../../ui/sheet.tsx';
import { w } from '../state/look.ts';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorMaker = new () => Detector;

const maker = (): DetectorMaker | undefined => (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;

/** Few browsers can; where they can't, the number is typed. */
export const canScan = (): boolean => maker() !== undefined && navigator.mediaDevices !== undefined;

/** Milliseconds between two looks at the picture: enough for a hand that holds still, little for a slow phone. */
const LOOK_MS = 250;

export function ScanSheet({ title, onClose, onFound }: { title: string; onClose: () => void; onFound: (text: string) => void }) {
  const words = w().survey.scan;
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState(false);
  const found = useRef(onFound);
  found.current = onFound;
  useEffect(() => {
    const Maker = maker();
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const look = async (detector: Detector): Promise<void> => {
      if (over || !video.current) return;
      const codes = await detector.detect(video.current).catch(() => []);
      const text = codes[0]?.rawValue;
      if (over) return;
      if (text) found.current(text);
      else timer = setTimeout(() => void look(detector), LOOK_MS);
    };
    const open = async (): Promise<void> => {
      if (!Maker) throw new Error('no detector');
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (over || !video.current) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      video.current.srcObject = stream;
      await video.current.play();
      await look(new Maker());
    };
    open().catch(() => setTrouble(true));
    return () => {
      over = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);
  return (
    <Sheet title={title} closeLabel={w().common.close} onClose={onClose}>
      {trouble ? <p class="sheet-text">{words.noCamera}</p> : <p class="sheet-text">{words.hold}</p>}
      <video class="scan" ref={video} muted playsInline aria-label={words.picture} />
    </Sheet>
  );
}
