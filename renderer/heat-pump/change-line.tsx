import { useTexts } from '../state/texts.tsx';
import type { Change } from './change.ts';
import type { KeyFigure } from './figures.ts';
import type { Span } from './spans.ts';

const ARROWS = { more: '▲', less: '▼', same: '=' } as const;

interface Props {
  readonly figure: KeyFigure;
  readonly against: 'before' | 'yearBefore';
  readonly kind: Span['kind'];
}

/** `▲ 12 % more than the week before`; nothing where nothing can be compared. */
export function ChangeLine({ figure, against, kind }: Props) {
  const change = figure[against];
  if (change === null) return null;
  return (
    <span className="change">
      <span aria-hidden="true">{ARROWS[change.direction]}</span>{' '}
      <ChangeWords change={change} measure={figure.measure} against={against} kind={kind} />
    </span>
  );
}

function ChangeWords(
  props: Omit<Props, 'figure'> & {
    readonly change: Change;
    readonly measure: KeyFigure['measure'];
  },
) {
  const { t } = useTexts();
  const { change, measure, against, kind } = props;
  const { direction, by, inPoints } = change;
  const then = t(`heatPump:other.${against}.${kind}`);
  if (direction === 'same') return t('heatPump:against.same', { then });
  const how = measure === 'share' || measure === 'none' ? 'level' : measure;
  return t(`heatPump:against.${how}.${direction}`, {
    by: inPoints ? t('heatPump:points', { count: by }) : by,
    then,
  });
}
