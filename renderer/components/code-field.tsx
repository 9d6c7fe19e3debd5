import { type Ref, useId, useRef, useState } from 'react';
import classes from './code-field.module.css';

const length = 6;
const places = [0, 1, 2, 3, 4, 5];

/**
 * Six boxes that are one real input: a phone's code, typed or pasted with spaces. At the sixth digit the form that
 * holds it is submitted, as Enter would.
 */
export function CodeField(props: {
  label: string;
  value: string;
  onChange: (digits: string) => void;
  inputRef?: Ref<HTMLInputElement>;
  autoFocus?: boolean;
  disabled?: boolean;
  invalid?: boolean;
}) {
  const { label, value, onChange, inputRef, autoFocus = false, disabled = false, invalid = false } = props;
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(false);
  const change = (typed: string) => {
    const digits = typed.replace(/\D/g, '').slice(0, length);
    if (digits === value) return;
    onChange(digits);
    // After React has stored the digit, so that the form submits it whole.
    if (digits.length === length) setTimeout(() => root.current?.closest('form')?.requestSubmit());
  };
  const active = focused ? Math.min(value.length, length - 1) : -1;
  return (
    <div ref={root}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <div className={classes.field} data-disabled={disabled || undefined}>
        <div className={classes.boxes} aria-hidden>
          {places.map((place) => (
            <span
              key={place}
              className={classes.box}
              data-active={place === active}
              data-invalid={invalid || undefined}
            >
              {value[place] ?? ''}
            </span>
          ))}
        </div>
        <input
          id={id}
          ref={inputRef}
          className={classes.input}
          value={value}
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
          autoFocus={autoFocus}
          readOnly={disabled}
          aria-invalid={invalid}
          onChange={(event) => {
            change(event.currentTarget.value);
          }}
          onFocus={() => {
            setFocused(true);
          }}
          onBlur={() => {
            setFocused(false);
          }}
          onSelect={({ currentTarget: input }) => {
            // Digits are typed and erased at the end, where the active box is.
            if (input.selectionStart === input.selectionEnd) input.setSelectionRange(value.length, value.length);
          }}
        />
      </div>
    </div>
  );
}
