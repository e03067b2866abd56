/** Something the app asks for that this host does not run, or a setting it lacks: the host says so and does not start. */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';
}
