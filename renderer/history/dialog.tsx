import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useTexts } from '../state/texts.tsx';
import '../connect/connect.css';

interface Props {
  readonly title: string;
  readonly intro: string;
  /** What the button that does it says. */
  readonly action: string;
  /** Closes when it answers true. */
  readonly onAction: () => boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog with one thing to do. Mounted is open. */
export function ActionDialog({ title, intro, action, onAction, onClose, children }: Props) {
  const { t } = useTexts();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const close = (): void => dialog.current?.close();
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (onAction()) close();
        }}
      >
        <h2 id={id} className="dialog__title">
          {title}
        </h2>
        <p className="dialog__intro">{intro}</p>
        {children}
        <div className="dialog__actions">
          <button type="button" className="button" onClick={close}>
            {t('historyView:tasks.cancel')}
          </button>
          <button type="submit" className="button button--primary">
            {action}
          </button>
        </div>
      </form>
    </dialog>
  );
}
