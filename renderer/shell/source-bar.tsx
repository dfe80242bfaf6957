import { useState } from 'react';
import { ConnectDialog } from '../connect/connect-dialog.tsx';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { SourceName } from './source-name.tsx';

/** Where the values come from, on every view; the demo is never without its label. */
export function SourceBar() {
  const { t } = useTexts();
  const source = useAppState((state) => state.live.source);
  const [open, setOpen] = useState(false);
  const isDemo = source.kind === 'demo';
  return (
    <div className="source">
      {isDemo && <strong className="source__demo">{t('demo')}</strong>}
      <span className="source__name">
        <SourceName source={source} />
      </span>
      <button
        type="button"
        className={isDemo ? 'button button--primary' : 'button'}
        onClick={() => setOpen(true)}
      >
        {isDemo ? t('shell:connectMeter') : t('shell:changeMeter')}
      </button>
      {open && <ConnectDialog onClose={() => setOpen(false)} />}
    </div>
  );
}
