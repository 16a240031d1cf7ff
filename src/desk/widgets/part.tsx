// One titled part of a long page.
import type { ComponentChildren } from 'preact';

export function Part({ title, children, aside }: { title: string; children: ComponentChildren; aside?: ComponentChildren }) {
  return (
    <section class="part">
      <h3>
        {title} {aside}
      </h3>
      {children}
    </section>
  );
}
