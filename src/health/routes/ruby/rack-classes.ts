import type { RubyProject } from './project.js';

/** Superclasses of applications whose routes lintel reads by themselves. */
export const rackBases =
  /^(::)?(Sinatra::(Base|Application)|Grape::API(::Instance)?|Roda|Hanami::(API|App|Application|Slice))(\(.*\))?$/;

/** Whether a constant is an application of Sinatra, Grape, Roda or Hanami in the project. */
export async function isRackClass(name: string, near: string, project: RubyProject): Promise<boolean> {
  const type = await project.classNamed(name, '', near);
  if (!type) return false;
  return (await project.ancestorsOf(type)).some(({ superclass }) => rackBases.test(superclass ?? ''));
}
