-- What the rules find in a check stands in `judgement`, made after its receipt; the hand-in itself holds only what came.
ALTER TABLE hand_in DROP COLUMN remarks;
