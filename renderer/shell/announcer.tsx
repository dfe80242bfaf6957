import { useEffect, useRef, useState } from 'react';
import { faultText } from '../../app/text/fault-text.ts';
import { useAppState, useFreshness } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { troubleOf } from './status.ts';

/** Tells screen readers of changes of the connection, and of nothing else. */
export function Announcer() {
  const { t } = useTexts();
  const freshness = useFreshness();
  const trouble = useAppState((state) => troubleOf(state.live.link));
  const announced = useRef(freshness);
  const [text, setText] = useState('');
  useEffect(() => {
    if (announced.current === freshness) return;
    announced.current = freshness;
    const state = t('shell:status.label', { state: t(`freshness.${freshness}`) });
    const why = freshness === 'offline' && trouble !== null ? faultText(t, trouble.fault) : '';
    setText(`${state}. ${why}`);
  }, [freshness, trouble, t]);
  return (
    <p className="unseen" role="status">
      {text}
    </p>
  );
}
