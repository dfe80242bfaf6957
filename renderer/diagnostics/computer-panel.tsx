import { diskLight, memoryLight } from '../../app/diagnostics/lights.ts';
import type { MachineReport } from '../../app/diagnostics/machine.ts';
import { useTexts } from '../state/texts.tsx';
import { CopyButton } from './copy-button.tsx';
import { Lit } from './lit.tsx';
import { Panel } from './panel.tsx';

const GB = 1e9;

function Lights(machine: MachineReport) {
  const { t } = useTexts();
  const { diskFree, memoryFree, memoryTotal } = machine;
  const size = (bytes: number): string =>
    t('diagnostics:computer.gigabytes', { size: Math.round((bytes / GB) * 10) / 10 });
  return (
    <>
      <Lit light={diskLight(diskFree)} name={t('diagnostics:computer.disk')}>
        {diskFree === null
          ? t('diagnostics:computer.unknown')
          : t('diagnostics:computer.diskFree', { free: size(diskFree) })}
      </Lit>
      <Lit light={memoryLight(memoryFree)} name={t('diagnostics:computer.memory')}>
        {t('diagnostics:computer.memoryFree', {
          free: size(memoryFree),
          total: size(memoryTotal),
        })}
      </Lit>
      <dl className="facts">
        <dt>{t('diagnostics:computer.version')}</dt>
        <dd>{`${machine.version}, ${machine.runtime}`}</dd>
        <dt>{t('diagnostics:computer.system')}</dt>
        <dd>{machine.system}</dd>
      </dl>
    </>
  );
}

interface Props {
  /** null: main has not answered yet. */
  readonly machine: MachineReport | null;
  readonly report: () => string;
}

/** Room on the computer, versions, and the report that somebody who helps wants. */
export function ComputerPanel({ machine, report }: Props) {
  const { t } = useTexts();
  return (
    <Panel
      name="computer"
      title={t('diagnostics:computer.title')}
      action={<CopyButton label={t('diagnostics:computer.report')} text={report} />}
    >
      {machine !== null && <Lights {...machine} />}
      <p className="panel__hint">{t('diagnostics:computer.reportHint')}</p>
    </Panel>
  );
}
