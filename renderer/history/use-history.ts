import { useCallback } from 'react';
import type { Bridge } from '../../app/bridge/contract.ts';
import { type UsedRecord, useRecord } from '../state/use-record.ts';
import { askHistory } from './ask-history.ts';
import type { HistoryPicture, HistoryRequest } from './history-request.ts';

export interface UsedHistory extends Omit<UsedRecord<HistoryPicture>, 'answer'> {
  readonly picture: HistoryPicture | null;
}

/** The record's answer to `request`; null asks nothing yet. @param asker names the charts. */
export function useHistory(asker: string, request: HistoryRequest | null): UsedHistory {
  const ask = useCallback(
    (bridge: Bridge, asked: HistoryRequest) => askHistory(bridge, asker, asked),
    [asker],
  );
  const { answer, ...rest } = useRecord(ask, request);
  return { ...rest, picture: answer };
}
