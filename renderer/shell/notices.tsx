import type { Notice } from '../../app/bridge/state.ts';
import type { Translate } from '../../app/text/translate.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { CloseIcon } from './icons.tsx';
import './notices.css';

/** The key comes from main as a plain string; each of its texts takes plain values. */
const noticeText = (t: Translate, { text, values }: Notice): string =>
  t(`notices:${text}` as 'notices:netCounter', { ...values });

/** What a person should know and has not taken off the screen yet. */
export function Notices() {
  const { t } = useTexts();
  const { bridge } = useServices();
  const notices = useAppState((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <section className="notices" aria-label={t('shell:notices')}>
      {notices.map((notice) => (
        <div key={notice.id} className="notice">
          <p>{noticeText(t, notice)}</p>
          <button
            type="button"
            className="button button--plain button--icon"
            aria-label={t('shell:dismiss')}
            title={t('shell:dismiss')}
            onClick={() => void bridge.dismissNotice(notice.id)}
          >
            <CloseIcon />
          </button>
        </div>
      ))}
    </section>
  );
}
