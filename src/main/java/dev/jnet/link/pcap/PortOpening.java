package dev.jnet.link.pcap;

import dev.jnet.link.LinkException;

/** Opens a port in a thread of its own. */
final class PortOpening extends Thread {
  private final String name;
  private final Capture capture;
  private final Pcap.Direction direction;
  private PcapPort port;
  private LinkException failure;
  private LinkageError missing;

  PortOpening(String name, Capture capture, Pcap.Direction direction) {
    super("jnet-open");
    this.name = name;
    this.capture = capture;
    this.direction = direction;
  }

  @Override
  public void run() {
    try {
      port = PcapPort.open(name, capture, direction);
    } catch (LinkException e) {
      failure = e;
    } catch (LinkageError e) {
      missing = e; // libpcap or JNA's native part
    }
  }

  /** Waits until the port is open, and returns it. */
  PcapPort port() throws LinkException {
    await();
    if (failure != null) {
      throw failure;
    }
    if (missing != null) {
      throw missing;
    }
    return port;
  }

  /** Closes the port once it is open, because it is no longer wanted. */
  void abandon() {
    await();
    if (port != null) {
      port.close();
    }
  }

  private void await() {
    boolean interrupted = false;
    while (isAlive()) {
      try {
        join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      currentThread().interrupt();
    }
  }
}
