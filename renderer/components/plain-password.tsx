import { type RefObject, useEffect, useRef } from 'react';
import classes from './password-field.module.css';

/**
 * What a field of dots holds, drawn over its dots, letter by letter in the same place: the font gives all the same width.
 * The field itself stays a password's, because Chromium's browser process is told the text of any other (THREAT_MODEL).
 * The text goes from the input into the page and is in nobody's state. Each frame looks at the field anew: not all that
 * changes or moves its text says so (a form that is emptied, a selection that is drawn beyond the edge).
 */
export function PlainPassword({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }) {
  const room = useRef<HTMLSpanElement>(null);
  const letters = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const [input, over, text] = [inputRef.current, room.current, letters.current];
    if (!input || !over || !text) return;
    let frame = 0;
    const draw = () => {
      const { paddingLeft, paddingRight, borderLeftWidth, fontSize } = getComputedStyle(input);
      over.style.left = `calc(${paddingLeft} + ${borderLeftWidth})`;
      over.style.right = `calc(${paddingRight} + ${borderLeftWidth})`;
      over.style.fontSize = fontSize;
      if (text.textContent !== input.value) text.textContent = input.value;
      text.style.translate = `${-input.scrollLeft}px`;
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => {
      cancelAnimationFrame(frame);
      text.textContent = '';
    };
  }, [inputRef]);
  return (
    <span ref={room} className={classes.plain} aria-hidden data-plain-password>
      <span ref={letters} />
    </span>
  );
}
