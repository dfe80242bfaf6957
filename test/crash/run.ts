import { isFlawless, killAgainAndAgain, type Outcome } from './kills.ts';
import { PHASES } from './numbered.ts';

/**
 * Kills the app's core at random moments, a share of the times in each phase. Run by
 * `npm run test:crash`; the last line is one JSON object.
 */
const [program = '', kills = '200'] = process.argv.slice(2);

const outcomes: Outcome[] = [];
for (const phase of PHASES) {
  outcomes.push(await killAgainAndAgain(program, phase, Math.ceil(Number(kills) / PHASES.length)));
}
console.table(
  outcomes.map(({ complaints, ...rest }) => ({ ...rest, complaints: complaints.length })),
);
const complaints = outcomes.flatMap((outcome) => outcome.complaints);
for (const complaint of complaints) console.error(complaint);
const isFine = outcomes.every(isFlawless);
console.log(JSON.stringify({ flawless: isFine, outcomes }));
process.exitCode = isFine ? 0 : 1;
