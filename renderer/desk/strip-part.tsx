import { Popover, UnstyledButton } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import classes from './strip.module.css';

/** One part of the strip: a word or two that opens what explains it. */
export function StripPart(props: {
  label: ReactNode;
  title: string;
  tone?: 'plain' | 'ok' | 'amber' | 'danger';
  children: (close: () => void) => ReactNode;
}) {
  const id = useId();
  const [opened, setOpened] = useState(false);
  const close = () => {
    setOpened(false);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top-start"
      width={360}
      trapFocus
      returnFocus
      withArrow={false}
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.part}
          data-tone={props.tone}
          onClick={() => {
            setOpened((before) => !before);
          }}
        >
          {props.label}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-labelledby={id} className={classes.explained} tabIndex={-1} data-autofocus>
        <h2 id={id} className={classes.title}>
          {props.title}
        </h2>
        {props.children(close)}
      </Popover.Dropdown>
    </Popover>
  );
}
