import { Component, type ReactNode, useEffect, useState } from 'react';
import type { Translate } from '../../app/text/translate.ts';
import './error-boundary.css';

interface Props {
  readonly t: Translate;
  readonly children: ReactNode;
}

/** Says that the window failed and loads it again; a wall display has nobody to press the button. */
export class ErrorBoundary extends Component<Props, { readonly message: string | null }> {
  override state = { message: null };

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { message } = this.state;
    return message === null ? this.props.children : <Crash t={this.props.t} message={message} />;
  }
}

/** Long enough to read, and to keep a window that fails at once from spinning. */
const RELOAD_AFTER_S = 30;

function Crash(props: { readonly t: Translate; readonly message: string }) {
  const { t, message } = props;
  const [seconds, setSeconds] = useState(RELOAD_AFTER_S);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (seconds > 1) setSeconds(seconds - 1);
      else location.reload();
    }, 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return (
    <div className="crash" role="alert">
      <h1>{t('shell:crash.title')}</h1>
      <p>{t('shell:crash.text')}</p>
      <p className="crash__detail">{t('shell:crash.detail', { message })}</p>
      <p aria-hidden="true">{t('shell:crash.reloadIn', { seconds })}</p>
      <button type="button" className="button button--primary" onClick={() => location.reload()}>
        {t('shell:crash.reload')}
      </button>
    </div>
  );
}
