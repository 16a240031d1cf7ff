// The place for photos, sound and files in a form: filled by the part that takes them; without it such questions say that they can't be answered here.
import type { ComponentType } from 'preact';
import type { FieldProps } from './question-field.tsx';

export type MediaFieldProps = FieldProps & { type: 'image' | 'audio' | 'video' | 'file' };

/** The answer is the file's id. */
export const MEDIA: { field: ComponentType<MediaFieldProps> | null } = { field: null };
