import { CloseButton, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.ts';
import classes from './dialog.module.css';

/**
 * A dialog over the screen, with its title and a way out. Mantine's own title makes a second page header of itself
 * (a `header` outside every section), which assistive tools would list as a landmark.
 */
export function Dialog(props: {
  opened: boolean;
  title: string;
  size?: number;
  onClose: () => void;
  children: ReactNode;
}) {
  const common = useTexts('common');
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size={props.size ?? 480}
      withCloseButton={false}
      transitionProps={{ duration: 120 }}
      classNames={{ body: classes.body }}
    >
      <div className={classes.head}>
        <Modal.Title className={classes.title}>{props.title}</Modal.Title>
        <CloseButton size={36} aria-label={common('close')} onClick={props.onClose} />
      </div>
      {props.children}
    </Modal>
  );
}
