import { Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import { useEffect } from 'react';
import { Line } from 'react-chartjs-2';
import { createRoot } from 'react-dom/client';

Chart.register(LinearScale, LineController, LineElement, PointElement);

const POINTS = Array.from({ length: 60 }, (_, x) => ({ x, y: Math.sin(x / 5) }));

/** One value and one chart: the least that an app with this framework can show. */
function BarePage() {
  useEffect(() => {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        performance.mark('ready');
        document.documentElement.dataset.ready = 'true';
      }),
    );
  }, []);
  return (
    <main>
      <h1>46 W</h1>
      <Line
        data={{ datasets: [{ data: POINTS }] }}
        options={{ animation: false, scales: { x: { type: 'linear' } } }}
      />
    </main>
  );
}

const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<BarePage />);
