-- What was handed in is kept as it is: packing 4 kB a record took half the time in which a thousand of them are received, and saved 2.4 kB each.
ALTER TABLE hand_in ALTER content SET STORAGE EXTERNAL;
