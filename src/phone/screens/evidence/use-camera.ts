// The camera at the back as long as a sheet is open: opened, refused, busy or absent; and its light.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export type CameraState = 'opening' | 'open' | 'denied' | 'absent' | 'busy';

type Torchable = MediaTrackCapabilities & { torch?: boolean };

const stateOf = (error: unknown): CameraState => {
  const name = (error as { name?: string }).name ?? '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'absent';
};

const LONG_SIDE = { ideal: 1920 };
const SHORT_SIDE = { ideal: 1440 };

export function useCamera() {
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream | null>(null);
  const [state, setState] = useState<CameraState>('opening');
  const [torch, setTorch] = useState<boolean | null>(null);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let over = false;
    const stop = (): void => {
      for (const track of stream.current?.getTracks() ?? []) track.stop();
      stream.current = null;
    };
    const open = async (): Promise<void> => {
      setState('opening');
      const media = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
      if (!media?.getUserMedia) throw new DOMException('', 'NotFoundError');
      const opened = await media.getUserMedia({ video: { facingMode: { ideal: 'environment' }, width: LONG_SIDE, height: SHORT_SIDE } });
      if (over || !video.current) {
        for (const track of opened.getTracks()) track.stop();
        return;
      }
      stream.current = opened;
      video.current.srcObject = opened;
      await video.current.play();
      const [track] = opened.getVideoTracks();
      const can = (track?.getCapabilities?.() ?? {}) as Torchable;
      setTorch(can.torch ? false : null);
      setState('open');
    };
    // A call or another app takes the camera away while the page is behind: it is opened anew when it comes back.
    const onVisible = (): void => {
      if (document.visibilityState === 'visible' && stream.current?.getVideoTracks()[0]?.readyState === 'ended') setTurn((before) => before + 1);
    };
    document.addEventListener('visibilitychange', onVisible);
    open().catch((error: unknown) => {
      if (over) return;
      stop();
      setState(stateOf(error));
    });
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', onVisible);
      stop();
    };
  }, [turn]);

  const light = useCallback((on: boolean): void => {
    const [track] = stream.current?.getVideoTracks() ?? [];
    track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }).then(
      () => setTorch(on),
      () => setTorch(null),
    );
  }, []);

  return { video, state, torch, light, again: () => setTurn((before) => before + 1) };
}
