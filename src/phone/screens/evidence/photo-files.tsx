// The phone's own camera and its album, for where the camera can't be opened in the page, and for pictures that are there already.
import { useRef } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { ew } from './words.ts';

/** `short`: the album only. */
export function PhotoFiles({ short = false, onFiles }: { short?: boolean; onFiles: (files: readonly File[]) => void }) {
  const words = ew().camera;
  return (
    <>
      {short ? null : <FileButton word={words.system} capture onFiles={onFiles} />}
      <FileButton word={words.album} onFiles={onFiles} />
    </>
  );
}

function FileButton({ word, capture = false, onFiles }: { word: string; capture?: boolean; onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={capture ? 'primary' : 'outline'} wide={capture} onClick={() => input.current?.click()}>
        {word}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        aria-label={word}
        multiple={!capture}
        {...(capture ? { capture: 'environment' } : {})}
        onChange={(event) => {
          const chosen = event.currentTarget;
          onFiles([...(chosen.files ?? [])]);
          // The same picture can be chosen once more.
          chosen.value = '';
        }}
      />
    </>
  );
}
