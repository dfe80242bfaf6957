import { Counters } from './counters.tsx';
import { DailyEnergy } from './daily-energy.tsx';
import { HeatPumpToday } from './heat-pump-today.tsx';
import { KpiRow } from './kpi-row.tsx';
import { LastHour } from './last-hour.tsx';
import { PhaseBalance } from './phase-balance.tsx';
import { Today } from './today.tsx';
import './live.css';

/** The first screenful; rows that follow it go below and scroll. */
export function LiveView() {
  return (
    <div className="live">
      <div className="live__screen">
        <KpiRow />
        <HeatPumpToday />
        <LastHour />
        <div className="live__side">
          <PhaseBalance />
          <Counters />
        </div>
      </div>
      <Today />
      <DailyEnergy />
    </div>
  );
}
