// Choices tapped in the order of their weight: each carries its number, a second tap takes it out and the others move up.
import type { ComponentChildren } from 'preact';
import type { Option } from './options.tsx';

/** The order after a tap: added at the end while there is room, or taken out. */
export function rankAfter<V extends string>(order: readonly V[], tapped: V, most: number): readonly V[] {
  if (order.includes(tapped)) return order.filter((one) => one !== tapped);
  return order.length < most ? [...order, tapped] : order;
}

export function RankGroup<V extends string>(props: {
  name: string;
  title: ComponentChildren;
  hint?: ComponentChildren;
  options: readonly Option<V>[];
  order: readonly V[];
  most: number;
  /** What a number is called for those who hear it: 第 1. */
  rank: (n: number) => string;
  disabled?: boolean;
  onChange: (order: readonly V[]) => void;
  children?: ComponentChildren;
}) {
  const full = props.order.length >= props.most;
  return (
    <fieldset class="question" id={`field-${props.name}`} tabIndex={-1}>
      <legend class="question-title">
        {props.title}
        {props.hint ? (
          <span class="question-hint" role="status">
            {props.hint}
          </span>
        ) : null}
      </legend>
      <div class="options">
        {props.options.map((option) => {
          const at = props.order.indexOf(option.value);
          return (
            <button
              type="button"
              class="option rank"
              key={option.value}
              aria-pressed={at >= 0}
              disabled={props.disabled || (full && at < 0)}
              onClick={() => props.onChange(rankAfter(props.order, option.value, props.most))}
            >
              {at >= 0 ? (
                <span class="rank-number num">
                  <span aria-hidden="true">{at + 1}</span>
                  <span class="sr-only">{props.rank(at + 1)} </span>
                </span>
              ) : null}
              <span>{option.word}</span>
            </button>
          );
        })}
      </div>
      {props.children}
    </fieldset>
  );
}
