// What a record itself holds under a name, never what every object inherits (`constructor`, `__proto__`). Browsers of 2020 have no Object.hasOwn.
export const ownValue = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.getOwnPropertyDescriptor(record, name)?.value as T | undefined;
