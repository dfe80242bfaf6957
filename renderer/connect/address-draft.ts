import type { FramingChoice, MeterAddress, MeterSource } from '../../app/meter-url.ts';
import type { ModelId } from '../../app/registers/models.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { DEFAULT_ADDRESS, meterAddressSchema } from '../../app/settings.ts';
import type { Texts } from '../../app/text/texts.ts';

/** An address as it is being typed. */
export interface AddressDraft {
  readonly host: string;
  readonly port: string;
  readonly unit: string;
  readonly framing: FramingChoice;
  readonly model: ModelId;
}

export type TypedField = 'host' | 'port' | 'unit';
type Problem = keyof Texts['connect']['problems'];

/** What is wrong with which field, as keys of the texts. */
export type AddressProblems = Readonly<Partial<Record<TypedField, Problem>>>;

/** What the form begins with: the meter in use, or the usual address. */
export function draftOf(source: MeterSource): AddressDraft {
  const { port, unit, ...rest } = source.kind === 'meter' ? source.address : DEFAULT_ADDRESS;
  return { ...rest, port: String(port), unit: String(unit) };
}

const NUMBER = /^\s*\d+\s*$/;
const numberOf = (text: string): number => (NUMBER.test(text) ? Number(text) : Number.NaN);

/** The address, or what is wrong with each field that cannot be used. */
export function parseDraft(draft: AddressDraft): Result<MeterAddress, AddressProblems> {
  const { host, framing, model } = draft;
  const port = numberOf(draft.port);
  const unit = numberOf(draft.unit);
  const parsed = meterAddressSchema.safeParse({ framing, host, port, unit, model });
  if (parsed.success) return ok(parsed.data);
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return err({
    ...(wrong.has('host') && { host: host.trim() === '' ? 'hostMissing' : 'hostWrong' }),
    ...(wrong.has('port') && { port: 'port' }),
    ...(wrong.has('unit') && { unit: 'unit' }),
  });
}

/** Puts the port of a pasted `192.168.2.10:8899` where it belongs. */
export function withPortSplit(draft: AddressDraft): AddressDraft {
  const match = /^\s*(?:[\w+]+:\/\/)?([^\s:/]+|\[[^\s/]+\]):(\d+)\/?\s*$/.exec(draft.host);
  const [, host, port] = match ?? [];
  return host === undefined || port === undefined ? draft : { ...draft, host, port };
}
