import type { Notice } from '../../app/bridge/state.ts';
import type { EndpointStatus } from '../../app/metrics/endpoint.ts';

/** Where notices are shown. */
interface NoticeBoard {
  notify(notice: Notice): void;
  dismiss(id: string): void;
}

const ID = 'metrics';

/**
 * Tells of an endpoint that cannot listen, until it can or is no longer wanted. Each attempt fails
 * anew; only another reason is told again, so that a notice that was taken away stays away.
 */
export function createEndpointNotice(board: NoticeBoard): (status: EndpointStatus) => void {
  let told = '';
  return (status) => {
    if (status.state === 'failed') {
      const { fault } = status;
      const reason = JSON.stringify(fault);
      if (reason === told) return;
      told = reason;
      board.notify({ id: ID, text: 'endpointFailed', values: { ...fault } });
    } else if (status.state !== 'starting' && told !== '') {
      told = '';
      board.dismiss(ID);
    }
  };
}
