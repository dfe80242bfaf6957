import { useId, useLayoutEffect, useRef } from 'react';
import { isUsable } from '../../app/connection-report.ts';
import type { MeterSource } from '../../app/meter-url.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { AddressFields } from './address-fields.tsx';
import { TestResult } from './test-result.tsx';
import { useAddressForm } from './use-address-form.ts';
import { useConnectionTest } from './use-connection-test.ts';
import './connect.css';

/** Asks for the address of the meter, tests it and uses it. Mounted is open. */
export function ConnectDialog(props: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const { bridge } = useServices();
  const title = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const source = useAppState((state) => state.settings.source);
  const form = useAddressForm(source);
  const { test, run, clear } = useConnectionTest((address) => choose({ kind: 'meter', address }));
  const running = test.kind === 'running';
  const failed = test.kind === 'broken' || (test.kind === 'done' && !isUsable(test.report));

  useLayoutEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  // Closing by itself gives the focus back to where it came from.
  const close = (): void => dialog.current?.close();
  const choose = (chosen: MeterSource): void => {
    void bridge.changeSettings({ source: chosen });
    close();
  };
  const testTyped = (): void => {
    const address = form.submit();
    if (address !== null) run(address);
  };
  const chooseTyped = (): void => {
    const address = form.submit();
    if (address !== null) choose({ kind: 'meter', address });
  };

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={title} onClose={props.onClose}>
      <form
        noValidate
        aria-busy={running}
        onSubmit={(event) => {
          event.preventDefault();
          if (!running) testTyped();
        }}
      >
        <h2 id={title} className="dialog__title">
          {t('connect:title')}
        </h2>
        <p className="dialog__intro">{t('connect:intro')}</p>
        <AddressFields
          draft={form.draft}
          problems={form.problems}
          refs={form.refs}
          onLeave={form.leave}
          onChange={(draft) => {
            form.setDraft(draft);
            clear();
          }}
        />
        <TestResult test={test} />
        <div className="dialog__actions">
          {source.kind === 'meter' && !failed && (
            <button
              type="button"
              className="button button--plain dialog__demo"
              onClick={() => choose({ kind: 'demo' })}
            >
              {t('connect:useDemo')}
            </button>
          )}
          {failed && (
            <button
              type="button"
              className="button button--plain dialog__demo"
              onClick={chooseTyped}
            >
              {t('connect:useAnyway')}
            </button>
          )}
          <button type="button" className="button" onClick={running ? clear : close}>
            {t('connect:cancel')}
          </button>
          <button type="submit" className="button button--primary" aria-disabled={running}>
            {t(failed ? 'connect:testAgain' : 'connect:connect')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
