import { useId, useMemo, useState } from 'react';
import type { RatedRun } from '../../app/insights/run.ts';
import { ChevronIcon } from '../shell/icons.tsx';
import { useTexts } from '../state/texts.tsx';
import { RunRow } from './run-row.tsx';
import {
  clicked,
  columnsOf,
  FIRST_ORDER,
  pageOf,
  type RunColumn,
  type RunOrder,
  sortedRuns,
} from './run-rows.ts';
import './runs-table.css';

/** Every run of the span; a page at a time, so that a year is as quick as a day. */
export function RunsTable({ runs }: { readonly runs: readonly RatedRun[] }) {
  const { t } = useTexts();
  const id = useId();
  const [order, setOrder] = useState<RunOrder>(FIRST_ORDER);
  const [wanted, setWanted] = useState(0);
  const columns = useMemo(() => columnsOf(runs), [runs]);
  const sorted = useMemo(() => sortedRuns(runs, order), [runs, order]);
  const { page, first, isLast, rows } = pageOf(sorted, wanted);
  const sortBy = (column: RunColumn): void => {
    setOrder(clicked(order, column));
    setWanted(0);
  };
  return (
    <section className="card runs" aria-labelledby={id}>
      <header className="chart-row__head">
        <h2 id={id} className="card__title">
          {t('heatPump:runs')}
        </h2>
        {runs.length > 0 && (
          <div className="runs__pages">
            <span aria-live="polite">
              {t('heatPump:page', {
                from: first + 1,
                to: first + rows.length,
                count: runs.length,
              })}
            </span>
            <PageButton direction="left" isEnd={page === 0} onClick={() => setWanted(page - 1)} />
            <PageButton direction="right" isEnd={isLast} onClick={() => setWanted(page + 1)} />
          </div>
        )}
      </header>
      {runs.length === 0 ? (
        <p className="heat-pump__none">{t('heatPump:noRuns')}</p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: nothing in it is a field.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it.
        <div className="runs__scroll" role="group" tabIndex={0} data-keys="" aria-labelledby={id}>
          <table className="runs__table" aria-labelledby={id}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <Head key={column} column={column} order={order} onSort={sortBy} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((run) => (
                <RunRow key={run.start} run={run} columns={columns} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function PageButton(props: {
  readonly direction: 'left' | 'right';
  readonly isEnd: boolean;
  readonly onClick: () => void;
}) {
  const { t } = useTexts();
  const { direction, isEnd, onClick } = props;
  return (
    <button
      type="button"
      className="button button--icon"
      aria-label={t(direction === 'left' ? 'heatPump:previousPage' : 'heatPump:nextPage')}
      disabled={isEnd}
      onClick={onClick}
    >
      <ChevronIcon direction={direction} />
    </button>
  );
}

const SIGNS = { ascending: '▲', descending: '▼' } as const;

function Head(props: {
  readonly column: RunColumn;
  readonly order: RunOrder;
  readonly onSort: (column: RunColumn) => void;
}) {
  const { t } = useTexts();
  const { column, order, onSort } = props;
  const isSorted = order.column === column;
  return (
    <th
      scope="col"
      className={`runs__head runs__head--${column}`}
      aria-sort={isSorted ? order.direction : 'none'}
    >
      <button type="button" className="runs__sort" onClick={() => onSort(column)}>
        {t(`heatPump:run.${column}`)}
        <span className="runs__sign" aria-hidden="true">
          {isSorted ? SIGNS[order.direction] : ''}
        </span>
      </button>
    </th>
  );
}
