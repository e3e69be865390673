package dev.jnet.link;

import dev.jnet.link.pcap.Pcap;

/**
 * Loads libpcap, while the kernel is asked for the route.
 *
 * <p>Nothing here is needed: what has not been loaded, or fails, is loaded when it is used, and its
 * failure told there.
 */
final class Preparation extends Thread {
  private Preparation() {
    super("jnet-pcap");
    setDaemon(true);
  }

  /**
   * Begins, for those who may capture. JNA itself is loaded first, by the caller: two threads that
   * initialise its classes from different ends would wait for each other for good.
   */
  static void begin() {
    try {
      if (!SocketLink.isNeedless()) {
        return;
      }
    } catch (LinkageError e) {
      return;
    }
    new Preparation().start();
  }

  @Override
  public void run() {
    try {
      Class.forName(Pcap.class.getName());
    } catch (LinkageError | ClassNotFoundException e) {
      return; // see above
    }
  }
}
