/** The heat side: what the heat pump gives, from the Pi's Prometheus. */
export const heat = {
  hint: 'Does your Prometheus know flow and temperatures of the heating circuit? Then the app shows heat and COP. Each field takes a metric name or PromQL that gives one series.',
  flowRate: 'Flow rate in l/min',
  flowTemperature: 'Flow temperature in °C',
  returnTemperature: 'Return temperature in °C',
  outdoorTemperature: 'Outdoor temperature in °C',
  hints: {
    flowRate: 'Where it is kept in m³/h: name * 1000 / 60.',
    flowTemperature: 'Of the water that leaves the heat pump.',
    returnTemperature: 'Of the water that comes back to it.',
    outdoorTemperature: 'Only for the comparison with the weather; may be empty.',
  },
  tooLong: 'At most 2,000 characters, please.',
  try: 'Try it',
  trying: 'Asking Prometheus …',
  noPrometheus: 'First enter the address of Prometheus above.',
  now: 'Heat now: {{power}}',
  notNow: 'From these, heat cannot be told now.',
  tried: {
    value: '{{name}}: {{value}}',
    unset: '{{name}}: not set',
    junk: '{{name}}: {{value}} cannot be. Is it another quantity, or another unit?',
    nothing: '{{name}}: there is no value now. Is the name right?',
    several: '{{name}}: {{count}} series. Choose one by its labels, or take their mean: avg(…).',
    fault: '{{name}}: {{reason}}',
  },
};
