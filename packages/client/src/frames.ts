import type { Frames } from './gen/calls.ts';

/** Frames that a client may send. */
export type FrameType = keyof Frames;

/** Lists that are given may be read-only, and members that may be absent undefined: JSON has neither. */
type Given<Value> = Value extends readonly (infer Entry)[]
  ? readonly Given<Entry>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Given<Value[Name]> | IfOptional<Value, Name> }
    : Value;

type IfOptional<Value, Name extends keyof Value> = Record<never, never> extends Pick<Value, Name> ? undefined : never;

/** What a frame carries. */
export type FrameBody<Type extends FrameType> = Given<Frames[Type]['request']>;

/** What it is answered with. */
export type FrameAnswer<Type extends FrameType> = Frames[Type]['answer'];

/** Sends a frame; a body without a field that it must have may be left out. */
export type FrameRequest = <Type extends FrameType>(
  type: Type,
  ...body: Record<never, never> extends FrameBody<Type> ? [body?: FrameBody<Type>] : [body: FrameBody<Type>]
) => Promise<FrameAnswer<Type>>;
