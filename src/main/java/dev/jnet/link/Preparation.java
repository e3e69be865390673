package dev.jnet.link;

import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * Loads pcap4j beside other work, in two steps: its Java while the command line is read, and its
 * native part while the kernel is asked for the route.
 *
 * <p>Nothing here is needed: what has not been loaded, or fails, is loaded when it is used, and its
 * failure told there.
 */
final class Preparation extends Thread {
  private final boolean natively;

  private Preparation(boolean natively) {
    super("jnet-pcap");
    setDaemon(true);
    this.natively = natively;
  }

  /** The first step: no native code is loaded. */
  static void beginInJava() {
    new Preparation(false).start();
  }

  /**
   * The second step, for those who may capture. JNA itself is loaded first, by the caller: two
   * threads that initialise its classes from different ends would wait for each other for good.
   */
  static void beginNatively() {
    try {
      if (!SocketLink.isNeedless()) {
        return;
      }
    } catch (LinkageError e) {
      return;
    }
    new Preparation(true).start();
  }

  @Override
  public void run() {
    try {
      if (natively) {
        Pcaps.libVersion();
      } else {
        DataLinkType.getInstance(0);
        PcapHandle.PCAP_NETMASK_UNKNOWN.isAnyLocalAddress();
      }
    } catch (LinkageError | RuntimeException e) {
      return; // see above
    }
  }
}
