package dev.jnet.network;

import dev.jnet.host.Capabilities;

/**
 * What will still be done with privileges once packets are read, and which capabilities that takes.
 *
 * <p>CAP_DAC_READ_SEARCH stays besides where jnet's own files or the JVM's cannot be read without.
 *
 * @param opensMoreLinks whether links will be opened: CAP_NET_RAW stays in force
 * @param forgetsPathMtu whether the kernel will have to forget a path MTU: CAP_NET_ADMIN stays, but
 *     is not in force. It stays, too, as long as links will be opened whose targets are not known
 * @param makesFiles whether files will be made: CAP_DAC_OVERRIDE stays in force
 */
record PrivilegePlan(boolean opensMoreLinks, boolean forgetsPathMtu, boolean makesFiles) {
  /** The plan of a command that does not know yet what its targets are. */
  static final PrivilegePlan MORE_LINKS = new PrivilegePlan(true, false, false);

  PrivilegePlan withoutMoreLinks() {
    return new PrivilegePlan(false, forgetsPathMtu, makesFiles);
  }

  PrivilegePlan forgettingPathMtu() {
    return new PrivilegePlan(opensMoreLinks, true, makesFiles);
  }

  PrivilegePlan makingFiles() {
    return new PrivilegePlan(opensMoreLinks, forgetsPathMtu, true);
  }

  /** The capabilities that stay in force, one bit each. */
  long effective() {
    return (opensMoreLinks ? Capabilities.set(Capabilities.NET_RAW) : 0)
        | (makesFiles ? Capabilities.set(Capabilities.DAC_OVERRIDE) : 0);
  }

  /** The capabilities that can be put into force, one bit each: these, and what sleeps. */
  long permitted() {
    boolean admin = forgetsPathMtu || opensMoreLinks;
    return effective() | (admin ? Capabilities.set(Capabilities.NET_ADMIN) : 0);
  }
}
