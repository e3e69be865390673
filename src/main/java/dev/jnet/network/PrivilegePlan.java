package dev.jnet.network;

import dev.jnet.host.privilege.Capabilities;

/**
 * What will still be done with privileges after packets are read, and which capabilities that
 * needs.
 *
 * <p>CAP_DAC_READ_SEARCH stays too where jnet's own files or the JVM's cannot be read without it.
 *
 * @param opensMoreLinks whether links will be opened: CAP_NET_RAW stays in force
 * @param forgetsPathMtu whether the kernel will have to forget a path MTU: CAP_NET_ADMIN stays, but
 *     is not in force. It also stays as long as further links will be opened
 */
record PrivilegePlan(boolean opensMoreLinks, boolean forgetsPathMtu) {
  /** The plan of a command that does not know yet what its targets are. */
  static final PrivilegePlan MORE_LINKS = new PrivilegePlan(true, false);

  PrivilegePlan withoutMoreLinks() {
    return new PrivilegePlan(false, forgetsPathMtu);
  }

  PrivilegePlan forgettingPathMtu() {
    return new PrivilegePlan(opensMoreLinks, true);
  }

  /** The capabilities that stay in force, one bit each. */
  long effective() {
    return opensMoreLinks ? Capabilities.set(Capabilities.NET_RAW) : 0;
  }

  /**
   * The capabilities that can be put into force, one bit each: those in force, and those kept for
   * later.
   */
  long permitted() {
    boolean admin = forgetsPathMtu || opensMoreLinks;
    return effective() | (admin ? Capabilities.set(Capabilities.NET_ADMIN) : 0);
  }
}
