import { FILE_PHASES } from './files.ts';
import { isFlawless, killAgainAndAgain, type Outcome } from './kills.ts';
import { PHASES } from './numbered.ts';
import { type FileOutcome, killWhileReplacing } from './replacing.ts';

/**
 * Kills the app's core at random moments, a share of the times in each phase. Run by
 * `npm run test:crash`; the last line is one JSON object.
 */
const [program = '', kills = '200'] = process.argv.slice(2);

const share = Math.ceil(Number(kills) / (PHASES.length + FILE_PHASES.length));
const files: FileOutcome[] = [];
for (const phase of FILE_PHASES) files.push(await killWhileReplacing(program, phase, share));
console.table(files);

const outcomes: Outcome[] = [];
for (const phase of PHASES) {
  outcomes.push(await killAgainAndAgain(program, phase, share));
}
console.table(
  outcomes.map(({ complaints, ...rest }) => ({ ...rest, complaints: complaints.length })),
);
const complaints = outcomes.flatMap((outcome) => outcome.complaints);
for (const complaint of complaints) console.error(complaint);
const isFine = outcomes.every(isFlawless) && files.every(({ wrong }) => wrong.length === 0);
console.log(JSON.stringify({ flawless: isFine, outcomes, files }));
process.exitCode = isFine ? 0 : 1;
