import { ActionIcon, TextInput } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTexts } from '../i18n/i18n.ts';
import { type KeyboardFacts, readKeyboard } from './keyboard-facts.ts';
import classes from './password-field.module.css';
import { PlainPassword } from './plain-password.tsx';

/**
 * A password, kept by the input alone and never in React's state, so that a process holds as few copies as can be.
 * It can be shown, and hides again before its form is submitted (design, section 4). Caps Lock and layout are told from
 * the last key typed.
 */
export function PasswordField(props: {
  label: string;
  inputRef: RefObject<HTMLInputElement | null>;
  autoComplete: 'current-password' | 'new-password';
  description?: string;
  autoFocus?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  /** Somebody begins to type, for the first time or after a submission. */
  onBegin?: () => void;
}) {
  const t = useTexts('common');
  const { inputRef } = props;
  const [shown, setShown] = useState(false);
  const isBegun = useRef(false);
  const [keyboard, setKeyboard] = useState<KeyboardFacts>({ capsLock: false, layout: null });
  useEffect(() => {
    const form = inputRef.current?.form;
    const hide = () => {
      isBegun.current = false;
      flushSync(() => {
        setShown(false);
      });
    };
    form?.addEventListener('submit', hide, { capture: true });
    return () => form?.removeEventListener('submit', hide, { capture: true });
  }, [inputRef]);
  const read = (event: React.KeyboardEvent) => {
    setKeyboard((before) => readKeyboard(event.nativeEvent, before));
  };
  return (
    <div>
      <TextInput
        ref={inputRef}
        label={props.label}
        description={props.description}
        type="password"
        data-shown={shown || undefined}
        inputContainer={(input) => (
          <div className={classes.container}>
            {input}
            {shown ? <PlainPassword inputRef={inputRef} /> : null}
          </div>
        )}
        autoComplete={props.autoComplete}
        autoFocus={props.autoFocus}
        required
        withAsterisk={false}
        disabled={props.disabled}
        error={props.invalid}
        spellCheck={false}
        autoCapitalize="none"
        maxLength={1024}
        onInput={() => {
          if (!isBegun.current) props.onBegin?.();
          isBegun.current = true;
        }}
        onKeyDown={read}
        onKeyUp={read}
        rightSectionWidth={keyboard.layout ? 80 : 44}
        rightSection={
          <span className={classes.tools}>
            {keyboard.layout ? (
              <span
                className={classes.layout}
                title={t(keyboard.layout === 'cyrillic' ? 'layoutCyrillic' : 'layoutLatin')}
              >
                {t(keyboard.layout === 'cyrillic' ? 'layoutCyrillicShort' : 'layoutLatinShort')}
              </span>
            ) : null}
            <ActionIcon
              variant="subtle"
              color="quiet"
              size={36}
              aria-label={t(shown ? 'hidePassword' : 'showPassword')}
              aria-pressed={shown}
              onMouseDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => {
                setShown(!shown);
              }}
            >
              {shown ? <IconEyeOff size={20} aria-hidden /> : <IconEye size={20} aria-hidden />}
            </ActionIcon>
          </span>
        }
      />
      <div role="status" className={keyboard.capsLock ? classes.capsLock : undefined}>
        {keyboard.capsLock ? t('capsLock') : null}
      </div>
    </div>
  );
}
