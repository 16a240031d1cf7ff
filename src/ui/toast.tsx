// Short messages that come and go; a polite live region reads them out.
import { signal } from '@preact/signals';

const shown = signal<readonly { id: number; text: string }[]>([]);
let next = 1;

/** Shows `text` for three seconds, longer for longer text. */
export function toast(text: string): void {
  const id = next++;
  shown.value = [...shown.value.filter((one) => one.text !== text), { id, text }];
  setTimeout(
    () => {
      shown.value = shown.value.filter((one) => one.id !== id);
    },
    Math.max(3000, text.length * 160),
  );
}

/** Stands once on the page. */
export function ToastRegion() {
  return (
    <output class="toasts" aria-live="polite">
      {shown.value.map((one) => (
        <span class="toast" key={one.id}>
          {one.text}
        </span>
      ))}
    </output>
  );
}
