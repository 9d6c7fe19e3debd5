import { type RefObject, useEffect, useRef } from 'react';
import classes from './password-field.module.css';

const moves = ['input', 'scroll', 'select', 'keydown', 'keyup', 'mouseup'] as const;

/**
 * What a field of dots holds, drawn over its dots, letter by letter in the same place: the font gives all the same width.
 * The field itself stays a password's, because Chromium's browser process is told the text of any other (THREAT_MODEL).
 * The text goes from the input into the page at once and is in nobody's state.
 */
export function PlainPassword({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }) {
  const room = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const [input, over] = [inputRef.current, room.current];
    const text = over?.firstElementChild as HTMLElement | null | undefined;
    if (!input || !over || !text) return;
    const draw = () => {
      const { paddingLeft, paddingRight, borderLeftWidth, fontSize } = getComputedStyle(input);
      over.style.left = `calc(${paddingLeft} + ${borderLeftWidth})`;
      over.style.right = `calc(${paddingRight} + ${borderLeftWidth})`;
      over.style.fontSize = fontSize;
      text.textContent = input.value;
      text.style.translate = `${-input.scrollLeft}px`;
    };
    // A key moves the text after it was told: the next frame knows how far.
    const follow = () => {
      draw();
      requestAnimationFrame(draw);
    };
    for (const move of moves) input.addEventListener(move, follow);
    draw();
    return () => {
      for (const move of moves) input.removeEventListener(move, follow);
    };
  }, [inputRef]);
  return (
    <span ref={room} className={classes.plain} aria-hidden data-plain-password>
      <span />
    </span>
  );
}
