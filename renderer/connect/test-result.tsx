import { useEffect, useState } from 'react';
import { type ConnectionReport, isUsable } from '../../app/connection-report.ts';
import { METER_MODELS } from '../../app/registers/models.ts';
import { faultText } from '../../app/text/fault-text.ts';
import type { Translate } from '../../app/text/translate.ts';
import { Hints } from '../shell/hints.tsx';
import { useTexts } from '../state/texts.tsx';
import { StepList } from './step-list.tsx';
import type { TestState } from './use-connection-test.ts';

/** Counts up from 0 while it is on the screen. */
function Seconds() {
  const { t } = useTexts();
  const [count, setCount] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setCount((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return t('connect:testing', { count });
}

/** On a low display the sentence would stand below what is seen of the dialog. */
function intoView(sentence: HTMLElement | null): void {
  sentence?.scrollIntoView({ block: 'nearest' });
}

/** What stands between this address and its values. */
function reportText(t: Translate, { address, fault, answersAs }: ConnectionReport): string {
  const { name: model } = METER_MODELS[address.model];
  if (answersAs !== null) {
    return t('connect:otherModel', { model, answers: METER_MODELS[answersAs].name });
  }
  return fault === null ? t('connect:noNumbers', { model }) : faultText(t, fault);
}

/** What the test found, or that it is under way. */
export function TestResult(props: { readonly test: TestState }) {
  const { t } = useTexts();
  const { test } = props;
  switch (test.kind) {
    case 'none':
      return null;
    case 'broken':
      return (
        <p className="result__fault" role="alert">
          {t('connect:failed')}
        </p>
      );
    case 'running':
      return (
        <div className="result result--running">
          <StepList steps={null} />
          <p className="result__fault">
            <Seconds />
          </p>
        </div>
      );
    case 'done':
      return (
        <section className="result" aria-label={t('connect:report')}>
          <StepList steps={test.report.steps} />
          {!isUsable(test.report) && (
            <p className="result__fault" role="alert" ref={intoView}>
              {reportText(t, test.report)}
            </p>
          )}
          <Hints hints={test.report.hints} />
        </section>
      );
  }
}
