// The words for fields of the archive: those of the official survey, and of the common dictionary where no single question names a field.
import type { Wording } from '../../domain/archive/field-words.ts';
import { type Definition, languageNamed } from '../../domain/survey/definition.ts';
import type { CommonWords } from './zh.ts';

export function fieldWording(definition: Definition, code: 'zh' | 'en', common: CommonWords): Wording {
  const { medicalInsurance, pension, relief, yes, no, yearMark, listMark } = common.fields;
  return {
    definition,
    language: languageNamed(definition, code),
    kinds: {
      medicalInsurance: { name: medicalInsurance, values: common.insurance },
      pension: { name: pension, values: common.pension },
      relief: { name: relief, values: common.relief },
    },
    yesNo: { yes, no },
    yearMark,
    listMark,
  };
}
