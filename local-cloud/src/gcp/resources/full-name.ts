/** The full name of something that may be given in short: `t` under `projects/p/topics` is `projects/p/topics/t`. */
export function fullName(name: string, parent: string): string {
  return name.startsWith("projects/") ? name : `${parent}/${name}`;
}
