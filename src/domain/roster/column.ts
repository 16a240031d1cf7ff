// A column of an office's list: what it is used as, and the header text it was recognised by.
import * as z from 'zod/mini';

/** What a column of the file is used as. `place` is one address column; `ignore` is left out. */
export const ColumnRole = z.enum([
  'ignore',
  'personName',
  'idNumber',
  'certificate',
  'headName',
  'township',
  'village',
  'place',
  'group',
  'indicator',
  'amount',
  'period',
  'phone',
]);
export type ColumnRole = z.infer<typeof ColumnRole>;

/** One column of one sheet (sheets of a file may differ). `index` counts from 0; `header` joins the rows of a header of several rows; up to three samples as written. */
export const RosterColumn = z.object({ sheet: z.string(), index: z.number(), header: z.string(), samples: z.array(z.string()), role: ColumnRole });
export type RosterColumn = z.infer<typeof RosterColumn>;
