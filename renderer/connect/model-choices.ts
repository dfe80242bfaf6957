import { METER_MODELS, MODEL_IDS } from '../../app/registers/models.ts';

/** Every meter by the name of its maker, in the order in which they are offered. */
export const MODEL_CHOICES = MODEL_IDS.map((id) => ({ value: id, text: METER_MODELS[id].name }));
